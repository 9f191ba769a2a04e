"""Make up reports of figures and milestones: which periods, when, whether corrected later."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from minsheng.demo.values import Course, DemoGoal
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.periods import Period, parts
from minsheng.text.language import say

Report: TypeAlias = Callable[[DemoGoal], list["Row"]]
ReportOfCourse: TypeAlias = Callable[[DemoGoal, Course], list["Row"]]

_USUAL_DELAY, _LONG_DELAY = (20, 40), (190, 250)  # days after a period's end: fewest and most
_AUDIT = 150  # days from a report to its correction
_REVISED = 0.8  # what is left of the progress first reported


@dataclass(frozen=True)
class Row:
    """One row of the observations; see `minsheng.plan.observations.COLUMNS`."""

    indicator: str
    period: Period
    reported_on: dt.date
    value: float
    decimals: int | None
    status: str = "final"
    numerator: float = math.nan
    denominator: float = math.nan
    note: str = ""

    def cells(self, *, share: bool = False) -> dict[str, object]:
        """Return the row as it is written to a file, by column; an absent number is empty.

        The value of a quotient is empty: readers divide numerator by denominator. A share below
        one per cent has its sign: without it a reader would take 0.94 for 94 per cent.
        """
        value = "" if self.decimals is None else f"{self.value:.{self.decimals}f}"
        sign = "%" if share and value and 0 < self.value < 1 else ""
        return {
            **vars(self),
            "value": value + sign,
            "numerator": _whole(self.numerator),
            "denominator": _whole(self.denominator),
            "source": SYNTHETIC,
        }


def _whole(number: float) -> str:
    return "" if math.isnan(number) else f"{number:.0f}"


def report_of(course: Course, report: ReportOfCourse) -> Report:
    """Return the function of a goal that applies `report` to the values of `course`."""
    return lambda subject: report(subject, course)


def nothing(subject: DemoGoal) -> list[Row]:
    """Return no rows: nothing is reported."""
    return []


def usual(subject: DemoGoal, course: Course) -> list[Row]:
    """Return one row per period, reported about a month after its end."""
    return [_row(subject, course, when) for when in periods(subject)]


def late(subject: DemoGoal, course: Course) -> list[Row]:
    """Return one row per period, reported more than half a year after its end."""
    rows = []
    for row in usual(subject, course):
        reported_on = row.period.end + _days(subject, row.period, _LONG_DELAY)
        rows.append(replace(row, reported_on=reported_on, note=say("demo.late", "zh")))
    return rows


def revised(subject: DemoGoal, course: Course) -> list[Row]:
    """Return the usual rows, and a later correction of each year except the last."""
    rows = []
    for row in usual(subject, course):
        rows.append(row)
        if row.period.year < subject.last_reported_year:
            begin = 0.0 if subject.goal.is_flow else subject.start
            value = subject.rounded(begin + _REVISED * (row.value - begin))
            note = say("demo.revised", "zh")
            correction = replace(row, value=value, status="revised", note=note)
            rows.append(replace(correction, reported_on=_audited(row)))
    return rows


def made_final(subject: DemoGoal, course: Course) -> list[Row]:
    """Return provisional rows; those before the last year are followed by a final row."""
    rows = []
    for row in usual(subject, course):
        rows.append(replace(row, status="provisional"))
        if row.period.time < subject.goal.last_year:
            rows.append(replace(row, reported_on=_audited(row)))
    return rows


def as_quotient(subject: DemoGoal, course: Course) -> list[Row]:
    """Return the usual rows of a share, each with numerator and denominator."""
    denominator = float(round(subject.random("denominator", 6_000, 9_000)))
    better = math.ceil if subject.goal.direction > 0 else math.floor
    rows = []
    for row in usual(subject, course):
        numerator = float(better(round(row.value * denominator / 100, 6)))
        quotient = replace(row, numerator=numerator, denominator=denominator)
        rows.append(replace(quotient, value=100 * numerator / denominator, decimals=None))
    return rows


def in_quarters(subject: DemoGoal, course: Course) -> list[Row]:
    """Return rows of a flow by quarter and year; the years differ a little from their quarters."""
    rows = []
    for when in _quarters(subject):
        row = _row(subject, course, when)
        if when.kind == "year" and row.value:
            more = row.value + max(round(0.01 * row.value / subject.step), 1) * subject.step
            row = replace(row, value=more, note=say("demo.other_books", "zh"))
        rows.append(row)
    return rows


def quarter_left_out(subject: DemoGoal, course: Course) -> list[Row]:
    """Return rows of a flow by quarter, without the third quarter of the middle year."""
    left_out = Period(middle_year(subject), 7, 9)
    quarters = (when for when in _quarters(subject) if when.kind == "quarter")
    return [_row(subject, course, when) for when in quarters if when != left_out]


def falling_once(subject: DemoGoal, course: Course) -> list[Row]:
    """Return rows of a running total that falls once: a mid-year value counts some cases twice."""
    year = middle_year(subject)
    twice = max(abs(subject.end - subject.start) * 0.06, subject.step)
    too_much = subject.rounded(course(subject, float(year)) + twice)
    rows = [_row(subject, course, when) for when in _periods(subject, quarterly=False)]
    return [
        replace(row, value=too_much) if row.period == Period(year, 1, 6) else row for row in rows
    ]


def middle_year(subject: DemoGoal) -> int:
    """Return the middle one of the years that are reported."""
    return (subject.goal.first_year + subject.last_reported_year) // 2


def periods(subject: DemoGoal) -> list[Period]:
    """Return the periods that are reported: years for all, and halves, for some quarters."""
    return _periods(
        subject, quarterly=subject.has_many_units and subject.random("quarterly", 0, 1) < 0.25
    )


def _periods(subject: DemoGoal, *, quarterly: bool) -> list[Period]:
    if quarterly:
        quarters = _quarters(subject)
        if subject.goal.is_flow:
            return quarters
        # The last quarter of a stock says what its year says.
        return [period for period in quarters if period.last != 12 or period.kind == "year"]
    return [Period(year, 1, last) for year in _years(subject) for last in (6, 12)]


def _quarters(subject: DemoGoal) -> list[Period]:
    """Return the quarters of each year and the year itself."""
    quarters: list[Period] = []
    for year in _years(subject):
        quarters += [part for part in parts(year) if part.kind == "quarter"]
        quarters.append(Period(year))
    return quarters


def _years(subject: DemoGoal) -> range:
    return range(subject.goal.first_year, subject.last_reported_year + 1)


def _row(subject: DemoGoal, course: Course, when: Period) -> Row:
    return row_of(subject, when, _value(subject, course, when))


def row_of(subject: DemoGoal, when: Period, value: float) -> Row:
    """Return the row of a value that is reported about a month after its period's end."""
    reported_on = when.end + _days(subject, when, _USUAL_DELAY)
    return Row(subject.goal.indicator, when, reported_on, value, subject.decimals)


def _value(subject: DemoGoal, course: Course, when: Period) -> float:
    if not subject.goal.is_flow:
        return subject.rounded(course(subject, when.time))
    if subject.goal.aim == "direction":
        return subject.rounded(course(subject, when.time) * (when.time - when.begin))
    # Rounded totals, so that the parts of a year add up to it.
    before, after = (subject.rounded(course(subject, time)) for time in (when.begin, when.time))
    return subject.rounded(after - before)


def _days(subject: DemoGoal, when: Period, between: tuple[int, int]) -> dt.timedelta:
    return dt.timedelta(days=round(subject.random(f"reported {when}", *between)))


def _audited(row: Row) -> dt.date:
    return row.reported_on + dt.timedelta(days=_AUDIT)


# ---- milestones: not done at the end of each half, until one day they are


def done_in_time(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is done at the end of the year in which it is due."""
    return _until_done(subject, Period(due(subject)))


def done_early(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is done in the second half of the year before."""
    return _until_done(subject, Period(due(subject) - 1, 7, 12))


def done_late(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is done in the first half of the year after."""
    return _until_done(subject, Period(due(subject) + 1, 1, 6))


def never_done(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is never done."""
    return _until_done(subject, None)


def done_every_year(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is done in each year in which it is due."""
    return _yearly(subject, ())


def one_year_skipped(subject: DemoGoal) -> list[Row]:
    """Return rows of a milestone that is done in each year but the one before the last."""
    return _yearly(subject, sorted(subject.goal.yearly)[-2:-1])


def due(subject: DemoGoal) -> int:
    """Return the year by whose end the milestone is due."""
    return subject.goal.final_year or subject.goal.last_year


def _until_done(subject: DemoGoal, done: Period | None) -> list[Row]:
    rows: list[Row] = []
    for year in range(subject.goal.first_year, subject.goal.last_year + 1):
        for when in (Period(year, 1, 6), Period(year)):
            if done is not None and done.time <= when.time:
                return [*rows, row_of(subject, done, 1.0)]
            rows.append(row_of(subject, when, 0.0))
    return rows


def _yearly(subject: DemoGoal, skipped: list[int] | tuple[int, ...]) -> list[Row]:
    return [
        row_of(subject, Period(year), 0.0 if year in skipped else 1.0)
        for year in sorted(subject.goal.yearly)
    ]
