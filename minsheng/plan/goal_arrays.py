"""What plans want, as arrays: one entry for each goal, so that many are computed with at once.

A goal is what a plan says of one indicator. `GoalArrays` holds the goals of one plan or of many;
entry ``i`` of each of its arrays belongs to goal ``i``, which is row ``i`` of ``rows``. Arrays by
year (``yearly``, ``amount``, ``path``) are matrices: a row is a goal, and column ``j`` is the year
``start + j``, so that the first column is the goal's baseline year. Numbers are in the unit of the
goal's indicator, shares in per cent; what the plan does not state is ``nan``.

The fields hold what the plan states; `minsheng.plan.reading_goals` reads them from its tables. The
properties are what follows from it, each computed once. A `minsheng.plan.goals.Goal` is one entry
as an object.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from minsheng.plan.arrays import Codes, Days, Directory, Floats, Places, Truths, without_noise
from minsheng.plan.bounds import meet
from minsheng.plan.target_arrays import Targets

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class GoalArrays:
    """The goals of one or many plans; every array has one entry, or one row, per goal."""

    # The goals' rows of the indicator tables, with ``_plan``, ``share``, ``growth`` and
    # ``decimals`` of their units, and ``minimum`` and ``maximum``, what their values may be.
    rows: pd.DataFrame
    directory: Directory  # finds a goal by plan and indicator
    start: Places  # the goal's own baseline year
    # Those of the goal's plan.
    first_year: Places
    last_year: Places
    # The ends of the baseline, ``nan`` where none is printed, infinite where a side is open.
    baseline_low: Floats
    baseline_high: Floats
    baseline_bound: Codes  # its bound as printed, `NO_BOUND` where there is none
    # Where the baseline is not printed but where a change counts from: an index of 100, or 0.
    counted: Truths
    compound: Truths  # where the path grows at a yearly average rate, not by equal amounts
    yearly: Targets  # stated targets by year; the first column is the baseline year
    # Stated targets over several years: an amount in all, and a mean of the years.
    total: Targets
    mean: Targets
    # The first and the last year that the total, or else the mean, covers; those of the plan where
    # neither is stated.
    span_first: Places
    span_last: Places
    # The day within its year by which a milestone is due, ``NaT`` where none is printed.
    due_day: Days
    # The month by whose end the calendar of the goal's plan wants the first report of each year,
    # or, where that is later, the first value of a year can exist (12 for a yearly figure); 1 where
    # nothing is said: then whatever period is asked for counts as one to be reported.
    first_report: Places

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
        """Flows whose amount must keep to a line in each year; others are judged as a whole."""
        yearly: Truths = self.flow & self.line & ~self.only_total
        return yearly

    @cached_property
    def adds_up(self) -> Truths:
        """Flows whose years add up to an amount."""
        return self.flow & ~self.by_year

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

        Of an amount that must keep to a line in each year it is the line of the last stated year.
        """
        final = self._whole
        final[self.by_year] = self._last_yearly[self.by_year]
        return final

    @property
    def _last_yearly(self) -> Targets:
        """The last stated target of a single year."""
        return self.yearly[np.arange(len(self)), np.maximum(self._last_stated, 0)]

    @property
    def _whole(self) -> Targets:
        """The whole amount of a flow, else the last stated target.

        The whole amount of a flow is its stated total and what is stated for years that the total
        does not cover, else the sum of its years, else the stated mean times the number of years.
        """
        last, final = self._last_stated, self._last_yearly
        summed = self.flow & (last >= 0)
        yearly, strength = self.yearly[summed], final.strength[summed]
        final[summed] = yearly.sums(self.direction[summed], strength)
        only_mean = self.flow & (last < 0) & self.mean.is_stated
        final[only_mean] = self.mean[only_mean].times(self._years[only_mean])
        has_total = self.flow & self.total.is_stated
        final[has_total] = self.total[has_total]
        beyond = has_total & (self.yearly.is_stated & ~self._in_span).any(axis=1)
        # The years that the total covers are part of it: what is added are the others.
        others = self.yearly[beyond]
        others[self._in_span[beyond]] = Targets.empty((int(self._in_span[beyond].sum()),))
        parts = self.total[beyond].joined(others)
        final[beyond] = parts.sums(self.direction[beyond], self.total.strength[beyond])
        return final

    @cached_property
    def end(self) -> Floats:
        """The year by whose end the final target is due; the last one of a total or a mean."""
        stated = np.where(self._last_stated >= 0, self.start + self._last_stated, np.nan)
        over_years = self.flow & (self.total.is_stated | self.mean.is_stated)
        return np.where(over_years, np.fmax(stated, self.span_last), stated)

    @cached_property
    def due(self) -> Floats:
        """The time by which the final target is due: the end of its year unless a day is printed.

        The end of June 2018 is 2017.5, as in `minsheng.plan.periods`.
        """
        month = self.due_day.astype("datetime64[M]")
        begin, end = (one.astype("datetime64[D]") for one in (month, month + 1))
        in_month = (self.due_day - begin + 1) / (end - begin)
        months = month.astype(np.int64) % 12 + in_month
        year = self.due_day.astype("datetime64[Y]").astype(np.int64) + 1970
        return np.where(np.isnat(self.due_day), self.end, year - 1 + months / 12)

    @cached_property
    def begun(self) -> Places:
        """The first year whose amounts count for a flow: the plan's, or that of a later total."""
        over_years = self.flow & (self.total.is_stated | self.mean.is_stated)
        stated = self.start + self.yearly.is_stated.argmax(axis=1)
        none = ~self.yearly.is_stated.any(axis=1)
        earliest = np.where(none, self.span_first, np.minimum(stated, self.span_first))
        return np.where(over_years, earliest, self.first_year)

    @cached_property
    def opening(self) -> Places:
        """The column of the year before the first one whose amounts count for a flow."""
        return np.where(self.begun > self.first_year, self.begun - 1 - self.start, 0)

    @cached_property
    def _in_span(self) -> Truths:
        """The years that the total, or else the mean, covers."""
        year = self.start[:, None] + np.arange(self.yearly.value.shape[1])
        inside: Truths = (year >= self.span_first[:, None]) & (year <= self.span_last[:, None])
        return inside

    @cached_property
    def _years(self) -> Places:
        """How many years the total, or else the mean, covers."""
        return self.span_last - self.span_first + 1

    @cached_property
    def amount(self) -> Floats:
        """What a flow is to do within each year; ``nan`` in all columns of anything else.

        What a total, or a mean, leaves after the stated years accrues evenly over the years that it
        covers and that have no target of their own.
        """
        stated = np.where(self.flow[:, None], self.yearly.value, np.nan)
        over_years = self.total.is_stated | self.mean.is_stated
        in_years = without_noise(np.nansum(stated, axis=1))
        rest = np.where(over_years, without_noise(self._whole.value - in_years), 0.0)
        silent = np.isnan(stated) & self._in_span & self.flow[:, None]
        fills = (rest > 0) | ((rest == 0) & self.total.is_stated)
        share = rest / np.maximum(silent.sum(axis=1), 1)
        return np.where(silent & fills[:, None], share[:, None], stated)

    @cached_property
    def path(self) -> Floats:
        """The planned path at the end of each year, of amounts that add up their running total.

        ``nan`` for milestones, and where the path is not one number.
        """
        path = np.where(self.adds_up[:, None], self.running_total, self.stock_path(self.baseline))
        return np.where(self.milestone[:, None], np.nan, path)

    @cached_property
    def running_total(self) -> Floats:
        """Sums of `amount`, ``nan`` in years without one; nothing is done before the first."""
        total = np.cumsum(np.nan_to_num(self.amount), axis=1)
        total = np.where(np.isnan(self.amount), np.nan, total)
        total[np.arange(len(self)), self.opening] = 0.0
        return total

    def stock_path(self, baseline: Floats) -> Floats:
        """Return the path from `baseline` through the stated points.

        It goes in straight lines, at equal rates where it is `compound`. Where the baseline meets
        the target already, it is the line to be kept: the target stated last, before that the first
        one. Any other line to be held is no path: nothing lies between its stated years.
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
        gone = (column - before) / np.maximum(after - before, 1)
        line = start + (end - start) * gone
        at_rate = self.compound[:, None] & (start > 0) & (end > 0)
        line[at_rate] = start[at_rate] * (end[at_rate] / start[at_rate]) ** gone[at_rate]
        met, until = self.baseline_meets_target[:, None], after < columns
        line = np.where(met, np.where(before > 0, start, end), line)
        between = np.where(met, column > 0, (before >= 0) & ~self.held[:, None]) & until
        return np.where(there, known, np.where(between, line, np.nan))
