"""A line to be held, or a direction to be kept."""

from __future__ import annotations

import numpy as np

from minsheng.methods.case import Case, Judgement, answers, first, verdict
from minsheng.methods.destatis import FEWEST_POINTS
from minsheng.plan.arrays import Codes, Truths, rounded


@answers(
    held="kept",
    held_worsening="kept",
    recovering="not_kept",
    breached="not_kept",
    right_way="kept",
    stalled="not_kept",
    turning="not_kept",
    wrong_way="not_kept",
)
def hold(case: Case) -> Judgement:
    """Return whether each indicator stays inside its line, or moves as it should.

    The figure is the drift c, in the unit a year; missing with fewer than four points.

    With a target there is a line. Inside: `held`, or `held_worsening` when the drift is toward the
    wrong side. Outside: `recovering` when the drift is toward the line, else `breached`; no drift
    at all brings nothing back. With fewer than four points nothing is said of drift: `held` or
    `breached`, and the reason `too_few_points` stands beside the verdict.

    Without a target there is a direction. Mean change and last change both right: `right_way`; mean
    right, last wrong or none: `stalled`; mean wrong or none, last right: `turning`; both wrong or
    none: `wrong_way`. Four points are needed here too.

    Needs ``direction``, ``observed``, ``target``, ``inside``, ``drift``, ``last_change``,
    ``points``.

    Notes
    -----
    Source: Statistisches Bundesamt (Destatis), *Sustainable Development in Germany, Indicator
    Report*, chapter on the status of the indicators: the rules for targets to be complied with in
    every year and for targets that name a direction only.

    Examples
    --------
    >>> case = Case.of(direction=-1, observed=[58.7, 68.0], target=60, inside=[True, False],
    ...                drift=[-3.16, -0.64], points=6)
    >>> hold(case).words
    ['held', 'recovering']
    """
    line = ~np.isnan(case.target)
    few = (case.points < FEWEST_POINTS) | np.isnan(case.drift)
    # A mean of changes carries the noise of the values it was made from.
    size = np.fmax(np.abs(case.observed), np.abs(case.drift))
    drift = rounded(case.drift, size)
    mean = case.direction * drift
    last = case.direction * rounded(case.last_change, np.fmax(size, np.abs(case.last_change)))
    why = first(
        ("not_reported", np.isnan(case.observed)),
        ("too_few_points", few),
        ("too_few_points", ~line & np.isnan(last)),
    )
    words = np.where(line, _of_line(case.inside, mean, few), _of_direction(mean > 0, last > 0))
    unsaid = np.isnan(case.observed) | (~line & (why != 0))
    return Judgement(np.where(why != 0, np.nan, drift), np.where(unsaid, np.int8(0), words), why)


def _of_line(inside: Truths, drift: np.ndarray, few: Truths) -> Codes:
    worse = ~few & (drift < 0)
    better = ~few & (drift > 0)
    kept = np.where(worse, verdict("held_worsening"), verdict("held"))
    broken = np.where(better, verdict("recovering"), verdict("breached"))
    return np.where(inside, kept, broken)


def _of_direction(mean: Truths, last: Truths) -> Codes:
    right = np.where(last, verdict("right_way"), verdict("stalled"))
    wrong = np.where(last, verdict("turning"), verdict("wrong_way"))
    return np.where(mean, right, wrong)
