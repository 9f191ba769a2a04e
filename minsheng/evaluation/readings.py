"""The observations of a ledger by the end of a period, as arrays with one entry per goal.

A stock and a running total are read as last observed in the year by the end of the period; a flow
as what was done in the year so far (`Amounts`). What is known on a day is thus the same for every
period that ends on it. A longer period counts before a shorter one with the same end, and before
the sum of its parts.

Periods are nested: months in quarters, quarters in halves, halves in the year. What was done within
one is the amount that was reported for it, else the sum of the next smaller periods in it; where
one of those is missing the sum is missing too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from minsheng.errors import BadInput, Fault
from minsheng.plan.arrays import Places, without_noise
from minsheng.plan.observations import STATUSES
from minsheng.plan.periods import Period, parts, period

if TYPE_CHECKING:
    from minsheng.plan.arrays import Floats, Truths
    from minsheng.plan.goal_arrays import GoalArrays

_PLACES = 6  # more decimals than any figure is reported with


@dataclass(frozen=True, eq=False)
class Reading:
    """What is known of each goal by the end of a period; one entry per goal."""

    # The state last observed in the year by then; of a flow what was done in the year so far.
    value: Floats
    done: Floats  # of a flow everything done since the plan began, of anything else `value`
    # The fewest decimals that any part of it was reported with; ``nan`` for a computed value.
    decimals: Floats
    # Its status, a code of `~minsheng.plan.observations.STATUSES`; provisional where any part is.
    status: npt.NDArray[np.int8]
    reported: npt.NDArray[np.datetime64]  # the day on which its last part was reported
    # The period that it was reported for, as `number_of` numbers it; 0 where nothing was.
    period: Places
    partly: Truths  # whether some parts of what is needed were reported, but not all


def number_of(when: Period) -> int:
    """Return a number that stands for a period; see `period_of`.

    Examples
    --------
    >>> number_of(Period(2018)), str(period_of(20180106))
    (20180112, '2018H1')
    """
    return (when.year * 100 + when.first) * 100 + when.last


def period_of(number: int) -> Period:
    """Return the period that a number stands for."""
    return Period(number // 10_000, number // 100 % 100, number % 100)


def times_of(numbers: Places) -> Floats:
    """Return when the periods end that numbers stand for, as `Period.time` says it.

    Examples
    --------
    >>> times_of(np.array([number_of(Period(2018)), number_of(Period(2018, 1, 6))])).tolist()
    [2018.0, 2017.5]
    """
    times: Floats = numbers // 10_000 - 1 + numbers % 100 / 12
    return times


class Readings:
    """The observations of many goals, sorted by period, each in its last vintage.

    Those of several plans have a column ``plan``; `plans` are the ids of the plans in their order.
    """

    def __init__(self, goals: GoalArrays, observations: pd.DataFrame, plans: Sequence[str]) -> None:
        self._goals = goals
        self._columns = _last_vintages(goals, observations, plans)
        self._flows = np.flatnonzero(goals.flow)
        place = np.full(len(goals), -1)
        place[self._flows] = np.arange(len(self._flows))
        of_flows = {
            one: (place[rows][place[rows] >= 0], reports.take(np.flatnonzero(place[rows] >= 0)))
            for one, (rows, reports) in self._columns.items()
        }
        self._amounts = Amounts(of_flows, len(self._flows))

    def at(self, when: Period) -> Reading:
        """Return what is known by the end of `when`."""
        reports = self._latest([one for one in self._columns if when.to_date.covers(one)])
        done, partly = reports.value.copy(), np.zeros(len(self._goals), dtype=bool)
        amount, is_reported = self._amounts.until(when)
        amount = replace(amount, period=np.where(np.isnan(amount.value), 0, number_of(when)))
        reports.put(self._flows, amount)
        total = np.sum([*self._years_before(when.year), amount.value], axis=0)
        since = np.where(self._goals.adds_up[self._flows], total, amount.value)
        done[self._flows] = without_noise(since)
        partly[self._flows] = np.isnan(since) & is_reported
        return Reading(**{**vars(reports), "done": done, "partly": partly})

    def last(self, until: float) -> Reading:
        """Return the values last observed in any period that ends by `until`; not of flows."""
        reports = self._latest([one for one in self._columns if one.time <= until])
        nothing = np.zeros(len(self._goals), dtype=bool)
        return Reading(**vars(reports), done=reports.value, partly=nothing)

    def least(self, after: float, until: float) -> Floats:
        """Return the lowest value of any period that ends after one time and by another."""
        lowest = np.full(len(self._goals), np.nan)
        for one, (at, reports) in self._columns.items():
            if after < one.time <= until:
                lowest[at] = np.fmin(lowest[at], reports.value)
        return lowest

    def year_ends(self, until: Period) -> dict[int, Floats]:
        """Return the values at the end of each year up to `until`; of flows the yearly amounts."""
        last = until.year if until.closes_year else until.year - 1
        by_year = {}
        for year in range(int(self._goals.first_year.min(initial=last + 1)), last + 1):
            closing = [one for one in self._columns if one.year == year and one.closes_year]
            by_year[year] = self._latest(closing).value
            by_year[year][self._flows] = self._amounts.within(year).value
        return by_year

    def _years_before(self, year: int) -> list[Floats]:
        """Return the amounts of flows in each earlier year; zero before the first that counts."""
        first = self._goals.begun[self._flows]
        years = range(int(self._goals.first_year.min(initial=year)), year)
        return [np.where(one < first, 0.0, self._amounts.within(one).value) for one in years]

    def _latest(self, periods: list[Period]) -> Reports:
        """Return the values of the period that ends last; of equal ends, of the longer period."""
        latest = Reports.nothing(len(self._goals))
        for one in sorted(periods, key=lambda one: one.rank):
            latest.put(*self._columns[one])
        return latest


def _last_vintages(
    goals: GoalArrays, table: pd.DataFrame, plans: Sequence[str]
) -> dict[Period, tuple[Places, Reports]]:
    """Return for each period the goals that were observed and their last reports."""
    goal = goals.directory.find(_plan_of(table, plans), table["indicator"])
    values = table["value"].to_numpy(dtype=np.float64)
    wanted = (goal >= 0) & ~np.isnan(values)
    code, periods = _periods_of(table["period"])
    whole = Reports(
        value=values,
        decimals=_decimals(table, values),
        status=pd.Categorical(table["status"], categories=list(STATUSES)).codes.astype(np.int8),
        reported=table["reported_on"].to_numpy(dtype="datetime64[s]"),
        period=np.array([number_of(one) for one in periods], dtype=np.int64)[code],
    )
    columns = {}
    for number, one in enumerate(periods):
        at = np.flatnonzero(wanted & (code == number))
        at = at[np.argsort(whole.reported[at], kind="stable")]
        # Of a goal's rows the one reported last is kept: the first of the reversed ones.
        observed, first = np.unique(goal[at][::-1], return_index=True)
        columns[one] = observed, whole.take(at[::-1][first])
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
    decimals = np.full(len(values), float(_PLACES))
    for places in range(_PLACES - 1, -1, -1):
        decimals[np.rint(values * 10**places) / 10**places == values] = places
    return decimals


NO_STATUS = np.int8(-1)
_FIRMNESS = ("final", "revised", "provisional")


@dataclass(frozen=True, eq=False)
class Reports:
    """What was reported, one entry per goal; ``nan``, -1, ``NaT`` and 0 where nothing was."""

    value: Floats
    decimals: Floats  # with how many decimals each was reported, ``nan`` for a computed one
    status: npt.NDArray[np.int8]  # codes of `~minsheng.plan.observations.STATUSES`
    reported: npt.NDArray[np.datetime64]  # the days of reporting
    period: Places  # the periods, as `number_of` numbers them

    @classmethod
    def nothing(cls, size: int) -> Reports:
        """Return reports of `size` goals, all empty."""
        return cls(
            np.full(size, np.nan),
            np.full(size, np.nan),
            np.full(size, NO_STATUS),
            np.full(size, "NaT", dtype="datetime64[s]"),
            np.zeros(size, dtype=np.int64),
        )

    def put(self, goals: Places, reports: Reports) -> None:
        """Replace the entries of `goals` by `reports`."""
        self.value[goals], self.decimals[goals] = reports.value, reports.decimals
        self.status[goals], self.reported[goals] = reports.status, reports.reported
        self.period[goals] = reports.period

    def take(self, places: Places) -> Reports:
        """Return the entries at `places`."""
        return Reports(**{name: column[places] for name, column in vars(self).items()})


def summed(parts: list[Reports]) -> Reports:
    """Return the sum of parts, with the fewest decimals, the least firm status, the latest day."""
    if len(parts) == 1:
        return parts[0]
    return Reports(
        value=np.sum([part.value for part in parts], axis=0),
        decimals=np.min([part.decimals for part in parts], axis=0),
        status=_least_firm([part.status for part in parts]),
        reported=np.max([part.reported for part in parts], axis=0),
        period=np.max([part.period for part in parts], axis=0),
    )


def _least_firm(statuses: list[npt.NDArray[np.int8]]) -> npt.NDArray[np.int8]:
    """Return the least firm status; none where any part has none."""
    rank = np.array([*(_FIRMNESS.index(word) for word in STATUSES), len(_FIRMNESS)])
    back = np.array([*(STATUSES.index(word) for word in _FIRMNESS), NO_STATUS], dtype=np.int8)
    worst: npt.NDArray[np.int8] = back[np.max([rank[status] for status in statuses], axis=0)]
    return worst


class Amounts:
    """The amounts of `size` flows, by the periods they were reported for.

    For each period `columns` has the flows concerned and what was reported of them.
    """

    def __init__(self, columns: Mapping[Period, tuple[Places, Reports]], size: int) -> None:
        self._columns, self._size = columns, size
        self._years: dict[int, Reports] = {}

    def until(self, when: Period) -> tuple[Reports, Truths]:
        """Return amounts of the year of `when` up to its end, and where any part was reported.

        A flow of which only some parts were reported has no amount.
        """
        is_reported = np.zeros(self._size, dtype=bool)
        for one, (flows, _) in self._columns.items():
            if one.year == when.year and one.last <= when.last:
                is_reported[flows] = True
        return self._up_to(when), is_reported

    def within(self, year: int) -> Reports:
        """Return the amount of a whole year."""
        if year not in self._years:
            self._years[year] = self._up_to(Period(year))
        return self._years[year]

    def _up_to(self, when: Period) -> Reports:
        """Return the amount of a year up to the end of `when`; running totals count first."""
        amount = summed([self._amount(piece) for piece in periods_up_to(when)])
        for last in _ends_to_date(self._columns, when):
            flows, told = self._columns[Period(when.year, 1, last)]
            rest = summed([self._amount(piece) for piece in periods_up_to(when, last)])
            whole = summed([told, rest.take(flows)])
            known = np.flatnonzero(~np.isnan(whole.value))
            amount.put(flows[known], whole.take(known))
        if when.to_date in self._columns:
            amount.put(*self._columns[when.to_date])
        return amount

    def _amount(self, piece: Period) -> Reports:
        inside = any(piece.covers(one) and one != piece for one in self._columns)
        smaller = _next_smaller(piece) if inside else ()
        done = Reports.nothing(self._size)
        if smaller:
            done.put(np.arange(self._size), summed([self._amount(part) for part in smaller]))
        if piece in self._columns:
            done.put(*self._columns[piece])
        return done


def _ends_to_date(reported: Collection[Period], when: Period) -> list[int]:
    """Return the last months of the years to date that end within `when` and before its end."""
    own = (one for one in reported if one.year == when.year and one.kind == "year_to_date")
    return sorted(one.last for one in own if one.last < when.last)


def periods_up_to(when: Period, after: int = 0) -> list[Period]:
    """Return the fewest periods that fill the year of `when` up to its end, after a month.

    Examples
    --------
    >>> from minsheng.plan.periods import period
    >>> [str(piece) for piece in periods_up_to(period("2018-08"))]
    ['2018H1', '2018-07', '2018-08']
    >>> [str(piece) for piece in periods_up_to(period("2018"), after=9)]
    ['2018Q4']
    """
    pieces: list[Period] = []
    done = after
    while done < when.last:
        piece = next(
            one for one in parts(when.year) if one.first == done + 1 and one.last <= when.last
        )
        pieces.append(piece)
        done = piece.last
    return pieces


def missing_parts(reported: Collection[Period], first_year: int, when: Period) -> list[Period]:
    """Return the periods from a year on that no amount was reported for, up to the end of `when`.

    Where some parts of a period were reported, the others are named in its place; after a year to
    date only what follows it.

    Examples
    --------
    >>> from minsheng.plan.periods import period
    >>> told = [period(text) for text in ("2019", "2021Q1")]
    >>> [str(one) for one in missing_parts(told, 2019, period("2021H1"))]
    ['2020', '2021Q2']
    >>> [str(one) for one in missing_parts([period("2019Q1-Q3")], 2019, period("2019"))]
    ['2019Q4']
    """
    missing = []
    for until in (*map(Period, range(first_year, when.year)), when):
        if until.to_date not in reported:
            done = max(_ends_to_date(reported, until), default=0)
            pieces = periods_up_to(until, done)
            missing += [part for one in pieces for part in _missing_in(one, reported)]
    return missing


def _missing_in(piece: Period, reported: Collection[Period]) -> list[Period]:
    if piece in reported:
        return []
    if not any(piece.covers(one) for one in reported):
        return [piece]
    return [part for one in _next_smaller(piece) for part in _missing_in(one, reported)]


def _next_smaller(piece: Period) -> tuple[Period, ...]:
    """Return the next smaller periods that a period is made of; none for a month."""
    length = {12: 6, 6: 3, 3: 1}.get(piece.last - piece.first + 1)
    if length is None:
        return ()
    return tuple(
        Period(piece.year, first, first + length - 1)
        for first in range(piece.first, piece.last + 1, length)
    )
