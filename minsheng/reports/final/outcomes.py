"""Outcomes at the end of a plan: summary, counts, and the outcome of each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng.evaluation import OPEN, RESULTS, outcomes
from minsheng.plan.wording import department_names
from minsheng.reports.changes import change_notes
from minsheng.reports.evaluations.goals import (
    class_counts,
    class_with_date,
    final_cells,
    method_or_reason,
    target_year,
    text,
    titled,
)
from minsheng.reports.evaluations.phrases import (
    count_clauses,
    count_words,
    counted_text,
    explained_clause,
    nonzero_clauses,
    open_sentences,
    programme_prose,
    task_sentences,
    traced_share,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.natures import binding_sentences, with_natures
from minsheng.reports.phrases import date_in_words, join_with_semicolons, still_to_come
from minsheng.reports.rows import Rows, scope_name
from minsheng.reports.standing.verdicts import class_with_reason
from minsheng.reports.tallies import (
    before_due_sentences,
    programmes_with_most,
    strength_sentences,
    unreported_sentences,
)
from minsheng.reports.target_words import range_notes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing


@marked
def final_answer(standing: Standing) -> Prose:
    """Summarise the outcomes of a plan: coverage, outcomes, firm and aspired goals separately.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_answer(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    截至2020年12月31日，9个专项的281项目标指标没有可据以判断的实际值，不能作出终期判断；须先由数据部门报送。
    """
    goals = outcomes(standing)
    facts = {
        "until": date_in_words(standing.period.end),
        "goals": len(goals),
        "programmes": len(standing.plan.programmes),
    }
    judged = goals[goals["outcome"].isin(RESULTS)]
    if judged.empty:
        nothing = counted_text("fin_nothing", **facts)
        paragraphs = [
            *still_to_come(standing),
            nothing,
            *unreported_sentences(standing),
            *task_sentences(standing),
        ]
        return Prose(tuple(paragraphs), role="answer")
    numbers = int(goals["method"].ne("").sum())
    met = judged["outcome"].eq("met")
    sizes = count_words(goals["outcome"])
    rate = traced_share("fin_outcomes", 100 * float(met.mean()))
    return Prose(
        (
            *still_to_come(standing),
            counted_text(
                "fin_coverage",
                **facts,
                numbers=numbers,
                judged=len(judged),
                share=traced_share("fin_coverage", 100 * len(judged) / numbers),
            ),
            counted_text(
                "fin_outcomes",
                judged=len(judged),
                parts=join_with_semicolons(
                    [
                        counted_text("fin_met", n=int(met.sum()), rate=rate)
                        if met.any()
                        else text("fin_met_none"),
                        *nonzero_clauses(
                            "fin", late=sizes.get("late", 0), not_met=sizes.get("not_met", 0)
                        ),
                    ]
                ),
            ),
            *open_sentences(goals, "outcome"),
            *before_due_sentences(standing),
            *strength_sentences(standing, judged, met, "strength_outcome"),
            *binding_sentences(standing, judged, met, "outcome"),
            *_year_sentences(goals),
            *task_sentences(standing),
            *programmes_with_most(
                standing, judged[judged["outcome"].eq("not_met")], "programmes_not_met"
            ),
        ),
        role="answer",
    )


def _year_sentences(goals: pd.DataFrame) -> list[str]:
    """Say how many yearly targets were met, and how many goals were due before the printing."""
    due, met, before = (
        int(goals[name].sum()) for name in ("years_due", "years_met", "years_retrospective")
    )
    key = "fin_years_retrospective" if before else "fin_years" if met else "fin_years_none"
    sentences = [counted_text(key, due=due, met=met, retrospective=before)] if due else []
    over = goals[goals["retrospective"] & goals["outcome"].isin(RESULTS)]
    if len(over):
        met = int(over["outcome"].eq("met").sum())
        key = "fin_retrospective" if met else "fin_retrospective_none"
        sentences.append(counted_text(key, n=len(over), met=met))
    return sentences


@marked
def final_programme(standing: Standing) -> Prose:
    """Summarise the outcomes of one programme: its goals, tasks and reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(final_programme(ms.stand_final(part, ms.Ledger())).paragraphs[0])
    目标指标26项，没有可据以判断的实际值。没有判断结果的：应报未报24项，未定数值2项。
    """
    goals = outcomes(standing)
    sizes = count_words(goals["outcome"])
    known = sum(sizes.get(name, 0) for name in RESULTS)
    judged = counted_text(
        "fin_programme",
        goals=sum(sizes.values()),
        judged=known,
        clauses=count_clauses(sizes, RESULTS),
    )
    return programme_prose(standing, goals, judged if known else "", "outcome")


@marked
def unmet_answer(standing: Standing) -> Prose:
    """Say how many goals were not met, and how many of them have no explanation.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(unmet_answer(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已有结果的目标中没有未达到的。
    """
    goals = outcomes(standing)
    missed = goals[goals["outcome"].eq("not_met")]
    explained = int(missed["indicator"].isin(standing.explanations["indicator"]).sum())
    first = (
        counted_text(
            "fin_problems",
            n=len(missed),
            explained=explained_clause(explained, len(missed) - explained),
        )
        if len(missed)
        else counted_text("fin_problems_none")
    )
    return Prose((first, *unreported_sentences(standing)))


@marked
def outcome_counts(standing: Standing) -> Table:
    """Return one row per programme with the number of its goals in each outcome.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = outcome_counts(ms.stand_final(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["programme"], table.rows[0]["met"]
    ('幼有所育', '0')
    """
    goals = outcomes(standing)
    return class_counts(standing.plan, "outcome_counts", "programme", goals, "outcome")


@marked
def outcome_strengths(standing: Standing) -> Table:
    """Return the number of goals in each outcome, one row for firm and one for aspired goals."""
    goals = outcomes(standing)
    return class_counts(standing.plan, "outcome_strengths", "strength", goals, "outcome")


def _outcome(goal: Mapping[Any, Any], *, with_reason: bool) -> str:
    """Return the outcome with its symbol; marked if the year was over when the plan was printed."""
    if with_reason and goal["outcome"] in OPEN:
        return class_with_reason({**goal, "class": goal["outcome"]})
    word = class_with_date(goal["outcome"], goal["met_by"], goal["since"])
    return text("retrospective", outcome=word) if goal["retrospective"] else word


def _years_met(goal: Mapping[Any, Any]) -> str:
    """Return the number of yearly targets met and due, and how many of them were retrospective."""
    if not goal["years_due"]:
        return ""
    key = "years_retrospective" if goal["years_retrospective"] else "years"
    return text(key, met=goal["years_met"], due=goal["years_due"], n=goal["years_retrospective"])


def _outcome_table(standing: Standing, caption: str, goals: pd.DataFrame, *columns: str) -> Table:
    rows = Rows(standing.plan)
    for goal in goals.to_dict("records"):
        rows.add_goal(
            goal,
            {
                **final_cells(goal, rows.unit(goal["unit"])),
                "target_year": target_year(goal, standing.plan),
                "outcome": _outcome(goal, with_reason="why" not in columns),
                "years": _years_met(goal),
                "why": method_or_reason(goal),
            },
        )
    names = ("indicator", "target", "target_year", "final_value", "margin", "outcome", "years")
    table = rows.table(caption, titled(*names, *columns), _outcome_notes(standing, goals))
    return with_natures(table, standing.plan)


def _outcome_notes(standing: Standing, goals: pd.DataFrame) -> list[str]:
    """Return the notes that the rows of the table need."""
    notes = []
    if goals["retrospective"].any() or goals["years_retrospective"].any():
        notes.append(text("note_retrospective", day=standing.plan.facts.printed.isoformat()))
    if goals["kind"].eq("flow").any():
        notes.append(text("note_running_total"))
    if goals["aim"].eq("hold").any():
        notes.append(text("note_kept_every_year"))
    return [*notes, *range_notes(goals), *change_notes(standing.plan, goals["indicator"])]


@marked
def outcome_goals(standing: Standing) -> Table:
    """Return the goals of one programme that were met or not met, with value, target and margin.

    A goal with no more than a value of an earlier time is among them, with the reason.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> outcome_goals(ms.stand_final(part, ms.Ledger())).rows
    ()
    """
    goals = outcomes(standing)
    name = scope_name(standing.plan)
    waiting = goals["outcome"].eq("not_reported") & goals["reason"].eq("value_before_due")
    shown = goals[goals["outcome"].isin(RESULTS) | waiting]
    return _outcome_table(standing, text("outcome_goals", programme=name), shown)


@marked
def outcome_results(standing: Standing) -> Table:
    """Return the outcome of every goal, with the method or the reason why there is none.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(outcome_results(ms.stand_final(ms.load_plan(), ms.Ledger())).rows)
    281
    """
    return _outcome_table(standing, text("outcome_results"), outcomes(standing), "why")


@marked
def unmet(standing: Standing) -> Table:
    """Return the goals that were not met, with the explanations of departments.

    Examples
    --------
    >>> import minsheng as ms
    >>> unmet(ms.stand_final(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows = Rows(standing.plan)
    departments = department_names(standing.plan)
    explanations = {row["indicator"]: row for row in standing.explanations.to_dict("records")}
    goals = outcomes(standing)
    for goal in goals[goals["outcome"].eq("not_met")].to_dict("records"):
        own = explanations.get(goal["indicator"])
        rows.add_goal(
            goal,
            {
                **final_cells(goal, rows.unit(goal["unit"])),
                "problem": str(own["problem"]) if own else text("no_explanation"),
                "cause": str(own["cause"]) if own else "",
                "department": departments.get(own["department"] if own else goal["holder"], ""),
            },
        )
    names = ("indicator", "target", "final_value", "margin", "problem", "cause", "department")
    return with_natures(rows.table(text("unmet"), titled(*names)), standing.plan)
