"""Tables of the final evaluation: what was met, by how much, and what the mid-term promised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from minsheng.evaluation import MIDTERM, OUTCOMES, SHORT, outcomes, since_midterm
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.exhibits.marking import mark
from minsheng.text.language import current, listing
from minsheng.reports.listings.evaluations import (
    counted,
    heads,
    margin_of,
    signed,
    tally,
    target_of,
    value_of,
    why,
    words,
    year_of,
)
from minsheng.reports.listings.rows import Rows
from minsheng.plan.observations import TASK_STATUSES
from minsheng.plan.periods import period
from minsheng.plan.wording import SELDOM, department_names, programme_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen

_KNOWN = ("met", "not_met")
_STATUSES = ("completed", "continuing", "started")


@marked
def outcome_counts(standing: Standing) -> Table:
    """Return for each programme how many of its goals were met, and how many not.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = outcome_counts(ms.stand_final(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["programme"], table.rows[0]["met"]
    ('幼有所育', '0')
    """
    told = tally(outcomes(standing), "programme", "outcome", OUTCOMES)
    return counted(standing.plan, "outcome_counts", "programme", told, OUTCOMES)


@marked
def outcome_strengths(standing: Standing) -> Table:
    """Return how many firm and how many aspired goals were met, apart."""
    told = tally(outcomes(standing), "strength", "outcome", OUTCOMES)
    return counted(standing.plan, "outcome_strengths", "strength", told, OUTCOMES)


def _outcome(row: Mapping[Any, Any]) -> str:
    """Return the outcome with its symbol, marked where the year was over before the printing."""
    told = signed(row["outcome"])
    told = words("met_later", outcome=told) if row["late"] else told
    return words("retrospective", outcome=told) if row["retrospective"] else told


def _years(row: Mapping[Any, Any]) -> str:
    """Return how many yearly targets were met of those due, the retrospective ones named."""
    if not row["years_due"]:
        return ""
    key = "years_retrospective" if row["years_retrospective"] else "years"
    return words(key, met=row["years_met"], due=row["years_due"], n=row["years_retrospective"])


def _rows(standing: Standing, chosen: pd.DataFrame) -> Rows:
    rows = Rows(standing.plan)
    for row in chosen.to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "target": target_of(row, unit),
            "target_year": year_of(row), "final_value": value_of(row, unit),
            "margin": margin_of(row, unit), "outcome": _outcome(row), "years": _years(row),
            "why": why(row),
        })  # fmt: skip
    return rows


def _notes(standing: Standing, chosen: pd.DataFrame) -> list[str]:
    """Return what has to be explained below, and nothing else."""
    notes = []
    if chosen["retrospective"].any() or chosen["years_retrospective"].any():
        notes.append(words("note_retrospective", day=standing.plan.facts.printed.isoformat()))
    if chosen["kind"].eq("flow").any():
        notes.append(words("note_running_total"))
    if chosen["aim"].eq("hold").any():
        notes.append(words("note_kept_every_year"))
    return notes


@marked
def outcome_goals(standing: Standing) -> Table:
    """Return the goals of one programme whose outcome is known: met or not, and by how much.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> outcome_goals(ms.stand_final(part, ms.Ledger())).rows
    ()
    """
    found = outcomes(standing)
    known = found[found["outcome"].isin(_KNOWN)]
    name = next(iter(programme_names(standing.plan).values()), "")
    return _rows(standing, known).table(
        words("outcome_goals", programme=name),
        heads("indicator", "target", "target_year", "final_value", "margin", "outcome", "years"),
        _notes(standing, known),
    )


@marked
def outcome_results(standing: Standing) -> Table:
    """Return the outcome of every goal, with the method or the reason.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(outcome_results(ms.stand_final(ms.load_plan(), ms.Ledger())).rows)
    281
    """
    found = outcomes(standing)
    return _rows(standing, found).table(
        words("outcome_results"),
        heads("indicator", "target", "target_year", "final_value", "margin", "outcome", "years",
              "why"),
        _notes(standing, found),
    )  # fmt: skip


@marked
def unmet(standing: Standing) -> Table:
    """Return the goals that were not met, with what departments say of them.

    Examples
    --------
    >>> import minsheng as ms
    >>> unmet(ms.stand_final(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows = Rows(standing.plan)
    departments = department_names(standing.plan)
    said = {row["indicator"]: row for row in standing.explanations.to_dict("records")}
    found = outcomes(standing)
    for row in found[found["outcome"].eq("not_met")].to_dict("records"):
        own = said.get(row["indicator"])
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "target": target_of(row, unit),
            "final_value": value_of(row, unit), "margin": margin_of(row, unit),
            "problem": str(own["problem"]) if own else words("no_explanation"),
            "cause": str(own["cause"]) if own else "",
            "department": departments.get(own["department"] if own else row["holder"], ""),
        })  # fmt: skip
    return rows.table(words("unmet"), heads("indicator", "target", "final_value", "margin",
                                            "problem", "cause", "department"))  # fmt: skip


@marked
def task_outcomes(standing: Standing) -> Table:
    """Return for each programme how many tasks are completed, continuing, started, not reported.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = task_outcomes(ms.stand_final(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["tasks"], table.rows[0]["silent"]
    ('20', '20')
    """
    told = standing.tasks
    names = programme_names(standing.plan)
    table = pd.crosstab(told["programme"], told["status"].where(told["status"].ne(""), "silent"))
    table = table.reindex(index=list(names), columns=[*_STATUSES, "silent"], fill_value=0)
    table.insert(0, "tasks", table.sum(axis=1))
    late = told[told["state"].eq("overdue")]["programme"].value_counts()
    table["overdue"] = late.reindex(table.index, fill_value=0)
    if len(table) > 1:
        table.loc["total"] = table.sum()
    rows = [
        {"programme": names.get(str(key), words("total")),
         **{str(name): str(int(n)) for name, n in row.items()}}
        for key, row in table.iterrows()
    ]  # fmt: skip
    values = [{str(name): float(n) for name, n in row.items()} for _, row in table.iterrows()]
    return Table(words("task_outcomes"),
                 heads("programme", *map(str, table.columns), numbers=map(str, table.columns)),
                 tuple(rows), tuple(map(str, table.index)), tuple(values))  # fmt: skip


@marked
def open_tasks(standing: Standing) -> Table:
    """Return the tasks that are not completed at the end, with date, last report and lead.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(open_tasks(ms.stand_final(ms.load_plan(), ms.Ledger())).rows)
    168
    """
    rows = Rows(standing.plan)
    told = standing.tasks
    titles = standing.plan.tasks.set_index("task")[f"title_{current()}"]
    departments = department_names(standing.plan)
    duties = standing.plan.responsibilities
    leads = duties[duties["role"] == "lead"].groupby("programme", sort=False)["department"]
    by_programme = {str(key): listing([departments[one] for one in own]) for key, own in leads}
    for row in told[told["status"].ne("completed")].to_dict("records"):
        rows.add(row["programme"], row["task"], {
            "task": str(titles[row["task"]]),
            "task_due": "" if pd.isna(row["due"]) else row["due"].strftime("%Y-%m-%d"),
            "status": words(f"col_{row['status']}") if row["status"] in TASK_STATUSES
            else words("col_silent"),
            "lead_department": by_programme.get(row["programme"], ""),
        })  # fmt: skip
    return rows.table(words("open_tasks"), heads("task", "task_due", "status", "lead_department"))


def _marked(table: Table, standing: Standing, frozen: Frozen) -> Table:
    """Mark a table that rests on made-up data then or now."""
    return cast("Table", mark(table)) if standing.synthetic or frozen.synthetic else table


def courses(standing: Standing, frozen: Frozen) -> Table:
    """Return the classes of the mid-term against the outcomes of the end, counted.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = courses(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["then"]
    '★ 提前实现'
    """
    told = since_midterm(standing, frozen)
    table = tally(told, "midterm", "outcome", OUTCOMES)
    there = [name for name in MIDTERM if name in table.index]
    shown = ["goals", *(name for name in OUTCOMES if name not in SELDOM or table[name].any())]
    sizes = table[shown].to_dict("index")
    rows = [
        {"then": signed(name), **{key: str(int(sizes[name][key])) for key in shown}}
        for name in there
    ]
    values = [{key: float(sizes[name][key]) for key in shown} for name in there]
    made = Table(words("courses"), heads("then", *shown, numbers=shown), tuple(rows),
                 tuple(there), tuple(values))  # fmt: skip
    return _marked(made, standing, frozen)


def promised(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were short at mid-term: what was promised then, and what came.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = promised(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo"))
    >>> table.rows[0]["outcome"]
    '◇ 应报未报'
    """
    told = since_midterm(standing, frozen)
    short = told[told["midterm"].isin(SHORT)]
    said = frozen.promises.drop_duplicates("indicator", keep="last").set_index("indicator")
    departments = department_names(standing.plan)
    rows = Rows(standing.plan)
    for row in short.to_dict("records"):
        own = said.loc[row["indicator"]] if row["indicator"] in said.index else None
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "then": signed(row["midterm"]),
            "action": str(own["action"]) if own is not None else words("no_explanation"),
            "department": "" if own is None else departments.get(str(own["department"]), ""),
            "due": "" if own is None else str(own["due"]) or words("no_date"),
            "outcome": signed(row["outcome"]), "course": words(row["course"]),
        })  # fmt: skip
    made = rows.table(words("promised"), heads("indicator", "then", "action", "department", "due",
                                               "outcome", "course"))  # fmt: skip
    return _marked(made, standing, frozen)


def fallen(standing: Standing, frozen: Frozen) -> Table:
    """Return the goals that were well at mid-term and were not met in the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> fallen(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan, "demo")).rows
    ()
    """
    told = since_midterm(standing, frozen)
    back = set(told.loc[told["course"].eq("fell_back"), "indicator"])
    then = told.set_index("indicator")["midterm"]
    found = outcomes(standing)
    rows = Rows(standing.plan)
    for row in found[found["indicator"].isin(back)].to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "then": signed(then[row["indicator"]]),
            "target": target_of(row, unit), "final_value": value_of(row, unit),
            "margin": margin_of(row, unit), "outcome": signed(row["outcome"]),
        })  # fmt: skip
    made = rows.table(words("fallen"), heads("indicator", "then", "target", "final_value",
                                             "margin", "outcome"))  # fmt: skip
    return _marked(made, standing, frozen)


def period_of(frozen: Frozen) -> str:
    """Return the period of frozen results in words."""
    return period(frozen.period).name()


def day_of(frozen: Frozen) -> str:
    """Return on which day the ledger was read for frozen results, in words."""
    return words("as_of", day=frozen.as_of) if frozen.as_of else words("as_it_stood")
