"""Cases drawn at random, of decimals as people print them."""

from dataclasses import fields, replace

import numpy as np
from hypothesis import strategies as st

from minsheng.methods import Case

NUMBERS = st.integers(-2_000, 20_000).map(lambda n: n / 10)
POSITIVE = st.integers(1, 20_000).map(lambda n: n / 10)
MAYBE = st.one_of(st.just(float("nan")), st.just(0.0), NUMBERS)
WAYS = st.sampled_from([1.0, -1.0])
SHARES = st.integers(1, 30).map(lambda n: n / 10)
WAY = {"start": 2017, "time": 2018, "end": 2020}
"""The time of the plan that ships, after one year."""

ROWS = st.fixed_dictionaries(
    {
        "direction": WAYS,
        "baseline": MAYBE,
        "observed": MAYBE,
        "planned": MAYBE,
        "target": MAYBE,
        "start": st.just(2017.0),
        "time": st.sampled_from([2017.0, 2017.5, 2018.0, 2019.0, 2020.0]),
        "end": st.sampled_from([2017.0, 2019.0, 2020.0, 2030.0]),
        "reached": st.booleans(),
        "due_target": MAYBE,
        "due_observed": MAYBE,
        "due": st.booleans(),
        "meets_due": st.booleans(),
        "inside": st.booleans(),
        "drift": MAYBE,
        "last_change": MAYBE,
        "points": st.integers(0, 7),
        "flow": st.booleans(),
        "growth": st.booleans(),
    }
)
"""Anything that may be known of one indicator, sound or not."""


def together(rows):
    """Return one case of several rows."""
    return Case.of(**{name: [row[name] for row in rows] for name in rows[0]})


def alone(case, place):
    """Return one indicator of a case."""
    return Case(
        **{field.name: getattr(case, field.name)[place : place + 1] for field in fields(case)}
    )


def turned(case):
    """Return the same with every value negated and the direction turned: less is now better."""
    values = (
        "direction",
        "baseline",
        "observed",
        "planned",
        "target",
        "due_target",
        "due_observed",
        "drift",
        "last_change",
    )
    return replace(case, **{name: -getattr(case, name) for name in values})


def same(one, other):
    """Return whether two judgements are the same."""
    return (
        np.array_equal(one.figure, other.figure, equal_nan=True)
        and np.array_equal(one.verdict, other.verdict)
        and np.array_equal(one.reason, other.reason)
    )


UNKNOWN = [
    ({"target": np.nan}, "no_target"),
    ({"observed": np.nan}, "not_reported"),
    ({"baseline": np.nan}, "no_baseline"),
]
"""What a method cannot do without: what is changed of a sound case, and the reason it gives."""
NO_TIME = [({"time": 2017}, "no_time_gone"), ({"end": 2017}, "no_time_left")]


def refusal(judgement):
    """Return the reason that a method gives for neither a verdict nor a figure."""
    word, reason = said(judgement)
    assert word == ""
    assert np.isnan(judgement.figure).all()
    return reason


def said(judgement):
    """Return what a judgement of one indicator says: its verdict and its reason."""
    (word,), (reason,) = judgement.words, judgement.reasons
    return word, reason
