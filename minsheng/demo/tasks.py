"""How far tasks would have come: started, continuing, completed; some overdue, some silent."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.demo.ground import drawn
from minsheng.plan.observations import SYNTHETIC
from minsheng.plan.periods import Period
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# When a task starts and when it is completed, in shares of the plan's time; infinity: never.
_COURSES: Mapping[str, tuple[float, float]] = {
    "completed": (0.1, 0.9), "continuing": (0.3, math.inf), "completed_early": (0.1, 0.5),
    "started_late": (0.8, math.inf), "silent": (math.inf, math.inf),
}  # fmt: skip
# With a date: by how many years after it a task is completed.
_DATED: Mapping[str, float] = {"in_time": 0.0, "overdue": math.inf, "early": -0.5, "late": 0.5}


def task_rows(plan: Plan) -> Iterator[dict[str, object]]:
    """Yield the rows of the status of tasks, half by half until a task is completed."""
    courses, dated = list(_COURSES.values()), list(_DATED.values())
    for task in plan.tables["tasks"].to_dict("records"):
        due = None if pd.isna(task["due"]) else task["due"].date()
        if due is None:
            courses.append(courses.pop(0))
            begin, done = (_time(plan, share) for share in courses[-1])
        else:
            dated.append(dated.pop(0))
            begin, done = _time(plan, 0.1), _end_of_half(due) + dated[-1]
        yield from _until_done(plan, task, begin, done, due)


def _time(plan: Plan, share: float) -> float:
    return plan.facts.first_year - 1 + share * len(plan.facts.years)


def _end_of_half(day: dt.date) -> float:
    return day.year - 1 + math.ceil(day.month / 6) / 2


def _until_done(
    plan: Plan, task: Mapping[Any, Any], begin: float, done: float, due: dt.date | None
) -> Iterator[dict[str, object]]:
    halves = (Period(year, last - 5, last) for year in plan.facts.years for last in (6, 12))
    for told, when in enumerate(half for half in halves if half.time >= begin):
        completed = when.time >= done
        status = "completed" if completed else "continuing" if told else "started"
        overdue = due is not None and not completed and when.end >= due
        days = round(drawn(f"{plan.facts.plan}/{task['task']}/{when}", 10, 30))
        yield {
            "task": task["task"], "period": str(when),
            "reported_on": when.end + dt.timedelta(days=days), "status": status,
            "note": say("demo.task_overdue", "zh") if overdue else "", "source": SYNTHETIC,
        }  # fmt: skip
        if completed:
            return
