"""The year's own target: met or missed, by the wording."""

from __future__ import annotations

import numpy as np

from minsheng.methods.arithmetic import ratio
from minsheng.methods.case import Case, Judgement, answers, first, verdict
from minsheng.plan.arrays import Codes


@answers(
    met="in_line",
    missed="lagging",
    not_due="not_due",
    not_reported="not_reported",
    no_target="not_judged",
)
def milestone(case: Case) -> Judgement:
    """Return whether each indicator met the target of its year, and the attainment ``y / Y(t)``.

    The verdict is met, missed, not_due, not_reported or no_target. A year that is not over is
    `not_due`, whatever stands there by now. The attainment is the plain quotient: where less is
    better, a figure above one is a miss. It is not given against a target of zero or of negative
    numbers, and then the reason stands beside the verdict. Needs ``due``, ``due_target``,
    ``due_observed``, ``meets_due``.

    Notes
    -----
    Source: the annual assessment of Chinese plans (年度目标完成情况); the report cards of UNDP work
    alike.

    Examples
    --------
    >>> case = Case.of(due_target=90, due_observed=[91, 89], due=True, meets_due=[True, False])
    >>> milestone(case).words, milestone(case).figure.round(4).tolist()
    (['met', 'missed'], [1.0111, 0.9889])
    """
    no_target, no_value = np.isnan(case.due_target), np.isnan(case.due_observed)
    negative = (case.due_target < 0) | (case.due_observed < 0)
    why = first(
        ("no_target", no_target),
        ("not_due", no_value & ~case.due),
        ("not_reported", no_value),
        ("negative_number", negative),
        ("zero_target", case.due_target == 0),
    )
    words: Codes = np.where(case.meets_due, verdict("met"), verdict("missed"))
    words = np.where(no_value, verdict("not_reported"), words)
    words = np.where(case.due, words, verdict("not_due"))
    words = np.where(no_target, verdict("no_target"), words)
    attainment = np.where(why != 0, np.nan, ratio(case.due_observed, case.due_target))
    return Judgement(attainment, words, why)
