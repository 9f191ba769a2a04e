"""Goals that lag at mid-term, and the pace that they now require."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation import SHORT
from minsheng.plan.wording import department_names
from minsheng.reports.changes import change_notes, goal_of, growth_cells
from minsheng.reports.evaluations.goals import (
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
    explained_clause,
    nonzero_clauses,
)
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.natures import with_natures
from minsheng.reports.phrases import join_clauses
from minsheng.reports.rows import Rows
from minsheng.reports.standing.deviations import deviation_sentences
from minsheng.reports.standing.verdicts import class_and_verdict
from minsheng.reports.tallies import unreported_sentences
from minsheng.reports.target_words import line_of, range_notes
from minsheng.text.numerals import difference, rate, stated, times, unit_of_rates

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def midterm_problems(standing: Standing) -> Prose:
    """Say how many goals lag, how many lack an explanation, and which departments did not report.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_problems(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已判断的目标中没有滞后、未达到或未保持的。
    """
    verdicts = standing.verdicts
    short = verdicts[verdicts["class"].isin(SHORT)]
    sizes = count_words(short["class"])
    explained = int(short["indicator"].isin(standing.explanations["indicator"]).sum())
    first = (
        counted_text(
            "mid_problems",
            clauses=count_clauses(sizes, SHORT),
            explained=explained_clause(explained, len(short) - explained),
        )
        if len(short)
        else counted_text("mid_problems_none")
    )
    return Prose((first, *unreported_sentences(standing)))


@marked
def shortfalls(standing: Standing) -> Prose:
    """Return a sentence on each goal of a programme that lags, is not kept or was not met."""
    return Prose((), tuple(deviation_sentences(standing)))


@marked
def midterm_next(standing: Standing) -> Prose:
    """Say how many goals must now move faster than before, and how many have no action reported.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_next(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    没有一项目标可以算出此后所需的年均变化：目标期限已过、已实现最终目标，或者没有实际值。
    """
    verdicts = standing.verdicts
    short = verdicts[verdicts["class"].isin(SHORT)]
    silent = int((~short["indicator"].isin(standing.explanations["indicator"])).sum())
    faster = goals_to_speed_up(standing)
    clauses = nonzero_clauses(
        "mid_next",
        twice=int(faster["faster"].ge(2).sum()),
        still=int(faster["faster"].isna().sum()),
    )
    none = "mid_next_none" if verdicts["required"].notna().any() else "mid_next_nothing"
    key = "mid_next_parts" if clauses else "mid_next" if len(faster) else none
    broken = int(verdicts["class"].eq("not_kept").sum())
    return Prose(
        (
            *([counted_text("mid_not_kept", n=broken)] if broken else []),
            counted_text(key, n=len(faster), clauses=join_clauses(clauses)),
            *([counted_text("mid_action_missing", n=silent)] if silent else []),
        )
    )


def goals_to_speed_up(standing: Standing) -> pd.DataFrame:
    """Return the verdicts of the goals that must move faster than before or have not moved."""
    verdicts = standing.verdicts
    faster = verdicts["required"].notna() & (verdicts["faster"].gt(1) | verdicts["faster"].isna())
    moving = verdicts["class"].ne("not_kept") & verdicts["so_far"].notna()
    return verdicts[faster & moving]


@marked
def not_kept(standing: Standing) -> Table:
    """Return the goals whose line or direction is not kept, with the line and what it lacks.

    Examples
    --------
    >>> import minsheng as ms
    >>> not_kept(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows = Rows(standing.plan)
    holders = department_names(standing.plan)
    verdicts = standing.verdicts
    for goal in verdicts[verdicts["class"].eq("not_kept")].to_dict("records"):
        unit = rows.unit(goal["unit"])
        _, line = line_of(goal, goal_of(standing.plan, goal["indicator"]))
        gap = goal["gap"]
        rows.add_goal(
            goal,
            {
                "observed": value_with_unit(goal, unit),
                "line": stated(line.bound, line.printed, unit, high=line.high)
                if line
                else text("direction"),
                "short_of_line": "" if math.isnan(gap) else difference(gap, unit),
                "class": class_and_verdict(goal["class"], goal["verdict"]),
                "holder": holders.get(goal["holder"], ""),
            },
        )
    names = ("indicator", "observed", "line", "short_of_line", "class", "holder")
    notes = range_notes(verdicts[verdicts["indicator"].isin(rows.ids)])
    return with_natures(rows.table(text("not_kept"), titled(*names), notes), standing.plan)


@marked
def required_pace(standing: Standing) -> Table:
    """Return required and achieved yearly change of goals by programme, largest ratio first.

    Examples
    --------
    >>> import minsheng as ms
    >>> required_pace(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows = Rows(standing.plan)
    holders = department_names(standing.plan)
    goals = goals_to_speed_up(standing)
    rank = {name: place for place, name in enumerate(standing.plan.programmes["programme"])}
    goals = goals.assign(
        rank=goals["programme"].astype("str").map(rank), hurry=goals["faster"].fillna(math.inf)
    )
    for goal in goals.sort_values(["rank", "hurry"], ascending=[True, False]).to_dict("records"):
        unit = rows.unit(goal["unit"])
        compared = unit_of_rates(goal["required"], goal["so_far"], unit)
        rows.add_goal(
            goal,
            {
                "observed": value_with_unit(goal, unit),
                "target": target_with_unit(goal, unit),
                "target_year": target_year(goal, standing.plan),
                "required": rate(goal["required"], compared),
                "so_far": rate(goal["so_far"], compared),
                **growth_cells(goal, standing.plan),
                "faster": "" if math.isnan(goal["faster"]) else times(goal["faster"]),
                "holder": holders.get(goal["holder"], ""),
            },
            {"faster": goal["faster"]},
        )
    notes = [text("note_required")] if rows.shown else []
    notes += [*range_notes(goals), *change_notes(standing.plan, rows.ids)]
    table = rows.table(
        text("required_pace"),
        titled(
            "indicator",
            "observed",
            "target",
            "target_year",
            "required",
            "so_far",
            "faster",
            "holder",
            numbers=("faster",),
        ),
        notes,
    )
    return with_natures(table, standing.plan)
