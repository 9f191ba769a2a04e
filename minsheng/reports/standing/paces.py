"""Must it go faster: what was gained so far, what the plan foresaw, what is still required."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from minsheng.reports.changes import change_notes, goal_of, growth_cells
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.reports.rows import (
    Rows,
    columns,
    decimals_of_difference,
    fixed_number,
    title,
)
from minsheng.reports.standing.class_words import class_and_verdict
from minsheng.reports.target_words import final_target, range_notes, total_notes, years_of_target
from minsheng.text.amounts import (
    computed_number,
    difference_number,
    difference_unit,
    unit_of_rates,
    way,
)
from minsheng.text.language import say
from minsheng.text.numerals import times

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.evaluation import Standing


@marked
def outlook(standing: Standing) -> Table:
    """Return the remaining gap of each goal that is not met, and the yearly change now required.

    Examples
    --------
    >>> import minsheng as ms
    >>> outlook(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).rows
    ()
    """
    rows = Rows(standing.plan)
    moving = standing.verdicts.dropna(subset="required")
    for row in moving.to_dict("records"):
        unit = rows.unit(row["unit"])
        goal = goal_of(standing.plan, row["indicator"])
        figures = {name: row[name] for name in ("gap", "required", "so_far", "faster")}
        compared = unit_of_rates(row["required"], row["so_far"], unit)
        written: dict[str, Callable[[float], str]] = {
            "gap": partial(difference_number, unit=unit),
            "required": partial(way, unit=compared, write=computed_number),
            "so_far": partial(way, unit=compared, write=computed_number),
            "faster": times,
        }
        rows.add_goal(
            row,
            {
                "target": final_target(row, goal, unit),
                "target_year": title("year", year=years_of_target(goal)),
                **{
                    name: "" if math.isnan(figures[name]) else write(figures[name])
                    for name, write in written.items()
                },
                **growth_cells(row, standing.plan),
                "gap_unit": difference_unit(unit),
            },
            figures,
        )
    return rows.table(
        title("outlook", period=standing.period.name()),
        (
            *columns(
                "indicator",
                "target",
                "target_year",
                "gap",
                "so_far",
                "required",
                numbers=("gap", "so_far", "required"),
            ),
            Column("gap_unit", title("unit"), "short"),
            *columns("faster", numbers=("faster",)),
        ),
        [
            title("note_required"),
            *total_notes(standing.plan, rows.ids),
            *range_notes(moving),
            *change_notes(standing.plan, rows.ids),
        ]
        if rows.shown
        else [],
    )


@marked
def leads(standing: Standing) -> Table:
    """Return achieved and planned shares of the planned change, goals furthest ahead first.

    Examples
    --------
    >>> import minsheng as ms
    >>> leads(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).rows
    ()
    """
    rows = Rows(standing.plan)
    compared = standing.verdicts.dropna(subset="lead")
    for row in compared.sort_values("lead", ascending=False, kind="stable").to_dict("records"):
        figures = {
            "progress": 100 * row["progress"],
            "planned_share": 100 * row["planned_share"],
            "ahead": row["lead"],
        }
        decimals = decimals_of_difference(figures["progress"], figures["planned_share"])
        rows.add_goal(
            row,
            {
                **{name: fixed_number(value, decimals) for name, value in figures.items()},
                "progress": progress_cell(figures["progress"], decimals),
                "verdict": class_and_verdict(row["class"], row["verdict"]),
                "method": say(f"methods.{row['method']}"),
            },
            figures,
        )
    rows.groups = []  # one ranking over all programmes
    return rows.table(
        title("leads", period=standing.period.name()),
        columns(
            "indicator",
            "progress",
            "planned_share",
            "ahead",
            "verdict",
            "method",
            numbers=("progress", "planned_share", "ahead"),
        ),
    )


def progress_cell(share: float, decimals: int = 1) -> str:
    """Return a share of the planned change in per cent; words for shares outside 0 to 100."""
    if math.isnan(share) or 0 <= share <= 100:
        return fixed_number(share, decimals)
    return title("short_of_baseline" if share < 0 else "beyond_target")


@marked
def lead(standing: Standing) -> Exhibit:
    """Draw for each goal the achieved and the planned share of the planned change."""
    from minsheng import charts

    part = standing.headlines() if len(standing.plan.programmes) > 1 else standing
    return make_figure("lead", charts.lead, part, [leads(part)])


@marked
def pace(standing: Standing) -> Exhibit:
    """Draw what each goal gained a year so far as a share of what it must gain from here.

    Of several programmes the headline goals are drawn.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> pace(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")).caption
    '此前与今后所需的速度'
    """
    from minsheng import charts

    part = standing.headlines() if len(standing.plan.programmes) > 1 else standing
    return make_figure("pace", charts.pace, part, [outlook(part)])
