"""The mid-term evaluation: where a plan stands at its middle."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from minsheng.evaluation.standing import Standing, stand
from minsheng.plan.periods import Period, middle

if TYPE_CHECKING:
    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan


def stand_midterm(
    plan: Plan,
    ledger: Ledger,
    when: str | Period = "",
    as_of: str | dt.date | None = None,
) -> Standing:
    """Return the standing of a plan at its middle, unless another period is asked for.

    Parameters
    ----------
    plan, ledger, as_of
        See `minsheng.stand`.
    when
        The period; the half or the year that ends when half of the plan is gone when empty.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(stand_midterm(ms.load_plan(), ms.Ledger()).period)
    '2019H1'
    """
    return stand(plan, ledger, when or middle(plan.facts.years), as_of)
