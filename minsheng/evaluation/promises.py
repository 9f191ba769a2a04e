"""What plans promise, one row per goal, as arrays: the many-plan form of `minsheng.plan.goals`.

A goal's yearly figures stand in a row of a matrix whose first column is the baseline year, so that
half a million goals are held against observations in one step. `minsheng.plan.goals` and
`minsheng.plan.trajectory` say the same of one goal, for readers; a test holds them equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from minsheng.evaluation.bounds import NO_BOUND, code, codes, meet, settled
from minsheng.evaluation.stack import PLAN, Directory, Places, stacked

if TYPE_CHECKING:
    from minsheng.methods.case import Codes, Floats, Truths
    from minsheng.plan.plan import Plan

Texts = npt.NDArray[np.object_]
_DESCRIPTION = ("indicator", "programme", "unit", "kind", "aim", "direction", "headline", "holder")
_OF_UNITS = ("share", "growth", "decimals")
_FIGURE = ("bound", "value", "value_high")
_SUM_IS_OVER, _SUM_IS_WITHIN = code(">="), code("<=")


@dataclass(frozen=True, eq=False)
class Promises:
    """The goals of one or many plans; every array has one entry, or one row, per goal.

    Parameters
    ----------
    rows
        The goals' rows of the indicator tables, with ``_plan``, and ``share``, ``growth`` and
        ``decimals`` of their units.
    directory
        Finds a goal by plan and indicator.
    direction
        +1 where more is better, -1 where less is better.
    flow, milestone, held, reach
        What kind of goal it is: amounts that add up; done or not done; a line to be held; a number
        to arrive at. Neither of the last two is a direction, or words alone.
    start, first_year, last_year
        Baseline year, first and last year of its plan.
    baseline_low, baseline_high
        The ends of the baseline, ``nan`` where none is printed, infinite where a side is open.
    due, due_bound
        Stated targets by year, the baseline year in the first column.
    path
        The planned path at the end of each year; of a flow the running total.
    amount
        What a flow is to do within each year, what a stated total leaves spread evenly.
    target, bound, end
        The final target, its bound and the year by whose end it is due.
    strength
        Of the final target: ``firm``, ``aspired`` or ``approximate``.
    """

    rows: pd.DataFrame
    directory: Directory
    direction: Floats
    flow: Truths
    milestone: Truths
    held: Truths
    reach: Truths
    start: Places
    first_year: Places
    last_year: Places
    baseline_low: Floats
    baseline_high: Floats
    due: Floats
    due_bound: Codes
    path: Floats
    amount: Floats
    target: Floats
    bound: Codes
    end: Floats
    strength: Texts
    same_bound_as_baseline: Truths

    def __len__(self) -> int:
        """Return the number of goals."""
        return len(self.rows)

    @cached_property
    def baseline(self) -> Floats:
        """The baseline where it is one number."""
        return np.where(self.baseline_low == self.baseline_high, self.baseline_low, np.nan)

    @cached_property
    def baseline_meets_target(self) -> Truths:
        """Where the baseline meets the final target whatever it is within its bound."""
        worst = np.where(self.direction > 0, self.baseline_low, self.baseline_high)
        # "Over 94" meets "over 94", though 94 itself is in neither.
        same = self.same_bound_as_baseline & (worst == self.target)
        met: Truths = ~self.flow & (same | meet(worst, self.bound, self.target, self.direction))
        return met

    @cached_property
    def line(self) -> Truths:
        """Goals with a line of their own: to be held, or an amount a year that is a ceiling."""
        return self.held | (self.flow & self.reach & (self.direction < 0))

    @cached_property
    def by_year(self) -> Truths:
        """Lines for the amount of each year; any other amount is held against as a whole."""
        yearly: Truths = self.flow & self.line & ~self.only_total
        return yearly

    @cached_property
    def kept(self) -> Truths:
        """Goals that are only to be kept: with a line, or already met at the baseline."""
        at_target: Truths = ~self.flow & (self.baseline == self.target)
        return at_target | self.line | self.baseline_meets_target

    @cached_property
    def directed(self) -> Truths:
        """Goals that only say which way: neither a number nor a line, nor words alone."""
        return self.rows["aim"].eq("direction").to_numpy()

    @cached_property
    def bounded(self) -> Truths:
        """Where the baseline is only a bound."""
        return self.baseline_low < self.baseline_high

    @cached_property
    def once(self) -> Truths:
        """Milestones that are due in one year only."""
        single: Truths = self.milestone & ((~np.isnan(self.due)).sum(axis=1) <= 1)
        return single

    @cached_property
    def only_total(self) -> Truths:
        """Flows with a total and no amounts of their years."""
        return self.flow & np.isnan(self.due).all(axis=1)


def promises(plans: Sequence[Plan]) -> Promises:
    """Return what `plans` promise, context figures left out.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> promises([part]).path.tolist()
    [[86.0, 87.0, 89.0, 90.0]]
    """
    rows = _rows(plans)
    place = rows[PLAN].to_numpy()
    facts = [plan.facts for plan in plans]
    start = np.array([fact.baseline_year for fact in facts])[place]
    first = np.array([fact.first_year for fact in facts])[place]
    last = np.array([fact.last_year for fact in facts])[place]
    width = int(max((fact.last_year - fact.baseline_year for fact in facts), default=0)) + 1
    direction = np.where(rows["direction"].eq("down"), -1.0, 1.0)
    directory = Directory(place, rows["indicator"])
    flow = rows["kind"].eq("flow").to_numpy()
    low, high, baseline_bound = _baselines(plans, rows, directory, start)
    stated = _Stated(plans, directory, direction, start, width)
    amount = _amounts(stated, flow, first, last, start, width)
    path = np.where(flow[:, None], _running(amount), _between(stated, low, high, rows))
    path = np.where(rows["kind"].eq("milestone").to_numpy()[:, None], np.nan, path)
    target, bound, end, strength = _final(stated, flow, direction, first, last, start)
    return Promises(
        rows=rows, directory=directory, direction=direction, flow=flow,
        milestone=rows["kind"].eq("milestone").to_numpy(),
        held=rows["aim"].eq("hold").to_numpy(), reach=rows["aim"].eq("reach").to_numpy(),
        start=start, first_year=first, last_year=last, baseline_low=low, baseline_high=high,
        due=stated.value, due_bound=stated.bound, path=path, amount=amount,
        target=target, bound=bound, end=end, strength=strength,
        same_bound_as_baseline=baseline_bound == bound,
    )  # fmt: skip


def _rows(plans: Sequence[Plan]) -> pd.DataFrame:
    """Return the indicators that have a goal, with what their units say of them."""
    rows = stacked(plans, "indicators", *_DESCRIPTION)
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
    """Return both ends of each baseline, and its bound; see `minsheng.plan.goals.interval`."""
    table = stacked(plans, "baselines", "indicator", "year", *_FIGURE)
    place = directory.find(table[PLAN].to_numpy(), table["indicator"])
    year = _years(table["year"])
    value, high = table["value"].to_numpy(), table["value_high"].to_numpy()
    wanted = (place >= 0) & ~np.isnan(value)
    wanted[wanted] &= year[wanted] == start[place[wanted]]
    place, value, high = place[wanted], value[wanted], high[wanted]
    bound = codes(table["bound"])[wanted]
    limit = np.where(rows["share"].to_numpy()[place], 100.0, np.inf)
    over = (bound == code(">")) | (bound == code(">="))
    within = (bound == code("<")) | (bound == code("<="))
    lows, highs = np.full((2, len(rows)), np.nan)
    bounds = np.full(len(rows), NO_BOUND)
    lows[place] = np.where(within, 0.0, value)
    highs[place] = np.select([over, bound == code("range")], [limit, high], value)
    bounds[place] = bound
    return lows, highs, bounds


def _years(texts: pd.Series[str]) -> Floats:
    """Return years as numbers; a span of years is none."""
    codes, names = pd.factorize(texts)
    years: Floats = pd.to_numeric(pd.Series(names), errors="coerce").to_numpy(dtype=np.float64)
    return years[codes] if len(years) else np.empty(0)


class _Stated:
    """The stated targets, spread over the years; totals and yearly means apart."""

    def __init__(
        self, plans: Sequence[Plan], directory: Directory, direction: Floats, start: Places,
        width: int,
    ) -> None:  # fmt: skip
        table = stacked(plans, "targets", "indicator", "year", "statistic", "strength", *_FIGURE)
        place = directory.find(table[PLAN].to_numpy(), table["indicator"])
        known = (place >= 0) & ~np.isnan(table["value"].to_numpy())
        table, place = table[known], place[known]
        n = len(direction)
        bound = codes(table["bound"])
        low, high = table["value"].to_numpy(), table["value_high"].to_numpy()
        weaker = np.where((bound == code("range")) & (direction[place] < 0), high, low)
        strength = table["strength"].to_numpy(dtype=object)
        self.value = np.full((n, width), np.nan)
        self.bound = np.full((n, width), NO_BOUND)
        self.strength = np.full((n, width), "", dtype=object)
        yearly = table["statistic"].eq("value").to_numpy()
        year = _years(table["year"])
        at = place[yearly], (year[yearly] - start[place[yearly]]).astype(np.int64)
        self.value[at], self.bound[at] = weaker[yearly], bound[yearly]
        self.strength[at] = strength[yearly]
        self.over_years = {
            name: self._over_years(place, table["statistic"].eq(name).to_numpy(),
                                   weaker, bound, strength, n)
            for name in ("total", "mean")
        }  # fmt: skip

    @staticmethod
    def _over_years(  # noqa: PLR0913  the columns of a table
        place: Places, chosen: Truths, value: Floats, bound: Codes, strength: Texts, n: int
    ) -> tuple[Floats, Codes, Texts]:
        values, bounds = np.full(n, np.nan), np.full(n, NO_BOUND)
        strengths = np.full(n, "", dtype=object)
        at = place[chosen][::-1]  # the first row counts
        values[at], bounds[at] = value[chosen][::-1], bound[chosen][::-1]
        strengths[at] = strength[chosen][::-1]
        return values, bounds, strengths


def _inside(first: Places, last: Places, start: Places, width: int) -> Truths:
    """Return which columns are years of the goal's own plan."""
    year = start[:, None] + np.arange(width)
    return (year >= first[:, None]) & (year <= last[:, None])


def _amounts(  # noqa: PLR0913  the years of each plan
    stated: _Stated, flow: Truths, first: Places, last: Places, start: Places, width: int
) -> Floats:
    """Return what flows are to do within each year; see `minsheng.plan.trajectory`.

    What a total leaves after the stated years accrues evenly over the years left out.
    """
    amount = np.where(flow[:, None], stated.value, np.nan)
    total, mean = (stated.over_years[name][0] for name in ("total", "mean"))
    years = last - first + 1
    has_years = ~np.isnan(amount).all(axis=1)
    whole = np.where(~np.isnan(total), total, np.where(has_years, np.nansum(amount, axis=1),
                                                      mean * years))  # fmt: skip
    spread = ~np.isnan(total) | ~np.isnan(mean)
    left = np.where(spread, settled(whole - np.nansum(amount, axis=1)), 0.0)
    silent = np.isnan(amount) & _inside(first, last, start, width) & flow[:, None]
    fills = (left > 0) | ((left == 0) & ~np.isnan(total))
    each = left / np.maximum(silent.sum(axis=1), 1)
    return np.where(silent & fills[:, None], each[:, None], amount)


def _running(amount: Floats) -> Floats:
    """Return running totals, missing in years without an amount; nothing is done at the start."""
    total = settled(np.cumsum(np.nan_to_num(amount), axis=1))
    total = np.where(np.isnan(amount), np.nan, total)
    total[:, 0] = 0.0
    return total


def _between(stated: _Stated, low: Floats, high: Floats, rows: pd.DataFrame) -> Floats:
    """Return the path of stocks: through the stated points, straight lines between them."""
    known = stated.value.copy()
    known[:, 0] = np.where(low == high, low, np.nan)
    column = np.broadcast_to(np.arange(known.shape[1]), known.shape)
    there = ~np.isnan(known)
    before = np.maximum.accumulate(np.where(there, column, -1), axis=1)
    beyond = known.shape[1]
    after = np.minimum.accumulate(np.where(there, column, beyond)[:, ::-1], axis=1)[:, ::-1]
    row = np.arange(len(known))[:, None]
    start, end = known[row, np.maximum(before, 0)], known[row, np.minimum(after, beyond - 1)]
    share = (column - before) / np.maximum(after - before, 1)
    line = (before >= 0) & (after < beyond) & ~rows["aim"].eq("hold").to_numpy()[:, None]
    return np.where(there, known, np.where(line, start + (end - start) * share, np.nan))


def _final(  # noqa: PLR0913  the years of each plan
    stated: _Stated, flow: Truths, direction: Floats, first: Places, last: Places, start: Places
) -> tuple[Floats, Codes, Floats, Texts]:
    """Return the final target, its bound, its year and its strength; see `minsheng.plan.goals`."""
    there = ~np.isnan(stated.value)
    column = np.arange(stated.value.shape[1])
    latest = np.where(there, column, -1).max(axis=1)
    row = np.arange(len(flow))
    at = row, np.maximum(latest, 0)
    has_years = latest >= 0
    value = np.where(has_years, stated.value[at], np.nan)
    bound = np.where(has_years, stated.bound[at], NO_BOUND)
    end = np.where(has_years, start + latest, np.nan)
    strength = np.where(has_years, stated.strength[at], "")
    summed = flow & has_years
    value = np.where(summed, settled(np.nansum(stated.value, axis=1)), value)
    bound = np.where(summed, _bound_of_sum(stated.bound, direction), bound)
    mean, mean_bound, mean_strength = stated.over_years["mean"]
    only_mean = flow & ~has_years & ~np.isnan(mean)
    value = np.where(only_mean, settled(mean * (last - first + 1)), value)
    bound = np.where(only_mean, mean_bound, bound)
    strength = np.where(only_mean, mean_strength, strength)
    total, total_bound, total_strength = stated.over_years["total"]
    has_total = flow & ~np.isnan(total)
    value = np.where(has_total, total, value)
    bound = np.where(has_total, total_bound, bound)
    strength = np.where(has_total, total_strength, strength)
    end = np.where(flow & ~(np.isnan(total) & np.isnan(mean)), last, end)
    return value, bound, end, strength


def _bound_of_sum(bounds: Codes, direction: Floats) -> Codes:
    """Return what sums of years are: a range counts at its weaker end, ~ spreads."""
    weaker = np.where(direction > 0, _SUM_IS_OVER, _SUM_IS_WITHIN)
    read = np.where(bounds == code("range"), weaker[:, None], bounds)
    told = (read != NO_BOUND) & (read != code("="))
    most = np.where(told, read, NO_BOUND).max(axis=1)
    least = np.where(told, read, np.int8(127)).min(axis=1)
    about = (read == code("~")).any(axis=1)
    found: Codes = np.select(
        [~told.any(axis=1), most == least, about], [code("="), most, code("~")], weaker
    ).astype(np.int8)
    return found
