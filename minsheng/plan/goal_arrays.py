"""The one reading of what plans want: baselines and targets as arrays, one entry per goal.

A goal's yearly figures stand in a row of a matrix whose first column is the baseline year, so that
half a million goals are held against observations in one step. A `minsheng.plan.goals.Goal` is one
row of these arrays, for readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from minsheng.plan.arrays import (
    PLAN,
    Codes,
    Directory,
    Floats,
    Places,
    Texts,
    Truths,
    stacked,
    without_noise,
)
from minsheng.plan.bounds import LARGEST_SHARE, NO_BOUND, code, codes, intervals, meet

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

_DESCRIPTION = ("indicator", "programme", "unit", "kind", "aim", "direction", "headline", "holder")
_OF_UNITS = ("share", "growth", "decimals")
_FIGURE = ("bound", "value", "value_high")
_Index: TypeAlias = Any  # whatever numpy takes between brackets


@dataclass(frozen=True, eq=False)
class Targets:
    """Stated targets as arrays of one shape; see `minsheng.plan.goals.Target` for one of them.

    Parameters
    ----------
    value
        The numbers, of a range its weaker end; ``nan`` where no target is stated.
    bound
        Codes of their bounds, `NO_BOUND` where no target is stated.
    strength
        ``firm``, ``aspired`` or ``approximate``; empty where no target is stated.
    low, high
        Both ends of a range; ``nan`` for anything else.
    """

    value: Floats
    bound: Codes
    strength: Texts
    low: Floats
    high: Floats

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Targets:
        """Return arrays of a shape without any target."""
        low, value, high = np.full((3, *shape), np.nan)
        return cls(value, np.full(shape, NO_BOUND), np.full(shape, "", dtype=object), low, high)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the five arrays."""
        return (getattr(self, field.name) for field in fields(self))

    def __getitem__(self, index: _Index) -> Targets:
        """Return the targets at `index`."""
        return Targets(*(array[index] for array in self))

    def __setitem__(self, index: _Index, targets: Targets) -> None:
        """Write targets over those at `index`."""
        for array, values in zip(self, targets, strict=True):
            array[index] = values

    @property
    def is_stated(self) -> Truths:
        """Where a target is stated."""
        return ~np.isnan(self.value)

    def times(self, years: Places) -> Targets:
        """Return targets that are `years` times as large: a yearly mean over a number of years."""
        value, low, high = (without_noise(x * years) for x in (self.value, self.low, self.high))
        return Targets(value, self.bound, self.strength, low, high)


@dataclass(frozen=True, eq=False)
class GoalArrays:
    """The goals of one or many plans; every array has one entry, or one row, per goal.

    Parameters
    ----------
    rows
        The goals' rows of the indicator tables, with ``_plan``, and ``share``, ``growth`` and
        ``decimals`` of their units.
    directory
        Finds a goal by plan and indicator.
    start, first_year, last_year
        Baseline year, first and last year of the goal's plan.
    baseline_low, baseline_high
        The ends of the baseline, ``nan`` where none is printed, infinite where a side is open.
    baseline_bound
        Its bound as printed, `NO_BOUND` where there is none.
    yearly
        Stated targets by year; the first column is the baseline year.
    total, mean
        Stated targets over all years of the plan: an amount in all, and a mean of the years.
    """

    rows: pd.DataFrame
    directory: Directory
    start: Places
    first_year: Places
    last_year: Places
    baseline_low: Floats
    baseline_high: Floats
    baseline_bound: Codes
    yearly: Targets
    total: Targets
    mean: Targets

    def __len__(self) -> int:
        """Return the number of goals."""
        return len(self.rows)

    @cached_property
    def direction(self) -> Floats:
        """+1 where more is better, -1 where less is better."""
        return np.where(self.rows["direction"].eq("down"), -1.0, 1.0)

    @cached_property
    def flow(self) -> Truths:
        """Goals whose amounts are done within the years and add up."""
        return self.rows["kind"].eq("flow").to_numpy()

    @cached_property
    def milestone(self) -> Truths:
        """Goals that are done or not done."""
        return self.rows["kind"].eq("milestone").to_numpy()

    @cached_property
    def held(self) -> Truths:
        """Goals with a line to be held.

        Where both `held` and `reach` are false, the goal is a direction or only words.
        """
        return self.rows["aim"].eq("hold").to_numpy()

    @cached_property
    def reach(self) -> Truths:
        """Goals with a number to arrive at."""
        return self.rows["aim"].eq("reach").to_numpy()

    @cached_property
    def directed(self) -> Truths:
        """Goals that say only which way: no number, no line, but more than words alone."""
        return self.rows["aim"].eq("direction").to_numpy()

    @cached_property
    def baseline(self) -> Floats:
        """The baseline where it is one number."""
        return np.where(self.baseline_low == self.baseline_high, self.baseline_low, np.nan)

    @cached_property
    def bounded(self) -> Truths:
        """Where the baseline is only a bound."""
        return self.baseline_low < self.baseline_high

    @cached_property
    def baseline_meets_target(self) -> Truths:
        """Where the baseline meets the final target whatever it is within its bound."""
        worst = np.where(self.direction > 0, self.baseline_low, self.baseline_high)
        # "Over 94" meets "over 94", though 94 itself is in neither.
        target = self.final
        same = (self.baseline_bound == target.bound) & (worst == target.value)
        met: Truths = ~self.flow & (same | meet(worst, target.bound, target.value, self.direction))
        return met

    @cached_property
    def line(self) -> Truths:
        """Goals with a line of their own: to be held, or an amount a year that is a ceiling."""
        return self.held | (self.flow & self.reach & (self.direction < 0))

    @cached_property
    def by_year(self) -> Truths:
        """Flows with a line for the amount of each year; other flows are judged as a whole."""
        yearly: Truths = self.flow & self.line & ~self.only_total
        return yearly

    @cached_property
    def kept(self) -> Truths:
        """Goals that are only to be kept: with a line, or already met at the baseline."""
        at_target: Truths = ~self.flow & (self.baseline == self.final.value)
        return at_target | self.line | self.baseline_meets_target

    @cached_property
    def once(self) -> Truths:
        """Milestones that are due in one year only."""
        single: Truths = self.milestone & (self.yearly.is_stated.sum(axis=1) <= 1)
        return single

    @cached_property
    def only_total(self) -> Truths:
        """Flows with a total, or a yearly mean, and no amounts of their years."""
        return self.flow & ~self.yearly.is_stated.any(axis=1)

    @cached_property
    def _last_stated(self) -> Places:
        """The last column of `yearly` with a target; -1 where there is none."""
        column = np.arange(self.yearly.value.shape[1])
        last: Places = np.where(self.yearly.is_stated, column, -1).max(axis=1)
        return last

    @cached_property
    def final(self) -> Targets:
        """The targets to be arrived at: of a flow its whole amount, else the last stated target.

        The whole amount of a flow is its stated total, else the sum of its years, else the stated
        mean times the number of years.
        """
        last, row = self._last_stated, np.arange(len(self))
        final = self.yearly[row, np.maximum(last, 0)]
        summed = self.flow & (last >= 0)
        years = self.yearly[summed]
        sums = final[summed]
        sums.value[:] = without_noise(np.nansum(years.value, axis=1))
        sums.bound[:] = _bound_of_sum(years.bound, self.direction[summed])
        sums.low[:], sums.high[:] = np.nan, np.nan
        final[summed] = sums
        only_mean = self.flow & (last < 0) & self.mean.is_stated
        final[only_mean] = self.mean[only_mean].times(self._years[only_mean])
        has_total = self.flow & self.total.is_stated
        final[has_total] = self.total[has_total]
        return final

    @cached_property
    def end(self) -> Floats:
        """The year by whose end the final target is due; the last one for a total or a mean."""
        stated = np.where(self._last_stated >= 0, self.start + self._last_stated, np.nan)
        over_years = self.flow & (self.total.is_stated | self.mean.is_stated)
        return np.where(over_years, self.last_year, stated)

    @cached_property
    def _years(self) -> Places:
        """How many years the goal's plan has."""
        return self.last_year - self.first_year + 1

    @cached_property
    def amount(self) -> Floats:
        """What a flow is to do within each year; ``nan`` in all columns of anything else.

        What a total, or a mean, leaves after the stated years accrues evenly over the years of the
        plan that have no target of their own.
        """
        stated = np.where(self.flow[:, None], self.yearly.value, np.nan)
        over_years = self.total.is_stated | self.mean.is_stated
        in_years = without_noise(np.nansum(stated, axis=1))
        rest = np.where(over_years, without_noise(self.final.value - in_years), 0.0)
        year = self.start[:, None] + np.arange(stated.shape[1])
        inside = (year >= self.first_year[:, None]) & (year <= self.last_year[:, None])
        silent = np.isnan(stated) & inside & self.flow[:, None]
        fills = (rest > 0) | ((rest == 0) & self.total.is_stated)
        share = rest / np.maximum(silent.sum(axis=1), 1)
        return np.where(silent & fills[:, None], share[:, None], stated)

    @cached_property
    def path(self) -> Floats:
        """The planned path at the end of each year, of a flow its running total.

        ``nan`` for milestones, and where the path is not one number.
        """
        path = np.where(self.flow[:, None], self.running_total, self.stock_path(self.baseline))
        return np.where(self.milestone[:, None], np.nan, path)

    @cached_property
    def running_total(self) -> Floats:
        """Sums of `amount`, ``nan`` in years without one; nothing is done in the baseline year."""
        total = np.cumsum(np.nan_to_num(self.amount), axis=1)
        total = np.where(np.isnan(self.amount), np.nan, total)
        total[:, 0] = 0.0
        return total

    def stock_path(self, baseline: Floats) -> Floats:
        """Return the path from `baseline` through the stated points, in straight lines.

        A line to be held is no path: nothing lies between its stated years.
        """
        known = self.yearly.value.copy()
        known[:, 0] = baseline
        columns = known.shape[1]
        column = np.broadcast_to(np.arange(columns), known.shape)
        there = ~np.isnan(known)
        before = np.maximum.accumulate(np.where(there, column, -1), axis=1)
        after = np.where(there, column, columns)[:, ::-1]
        after = np.minimum.accumulate(after, axis=1)[:, ::-1]
        row = np.arange(len(known))[:, None]
        start, end = known[row, np.maximum(before, 0)], known[row, np.minimum(after, columns - 1)]
        line = start + (end - start) * (column - before) / np.maximum(after - before, 1)
        between = (before >= 0) & (after < columns) & ~self.held[:, None]
        return np.where(there, known, np.where(between, line, np.nan))


def goal_arrays(plans: Sequence[Plan], *, context: bool = False) -> GoalArrays:
    """Return the goals of `plans` in the order of their indicators.

    Parameters
    ----------
    plans
        The plans; two of one id are told apart by their places.
    context
        Whether figures that are only context (``aim`` is ``context``) are among them.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> goal_arrays([part]).path.tolist()
    [[86.0, 87.0, 89.0, 90.0]]
    """
    rows = _rows(plans, context=context)
    place = rows[PLAN].to_numpy()
    facts = [plan.facts for plan in plans]
    start, first, last = (
        np.array([getattr(fact, name) for fact in facts], dtype=np.int64)[place]
        for name in ("baseline_year", "first_year", "last_year")
    )
    columns = max((fact.last_year - fact.baseline_year for fact in facts), default=0) + 1
    directory = Directory(place, rows["indicator"])
    down = rows["direction"].eq("down").to_numpy()
    return GoalArrays(
        rows,
        directory,
        start,
        first,
        last,
        *_baselines(plans, rows, directory, start),
        *_stated_targets(plans, directory, down, start, columns),
    )


def _rows(plans: Sequence[Plan], *, context: bool) -> pd.DataFrame:
    """Return the indicators with what their units say of them."""
    rows = stacked(plans, "indicators", *_DESCRIPTION)
    if not context:
        rows = rows[rows["aim"].ne("context")].reset_index(drop=True)
    units = stacked(plans, "units", "unit", *_OF_UNITS)
    place = Directory(units[PLAN].to_numpy(), units["unit"]).find(
        rows[PLAN].to_numpy(), rows["unit"]
    )
    for name in _OF_UNITS:
        rows[name] = units[name].to_numpy()[place]
    return rows


def _baselines(
    plans: Sequence[Plan], rows: pd.DataFrame, directory: Directory, start: Places
) -> tuple[Floats, Floats, Codes]:
    """Return both ends of each baseline, and its bound."""
    table = stacked(plans, "baselines", "indicator", "year", *_FIGURE)
    place = directory.find(table[PLAN].to_numpy(), table["indicator"])
    wanted = (place >= 0) & table["value"].notna().to_numpy()
    wanted[wanted] &= _years(table["year"])[wanted] == start[place[wanted]]
    table, place = table[wanted], place[wanted]
    low, high = np.full((2, len(rows)), np.nan)
    bound = np.full(len(rows), NO_BOUND)
    bound[place] = codes(table["bound"])
    limit = np.where(rows["share"].to_numpy()[place], LARGEST_SHARE, np.inf)
    values, highs = table["value"].to_numpy(), table["value_high"].to_numpy()
    low[place], high[place] = intervals(bound[place], values, highs, limit)
    return low, high, bound


def _years(texts: pd.Series[str]) -> Floats:
    """Return years as numbers; a span of years is none."""
    import pandas as pd

    place, names = pd.factorize(texts)
    years: Floats = pd.to_numeric(pd.Series(names), errors="coerce").to_numpy(dtype=np.float64)
    return years[place] if len(years) else np.empty(0)


def _stated_targets(
    plans: Sequence[Plan], directory: Directory, down: Truths, start: Places, columns: int
) -> tuple[Targets, Targets, Targets]:
    """Return the targets by year, the totals and the yearly means."""
    table = stacked(plans, "targets", "indicator", "year", "statistic", "strength", *_FIGURE)
    place = directory.find(table[PLAN].to_numpy(), table["indicator"])
    known = (place >= 0) & table["value"].notna().to_numpy()
    table, place = table[known], place[known]
    bound = codes(table["bound"])
    is_range = bound == code("range")
    first, last = table["value"].to_numpy(), table["value_high"].to_numpy()
    printed = Targets(
        value=np.where(is_range & down[place], last, first),
        bound=bound,
        strength=table["strength"].to_numpy(dtype=object),
        low=np.where(is_range, first, np.nan),
        high=np.where(is_range, last, np.nan),
    )
    statistic = table["statistic"]
    in_year = statistic.eq("value").to_numpy()
    yearly = Targets.empty((len(down), columns))
    column = (_years(table["year"])[in_year] - start[place[in_year]]).astype(np.int64)
    yearly[place[in_year], column] = printed[in_year]
    over_years = []
    for name in ("total", "mean"):
        at = np.flatnonzero(statistic.eq(name).to_numpy())[::-1]  # the first row counts
        targets = Targets.empty((len(down),))
        targets[place[at]] = printed[at]
        over_years.append(targets)
    return yearly, over_years[0], over_years[1]


def _bound_of_sum(bounds: Codes, direction: Floats) -> Codes:
    """Return the bound of each sum of yearly targets, which are the columns of `bounds`.

    A range is added at its weaker end, so it counts as ``>=`` (``<=`` where less is better). Plain
    numbers change nothing. Where the other bounds are all the same it is that bound; where they
    differ it is ``~`` if one of them is, else ``>=`` (``<=``).
    """
    weaker = np.where(direction > 0, code(">="), code("<="))
    read = np.where(bounds == code("range"), weaker[:, None], bounds)
    counts = (read != NO_BOUND) & (read != code("="))
    most = np.where(counts, read, NO_BOUND).max(axis=1)
    least = np.where(counts, read, np.iinfo(np.int8).max).min(axis=1)
    about = (read == code("~")).any(axis=1)
    guards = [~counts.any(axis=1), most == least, about]
    sums: Codes = np.select(guards, [code("="), most, code("~")], weaker).astype(np.int8)
    return sums
