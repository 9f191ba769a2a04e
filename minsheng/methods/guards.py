"""How a method refuses: the first guard that holds says why, and there is no figure then."""

from __future__ import annotations

import numpy as np

from minsheng.methods.case import Case, Judgement, reason
from minsheng.plan.arrays import Codes, Floats, Truths


def first(*guards: tuple[str, Truths]) -> Codes:
    """Return for each indicator the reason of the first guard that holds, 0 where none does.

    Examples
    --------
    >>> from minsheng.methods.case import REASONS
    >>> found = first(("no_target", np.array([True, False, False])),
    ...               ("not_reported", np.array([True, True, False])))
    >>> [REASONS[code] for code in found]
    ['no_target', 'not_reported', '']
    """
    return np.select(
        [holds for _, holds in guards], [reason(word) for word, _ in guards], default=np.int8(0)
    ).astype(np.int8)


def way_to_go(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that measures the way from baseline to target.

    A target that the baseline meets leaves no way to go: that is the hold rule's question. Of a
    flow there is no baseline to meet it, only an amount; none is `nothing_planned`.
    """
    ahead = case.direction * (case.target - case.baseline)
    return (
        *known(case),
        ("no_baseline", np.isnan(case.baseline)),
        ("nothing_planned", case.flow & (case.target == case.baseline)),
        ("baseline_meets_target", ahead <= 0),
    )


def known(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that holds an observation against a final target."""
    return (("no_target", np.isnan(case.target)), ("not_reported", np.isnan(case.observed)))


def time_to_tell(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of every method that asks how much time has gone by."""
    return (("no_time_gone", ~(case.time > case.start)), ("no_time_left", ~(case.end > case.start)))


def growing(case: Case) -> tuple[tuple[str, Truths], ...]:
    """Return the guards of compound growth."""
    return (
        ("flow_has_no_growth", case.flow),
        ("no_ratio_scale", ~case.growth),
        *way_to_go(case),
        *time_to_tell(case),
        ("negative_number", (case.baseline < 0) | (case.observed < 0) | (case.target < 0)),
        ("zero_baseline", case.baseline == 0),
    )


def judged(figure: Floats, verdict: Codes, why: Codes) -> Judgement:
    """Return figure and verdict where there is no reason against them, else the reason alone."""
    refused = why != 0
    return Judgement(np.where(refused, np.nan, figure), np.where(refused, np.int8(0), verdict), why)


def unjudged(figure: Floats, why: Codes) -> Judgement:
    """Return a figure that carries no verdict, on purpose."""
    return judged(figure, np.zeros(figure.shape, dtype=np.int8), why)
