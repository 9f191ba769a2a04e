"""Observations written down by hand, and plans drawn at random with observations that fit them."""

from dataclasses import replace
from functools import partial

import pandas as pd
from building import Wish, build
from hypothesis import strategies as st

from minsheng.evaluation import evaluate
from minsheng.plan.periods import parts, period
from minsheng.plan.plan import Plan
from minsheng.tables.expectations import expectations

YEARS = (2018, 2019, 2020)
QUARTERS = tuple(f"{year}Q{number}" for year in YEARS for number in (1, 2, 3, 4))
ONE = "test.indicator"
_DAY = "2026-03-31"


def seen(*rows, indicator=ONE, **columns):
    """Return observations from rows of period, value and, if need be, day and status."""
    told = [
        (str(row[0]), float(row[1]), *row[2:], *(_DAY, "final")[len(row) - 2 :]) for row in rows
    ]
    return pd.DataFrame(
        {
            "indicator": pd.Series([indicator] * len(told), dtype="str"),
            "period": pd.Series([row[0] for row in told], dtype="str"),
            "reported_on": pd.to_datetime(pd.Series([row[2] for row in told], dtype="object")),
            "value": pd.Series([row[1] for row in told], dtype="float64"),
            "status": pd.Series([row[3] for row in told], dtype="str"),
            **columns,
        }
    )


def together(*tables):
    """Return several tables of observations as one."""
    return pd.concat(tables, ignore_index=True)


def row(wish, observations, period, **asked):
    """Return the only row of the evaluation of one indicator at one period."""
    frame = evaluate(build(wish), observations, str(period), **asked)
    assert len(frame) == 1
    return frame.iloc[0]


def rows(wish, observations, periods=YEARS, **asked):
    """Return the rows of the evaluation of one indicator, one for each period."""
    return evaluate(build(wish), observations, [str(one) for one in periods], **asked)


def named(plan, name):
    """Return the plan under another id."""
    return Plan(replace(plan.facts, plan=name), dict(plan.tables), plan.fingerprint)


def plain(frame):
    """Return a frame whose categories are words, for comparing frames made in different ways."""
    words = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(words, "str")).reset_index(drop=True)


def same(one, other):
    """Hold two evaluations against each other, row by row."""
    pd.testing.assert_frame_equal(plain(one), plain(other))


# What follows is drawn at random: decimals with one place, as people print them.

TENTHS = st.integers(0, 1000).map(lambda n: n / 10)
POSITIVE = st.integers(1, 1000).map(lambda n: n / 10)
COUNTS = st.integers(0, 500)
WAYS = st.sampled_from(["up", "down"])
BOUNDS = st.sampled_from(["", "", ">=", "<=", ">", "<", "~"])


@st.composite
def figures(draw, numbers=TENTHS, bounds=BOUNDS, *, ranges=True):
    """Draw a figure as `building.read` reads it."""
    if ranges and draw(st.integers(0, 6)) == 0:
        low, high = sorted((draw(numbers), draw(numbers)))
        return f"{low}..{high}"
    return f"{draw(bounds)}{draw(numbers)}"


@st.composite
def wishes(draw, name="indicator", years=YEARS, directions=WAYS):
    """Draw what a plan may say of one indicator: every kind, aim, bound and gap in the years."""
    kind = draw(st.sampled_from(["stock", "stock", "cumulative", "flow", "flow", "milestone"]))
    stated = draw(st.lists(st.sampled_from(years), unique=True))
    if kind == "milestone":
        aim = draw(st.sampled_from(["reach", "listed"]))
        years_of = stated or [years[-1]]
        targets = dict.fromkeys(years_of, 1.0 if aim == "reach" else None)
        return Wish(name, "milestone", kind, aim, "up", targets=targets)
    aims = ["reach", "reach", "reach", "direction", "listed"]
    aim = draw(st.sampled_from([*aims, "hold"] if kind == "stock" else aims))
    direction = draw(directions)
    unit = "person" if kind == "flow" else draw(st.sampled_from(["percent", "person", "index"]))
    baseline = draw(st.none() | figures())
    if aim in ("direction", "listed"):
        return Wish(name, unit, kind, aim, direction, baseline, dict.fromkeys(years))
    if kind == "flow":
        # Less of an amount is a question of its own; see test_judging.
        total = draw(st.none() | figures())
        mean = draw(st.none() | figures()) if total is None else None
        targets = {year: draw(figures()) for year in stated}
        if not targets and total is None and mean is None:
            total = draw(figures())
        return Wish(name, unit, kind, aim, "up", baseline, targets, total, mean=mean)
    targets = {year: draw(figures()) for year in stated or [years[-1]]}
    return Wish(name, unit, kind, aim, direction, baseline, targets)


@st.composite
def plans(draw, most=4, first_year=2018):
    """Draw a plan of several indicators over three years."""
    years = tuple(range(first_year, first_year + 3))
    drawn = [draw(wishes(f"i{number}", years)) for number in range(draw(st.integers(1, most)))]
    return build(
        *drawn, baseline_year=first_year - 1, first_year=first_year, last_year=first_year + 2
    )


def later(when, day):
    """Whether a period had begun on a day."""
    begin = period(when)
    return day >= f"{begin.year}-{begin.first:02d}-01"


def possible(expected, value):
    """Whether a file may hold a value: no share as a fraction, no unit that was forgotten."""
    return value == 0 or (value >= 1 and (not expected.high or value < 1000 * expected.high))


@st.composite
def ledgers(draw, plan, most=12):
    """Draw observations as a file may hold them: any periods, corrections on later days."""
    indicators = list(plan.indicators.query("aim != 'listed'")["indicator"])
    if not indicators:
        return seen()
    expected = expectations(plan)
    periods = [str(part) for year in plan.facts.years for part in parts(year)]
    milestones = set(plan.indicators.query("kind == 'milestone'")["indicator"])
    keys = draw(
        st.lists(
            st.tuples(
                st.sampled_from(indicators),
                st.sampled_from(periods),
                st.sampled_from(["2019-01-10", "2020-01-10", "2021-01-10", "2023-01-10"]),
            ).filter(lambda key: later(*key[1:])),
            unique=True,
            max_size=most * len(indicators),
        )
    )
    status = st.sampled_from(["provisional", "final", "revised"])
    made = [
        seen(
            (
                when,
                draw(st.integers(0, 1))
                if indicator in milestones
                else draw(TENTHS.filter(partial(possible, expected[indicator]))),
                day,
                draw(status),
            ),
            indicator=indicator,
        )
        for indicator, when, day in keys
    ]
    return together(*made) if made else seen()
