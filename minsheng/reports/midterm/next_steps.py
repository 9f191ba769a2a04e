"""Goals that lag at mid-term, and the pace that they now require."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation import SHORT
from minsheng.plan.wording import department_names
from minsheng.reports.changes import change_notes, growth_cells
from minsheng.reports.evaluations.goals import (
    target_with_unit,
    target_year,
    text,
    titled,
    value_with_unit,
)
from minsheng.reports.evaluations.phrases import count_words, counted_text
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.natures import with_natures
from minsheng.reports.rows import Rows, fixed_number
from minsheng.reports.standing.deviations import deviation_sentences
from minsheng.reports.tallies import unreported_sentences
from minsheng.reports.target_words import range_notes
from minsheng.text.numerals import rate

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
            **{name: sizes.get(name, 0) for name in SHORT},
            explained=explained,
            silent=len(short) - explained,
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
    没有须比此前更快的目标，或尚无数据可以说明。
    """
    verdicts = standing.verdicts
    short = verdicts[verdicts["class"].isin(SHORT)]
    silent = int((~short["indicator"].isin(standing.explanations["indicator"])).sum())
    faster = goals_to_speed_up(standing)
    still = int(faster["faster"].isna().sum())
    first = (
        counted_text(
            "mid_next", n=len(faster), twice=int(faster["faster"].ge(2).sum()), still=still
        )
        if len(faster)
        else counted_text("mid_next_none")
    )
    return Prose((first, *([counted_text("mid_action_missing", n=silent)] if silent else [])))


def goals_to_speed_up(standing: Standing) -> pd.DataFrame:
    """Return the verdicts of the goals that must move faster than before or have not moved."""
    verdicts = standing.verdicts
    faster = verdicts["required"].notna() & (verdicts["faster"].gt(1) | verdicts["faster"].isna())
    return verdicts[faster & verdicts["so_far"].notna()]


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
        rows.add_goal(
            goal,
            {
                "observed": value_with_unit(goal, unit),
                "target": target_with_unit(goal, unit),
                "target_year": target_year(goal, standing.plan),
                "required": rate(goal["required"], unit),
                "so_far": rate(goal["so_far"], unit),
                **growth_cells(goal, standing.plan),
                "faster": fixed_number(goal["faster"]),
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
