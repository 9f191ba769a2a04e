"""How high the value stands against the target (水平法); it flatters."""

from __future__ import annotations

import numpy as np

from minsheng.methods.arithmetic import ratio
from minsheng.methods.case import Case, Judgement, answers, first, known, unjudged


@answers()
def level(case: Case) -> Judgement:
    """Return ``y / T``, or ``T / y`` where less is better, one at the most.

    Never shown without `achievement` beside it. From 82 to 86 toward 95 reads 90.5 %, where 30.8 %
    of the way is done: most of the level was there before the plan began. So there is no verdict.
    Needs ``direction``, ``observed``, ``target``.

    Notes
    -----
    Source: the monitoring of the moderately prosperous society (全面建设小康社会统计监测).

    Examples
    --------
    >>> case = Case.of(direction=[1, -1], observed=[86, 14], target=[95, 5])
    >>> level(case).figure.round(4).tolist()
    [0.9053, 0.3571]
    """
    falls = case.direction < 0
    why = first(
        *known(case),
        ("negative_number", (case.observed < 0) | (case.target < 0)),
        ("zero_target", case.target == 0),
        ("zero_observed", falls & (case.observed == 0)),
    )
    part = np.where(falls, case.target, case.observed)
    whole = np.where(falls, case.observed, case.target)
    return unjudged(np.minimum(ratio(part, whole), 1.0), why)
