"""The cases that the made-up ledger shows, and which goal of a plan shows which.

`CASES` lists them by kind of goal; they are assigned in turn, from the top, so what must not be
missing in a short plan comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.demo import reporting, values
from minsheng.demo.reporting import Report, report_of
from minsheng.demo.values import DemoGoal, demo_goals

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

MIDDLE, END, DUE = "middle", "end", "due"


def assigned_cases(plan: Plan) -> Iterator[tuple[DemoGoal, Case]]:
    """Yield each goal that is observed, in the order of the plan, with the case that it shows.

    A goal takes the first case of its kind that it fits, which then goes to the end of the queue.
    So an indicator added at the end changes no other indicator's case.
    """
    queues = {name: list(cases) for name, cases in CASES.items()}
    for subject in demo_goals(plan):
        queue = queues.get(kind_of_cases(subject), [])
        case = next((case for case in queue if case.fits(subject)), None)
        if case is not None:
            queue.append(queue.pop(queue.index(case)))
            yield subject, case


def case_by_indicator(plan: Plan) -> Mapping[str, str]:
    """Return the name of the case that each observed indicator shows.

    Examples
    --------
    >>> case_by_indicator(ms.load_plan())["childcare.gross_enrolment"]
    'steady'
    """
    return {subject.goal.indicator: case.name for subject, case in assigned_cases(plan)}


def _always(subject: DemoGoal) -> bool:
    return True


@dataclass(frozen=True)
class Case:
    """One course of a goal's values and reports."""

    name: str  # what happens
    report: Report  # returns the rows of the observations of a goal
    fits: Callable[[DemoGoal], bool] = _always  # whether a goal can show it
    # When there is something to explain: in the ``middle`` of the plan, at its ``end``, or of a
    # milestone at the end of the year in which it was ``due``.
    behind: tuple[str, ...] = ()


def _is_share(subject: DemoGoal) -> bool:
    return subject.goal.share


def _stated_every_year(subject: DemoGoal) -> bool:
    """Whether each year has its own target, beyond the baseline."""
    goal = subject.goal
    beyond = (
        goal.direction * (target.value - subject.start) > 0 for target in goal.yearly.values()
    )
    return len(goal.yearly) == goal.last_year - goal.first_year + 1 and all(beyond)


def _two_years(subject: DemoGoal) -> bool:
    return subject.last_reported_year > subject.goal.first_year


def _due_at_last(subject: DemoGoal) -> bool:
    """Whether the target is due in the plan's last year, with earlier years before it."""
    return _two_years(subject) and subject.goal.final_year == subject.goal.last_year


def _starts_at_or_above_zero(subject: DemoGoal) -> bool:
    return subject.goal.direction < 0 or subject.start >= 10 * subject.step


def _has_room_inside(subject: DemoGoal) -> bool:
    line = subject.end
    room = 100 - line if subject.goal.share and subject.goal.direction > 0 else line
    return room >= 4 * subject.step


def _starts_inside_or_unknown(subject: DemoGoal) -> bool:
    return subject.goal.baseline is None or subject.goal.baseline_meets_final


def _can_drift(subject: DemoGoal) -> bool:
    return _has_room_inside(subject) and _starts_inside_or_unknown(subject)


def _can_recover(subject: DemoGoal) -> bool:
    """Whether a goal can return to its line, from its printed start or from a made-up one."""
    outside = subject.goal.direction * (subject.end - subject.start)
    return subject.goal.baseline is None or outside > 3 * subject.step


def _can_be_early(subject: DemoGoal) -> bool:
    return reporting.due(subject) > subject.goal.first_year


def _can_be_overdue(subject: DemoGoal) -> bool:
    return reporting.due(subject) < subject.goal.last_year


_BOTH = (MIDDLE, END)
_UNREPORTED = Case("unreported", reporting.nothing)
_STEADY = Case("steady", report_of(values.steady, reporting.usual))
_SHORT = Case("short", report_of(values.short, reporting.usual), behind=_BOTH)
_CATCHING_UP = Case(
    "catching_up", report_of(values.catching_up, reporting.usual), _due_at_last, behind=(MIDDLE,)
)
_EARLY = Case("early", report_of(values.early, reporting.usual), _due_at_last)
_REVISED = Case(
    "revised", report_of(values.steady, reporting.revised), _two_years, behind=(MIDDLE,)
)
_MADE_FINAL = Case("made_final", report_of(values.steady, reporting.made_final), _two_years)
_QUOTIENT = Case("quotient", report_of(values.steady, reporting.as_quotient), _is_share)
_LATE = Case("late", report_of(values.steady, reporting.late))
_AS_PLANNED = Case("as_planned", report_of(values.as_planned, reporting.usual))
_ONE_SHORT = Case("one_short", report_of(values.one_short, reporting.usual), behind=(END,))
_DIRECTIONS = (
    Case("right_way", report_of(values.right_way, reporting.usual)),
    Case("stalled", report_of(values.stalled, reporting.usual), _two_years),
    Case("wrong_way", report_of(values.wrong_way, reporting.usual), behind=_BOTH),
    Case("turning", report_of(values.turning, reporting.usual), _two_years, behind=(MIDDLE,)),
)

CASES: Mapping[str, tuple[Case, ...]] = {
    # A stock with a printed baseline: judged by its pace.
    "way": (
        _STEADY,
        _REVISED,
        Case(
            "on_the_cut",
            report_of(values.on_the_cut, reporting.usual),
            _stated_every_year,
            behind=(END,),
        ),
        _SHORT,
        Case(
            "moving_away",
            report_of(values.moving_away, reporting.usual),
            _starts_at_or_above_zero,
            behind=_BOTH,
        ),
        _CATCHING_UP,
        _EARLY,
        _MADE_FINAL,
        _QUOTIENT,
        _LATE,
        _UNREPORTED,
    ),
    # A stock without one: judged by the year's own target.
    "level": (
        _STEADY,
        _SHORT,
        Case("on_the_target", report_of(values.as_planned, reporting.usual)),
        _QUOTIENT,
        _EARLY,
        _REVISED,
        _MADE_FINAL,
        _CATCHING_UP,
        _LATE,
        _UNREPORTED,
    ),
    # A running total.
    "total": (
        Case("falling_once", report_of(values.steady, reporting.falling_once)),
        _SHORT,
        _STEADY,
    ),
    # A stock with so few units that it has no share of the way.
    "few": (
        _AS_PLANNED,
        _ONE_SHORT,
        _EARLY,
        Case("late", report_of(values.as_planned, reporting.late)),
        _UNREPORTED,
    ),
    "flow": (
        _STEADY,
        _SHORT,
        Case("in_quarters", report_of(values.steady, reporting.in_quarters)),
        Case("quarter_left_out", report_of(values.steady, reporting.quarter_left_out), _two_years),
        _EARLY,
        _CATCHING_UP,
        _REVISED,
        _LATE,
        _MADE_FINAL,
        _UNREPORTED,
    ),
    "few_flow": (
        _AS_PLANNED,
        _ONE_SHORT,
        _EARLY,
        _AS_PLANNED,
        Case("late", report_of(values.as_planned, reporting.late)),
        _UNREPORTED,
    ),
    # To be held in every year.
    "line": (
        Case("held", report_of(values.held, reporting.usual)),
        Case("breached", report_of(values.breached, reporting.usual), behind=(END,)),
        Case("drifting", report_of(values.drifting, reporting.usual), _can_drift),
        Case(
            "recovering", report_of(values.recovering, reporting.usual), _can_recover, behind=_BOTH
        ),
    ),
    "known_direction": _DIRECTIONS,
    "direction": (*_DIRECTIONS, _UNREPORTED),
    "milestone": (
        Case("in_time", reporting.done_in_time),
        Case("done_early", reporting.done_early, _can_be_early),
        Case("overdue", reporting.done_late, _can_be_overdue, behind=(DUE,)),
        Case("never", reporting.never_done, behind=(DUE,)),
        _UNREPORTED,
        Case("in_time", reporting.done_in_time),
    ),
    "yearly_milestone": (
        Case("every_year", reporting.done_every_year),
        Case("one_year_skipped", reporting.one_year_skipped, _two_years, behind=(DUE,)),
    ),
}


def kind_of_cases(subject: DemoGoal) -> str:
    """Return the kind of cases that a goal can show: a key of `CASES`, empty for none.

    Goals in words alone are not observed, nor is a number that the plan leaves open, nor a
    milestone that has no year.
    """
    goal = subject.goal
    if goal.aim == "direction" and goal.kind != "milestone":
        known = goal.baseline is not None and goal.baseline.is_number
        return "known_direction" if known else "direction"
    if goal.final is None or goal.aim == "listed":
        return ""
    if goal.kind == "milestone":
        return "milestone" if len(goal.yearly) == 1 else "yearly_milestone"
    if goal.is_flow:
        return "flow" if subject.has_many_units else "few_flow"
    if goal.aim == "hold" or goal.baseline_meets_final or subject.start == subject.end:
        return "line"
    if not subject.has_many_units:
        return "few"
    if goal.kind == "cumulative":
        return "total"
    return "way" if goal.baseline is not None and goal.baseline.is_number else "level"
