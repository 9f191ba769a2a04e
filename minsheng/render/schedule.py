"""Which periods are to be reported on a given day, by the plan's own reporting calendar.

The calendar says how often each report is due and, where the plan prints it, on which days. A
period is to be reported from its last day on, and until the next of its kind is over: data that
come late still reach its report. Where a printed day lies before that, it counts from there.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.plan.periods import KIND_OF_REPORT, Period, parts

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_LEAP_YEAR = 2000


@dataclass(frozen=True)
class DueReport:
    """One report that the calendar of a plan asks for."""

    event: str  # the id of the event in the calendar: who reports, and what, stands there
    # What it reports on; none of an event that happens once, of which no plan prints the period.
    period: Period | None = None
    due: dt.date | None = None  # the day by which it is due; none where the plan prints no day
    # From which day it is to be made; none of an event that happens once.
    since: dt.date | None = None


def due_reports(plan: Plan) -> tuple[DueReport, ...]:
    """Return every report that the calendar asks for in the years of the plan, by event.

    A printed day belongs to the period of its event's kind that ends nearest to it: a half-yearly
    report due on 20 June tells of the first half, one due on 15 July does too. `BadInput` for
    impossible days in the calendar, such as 31 June.

    Examples
    --------
    >>> asked = due_reports(ms.load_plan())
    >>> [(str(one.period), one.due.isoformat()) for one in asked if one.due][:3]
    [('2018H1', '2018-06-30'), ('2018H2', '2018-12-31'), ('2019H1', '2019-06-30')]
    >>> [one.event for one in asked if one.period is None]
    ['midterm_evaluation', 'final_evaluation']
    """
    events = plan.table("calendar").to_dict("records")
    faults = [
        Fault("schedule.no_such_day", "calendar", row, "due", day)
        for row, event in enumerate(events, 2)
        for day in _printed_days(event)
        if not _is_day(day)
    ]
    if faults:
        raise BadInput(faults)
    return tuple(
        report for event in events for report in _reports_of_event(event, plan.facts.years)
    )


def auto_periods(plan: Plan, today: dt.date) -> tuple[Period, ...]:
    """Return the periods to report on a day, the longest first: of each kind the latest reportable.

    The kinds are those of the plan's calendar, and its years count, whenever it was printed. After
    its end its last periods stay. The day is included: on 30 June the first half is over.
    `BadInput` where the calendar has no recurring report, or none is due yet; the message names the
    day on which each kind of report is first asked for.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> [str(period) for period in auto_periods(plan, dt.date(2019, 6, 29))]
    ['2018', '2018H2', '2019Q1', '2019-05']
    >>> [str(period) for period in auto_periods(plan, dt.date(2019, 6, 30))]
    ['2018', '2019H1', '2019Q2', '2019-06']
    """
    since: dict[Period, dt.date] = {}
    for report in due_reports(plan):
        if report.period and report.since:
            earlier = since.get(report.period, report.since)
            since[report.period] = min(report.since, earlier)
    if not since:
        raise BadInput([Fault("schedule.nothing_recurring", plan.facts.plan)])
    begun = [period for period, day in since.items() if day <= today]
    if not begun:
        first = {
            kind: min(day for period, day in since.items() if period.kind == kind)
            for kind in {period.kind for period in since}
        }
        days = tuple(sorted({day.isoformat() for day in first.values()}))
        raise BadInput(
            [Fault("schedule.not_yet", plan.facts.plan, found=today.isoformat(), allowed=days)]
        )
    last = {
        kind: max((period for period in begun if period.kind == kind), default=None)
        for kind in KIND_OF_REPORT.values()
    }
    return tuple(period for period in last.values() if period)


def _reports_of_event(event: Mapping[Any, Any], years: range) -> Iterator[DueReport]:
    """Yield the reports that one event of the calendar asks for."""
    kind = KIND_OF_REPORT.get(event["frequency"])
    if kind is None:
        yield DueReport(event["event"])
        return
    periods = [period for year in years for period in parts(year) if period.kind == kind]
    printed = _printed_days(event)
    if not printed:
        yield from (DueReport(event["event"], period, None, period.end) for period in periods)
        return
    due: dict[Period, dt.date] = {}
    for day in sorted(
        _day_of(year, day) for year in range(years[0], years[-1] + 2) for day in printed
    ):
        due.setdefault(_nearest_end(kind, day), day)
    yield from (
        DueReport(event["event"], period, due[period], min(due[period], period.end))
        for period in periods
        if period in due
    )


def _nearest_end(kind: str, day: dt.date) -> Period:
    """Return the period of a kind whose end is nearest to a day; of two equally near the later."""
    periods = (period for period in parts(day.year) if period.kind == kind)
    around = next(period for period in periods if day <= period.end)
    before = around.before
    return around if around.end - day <= day - before.end else before


def _printed_days(event: Mapping[Any, Any]) -> list[str]:
    """Return the days of an event, ``06-30``, as the plan prints them."""
    return [day for day in event["due"].split(";") if day]


def _is_day(text: str) -> bool:
    try:
        dt.datetime.strptime(f"{_LEAP_YEAR}-{text}", "%Y-%m-%d")
    except ValueError:
        return False
    return True


def _day_of(year: int, text: str) -> dt.date:
    """Return a day of a year; in a common year 29 February is the 28th."""
    month, day = map(int, text.split("-"))
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
