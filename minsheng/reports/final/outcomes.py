"""What was met of a plan at its end: the answer, outcomes counted, each goal with its outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import OUTCOMES, outcomes
from minsheng.plan.observations import TASK_STATUSES
from minsheng.plan.wording import department_names, programme_names
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.evaluations.goals import (
    class_with_symbol,
    count_by,
    count_table,
    margin_with_unit,
    method_or_reason,
    target_with_unit,
    target_year,
    text,
    titled,
    value_with_unit,
)
from minsheng.reports.evaluations.phrases import (
    count_clauses,
    count_words,
    counted_text,
    programmes_with_most,
    reform_sentences,
    strength_clauses,
    task_sentences,
    traced_share,
    unreported_sentences,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.phrases import date_in_words, join_sentences, join_with_semicolons
from minsheng.reports.rows import Rows
from minsheng.text.language import current, listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing

_KNOWN = ("met", "not_met")
_OPEN = ("not_due", "not_reported", "not_judged")


@marked
def final_answer(standing: Standing) -> Prose:
    """Say what was met of the plan at its end: coverage, outcomes, firm and aspired goals apart.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_answer(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    截至2020年12月31日，9个专项的281项目标指标没有报送任何实际值，不能作出终期判断；须先由数据部门报送。
    """
    found = outcomes(standing)
    told = {
        "until": date_in_words(standing.period.end),
        "goals": len(found),
        "programmes": len(standing.plan.programmes),
    }
    known = found[found["outcome"].isin(_KNOWN)]
    if known.empty:
        return Prose(
            (
                counted_text("fin_nothing", **told),
                *unreported_sentences(standing),
                *task_sentences(standing),
            ),
            role="answer",
        )
    numbers = int(found["outcome"].ne("not_judged").sum())
    met = known["outcome"].eq("met")
    sizes = count_words(found["outcome"])
    strengths = strength_clauses(known, met, "fin_strength_part")
    return Prose(
        (
            counted_text(
                "fin_coverage",
                **told,
                numbers=numbers,
                judged=len(known),
                share=traced_share("fin_coverage", 100 * len(known) / numbers),
            ),
            counted_text(
                "fin_outcomes",
                judged=len(known),
                met=int(met.sum()),
                rate=traced_share("fin_outcomes", 100 * float(met.mean())),
                not_met=int((~met).sum()),
            ),
            counted_text(
                "mid_open", n=len(found) - len(known), clauses=count_clauses(sizes, _OPEN)
            ),
            *(
                [counted_text("mid_strengths", parts=join_with_semicolons(strengths))]
                if strengths
                else []
            ),
            *_year_sentences(found),
            *task_sentences(standing),
            *programmes_with_most(known[~met], standing, "fin_not_met"),
        ),
        role="answer",
    )


def _year_sentences(found: pd.DataFrame) -> list[str]:
    """Say how many yearly targets were met, and what is retrospective of all this."""
    late = int(found["late"].sum())
    due, met = int(found["years_due"].sum()), int(found["years_met"].sum())
    before = int(found["years_retrospective"].sum())
    said = [counted_text("fin_years", due=due, met=met, retrospective=before)] if due else []
    said += [counted_text("fin_late", n=late)] if late else []
    over = found[found["retrospective"] & found["outcome"].isin(_KNOWN)]
    if len(over):
        said.append(
            counted_text("fin_retrospective", n=len(over), met=int(over["outcome"].eq("met").sum()))
        )
    return said


@marked
def final_programme(standing: Standing) -> Prose:
    """Say what was met of one programme: its goals, its tasks, its reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(final_programme(ms.stand_final(part, ms.Ledger())).paragraphs[0])
    目标指标26项，没有可据以判断的实际值。暂不能判断的：应报未报24项，不作研判2项。
    """
    found = outcomes(standing)
    sizes = count_words(found["outcome"])
    known = sum(sizes.get(name, 0) for name in _KNOWN)
    told = {
        "goals": len(found),
        "judged": known,
        "met": sizes.get("met", 0),
        "not_met": sizes.get("not_met", 0),
    }
    first = counted_text("fin_programme" if known else "programme_nothing", **told)
    said = [first]
    if known < len(found):
        said.append(counted_text("programme_open", clauses=count_clauses(sizes, _OPEN)))
    done = join_sentences([*task_sentences(standing), *reform_sentences(standing)])
    return Prose((join_sentences(said), done))


@marked
def final_problems(standing: Standing) -> Prose:
    """Say how many goals were not met, and how many of them nobody explains.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_problems(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已有结果的目标中没有未达到的。
    """
    found = outcomes(standing)
    missed = found[found["outcome"].eq("not_met")]
    explained = int(missed["indicator"].isin(standing.explanations["indicator"]).sum())
    first = (
        counted_text(
            "fin_problems", n=len(missed), explained=explained, silent=len(missed) - explained
        )
        if len(missed)
        else counted_text("fin_problems_none")
    )
    return Prose((first, *unreported_sentences(standing)))


@marked
def final_open(standing: Standing) -> Prose:
    """Say how many tasks are not completed at the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(final_open(ms.stand_final(ms.load_plan(), ms.Ledger())))[:16]
    '规划期末未完成销号的任务168项'
    """
    told = standing.tasks
    sizes = count_words(told["status"].where(told["status"].ne(""), "silent"))
    left = len(told) - sizes.get("completed", 0)
    if not left:
        return Prose((counted_text("fin_open_tasks_none" if len(told) else "tasks_none"),))
    return Prose(
        (
            counted_text(
                "fin_open_tasks",
                n=left,
                **{name: sizes.get(name, 0) for name in ("continuing", "started", "silent")},
            ),
        )
    )


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
    told = count_by(outcomes(standing), "programme", "outcome", OUTCOMES)
    return count_table(standing.plan, "outcome_counts", "programme", told, OUTCOMES)


@marked
def outcome_strengths(standing: Standing) -> Table:
    """Return how many firm and how many aspired goals were met, apart."""
    told = count_by(outcomes(standing), "strength", "outcome", OUTCOMES)
    return count_table(standing.plan, "outcome_strengths", "strength", told, OUTCOMES)


def _outcome(row: Mapping[Any, Any]) -> str:
    """Return the outcome with its symbol, marked where the year was over before the printing."""
    told = class_with_symbol(row["outcome"])
    told = text("met_later", outcome=told) if row["late"] else told
    return text("retrospective", outcome=told) if row["retrospective"] else told


def _years_met(row: Mapping[Any, Any]) -> str:
    """Return how many yearly targets were met of those due, the retrospective ones named."""
    if not row["years_due"]:
        return ""
    key = "years_retrospective" if row["years_retrospective"] else "years"
    return text(key, met=row["years_met"], due=row["years_due"], n=row["years_retrospective"])


def _outcome_rows(standing: Standing, chosen: pd.DataFrame) -> Rows:
    rows = Rows(standing.plan)
    for row in chosen.to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "target": target_with_unit(row, unit),
                "target_year": target_year(row),
                "final_value": value_with_unit(row, unit),
                "margin": margin_with_unit(row, unit),
                "outcome": _outcome(row),
                "years": _years_met(row),
                "why": method_or_reason(row),
            },
        )
    return rows


def _outcome_notes(standing: Standing, chosen: pd.DataFrame) -> list[str]:
    """Return what has to be explained below, and nothing else."""
    notes = []
    if chosen["retrospective"].any() or chosen["years_retrospective"].any():
        notes.append(text("note_retrospective", day=standing.plan.facts.printed.isoformat()))
    if chosen["kind"].eq("flow").any():
        notes.append(text("note_running_total"))
    if chosen["aim"].eq("hold").any():
        notes.append(text("note_kept_every_year"))
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
    return _outcome_rows(standing, known).table(
        text("outcome_goals", programme=name),
        titled("indicator", "target", "target_year", "final_value", "margin", "outcome", "years"),
        _outcome_notes(standing, known),
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
    return _outcome_rows(standing, found).table(
        text("outcome_results"),
        titled(
            "indicator", "target", "target_year", "final_value", "margin", "outcome", "years", "why"
        ),
        _outcome_notes(standing, found),
    )


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
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "target": target_with_unit(row, unit),
                "final_value": value_with_unit(row, unit),
                "margin": margin_with_unit(row, unit),
                "problem": str(own["problem"]) if own else text("no_explanation"),
                "cause": str(own["cause"]) if own else "",
                "department": departments.get(own["department"] if own else row["holder"], ""),
            },
        )
    return rows.table(
        text("unmet"),
        titled("indicator", "target", "final_value", "margin", "problem", "cause", "department"),
    )


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
        {
            "programme": names.get(str(key), text("total")),
            **{str(name): str(int(n)) for name, n in row.items()},
        }
        for key, row in table.iterrows()
    ]
    values = [{str(name): float(n) for name, n in row.items()} for _, row in table.iterrows()]
    return Table(
        text("task_outcomes"),
        titled("programme", *map(str, table.columns), numbers=map(str, table.columns)),
        tuple(rows),
        tuple(map(str, table.index)),
        tuple(values),
    )


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
        rows.add(
            row["programme"],
            row["task"],
            {
                "task": str(titles[row["task"]]),
                "task_due": "" if pd.isna(row["due"]) else row["due"].strftime("%Y-%m-%d"),
                "status": text(f"col_{row['status']}")
                if row["status"] in TASK_STATUSES
                else text("col_silent"),
                "lead_department": by_programme.get(row["programme"], ""),
            },
        )
    return rows.table(text("open_tasks"), titled("task", "task_due", "status", "lead_department"))


@marked
def outcome(standing: Standing) -> Exhibit:
    """Draw how many goals of each programme were met at the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> outcome(ms.stand_final(ms.load_plan(), ms.Ledger())).caption
    '各专项目标的最终结果（项）'
    """
    from minsheng import charts

    return make_figure("outcome", charts.outcome, standing, [outcome_counts(standing)])
