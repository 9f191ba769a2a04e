"""Where each goal lies between its baseline and its final target, as a table and as a picture."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng.evaluation import class_name, has_running_total
from minsheng.evaluation import positions as positions_of
from minsheng.reports.changes import goal_of
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.target_words import final_target, total_notes
from minsheng.text.amounts import computed, path_amount, reported

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_NUMBERS = ("baseline", "observed", "planned", "target")


@marked
def positions(standing: Standing) -> Table:
    """Return baseline, value, what is due and final target of each goal that has a value.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="employment.new_urban_jobs")
    >>> (row,) = positions(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")).rows
    >>> row["observed"], row["planned"], row["target"]
    ('30900人', '30000人', '≥45000人*')
    """
    rows = Rows(standing.plan)
    every = positions_of(standing)
    for row in every[every["missing"].eq("")].to_dict("records"):
        unit, total = rows.unit(row["unit"]), has_running_total(row)
        known = not math.isnan(row["start"]) and not total
        decimals = math.nan if total else row["decimals"]
        rows.add_goal(
            row,
            {
                "baseline": computed(row["start"], unit) if known else "",
                "observed": reported(row["value"], unit, decimals),
                "planned": "" if math.isnan(row["planned"]) else path_amount(row["planned"], unit),
                "target": final_target(row, goal_of(standing.plan, row["indicator"]), unit),
                "verdict": class_name(row["class"]),
            },
            {
                "baseline": row["start"],
                "observed": row["value"],
                "planned": row["planned"],
                "target": row["target"],
            },
        )
    return rows.table(
        title("positions", period=standing.period.name()),
        columns("indicator", *_NUMBERS, "verdict", numbers=_NUMBERS),
        [title("note_positions"), *total_notes(standing.plan, rows.ids)] if rows.shown else [],
    )


@marked
def bullet(standing: Standing) -> Exhibit:
    """Draw each goal on a scale of its own: baseline, value, what is due, final target.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="housing")
    >>> bullet(ms.stand(plan, ms.load_observations(plan, "demo"), "2019").headlines()).caption
    '各项目标的基期、实际、规划值和最终目标'
    """
    from minsheng import charts

    return make_figure("bullet", charts.bullet, standing, [positions(standing)])
