"""The table of stories, by the kind of goal that has room for them.

They are dealt out from the top, so what must not be missing in a short plan comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from minsheng.demo import courses, nodes, reports
from minsheng.demo.ground import Ground
from minsheng.demo.reports import Tell, told

MIDDLE, END, DUE = "middle", "end", "due"


def _always(ground: Ground) -> bool:
    return True


@dataclass(frozen=True)
class Story:
    """One story.

    Parameters
    ----------
    name
        What happens.
    tell
        Gives the rows of the observations.
    fits
        Whether a goal has room for it.
    behind
        When there is something to explain: in the ``middle`` of the plan, at its ``end``, or of a
        milestone at the end of the year in which it was ``due``.
    """

    name: str
    tell: Tell
    fits: Callable[[Ground], bool] = _always
    behind: tuple[str, ...] = ()


def _is_share(ground: Ground) -> bool:
    return ground.goal.share


def _stated_every_year(ground: Ground) -> bool:
    """Whether each year has its own target, beyond the baseline: its cut is an exact number."""
    goal = ground.goal
    beyond = (goal.direction * (target.value - ground.start) > 0 for target in goal.yearly.values())
    return len(goal.yearly) == goal.last_year - goal.first_year + 1 and all(beyond)


def _two_years(ground: Ground) -> bool:
    return ground.until > ground.goal.first_year


def _due_at_last(ground: Ground) -> bool:
    """Whether there are years before the one in which the target is due, the plan's last."""
    return _two_years(ground) and ground.goal.final_year == ground.goal.last_year


def _starts_at_or_above_zero(ground: Ground) -> bool:
    return ground.goal.direction < 0 or ground.start >= 10 * ground.unit


def _has_room_inside(ground: Ground) -> bool:
    line = ground.end
    room = 100 - line if ground.goal.share and ground.goal.direction > 0 else line
    return room >= 4 * ground.unit


def _starts_inside_or_unknown(ground: Ground) -> bool:
    return ground.goal.baseline is None or ground.goal.baseline_meets_final


def _can_drift(ground: Ground) -> bool:
    return _has_room_inside(ground) and _starts_inside_or_unknown(ground)


def _can_recover(ground: Ground) -> bool:
    """Whether there is a way back to the line: from where the plan says, or as far as one likes."""
    outside = ground.goal.direction * (ground.end - ground.start)
    return ground.goal.baseline is None or outside > 3 * ground.unit


def _can_be_early(ground: Ground) -> bool:
    return nodes.due(ground) > ground.goal.first_year


def _can_be_overdue(ground: Ground) -> bool:
    return nodes.due(ground) < ground.goal.last_year


_BOTH = (MIDDLE, END)
_UNREPORTED = Story("unreported", reports.nothing)
_STEADY = Story("steady", told(courses.steady, reports.plainly))
_SHORT = Story("short", told(courses.short, reports.plainly), behind=_BOTH)
_CATCHING_UP = Story("catching_up", told(courses.catching_up, reports.plainly), _due_at_last,
                     behind=(MIDDLE,))  # fmt: skip
_EARLY = Story("early", told(courses.early, reports.plainly), _due_at_last)
_REVISED = Story("revised", told(courses.steady, reports.revised), _two_years, behind=(MIDDLE,))
_MADE_FINAL = Story("made_final", told(courses.steady, reports.made_final), _two_years)
_QUOTIENT = Story("quotient", told(courses.steady, reports.as_quotient), _is_share)
_LATE = Story("late", told(courses.steady, reports.late))
_AS_PLANNED = Story("as_planned", told(courses.as_planned, reports.plainly))
_ONE_SHORT = Story("one_short", told(courses.one_short, reports.plainly), behind=(END,))
_DIRECTIONS = (
    Story("right_way", told(courses.right_way, reports.plainly)),
    Story("stalled", told(courses.stalled, reports.plainly), _two_years),
    Story("wrong_way", told(courses.wrong_way, reports.plainly), behind=_BOTH),
    Story("turning", told(courses.turning, reports.plainly), _two_years, behind=(MIDDLE,)),
)

STORIES: Mapping[str, tuple[Story, ...]] = {
    # A stock with a printed baseline: judged by its pace.
    "way": (
        _STEADY, _REVISED,
        Story("on_the_cut", told(courses.on_the_cut, reports.to_the_last_digit),
              _stated_every_year),
        _SHORT,
        Story("moving_away", told(courses.moving_away, reports.plainly),
              _starts_at_or_above_zero, behind=_BOTH),
        _CATCHING_UP, _EARLY, _MADE_FINAL, _QUOTIENT, _LATE, _UNREPORTED,
    ),
    # A stock without one: judged by the year's own target.
    "level": (
        _STEADY, _SHORT,
        Story("on_the_target", told(courses.as_planned, reports.plainly)),
        _QUOTIENT, _EARLY, _REVISED, _MADE_FINAL, _CATCHING_UP, _LATE, _UNREPORTED,
    ),
    # A running total.
    "total": (
        Story("falling_once", told(courses.steady, reports.falling_once)), _SHORT, _STEADY,
    ),
    # So few units that no share of the way can be told in them.
    "few": (
        _AS_PLANNED, _ONE_SHORT, _EARLY,
        Story("late", told(courses.as_planned, reports.late)), _UNREPORTED,
    ),
    "flow": (
        _STEADY, _SHORT,
        Story("in_quarters", told(courses.steady, reports.in_quarters)),
        Story("quarter_left_out", told(courses.steady, reports.quarter_left_out), _two_years),
        _EARLY, _CATCHING_UP, _REVISED, _LATE, _MADE_FINAL, _UNREPORTED,
    ),
    "few_flow": (
        _AS_PLANNED, _ONE_SHORT, _EARLY, _AS_PLANNED,
        Story("late", told(courses.as_planned, reports.late)), _UNREPORTED,
    ),
    # To be held in every year.
    "line": (
        Story("held", told(courses.held, reports.plainly)),
        Story("breached", told(courses.breached, reports.plainly), behind=(END,)),
        Story("drifting", told(courses.drifting, reports.plainly), _can_drift),
        Story("recovering", told(courses.recovering, reports.plainly), _can_recover,
              behind=_BOTH),
    ),
    "known_direction": _DIRECTIONS,
    "direction": (*_DIRECTIONS, _UNREPORTED),
    "milestone": (
        Story("in_time", nodes.in_time),
        Story("done_early", nodes.early, _can_be_early),
        Story("overdue", nodes.overdue, _can_be_overdue, behind=(DUE,)),
        Story("never", nodes.never, behind=(DUE,)),
        _UNREPORTED,
        Story("in_time", nodes.in_time),
    ),
    "yearly_milestone": (
        Story("every_year", nodes.every_year),
        Story("one_year_skipped", nodes.one_year_skipped, _two_years, behind=(DUE,)),
    ),
}  # fmt: skip


def role(ground: Ground) -> str:
    """Return which stories a goal has room for: a key of `STORIES`, empty for none.

    Goals in words alone are not observed, nor is a number that the plan leaves open.
    """
    goal = ground.goal
    if goal.aim == "direction":
        known = goal.baseline is not None and goal.baseline.is_number
        return "known_direction" if known else "direction"
    if goal.final is None or goal.aim == "listed":
        return ""
    if goal.kind == "milestone":
        return "milestone" if len(goal.yearly) == 1 else "yearly_milestone"
    if goal.is_flow:
        return "flow" if ground.is_fine else "few_flow"
    if goal.aim == "hold" or goal.baseline_meets_final or ground.start == ground.end:
        return "line"
    if not ground.is_fine:
        return "few"
    if goal.kind == "cumulative":
        return "total"
    return "way" if goal.baseline is not None and goal.baseline.is_number else "level"
