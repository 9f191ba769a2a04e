"""The mid-term evaluation: where a plan stands at its middle."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from minsheng.errors import Fault, UnknownName
from minsheng.evaluation.standing import Standing, day_of, stand
from minsheng.plan.naming import taking_parts
from minsheng.plan.periods import Period, middle, period
from minsheng.tables.frames import checked_ledger

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan


@taking_parts
def stand_midterm(
    plan: Plan,
    ledger: Ledger | pd.DataFrame,
    period: str | Period = "",
    as_of: str | dt.date | None = None,
) -> Standing:
    """Return the standing of a plan at its middle, unless another period is asked for.

    Parameters
    ----------
    plan, ledger, as_of
        See `minsheng.stand`.
    period
        The period; that of `midterm_period` when empty.

    Raises
    ------
    UnknownName
        For a period that ends with the plan: that is the final evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(stand_midterm(ms.load_plan(), ms.Ledger()).period)
    '2019H1'
    """
    known = checked_ledger(plan, ledger)
    standing = stand(plan, known, period or midterm_period(plan, known.as_of(day_of(as_of))), as_of)
    require_midterm_period(plan, standing.period)
    return standing


def require_midterm_period(plan: Plan, period: Period) -> None:
    """Raise `UnknownName` for a period that ends with the plan: that is the final evaluation."""
    if period.time >= Period(plan.facts.last_year).time:
        allowed = (str(middle(plan.facts.years)),)
        raise UnknownName([Fault("midterm_too_late", found=str(period), allowed=allowed)])


def midterm_period(plan: Plan, ledger: Ledger) -> Period:
    """Return the period of a plan's mid-term evaluation.

    It is the half or the year that ends when half of the plan is gone. Where nothing was reported
    of that, as where reports are yearly and the years odd, it is the last period before of which
    anything was.

    Examples
    --------
    >>> str(midterm_period(ms.load_plan(), ms.Ledger()))
    '2019H1'
    """
    half = middle(plan.facts.years)
    reported = [period(text) for text in ledger.observations["period"].unique()]
    if any(half.covers(one) for one in reported):
        return half
    earlier = [one for one in reported if one.time <= half.time]
    return max(earlier, key=lambda one: one.rank, default=half)
