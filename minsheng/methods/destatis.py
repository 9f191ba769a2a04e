"""By how much the target would be missed if the mean of the last five changes went on."""

from __future__ import annotations

import numpy as np

from minsheng.methods.arithmetic import difference
from minsheng.methods.case import Case, Judgement, answers, first, judged, known, verdict
from minsheng.methods.exact import figure_at_cuts
from minsheng.plan.arrays import Codes, Floats, rounded

FEWEST_POINTS = 4
"""With fewer yearly points nothing is said of a drift."""
DRIFT_YEARS = 5
"""A drift is the mean of the yearly changes of so many last years."""
SLIGHT_MISS_FROM, FAR_OFF_ABOVE = 0.05, 0.20
"""The cuts of the expected miss. All four numbers are those of the source below."""
_CUTS = ((FAR_OFF_ABOVE, "far_off"), (SLIGHT_MISS_FROM, "slight_miss"))


@answers(on_course="in_line", slight_miss="lagging", far_off="lagging", wrong_way="not_kept")
def destatis(case: Case) -> Judgement:
    """Return the expected miss, ``(T - p) / (T - y)`` with ``p = y + c (tT - t)``.

    It is a fraction of what is still to go, negative where p lies beyond the target. `c` is the
    mean of the last five yearly changes (``drift``). A drift that is wrong or none is `wrong_way`:
    the distance stays or grows. Else the verdict is on_course below 0.05, slight_miss up to 0.20,
    far_off above. After the target is reached the rule has nothing to measure; that is the hold
    rule's question. Needs ``direction``, ``observed``, ``target``, ``time``, ``end``, ``reached``,
    ``drift``, ``points``, ``flow``.

    Notes
    -----
    Source: Statistisches Bundesamt (Destatis), *Sustainable Development in Germany, Indicator
    Report*, chapter on the status of the indicators: the rule for targets with a target year.

    Examples
    --------
    >>> case = Case.of(observed=[80.6, 81.1, 81.3], target=83, time=[2019, 2023, 2024], end=2030,
    ...                drift=[0.58, 0.24, 0.14], points=6)
    >>> destatis(case).figure.round(4).tolist(), destatis(case).words
    ([-1.6583, 0.1158, 0.5059], ['on_course', 'slight_miss', 'far_off'])
    """
    drift = rounded(case.drift, np.fmax(np.abs(case.observed), np.abs(case.drift)))
    miss = figure_at_cuts(expected_miss, _CUTS, case)
    words: Codes = np.where(miss < SLIGHT_MISS_FROM, verdict("on_course"), verdict("slight_miss"))
    words = np.where(miss > FAR_OFF_ABOVE, verdict("far_off"), words)
    words = np.where(case.direction * drift <= 0, verdict("wrong_way"), words)
    still = case.direction * difference(case.target, case.observed)
    why = first(
        ("flow_has_no_growth", case.flow),
        *known(case),
        ("target_reached", case.reached | (still <= 0)),
        ("too_few_points", (case.points < FEWEST_POINTS) | np.isnan(case.drift)),
        ("no_time_left", ~(case.end > case.time)),
    )
    return judged(miss, words, why)


def expected_miss(case: Case) -> Floats:
    """Return the expected miss as a share of what is still to go, ``(T - p) / (T - y)``.

    Examples
    --------
    >>> case = Case.of(observed=[81.1, 86], drift=[0.24, 4], time=2018, end=[2025, 2020],
    ...                target=[83, 95])
    >>> expected_miss(case).round(6).tolist()
    [0.115789, 0.111111]
    """
    left = difference(case.target, case.observed)
    return (left - case.drift * (case.end - case.time)) / left
