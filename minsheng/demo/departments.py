"""Make up explanations, the status of tasks, and analysts' texts.

All of it is marked as made up.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.demo.cases import DUE, END, Case
from minsheng.demo.reporting import Row
from minsheng.demo.values import DemoGoal, random_between
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.periods import Period, middle
from minsheng.plan.wording import indicator_names
from minsheng.text.amounts import amount
from minsheng.text.language import say
from minsheng.text.numerals import compact

if TYPE_CHECKING:
    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan

_SILENT = 3  # each third programme explains nothing, so that a report has something to ask for

_TIME_TO_MEND = 90  # days


class Departments:
    """Which department explains the goals that are behind; some programmes explain nothing."""

    def __init__(self, plan: Plan) -> None:
        programmes = list(plan.tables["programmes"]["programme"])
        self._explained = {name for place, name in enumerate(programmes, 1) if place % _SILENT}
        known = set(plan.tables["departments"]["department"])
        duties = plan.tables["responsibilities"]
        leads = duties[duties["role"] == "lead"]
        self._lead = dict(zip(leads["programme"], leads["department"], strict=True))
        rows = plan.tables["indicators"]
        holders = zip(rows["indicator"], rows["holder"], strict=True)
        self._holder = {indicator: holder for indicator, holder in holders if holder in known}
        self._names = dict(zip(rows["indicator"], rows["name_zh"], strict=True))
        self._units = {unit: plan.unit(unit) for unit in plan.tables["units"]["unit"]}
        self._middle = middle(plan.facts.years)

    def explain(
        self, subject: DemoGoal, case: Case, rows: Sequence[Row]
    ) -> Iterator[dict[str, object]]:
        """Yield the rows of the explanations of a goal, one for each moment when it is behind.

        `rows` are its observations.
        """
        if subject.goal.programme not in self._explained:
            return
        moments = (_explained_row(one, subject, rows, self._middle) for one in case.behind)
        for row in dict.fromkeys(row for row in moments if row is not None):
            yield self._row(subject, case, row)

    def _row(self, subject: DemoGoal, case: Case, row: Row) -> dict[str, object]:
        goal = subject.goal
        holder = self._holder.get(goal.indicator, self._lead.get(goal.programme, ""))
        unit = self._units[goal.unit]
        achieved = say(
            "demo.achieved_node" if goal.kind == "milestone" else "demo.achieved",
            "zh",
            period=row.period.name("zh"),
            name=self._names[goal.indicator],
            value=amount(row.value, unit, "zh"),
        )
        texts = {
            column: say(f"demo.{case.name}_{column}", "zh")
            for column in ("problem", "cause", "action")
        }
        return {
            "indicator": goal.indicator,
            "period": str(row.period),
            "reported_on": row.reported_on,
            "achieved": achieved,
            **texts,
            "next_step": say("demo.next_step", "zh"),
            "department": holder,
            "due": _promised_by(row.reported_on),
            "source": SYNTHETIC,
        }


def _explained_row(
    moment: str, subject: DemoGoal, rows: Sequence[Row], middle_of_plan: Period
) -> Row | None:
    """Return the observation that an explanation is about, None where there is none."""
    if moment == END:
        return rows[-1]
    if moment == DUE:
        due_years = subject.goal.yearly
        ends = (row for row in rows if row.period.closes_year and row.period.year in due_years)
        return next((row for row in ends if row.value == 0), None)
    # A correction comes after the row that it corrects.
    return next((row for row in reversed(rows) if row.period.time == middle_of_plan.time), None)


def _promised_by(reported_on: dt.date) -> dt.date:
    """Return the date promised for improvement: the next end of a half-year at least 3 months away.

    Examples
    --------
    >>> str(_promised_by(dt.date(2019, 7, 31))), str(_promised_by(dt.date(2019, 12, 26)))
    ('2019-12-31', '2020-06-30')
    """
    year = reported_on.year
    ends = (dt.date(year, 6, 30), dt.date(year, 12, 31), dt.date(year + 1, 6, 30))
    return next(end for end in ends if (end - reported_on).days >= _TIME_TO_MEND)


# ---- the status of tasks: started, continuing, completed; some overdue, some silent

# When a task starts and when it is completed, in shares of the plan's time; infinity: never.
_TASK_COURSES: Mapping[str, tuple[float, float]] = {
    "completed": (0.1, 0.9),
    "continuing": (0.3, math.inf),
    "completed_early": (0.1, 0.5),
    "started_late": (0.8, math.inf),
    "silent": (math.inf, math.inf),
}
# With a date: by how many years after it a task is completed.
_DATED_TASKS: Mapping[str, float] = {
    "in_time": 0.0,
    "overdue": math.inf,
    "early": -0.5,
    "late": 0.5,
}


def task_rows(plan: Plan) -> Iterator[dict[str, object]]:
    """Yield the rows of the status of tasks, half by half until a task is completed."""
    courses, dated = list(_TASK_COURSES.values()), list(_DATED_TASKS.values())
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
    for number, when in enumerate(half for half in halves if half.time >= begin):
        completed = when.time >= done
        status = "completed" if completed else "continuing" if number else "started"
        overdue = due is not None and not completed and when.end >= due
        days = round(random_between(f"{plan.facts.plan}/{task['task']}/{when}", 10, 30))
        yield {
            "task": task["task"],
            "period": str(when),
            "reported_on": when.end + dt.timedelta(days=days),
            "status": status,
            "note": say("demo.task_overdue", "zh") if overdue else "",
            "source": SYNTHETIC,
        }
        if completed:
            return


# ---- what analysts would write of a made-up ledger, in Markdown


def texts(plan: Plan, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file, for the middle and for the last year of the plan."""
    half_way, last = middle(plan.facts.years), Period(plan.facts.last_year)
    outdated = _corrected(plan, ledger, half_way)
    latest = ledger.latest("observations")
    first = ledger.observations.drop_duplicates(["indicator", "period"])
    for when in dict.fromkeys((half_way, last)):
        stocks = _stocks(plan, latest, when)
        yield f"{when}/overall.md", f"{say('demo.overall')}\n"
        for programme in plan.tables["programmes"]["programme"]:
            rows = stocks[stocks["programme"] == programme]
            if when == half_way and outdated in set(rows["indicator"]):
                quoted = _stocks(plan, first, when)
                rows = quoted[quoted["indicator"] == outdated]
            if len(rows):
                yield f"{when}/{programme}.md", _programme_text(plan, when, rows.iloc[0])


def _programme_text(plan: Plan, when: Period, row: pd.Series[Any]) -> str:
    value, unit = float(row["value"]), plan.unit(row["unit"])
    figure, number = amount(value, unit), compact(value, unit.decimals)
    # A link holds one number: "per 1,000 people" stays outside.
    quoted = number if re.search(r"\d", figure.removeprefix(number)) else figure
    link = f"[{quoted}](#{row['indicator']}){figure.removeprefix(quoted)}"
    name = indicator_names(plan)[row["indicator"]]
    return f"{say('demo.achieved', period=when.name(), name=name, value=link)}\n"


def _stocks(plan: Plan, observations: pd.DataFrame, when: Period) -> pd.DataFrame:
    """Return the stocks and running totals with a numeric target that were observed in a period.

    Those that the plan marks as main goals come first.
    """
    columns = ["indicator", "programme", "unit", "kind", "headline"]
    rows = observations[observations["period"] == str(when)].merge(
        plan.tables["indicators"][columns], on="indicator"
    )
    targets = plan.tables["targets"]
    aimed = rows["indicator"].isin(targets.loc[targets["value"].notna(), "indicator"])
    rows = rows[aimed & rows["kind"].isin(["stock", "cumulative"])]
    return rows.sort_values("headline", ascending=False, kind="stable")


def _corrected(plan: Plan, ledger: Ledger, when: Period) -> str:
    """Return the first indicator whose figure of a period was corrected; empty for none."""
    rows = _stocks(plan, ledger.observations, when)
    values = rows.groupby("indicator", sort=False)["value"].nunique()
    return next(iter(values.index[values > 1]), "")
