"""Classes at mid-term: summary, counts, and the class of each goal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng.evaluation import GOOD, JUDGED, RESULTS, SHORT, freeze, met_later
from minsheng.methods.plan_path import AHEAD, IN_LINE
from minsheng.reports.baselines import amount_notes, baseline_with_unit
from minsheng.reports.changes import change_notes, goal_of
from minsheng.reports.earlier import earlier_words, not_kept_earlier_sentences, with_earlier
from minsheng.reports.evaluations.goals import (
    class_counts,
    class_with_date,
    method_or_reason,
    target_with_unit,
    target_year,
    text,
    titled,
    value_with_unit,
)
from minsheng.reports.evaluations.judgement import goals_by_class, judgement, outlook
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
from minsheng.reports.rows import Rows, fixed_number, pace_number, scope_name
from minsheng.reports.standing.paces import progress_cell
from minsheng.reports.tallies import programmes_with_most, strength_sentences
from minsheng.reports.target_words import range_notes, total_notes
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing


@marked
def midterm_overview(standing: Standing) -> Prose:
    """Say the basis, the scope, the method and the data of the mid-term evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_overview(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    评估依据：《重庆市綦江区保障和改善民生行动计划（2018—2020年）》（贯彻渝委发〔2018〕33号制定），以及有关部门报送的实际值和情况说明。
    """
    return overview(standing, "midterm")


@marked
def midterm_answer(standing: Standing) -> Prose:
    """Judge the mid-term: how many goals are well and fall short, which ones, and what is hard.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_answer(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已报送的实际值尚不能据以作出研判。没有研判结果的281项：未到期39项，应报未报160项，未定数值82项。
    """
    goals, plan = standing.verdicts, standing.plan
    judged = goals[goals["class"].isin(JUDGED)]
    good = judged["class"].isin(GOOD)
    return Prose(
        (
            join_sentences([judgement(standing, goals), *open_sentences(goals)]),
            *paragraph([*goals_by_class(plan, goals), *not_kept_earlier_sentences(standing)]),
            *outlook(plan, goals),
            *strength_sentences(standing, judged, good, "strength_part"),
            *binding_sentences(standing, judged, good, "class"),
            *task_sentences(standing),
            *programmes_with_most(standing, goals[goals["class"].isin(SHORT)], "programmes_short"),
        )
    )


def midterm_words(standing: Standing) -> str:
    """Return what the chapter on a programme says first: of its goals, tasks and reforms.

    Its numbers bear their ids.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(Prose((midterm_words(ms.stand_midterm(part, ms.Ledger())),)).paragraphs[0])
    目标指标26项，没有可据以研判的实际值。编号任务20项：未报送20项。改革事项3项，含任务9项，都没有完成销号。
    """
    sizes = count_words(standing.verdicts["class"])
    judged = sum(sizes.get(name, 0) for name in JUDGED)
    words = counted_text(
        "programme_judged",
        goals=sum(sizes.values()),
        judged=judged,
        clauses=count_clauses(sizes, JUDGED),
    )
    return programme_words(standing, standing.verdicts, words if judged else "")


def cuts(standing: Standing) -> Prose:
    """State the thresholds of the classes, and that the plan does not set them.

    Examples
    --------
    >>> import minsheng as ms
    >>> "q<0.95为滞后" in str(cuts(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    return Prose(
        (counted_text("mid_cuts", ahead=plain(AHEAD), in_line=plain(IN_LINE)),), role="note"
    )


@marked
def seal(standing: Standing) -> Prose:
    """State the hash of the results of this mid-term evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> "SHA-256" in str(seal(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    import json

    return Prose(
        (counted_text("seal", sha256=json.loads(freeze(standing))["sha256"]),), role="note"
    )


@marked
def midterm_counts(standing: Standing) -> Table:
    """Return one row per programme with the number of its goals in each mid-term class.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = midterm_counts(ms.stand_midterm(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["programme"], table.rows[0]["goals"], table.rows[0]["lagging"]
    ('幼有所育', '26', '0')
    """
    return class_counts(standing.plan, "midterm_counts", "programme", standing.verdicts, "class")


@marked
def midterm_strengths(standing: Standing) -> Table:
    """Return the number of goals in each class, one row for firm and one for aspired goals."""
    return class_counts(standing.plan, "midterm_strengths", "strength", standing.verdicts, "class")


_FACTORS = {"progress": 100, "planned_share": 100, "lead": 1, "pace": 1}
"""The numbers that a class rests on, and what each is multiplied with to be shown."""


def _rows(standing: Standing, goals: pd.DataFrame) -> Rows:
    """Return a row for each goal: value, targets, share done, share due, lead, q and class."""
    rows, later, earlier = Rows(standing.plan), met_later(standing), earlier_words(standing)
    for goal in goals.to_dict("records"):
        unit, of_plan = rows.unit(goal["unit"]), goal_of(standing.plan, goal["indicator"])
        values = {name: float(goal[name]) * factor for name, factor in _FACTORS.items()}
        if goal["class"] in RESULTS:
            values["pace"] = math.nan  # what is due is met or missed, whatever its pace was
        rows.add_goal(
            goal,
            {
                "baseline": baseline_with_unit(standing.plan, of_plan),
                "observed": value_with_unit(goal, unit),
                "target": target_with_unit(goal, of_plan, unit),
                "target_year": target_year(goal, standing.plan),
                **{
                    name: pace_number(value) if name == "pace" else fixed_number(value)
                    for name, value in values.items()
                },
                "progress": progress_cell(values["progress"]),
                "class": with_earlier(
                    class_with_date(goal["class"], later.get(goal["indicator"]), goal["since"]),
                    earlier.get(goal["indicator"], ""),
                ),
                "why": method_or_reason(goal),
            },
            values,
        )
    return rows


@marked
def midterm_goals(standing: Standing) -> Table:
    """Return the goals of one programme that could be judged, with their classes.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> midterm_goals(ms.stand_midterm(part, ms.Ledger())).rows
    ()
    """
    goals = standing.verdicts
    rows = _rows(standing, goals[goals["class"].isin(JUDGED)])
    numbers = [
        name for name in _FACTORS if name != "lead" and any(row[name] for row in rows.shown)
    ]  # a lead in points says nothing of a level such as years of life
    programme = scope_name(standing.plan)
    names = ("indicator", "observed", "target", "target_year", *numbers, "class")
    table = rows.table(
        text("midterm_goals", programme=programme),
        titled(*names, numbers=numbers),
        [
            *([text("note_pace")] if "pace" in numbers else []),
            *total_notes(standing.plan, rows.ids),
            *range_notes(goals[goals["class"].isin(JUDGED)]),
            *change_notes(standing.plan, rows.ids),
        ],
    )
    return with_natures(table, standing.plan)


@marked
def midterm_results(standing: Standing) -> Table:
    """Return share done, share due, lead, q and the class of every goal, and the method or reason.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(midterm_results(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows)
    281
    """
    first = ("indicator", "baseline", "observed", "target", "target_year")
    rows = _rows(standing, standing.verdicts)
    table = rows.table(
        text("midterm_results"),
        titled(*first, *_FACTORS, "class", "why", numbers=_FACTORS),
        [
            text("note_no_progress"),
            text("note_pace"),
            text("note_running_total"),
            *amount_notes(standing.plan, rows.ids),
            *total_notes(standing.plan, rows.ids),
            *range_notes(standing.verdicts),
            *change_notes(standing.plan, rows.ids),
        ],
    )
    return with_natures(table, standing.plan)
