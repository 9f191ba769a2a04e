"""Tables of the numbered tasks by state, and of what is due in the next half-year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import STATES
from minsheng.plan.observations import TASK_STATUSES
from minsheng.plan.periods import KIND_OF_REPORT, Period, parts, period
from minsheng.plan.wording import programme_names
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.plan import departments_by_programme
from minsheng.reports.rows import Rows, columns, count_table, title
from minsheng.text.dates import date_in_words
from minsheng.text.language import current, listing
from minsheng.text.numerals import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

_AHEAD = 0.5  # years: until the next half-yearly report
_COUNT_TITLES = {
    "tasks": "count_tasks",
    "overdue": "of_these_overdue",
    "due_next": "of_these_due_next",
}
_TITLES = {"overdue": "state_overdue", "due_next": "state_due_next"}


def _state(state: str) -> str:
    return title(_TITLES.get(state, state))


@marked
def task_states(standing: Standing) -> Table:
    """Return every numbered task with due date, latest reported status and state.

    Examples
    --------
    >>> import minsheng as ms
    >>> task_states(ms.stand(ms.load_plan(), ms.Ledger(), "2019")).rows[0]["state"]
    '逾期'
    """
    return _task_table(standing, "task_states", STATES)


@marked
def overdue(standing: Standing) -> Table:
    """Return the tasks that were due by the end of the period and are not completed.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = overdue(ms.stand(ms.load_plan(), ms.Ledger(), "2019"))
    >>> table.rows[0]["due"]
    '2019-12-31'
    """
    return _task_table(standing, "overdue", ("overdue",))


def _task_table(standing: Standing, caption: str, states: Iterable[str]) -> Table:
    rows = Rows(standing.plan)
    names = standing.plan.tasks.set_index("task")[f"title_{current()}"]
    leads = departments_by_programme(standing.plan, "lead")
    tasks = standing.tasks
    for row in tasks[tasks["state"].isin(list(states))].to_dict("records"):
        rows.add(
            row["programme"],
            row["task"],
            {
                "task": str(names[row["task"]]),
                "due": day_of(row["due"]) or title("no_due_date"),
                "lead": leads.get(row["programme"], ""),
                "last_status": _last_report(row),
                "state": title("to_check", state=_state(row["state"]))
                if row["contradicted"]
                else _state(row["state"]),
                "note": row["note"],
            },
        )
    note = ("note",) if any(row["note"] for row in rows.shown) else ()
    shown = tasks["contradicted"] & tasks["task"].isin(rows.ids)
    notes = [title("note_to_check")] if shown.any() else []
    return rows.table(
        title(caption), columns("task", "due", "last_status", "state", "lead", *note), notes
    )


def _last_report(row: Mapping[Any, Any]) -> str:
    if not row["status"]:
        return title("not_reported")
    return title("reported_for", status=title(row["status"]), period=period(row["period"]).name())


def day_of(day: pd.Timestamp) -> str:
    """Return a day as ``2019-12-31``; empty for a missing one."""
    return "" if pd.isna(day) else day.strftime("%Y-%m-%d")


@marked
def task_counts(standing: Standing) -> Table:
    """Return one row per programme with the number of its tasks by what was reported last.

    Columns of their own count how many of them are overdue, and how many due within six months.

    Examples
    --------
    >>> import minsheng as ms
    >>> task_counts(ms.stand(ms.load_plan(), ms.Ledger(), "2019")).rows[0]["tasks"]
    '20'
    """
    names = programme_names(standing.plan)
    sizes = count_tasks(standing)
    heads = {name: title(_COUNT_TITLES.get(name, name)) for name in map(str, sizes)}
    return count_table(
        title("task_counts"),
        (*columns("programme"), *(Column(name, head, "number") for name, head in heads.items())),
        sizes,
        names,
    )


def count_tasks(standing: Standing) -> pd.DataFrame:
    """Count the tasks of each programme; every report shows these counts.

    One row per programme that has tasks: ``tasks``, which is the sum of ``completed``,
    ``continuing``, ``started`` and ``not_reported``, the status reported last; ``overdue`` and
    ``due_next``, how many of the tasks not completed are so.
    """
    tasks, statuses = standing.tasks, (*TASK_STATUSES[::-1], "not_reported")
    reported = tasks["status"].where(tasks["status"].ne(""), "not_reported")
    sizes = pd.crosstab(tasks["programme"], reported).reindex(columns=list(statuses), fill_value=0)
    sizes.insert(0, "tasks", sizes.sum(axis=1))
    states = pd.crosstab(tasks["programme"], tasks["state"])
    states = states.reindex(columns=["overdue", "due_next"], fill_value=0)
    order = [name for name in standing.plan.programmes["programme"] if name in sizes.index]
    return sizes.join(states).loc[order]


@marked
def due_next(standing: Standing) -> Table:
    """Return the reports and tasks that are due in the next half-year.

    A date is shown only if the plan prints one.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = due_next(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1"))
    >>> [(row["item"], row["covers"]) for row in table.rows if row["due"] == "2019-12-31"][:2]
    [('专题报告', '2019年下半年'), ('规划城区布局，新建两所城区幼儿园', '')]
    """
    plan, end = standing.plan, standing.period
    rows = [*_events(plan, end), *_due_tasks(standing)]
    return Table(
        title("due_next", from_day=date_in_words(end.end)),
        columns("item", "covers", "due", "by"),
        tuple(row for _, _, row in rows),
        tuple(row_id for _, row_id, _ in rows),
        groups=tuple(group for group, _, _ in rows),
    )


_Due = tuple[str, str, dict[str, str]]


def _events(plan: Plan, when: Period) -> Iterator[_Due]:
    """Yield the reports that the calendar requires in the half-year after `when`."""
    lang = current()
    for event in plan.table("calendar").to_dict("records"):
        for covers, due in _due_dates(event, when, plan.facts.last_year):
            yield (
                title("reports"),
                event["event"],
                {
                    "item": event[f"name_{lang}"],
                    "covers": covers,
                    "due": due or title("no_date"),
                    "by": event[f"by_{lang}"],
                },
            )


def _due_dates(event: Mapping[Any, Any], when: Period, last: int) -> Iterator[tuple[str, str]]:
    """Yield each period that an event covers and its due date, empty if the plan prints none.

    Years after `last`, the last year of the plan, have no events. Of what comes once and has no
    date, such as an evaluation, nobody can say that it comes in this half-year.
    """
    kind = KIND_OF_REPORT.get(event["frequency"])
    if kind is None:
        return
    ahead = [
        one
        for year in range(when.year, min(when.year + 1, last) + 1)
        for one in parts(year)
        if one.kind == kind and when.time < one.time <= when.time + _AHEAD
    ]
    printed = [day for day in event["due"].split(";") if day]
    if printed:
        for one in ahead:
            days = [day for day in printed if f"{one.year}-{day}" == one.end.isoformat()]
            yield from ((one.name(), f"{one.year}-{day}") for day in days)
    elif len(ahead) > 2:
        yield title("every_month", first=ahead[0].name(), last=ahead[-1].name()), ""
    elif ahead:
        yield listing([one.name() for one in ahead]), ""


def _due_tasks(standing: Standing) -> Iterator[_Due]:
    tasks = standing.tasks
    names = standing.plan.tasks.set_index("task")[f"title_{current()}"]
    leads = departments_by_programme(standing.plan, "lead")
    for row in tasks[tasks["state"].eq("due_next")].to_dict("records"):
        yield (
            title("due_tasks"),
            row["task"],
            {
                "item": str(names[row["task"]]),
                "covers": "",
                "due": day_of(row["due"]),
                "by": leads.get(row["programme"], MISSING),
            },
        )
