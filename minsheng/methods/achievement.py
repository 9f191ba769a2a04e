"""Share of the way done against share of the time gone (增量法)."""

from __future__ import annotations

import numpy as np

from minsheng.methods import arithmetic
from minsheng.methods.case import Case, Judgement, answers, first, time_to_tell, unjudged, way_to_go
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Floats


@answers()
def achievement(case: Case) -> Judgement:
    """Return ``g / τ``, the share of the planned change that is done over the share of time gone.

    g is `progress`, τ is `time_share`, and ``g - τ`` in points is `lead`. From one on it is as far
    as the time would have it. There is no verdict: no official cuts are published. Needs
    ``direction``, ``baseline``, ``observed``, ``target``, ``start``, ``time``, ``end``, ``flow``.

    Notes
    -----
    Source: the mid-term evaluation of Chinese plans, which holds 实现程度 against 时间进度.

    Examples
    --------
    >>> case = Case.of(baseline=82, observed=86, target=95, start=2017, time=2018, end=2020)
    >>> achievement(case).figure.round(6).tolist()
    [0.923077]
    """
    figure = figure_at_cuts(steady_pace, (), case)
    return unjudged(figure, first(*way_to_go(case), *time_to_tell(case)))


def steady_pace(case: Case) -> Floats:
    """Return ``g / τ`` as one quotient of products; of a case of decimals, exactly.

    Examples
    --------
    >>> steady_pace(Case.of(baseline=0, observed=19, target=30, start=2017, time=2019, end=2020))
    array([0.95])
    """
    gone = np.minimum(case.time, case.end) - case.start
    done = arithmetic.difference(case.observed, case.baseline)
    whole = arithmetic.difference(case.target, case.baseline)
    return done * (case.end - case.start) / (whole * gone)


def progress(case: Case) -> Floats:
    """Return ``g = (y - b) / (T - b)``, the share of the planned change that is done (实现程度).

    Examples
    --------
    >>> progress(Case.of(baseline=[82, 95], observed=86, target=95)).round(6).tolist()
    [0.307692, nan]
    """
    return arithmetic.progress(case.observed, case.baseline, case.target)


def time_share(case: Case) -> Floats:
    """Return ``τ = (t - t0) / (tT - t0)``, the share of the time that is gone (时间进度).

    Examples
    --------
    >>> time_share(Case.of(start=2017, time=[2018, 2018.5], end=2020)).round(6).tolist()
    [0.333333, 0.5]
    """
    return arithmetic.elapsed(case.start, case.time, case.end)


def lead(case: Case) -> Floats:
    """Return ``g - τ`` in percentage points: ahead of the time, or behind where negative.

    Examples
    --------
    >>> lead(Case.of(baseline=82, observed=86, target=95, start=2017, time=2018,
    ...              end=2020)).round(2).tolist()
    [-2.56]
    """
    return arithmetic.lead(progress(case), time_share(case))
