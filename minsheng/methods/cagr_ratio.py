"""Compound growth achieved over compound growth required."""

from __future__ import annotations

import numpy as np

from minsheng.methods.case import Case, Judgement, answers, banded, first, growing, verdict
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Floats

CUTS = ((0.95, "on_track"), (0.60, "behind"), (0.0, "far_behind"))
"""The cuts of the source below; `plan_path` takes them over."""
_REACHED_ALL_THE_SAME = (
    "no_baseline",
    "no_time_gone",
    "no_time_left",
    "negative_number",
    "zero_baseline",
    "zero_target",
)


@answers(on_track="in_line", behind="lagging", far_behind="lagging", moving_away="lagging")
def cagr_ratio(case: Case) -> Judgement:
    """Return ``R = d · CAGR_observed / |CAGR_required|``, both from the baseline on.

    The verdict is on_track from 0.95, behind from 0.60, far_behind from 0, moving_away below.
    Whether the final target is reached is tested first: it is then `on_track`, with whatever the
    figure is, or with the reason why there is none. What has no growth at all (a flow, a unit
    without a ratio scale) and what has no way to go (the baseline meets the target) is refused
    before. Needs ``direction``, ``baseline``, ``observed``, ``target``, ``start``, ``time``,
    ``end``, ``reached``, ``flow``, ``growth``.

    Notes
    -----
    Source: Eurostat, *Sustainable development in the European Union: monitoring report*, annex on
    the assessment of indicators with quantitative targets; Statistics Canada; the progress
    measure of Open SDG.

    Examples
    --------
    >>> case = Case.of(direction=[1, -1], baseline=[82, 18], observed=[86, 14], target=[95, 5],
    ...                start=2017, time=2018, end=2020)
    >>> cagr_ratio(case).figure.round(6).tolist(), cagr_ratio(case).words
    ([0.970263, 0.639448], ['on_track', 'behind'])
    """
    guards = (*growing(case), ("zero_target", case.target == 0))
    why = first(*guards)
    pace = np.where(why != 0, np.nan, figure_at_cuts(_achieved_of_required, CUTS, case))
    words = banded(pace, CUTS, "moving_away")
    barred = first(*(guard for guard in guards if guard[0] not in _REACHED_ALL_THE_SAME)) != 0
    words = np.where(case.reached & ~barred, verdict("on_track"), words)
    return Judgement(pace, words, why)


def _achieved_of_required(case: Case) -> Floats:
    achieved = (case.observed / case.baseline) ** (1 / (case.time - case.start)) - 1
    required = (case.target / case.baseline) ** (1 / (case.end - case.start)) - 1
    return case.direction * achieved / abs(required)
