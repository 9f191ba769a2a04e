"""What a ledger says of each goal by the end of a period, as arrays.

A stock and a running total are read as last observed in the period; a flow as what was done in the
year so far (`amounts`). A longer period counts before a shorter one with the same end, and before
the sum of its parts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from minsheng.errors import BadInput, Fault
from minsheng.evaluation.amounts import Amounts, Told
from minsheng.plan.arrays import Places, without_noise
from minsheng.plan.observations import STATUSES
from minsheng.plan.periods import Period, period

if TYPE_CHECKING:
    from minsheng.plan.arrays import Floats, Truths
    from minsheng.plan.goal_arrays import GoalArrays

_PLACES = 6  # more decimals than any figure is reported with


@dataclass(frozen=True, eq=False)
class Reading:
    """What is known of each goal by the end of a period; one entry per goal.

    Parameters
    ----------
    value
        The state last observed in the period; of a flow what was done in the year so far.
    done
        Of a flow everything done since the plan began, of anything else `value`.
    decimals
        With how many decimals the coarsest part of it was reported; ``nan`` for a computed one.
    status
        Its status, a code of `~minsheng.plan.observations.STATUSES`; provisional where any part is.
    reported
        The day on which its last part was reported.
    partly
        Whether some parts of what is needed were reported, but not all.
    """

    value: Floats
    done: Floats
    decimals: Floats
    status: npt.NDArray[np.int8]
    reported: npt.NDArray[np.datetime64]
    partly: Truths


class Readings:
    """The observations of many goals, sorted by period, each in its last vintage.

    Parameters
    ----------
    goals
        What the plans promise.
    observations
        A ledger's observations; with a column ``plan`` where there are several plans.
    plans
        The ids of the plans in their order.
    as_of
        The day on which the ledger is read; as it stands when left out.
    """

    def __init__(
        self, goals: GoalArrays, observations: pd.DataFrame, plans: Sequence[str],
        as_of: dt.date | None = None,
    ) -> None:  # fmt: skip
        self._goals = goals
        self._columns = _last_vintages(goals, observations, plans, as_of)
        self._flows = np.flatnonzero(goals.flow)
        place = np.full(len(goals), -1)
        place[self._flows] = np.arange(len(self._flows))
        of_flows = {
            one: (place[rows][place[rows] >= 0], told.take(np.flatnonzero(place[rows] >= 0)))
            for one, (rows, told) in self._columns.items()
        }
        self._amounts = Amounts(of_flows, len(self._flows))

    def at(self, when: Period) -> Reading:
        """Return what is known by the end of `when`."""
        told = self._latest([one for one in self._columns if when.covers(one)])
        done, partly = told.value.copy(), np.zeros(len(self._goals), dtype=bool)
        amount, heard = self._amounts.until(when)
        told.put(self._flows, amount)
        since = np.sum([*self._years_before(when.year), amount.value], axis=0)
        done[self._flows] = without_noise(since)
        partly[self._flows] = np.isnan(since) & heard
        return Reading(told.value, done, told.decimals, told.status, told.reported, partly)

    def last(self, until: Period) -> Reading:
        """Return the state last observed at all by the end of `until`; flows are not looked at."""
        told = self._latest([one for one in self._columns if one.time <= until.time])
        nothing = np.zeros(len(self._goals), dtype=bool)
        return Reading(told.value, told.value, told.decimals, told.status, told.reported, nothing)

    def year_ends(self, until: Period) -> dict[int, Floats]:
        """Return what stood at the end of each year, or was done within it, up to `until`."""
        last = until.year if until.closes_year else until.year - 1
        found = {}
        for year in range(int(self._goals.first_year.min(initial=last + 1)), last + 1):
            closing = [one for one in self._columns if one.year == year and one.closes_year]
            found[year] = self._latest(closing).value
            found[year][self._flows] = self._amounts.within(year).value
        return found

    def _years_before(self, year: int) -> list[Floats]:
        """Return what flows did in each earlier year; nothing before a plan's first year."""
        first = self._goals.first_year[self._flows]
        years = range(int(self._goals.first_year.min(initial=year)), year)
        return [np.where(one < first, 0.0, self._amounts.within(one).value) for one in years]

    def _latest(self, periods: list[Period]) -> Told:
        """Return the state at the latest end; of equal ends the longer period counts."""
        found = Told.nothing(len(self._goals))
        for one in sorted(periods, key=lambda one: (one.time, -one.begin)):
            found.put(*self._columns[one])
        return found


def _last_vintages(
    goals: GoalArrays, table: pd.DataFrame, plans: Sequence[str], as_of: dt.date | None
) -> dict[Period, tuple[Places, Told]]:
    """Return by period which goals were observed and what was last said of them."""
    if as_of is not None:
        table = table[table["reported_on"] < pd.Timestamp(as_of) + pd.Timedelta(days=1)]
    goal = goals.directory.find(_plan_of(table, plans), table["indicator"])
    values = table["value"].to_numpy(dtype=np.float64)
    wanted = (goal >= 0) & ~np.isnan(values)
    code, periods = _periods_of(table["period"])
    whole = Told(
        value=values, decimals=_decimals(table, values),
        status=pd.Categorical(table["status"], categories=list(STATUSES)).codes.astype(np.int8),
        reported=table["reported_on"].to_numpy(dtype="datetime64[s]"),
    )  # fmt: skip
    columns = {}
    for number, one in enumerate(periods):
        at = np.flatnonzero(wanted & (code == number))
        at = at[np.argsort(whole.reported[at], kind="stable")]
        # Of a goal's rows the one reported last is kept: the first of the reversed ones.
        found, first = np.unique(goal[at][::-1], return_index=True)
        columns[one] = found, whole.take(at[::-1][first])
    return columns


def _plan_of(table: pd.DataFrame, plans: Sequence[str]) -> Places:
    """Return the number of the plan of each row; -1 for a plan that is not asked about."""
    if "plan" in table:
        return pd.Index(list(plans)).get_indexer(pd.Index(table["plan"]))
    return np.zeros(len(table), dtype=np.int64)


def _periods_of(texts: pd.Series[str]) -> tuple[Places, list[Period]]:
    """Return the number of each row's period and the periods, however they are written."""
    code, names = pd.factorize(texts)
    read: list[Period] = []
    faults = []
    for name in names:
        try:
            read.append(period(str(name)))
        except ValueError:
            faults.append(Fault("unreadable_period", column="period", found=str(name)))
    if faults:
        raise BadInput(faults)
    periods = list(dict.fromkeys(read))
    place = {one: number for number, one in enumerate(periods)}
    numbers = np.array([place[one] for one in read], dtype=np.int64)
    return (numbers[code] if read else code.astype(np.int64)), periods


def _decimals(table: pd.DataFrame, values: Floats) -> Floats:
    """Return with how many decimals each value was reported, told or read off the number."""
    if "decimals" in table:
        return table["decimals"].to_numpy(dtype=np.float64, na_value=np.nan)
    found = np.full(len(values), float(_PLACES))
    for places in range(_PLACES - 1, -1, -1):
        found[np.rint(values * 10**places) / 10**places == values] = places
    return found
