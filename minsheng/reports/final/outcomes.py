"""Outcomes at the end of a plan: summary, counts, and the outcome of each goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng.evaluation import OPEN, RESULTS, has_running_total, outcomes
from minsheng.reports.changes import change_notes
from minsheng.reports.earlier import (
    earlier_words,
    lost_sentences,
    not_kept_earlier_sentences,
    with_earlier,
)
from minsheng.reports.evaluations.goals import (
    class_counts,
    class_with_date,
    final_cells,
    method_or_reason,
    target_year,
    text,
    titled,
    years_met,
)
from minsheng.reports.evaluations.judgement import goals_by_class, judgement
from minsheng.reports.evaluations.overview import overview
from minsheng.reports.evaluations.phrases import (
    count_clauses,
    count_words,
    counted_text,
    open_sentences,
    paragraph,
    programme_words,
    task_sentences,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.natures import binding_sentences, with_natures
from minsheng.reports.phrases import join_sentences
from minsheng.reports.rows import Rows, scope_name
from minsheng.reports.standing.class_words import classes_of
from minsheng.reports.tallies import (
    before_due_sentences,
    programmes_with_most,
    strength_sentences,
)
from minsheng.reports.target_words import range_notes, total_notes
from minsheng.text.dates import date_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing


def ended(standing: Standing) -> pd.DataFrame:
    """Return `minsheng.evaluation.outcomes` with the outcome of each goal as its ``class``."""
    goals = outcomes(standing)
    return goals.assign(**{"class": goals["outcome"]})


@marked
def final_overview(standing: Standing) -> Prose:
    """Say the basis, the scope, the method and the data of the final evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_overview(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[1])
    评估范围：规划期为2018年至2020年，评估截至2020年12月31日；涉及9个专项、281项目标指标。编号任务168项一并评估。
    """
    return overview(standing, "final")


@marked
def final_answer(standing: Standing) -> Prose:
    """Judge the outcomes of a plan: how many goals were met and missed, and which ones.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_answer(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已报送的实际值尚不能据以作出研判。没有研判结果的281项：应报未报199项，未定数值82项。
    """
    goals, plan = ended(standing), standing.plan
    judged = goals[goals["class"].isin(RESULTS)]
    met = judged["class"].eq("met")
    missed = judged[judged["class"].eq("not_met")]
    return Prose(
        (
            join_sentences(
                [
                    judgement(standing, goals),
                    *open_sentences(goals),
                    *before_due_sentences(standing),
                ]
            ),
            *paragraph(
                [
                    *goals_by_class(plan, goals),
                    *not_kept_earlier_sentences(standing),
                    *lost_sentences(standing),
                ]
            ),
            *strength_sentences(standing, judged, met, "strength_outcome"),
            *binding_sentences(standing, judged, met, "outcome"),
            *paragraph(_year_sentences(goals)),
            *task_sentences(standing),
            *programmes_with_most(standing, missed, "programmes_not_met"),
        )
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


def final_words(standing: Standing) -> str:
    """Return what the chapter on a programme says first: of its goals, tasks and reforms.

    Its numbers bear their ids.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(Prose((final_words(ms.stand_final(part, ms.Ledger())),)).paragraphs[0])
    目标指标26项，没有可据以研判的实际值。编号任务20项：未报送20项。已过规划时限而没有报送完成销号的任务1项。改革事项3项，含任务9项，都没有完成销号。
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
    return programme_words(standing, goals, judged if known else "")


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


def _outcome(goal: Mapping[Any, Any]) -> str:
    """Return the outcome with its symbol; marked if the year was over when the plan was issued."""
    word = class_with_date(goal["outcome"], goal["met_by"], goal["since"])
    return text("retrospective", outcome=word) if goal["retrospective"] else word


def _outcome_table(standing: Standing, caption: str, goals: pd.DataFrame, *columns: str) -> Table:
    rows, earlier, said = Rows(standing.plan), earlier_words(standing), classes_of(standing)
    for goal in goals.to_dict("records"):
        is_open = goal["outcome"] in OPEN and "why" not in columns
        outcome = said({**goal, "class": goal["outcome"]}) if is_open else _outcome(goal)
        rows.add_goal(
            goal,
            {
                **final_cells(goal, standing.plan),
                "target_year": target_year(goal, standing.plan),
                "outcome": with_earlier(outcome, earlier.get(goal["indicator"], "")),
                "years": years_met(goal),
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
        notes.append(text("note_retrospective", day=date_in_words(standing.plan.facts.printed)))
    if any(map(has_running_total, goals.to_dict("records"))):
        notes.append(text("note_running_total"))
    if goals["aim"].eq("hold").any():
        notes.append(text("note_kept_every_year"))
    notes += total_notes(standing.plan, goals["indicator"])
    return [*notes, *range_notes(goals), *change_notes(standing.plan, goals["indicator"])]


@marked
def outcome_goals(standing: Standing) -> Table:
    """Return the goals of one programme that were met or not met, with value, target and margin.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> outcome_goals(ms.stand_final(part, ms.Ledger())).rows
    ()
    """
    goals = outcomes(standing)
    name = scope_name(standing.plan)
    shown = goals[goals["outcome"].isin(RESULTS)]
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
