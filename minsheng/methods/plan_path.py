"""Pace on the plan's own path: the default."""

from __future__ import annotations

import numpy as np

from minsheng.methods.achievement import steady_pace
from minsheng.methods.arithmetic import difference
from minsheng.methods.cagr_ratio import CUTS
from minsheng.methods.case import Case, Judgement, answers, banded, first, judged, reason, way_to_go
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Floats

AHEAD, IN_LINE = 1.05, CUTS[0][0]
"""From which pace on a goal is ahead, and in line, where its verdict becomes `on_track`. No
official cuts are published: these are ours, and reports print them."""
_CUTS = ((AHEAD, "on_track"), (IN_LINE, "on_track"), *CUTS)


@answers(on_track="in_line", behind="lagging", far_behind="lagging", moving_away="lagging")
def plan_path(case: Case) -> Judgement:
    """Return the pace ``q = (y - b) / (Y(t) - b)``: what is done of what was to be done by now.

    The verdict is on_track from 0.95, behind from 0.60, far_behind from 0, moving_away below. Where
    the plan states nothing on the way, Y(t) is the straight line from baseline to target, and `q`
    is the share done over the share of time. Where the path at `time` is at the baseline though the
    final target is beyond it, pace runs against that straight line too, and the reason
    `interim_below_baseline` stands beside the verdict. Where the path is on the wrong side of the
    baseline that is the reason why there is no pace: no quotient of ways tells whether such a path
    is kept. Of a flow nothing may be planned by then: that is `nothing_planned`, and there is no
    pace. Needs ``direction``, ``baseline``, ``observed``, ``planned``, ``target``, ``start``,
    ``time``, ``end``, ``flow``.

    Notes
    -----
    Source: the cuts are those of Eurostat, *Sustainable development in the European Union*, and of
    Statistics Canada's Sustainable Development Goals data hub, put to the plan's own path.

    Examples
    --------
    >>> case = Case.of(baseline=82, observed=[86, 84], planned=86, target=95, start=2017,
    ...                time=2018, end=2020)
    >>> plan_path(case).figure.tolist(), plan_path(case).words
    ([1.0, 0.5], ['on_track', 'far_behind'])
    """
    ahead = case.direction * difference(case.planned, case.baseline)
    on_path = ahead > 0
    not_beyond = ~np.isnan(case.planned) & ~on_path
    why = first(
        *way_to_go(case),
        ("nothing_planned", case.flow & not_beyond),
        ("no_time_gone", ~on_path & ~(case.time > case.start)),
        ("no_time_left", ~on_path & ~(case.end > case.start)),
        ("interim_below_baseline", ~case.flow & (ahead < 0)),
    )
    pace = figure_at_cuts(_pace, _CUTS, case)
    answer = judged(pace, banded(pace, CUTS, "moving_away"), why)
    reasons = np.where((why == 0) & not_beyond, reason("interim_below_baseline"), why)
    return Judgement(answer.figure, answer.verdict, reasons)


def _pace(case: Case) -> Floats:
    """Return q; against the straight line where the plan's path is not beyond the baseline."""
    planned = difference(case.planned, case.baseline)
    on_path = case.direction * planned > 0
    done_of_planned = difference(case.observed, case.baseline) / planned
    return np.where(on_path, done_of_planned, steady_pace(case))
