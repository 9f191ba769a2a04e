"""Goals that lag at mid-term, and the pace that they now require."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation import SHORT, next_paces
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
    count_words,
    counted_text,
    next_tasks,
    nonzero_clauses,
)
from minsheng.reports.evaluations.shortfalls import explained
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.natures import with_natures
from minsheng.reports.phrases import join_clauses
from minsheng.reports.rows import Rows
from minsheng.reports.target_words import range_notes, total_notes
from minsheng.text.amounts import rate, unit_of_rates, way
from minsheng.text.numerals import times

if TYPE_CHECKING:
    from minsheng.evaluation import Standing


@marked
def midterm_next(standing: Standing) -> Prose:
    """Say what is to be done next: what to bring back, to speed up, to report and to complete.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_next(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    - 应报未报的160项，由数据部门补报实际值。
    - 没有报送进展的编号任务168项，由牵头单位补报。
    - 已过时限而未销号的编号任务2项，尽快办结。
    - 此后半年到期的编号任务2项，按期办结。
    """
    verdicts, faster = standing.verdicts, goals_to_speed_up(standing)
    clauses = nonzero_clauses(
        "mid_next",
        twice=int(faster["faster"].ge(2).sum()),
        still=int(faster["faster"].isna().sum()),
    )
    short = verdicts[verdicts["class"].isin(SHORT)]
    states = count_words(standing.tasks["state"])
    numbers = {
        "mid_not_met": int(verdicts["class"].eq("not_met").sum()),
        "mid_not_kept": int(verdicts["class"].eq("not_kept").sum()),
        "mid_next_parts" if clauses else "mid_next": len(faster),
        "next_unreported": int(verdicts["class"].eq("not_reported").sum()),
        "mid_action_missing": int((~short["indicator"].isin(explained(standing))).sum()),
        **next_tasks(standing),
        "next_overdue": states.get("overdue", 0),
        "next_tasks": states.get("due_next", 0),
    }
    points = [
        counted_text(key, n=n, clauses=join_clauses(clauses)) for key, n in numbers.items() if n
    ]
    return Prose((), tuple(points)) if points else Prose((text("next_nothing"),))


def goals_to_speed_up(standing: Standing) -> pd.DataFrame:
    """Return the verdicts of the goals that must move faster than before or have not moved."""
    verdicts = standing.verdicts
    return verdicts[next_paces(standing.plan, verdicts).isin(["faster", "hard"])]


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
                "target": target_with_unit(goal, goal_of(standing.plan, goal["indicator"]), unit),
                "target_year": target_year(goal, standing.plan),
                "required": way(goal["required"], compared, rate),
                "so_far": way(goal["so_far"], compared, rate),
                **growth_cells(goal, standing.plan),
                "faster": "" if math.isnan(goal["faster"]) else times(goal["faster"]),
                "holder": holders.get(goal["holder"], ""),
            },
            {"faster": goal["faster"]},
        )
    notes = [text("note_required")] if rows.shown else []
    notes += [
        *total_notes(standing.plan, rows.ids),
        *range_notes(goals),
        *change_notes(standing.plan, rows.ids),
    ]
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
