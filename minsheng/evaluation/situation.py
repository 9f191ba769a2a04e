"""Goals and their observations at the end of a period, put together as the `Case` of a method."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from minsheng.evaluation.drift import History, history
from minsheng.evaluation.readings import Reading, times_of
from minsheng.methods import Case
from minsheng.methods.arithmetic import difference
from minsheng.methods.case import Judgement, reason
from minsheng.plan.arrays import without_noise
from minsheng.plan.bounds import meet
from minsheng.plan.periods import Period

if TYPE_CHECKING:
    from minsheng.evaluation.readings import Readings
    from minsheng.plan.arrays import Codes, Floats, Truths
    from minsheng.plan.goal_arrays import GoalArrays

_Entries = TypeVar("_Entries", Reading, Judgement)
_SAME = 1e-9  # years; times closer than this are the same
SINCE = ("", "kept", "not_kept", "met_since", "still_short")
"""Of a goal whose last target lies back: whether the latest report since meets it, still or now."""


class Situation:
    """The goals of one or many plans at the end of one period.

    A state is judged at the time that it was reported for, which may lie before the end of the
    period: against the plan's path at that time. It does not answer a target that is due later: a
    target that is due without a value as of its date is not judged.

    A goal whose last target was due in an earlier year is judged as of the end of that year; what
    was reported of it since is its `latest` value, with a date of its own. A milestone that is due
    in one year only is taken as last reported, whenever that was; its target is judged by what was
    known on the day that it was due.
    """

    def __init__(self, goals: GoalArrays, readings: Readings, when: Period) -> None:
        self.goals, self.when = goals, when
        self.over: Truths = (goals.end < when.year) & ~goals.once
        self.date: Floats = np.where(self.over, goals.end, when.time)
        """The end of the period, or of the year of a last target that lies back."""
        as_reported, latest = self._read(readings)
        state = ~goals.flow & ~goals.milestone & (as_reported.period > 0)
        before: Truths = state & (times_of(as_reported.period) < self.date - _SAME)
        ended = self.date >= np.where(np.isnan(goals.end), goals.last_year, goals.end)
        self.not_begun: Truths = (goals.opening > 0) & (when.time <= goals.start + goals.opening)
        """Amounts over years of which the first is still to come: earlier amounts do not count."""
        due = self.over | ended | ~np.isnan(self._at_year(goals.yearly.value))
        self.unanswered: Truths = before & (self.over | when.closes_year) & due
        """Where a target is due, and the value reported last is of an earlier time."""
        reading = entries_where(before & ended, _nothing(as_reported), as_reported)
        self.reading, self.latest = (
            replace(one, done=np.where(self.not_begun, np.nan, one.done))
            for one in (reading, latest)
        )
        at_its_date = np.where(self.over, 1.0, when.elapsed)
        at_own_time = as_reported.period % 100 / 12
        self.elapsed: Floats = np.where(before & ~ended, at_own_time, at_its_date)
        """The share of the year that had gone by when the value was observed."""
        self.time: Floats = self.year - 1 + self.elapsed
        """When the value was observed; the date where there is none."""
        self._year_ends = readings.year_ends(when)
        self._known_when_due = self._milestones_when_due(readings)

    def _read(self, readings: Readings) -> tuple[Reading, Reading]:
        """Return what was reported for the date of each goal, and last by the end of the period.

        They differ only where the last target lies back.
        """
        goals, when = self.goals, self.when
        now, last = readings.at(when), readings.last(when.time)
        judged = now
        for year in np.unique(goals.end[self.over]):
            closed = readings.at(Period(int(year)))
            judged = entries_where(self.over & (goals.end == year), closed, judged)
        judged = entries_where(goals.once, last, judged)
        silent = self.over & np.isnan(now.value)
        latest = entries_where(silent, entries_where(goals.flow, judged, last), now)
        return judged, entries_where(self.over, latest, judged)

    def _milestones_when_due(self, readings: Readings) -> Floats:
        """Return what was known of each milestone due in one year by its day, or by now.

        What any later report says is open was not done by its day, although nothing was reported
        by then.
        """
        goals = self.goals
        known = self.reading.value
        past = goals.once & (goals.due <= self.date)
        for due in np.unique(goals.due[past]):
            own = past & (goals.due == due)
            by_then = readings.last(float(due)).value
            later = readings.least(float(due), self.when.time)
            known = np.where(own, by_then, known)
            known = np.where(own & np.isnan(by_then) & (later < 1), later, known)
        return known

    @cached_property
    def early(self) -> Truths:
        """Goals of plans that have not begun."""
        return self.time <= self.goals.start

    @cached_property
    def year(self) -> Floats:
        """The year whose target counts for each goal."""
        return np.where(self.over, self.goals.end, float(self.when.year))

    @cached_property
    def since(self) -> Codes:
        """What was reported after the year of the last target says of it; codes of `SINCE`.

        Of an amount whose whole was met by then nothing more is asked.
        """
        goals, case = self.goals, self.case
        then = np.where(goals.line, case.inside, case.reached)
        asked = self.reported_since & (goals.reach | goals.held) & ~goals.milestone
        asked &= ~(goals.flow & (then | goals.line))
        now = self.meets_now
        cases = [asked & then & now, asked & then, asked & now, asked]
        return np.select(cases, np.arange(1, len(SINCE), dtype=np.int8), np.int8(0))

    @cached_property
    def reported_since(self) -> Truths:
        """Which goals were reported for a period that ends after their last target was due."""
        later: Truths = times_of(self.latest.period) > self.goals.due + _SAME
        return later

    @cached_property
    def meets_now(self) -> Truths:
        """Which goals meet their last target as last reported; of a flow all that was done."""
        goals, latest = self.goals, self.latest
        now = np.where(goals.adds_up, latest.done, latest.value)
        return meet(now, goals.final.bound, goals.final.value, goals.direction)

    @cached_property
    def ended(self) -> Truths:
        """Numbers to be reached whose last target is due by now."""
        goals = self.goals
        ended: Truths = goals.reach & ~goals.milestone & (self.date >= goals.end)
        return ended

    @cached_property
    def goes_back(self) -> Truths:
        """Goals whose own path is by now on the wrong side of the baseline."""
        goals = self.goals
        ahead = goals.direction * difference(self.planned, goals.baseline)
        back: Truths = ~goals.flow & ~goals.milestone & ~goals.kept & (ahead < 0)
        return back

    def at_the_end(self, case: Case) -> Case:
        """Return a case whose `ended` goals have their last target due: of a flow the whole."""
        ended = self.ended
        return replace(
            case,
            due=case.due | ended,
            due_target=np.where(ended, self.goals.final.value, case.due_target),
            due_observed=np.where(ended, case.observed, case.due_observed),
            meets_due=np.where(ended, case.reached, case.meets_due),
        )

    def in_all(self, by_year: Truths) -> Truths:
        """Return of which flows everything done since the plan began is judged.

        Of one that is only to go one way the amounts of the years are compared, and never added up:
        they may be averages. `by_year` is where the year's own target judges.
        """
        goals = self.goals
        yearly = goals.by_year | (by_year & ~goals.only_total & ~self.ended)
        return goals.flow & ~yearly & ~goals.directed

    @cached_property
    def closed(self) -> Truths:
        """Whether the target of the year is due by now, or a milestone is done before it is due."""
        goals = self.goals
        stated = ~np.isnan(self._at_year(goals.yearly.value)) & ~goals.once
        late = (goals.due <= self.date) | (stated & self.when.closes_year)
        milestone = late | (self.reading.value >= 1)
        return np.where(goals.milestone, milestone, self.over | self.when.closes_year)

    @cached_property
    def report_due(self) -> Truths:
        """Where a report of the year was due by the end of the period.

        At the end of a year one is due whatever the plan's calendar says: the targets are yearly.
        """
        due: Truths = self.when.closes_year | (self.when.last >= self.goals.first_report)
        return due

    def _at_year(self, matrix: Floats | Codes, back: int = 0) -> Floats:
        column = (self.year - self.goals.start).astype(np.int64) - back
        inside = np.clip(column, 0, matrix.shape[1] - 1)
        values = matrix[np.arange(len(matrix)), inside]
        return np.where((column >= 0) & (column < matrix.shape[1]), values, np.nan)

    @cached_property
    def due_target(self) -> tuple[Floats, Codes]:
        """The stated target of the year with its bound; of a flow that year's amount.

        A flow with nothing but a total is due as the plan's years close. A milestone has one
        target all the time.
        """
        goals = self.goals
        value = self._at_year(goals.yearly.value)
        bound = np.nan_to_num(self._at_year(goals.yearly.bound), nan=-1).astype(np.int8)
        whole = goals.milestone | (goals.only_total & (self.year >= goals.end))
        late = whole & np.isnan(value)
        return np.where(late, goals.final.value, value), np.where(late, goals.final.bound, bound)

    @cached_property
    def due_range(self) -> tuple[Floats, Floats]:
        """Both ends of the target of the year where it is a range, else ``nan``."""
        goals, of_year = self.goals, self._at_year(self.goals.yearly.value)
        late = np.isnan(of_year) & ~np.isnan(self.due_target[0])
        low, high = self._at_year(goals.yearly.low), self._at_year(goals.yearly.high)
        return np.where(late, goals.final.low, low), np.where(late, goals.final.high, high)

    @cached_property
    def line(self) -> tuple[Floats, Codes]:
        """The line that a goal is to be held at: the target stated last, before that the first one.

        For a goal whose baseline meets its target already, the line is the target.
        """
        goals = self.goals
        value, bound = line_of_year(goals, self.year)
        # Of an amount a year that is to be reached at least, a part of the year owes its share.
        owed = goals.flow & (goals.direction > 0)
        return without_noise(np.where(owed, value * self.elapsed, value)), bound

    @cached_property
    def planned(self) -> Floats:
        """The planned value at the time of the value; within a year by the share gone by."""
        goals = self.goals
        now, before = self._at_year(goals.path), self._at_year(goals.path, back=1)
        before = np.where(goals.baseline_meets_target, now, before)
        straight = np.where(self.elapsed == 1, now, before + (now - before) * self.elapsed)
        column = np.arange(goals.amount.shape[1])
        gone = column < (self.year - goals.start)[:, None]
        earlier = np.where(gone, np.nan_to_num(goals.amount), 0).sum(axis=1)
        running = earlier + np.nan_to_num(self._at_year(goals.amount)) * self.elapsed
        running = np.where(np.isnan(goals.final.value), np.nan, running)
        path = np.select([goals.line, goals.flow], [self.line[0], running], straight)
        planned: Floats = np.where(self.over & ~goals.line, goals.final.value, path)
        return planned

    @cached_property
    def why_not_reported(self) -> Codes:
        """Why each goal has no value to judge, if it has none."""
        cases: tuple[tuple[Truths, str], ...] = (
            (self.not_begun, "not_begun"),
            (self.reading.partly, "parts_missing"),
            (self.unanswered, "value_before_due"),
            (~self.report_due & ~self.closed, "no_report_due"),
        )
        holds, words = zip(*cases, strict=True)
        why = np.select(list(holds), list(map(reason, words)), reason("not_reported"))
        return why.astype(np.int8)

    def half_a_digit(self) -> Floats:
        """Return half a unit of the last digit that each value was reported with.

        A computed value counts as printed with the decimals of its unit.
        """
        places = np.where(
            np.isnan(self.reading.decimals),
            self.goals.rows["decimals"].to_numpy(dtype=np.float64),
            self.reading.decimals,
        )
        return np.where(self.goals.milestone, 0.0, 0.5 * 10.0**-places)

    @cached_property
    def case(self) -> Case:
        """The numbers that the methods judge."""
        goals = self.goals
        return Case(
            direction=goals.direction,
            baseline=np.where(goals.adds_up, 0.0, goals.baseline),
            planned=self.planned,
            target=np.where(goals.line, self.line[0], goals.final.value),
            start=(goals.start + goals.opening).astype(np.float64),
            time=self.time,
            end=goals.end,
            due_target=self.due_target[0],
            due=self.closed,
            points=self.history.points,
            flow=goals.flow,
            growth=goals.rows["growth"].to_numpy(dtype=bool),
            **self._observed(np.zeros(len(goals))),
        )

    @cached_property
    def history(self) -> History:
        """How each goal moved from year to year."""
        return history(self.goals, self._year_ends, self.year)

    def moved(self, shift: Floats) -> Case:
        """Return the case with the observed values moved by `shift`."""
        return replace(self.case, **self._observed(shift))

    def _observed(self, shift: Floats) -> dict[str, Any]:
        """Return the entries of a case that depend on what was observed."""
        goals, reading = self.goals, self.reading
        value, done = without_noise(reading.value + shift), without_noise(reading.done + shift)
        observed = np.where(goals.by_year | goals.directed, value, done)
        due_observed = np.where(goals.only_total, done, value)
        due_observed = np.where(goals.once, self._known_when_due, due_observed)
        due_observed = np.where(self.unanswered, np.nan, due_observed)
        direction = goals.direction
        drift, last_change = self.history.moved(shift)
        inside = meet(observed, self.line[1], self.line[0], direction)
        reached = meet(observed, goals.final.bound, goals.final.value, direction)
        return {
            "observed": observed,
            "due_observed": due_observed,
            "reached": np.where(goals.line, inside, reached),
            "inside": inside,
            "meets_due": meet(due_observed, self.due_target[1], self.due_target[0], direction),
            "drift": drift,
            "last_change": last_change,
        }


def line_of_year(goals: GoalArrays, year: Floats) -> tuple[Floats, Codes]:
    """Return the line of each goal in a year, value and bound; see `Situation.line`."""
    column = np.arange(goals.yearly.value.shape[1])
    now = (year - goals.start)[:, None]
    there = ~np.isnan(goals.yearly.value)
    last_one = np.where(there & (column <= now), column, -1).max(axis=1)
    first_one = np.where(there, column, column.size).min(axis=1)
    chosen = np.where(last_one >= 0, last_one, np.where(first_one < column.size, first_one, -1))
    at = np.arange(len(goals)), np.maximum(chosen, 0)
    stated = goals.line & (chosen >= 0)
    value = np.where(stated, goals.yearly.value[at], goals.final.value)
    return value, np.where(stated, goals.yearly.bound[at], goals.final.bound)


def entries_where(chosen: Truths, these: _Entries, others: _Entries) -> _Entries:
    """Return the entries of `these` for the chosen goals, of `others` for the rest."""
    names = [field.name for field in fields(these)]
    return replace(
        these,
        **{name: np.where(chosen, getattr(these, name), getattr(others, name)) for name in names},
    )


def _nothing(reading: Reading) -> Reading:
    """Return a reading without a value; what else is known of it stays."""
    unknown = np.full(len(reading.value), np.nan)
    return replace(reading, value=unknown, done=unknown)
