"""Gap, required change, growth and pace, and the targets for which there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.reports.exhibits import Column, Table
from minsheng.plan.goals import goals
from minsheng.text.language import say
from minsheng.reports.listings.rows import Rows, columns, title
from minsheng.reports.listings.targets import figure
from minsheng.text.numerals import difference_unit, plain, rate_number, stated
from minsheng.plan.requirements import HELD, MOVING, gaps, required_growth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.text.units import Unit
    from minsheng.plan.plan import Plan


def _pair(row: Mapping[Any, Any], name: str, scale: float = 1, decimals: int = 2) -> str:
    """Return a number, or both ends of what a bound leaves open."""
    low, high = row[f"{name}_low"] * scale, row[f"{name}_high"] * scale
    if math.isnan(low) or math.isnan(high):
        known = high if math.isnan(low) else low
        sign = "≤" if math.isnan(low) else "≥"
        return "" if math.isnan(known) else f"{sign}{plain(known, decimals)}"
    if low == high:
        return plain(low, decimals, fixed=True)
    return say("labels.from_to", low=plain(low, decimals), high=plain(high, decimals))


def _end(row: Mapping[Any, Any], end: str, unit: Unit) -> str:
    if row[f"{end}_bound"] == "range":
        return stated("range", row[f"{end}_low"], unit, high=row[f"{end}_high"])
    return stated(row[f"{end}_bound"], row[end], unit)


def requirements(plan: Plan) -> Table:
    """Return gap, required change and growth a year for each goal with a baseline to start from.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = requirements(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> table.rows[0]["gap"], table.rows[0]["change"], table.rows[0]["growth"]
    ('4.00', '1.33', '1.53')
    """
    rows = Rows(plan)
    growth = required_growth(plan)
    distance = gaps(plan).set_index("indicator")
    chosen = growth[growth["state"].isin(MOVING)]
    for row in chosen.to_dict("records"):
        unit = rows.unit(row["unit"])
        gap = distance.loc[row["indicator"]]
        rows.add(
            row["programme"], row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "baseline": _end(row, "baseline", unit),
                "target": _end(row, "target", unit),
                "gap": _pair(gap, "gap"),
                "change": _pair(row, "change"),
                "gap_unit": difference_unit(unit),
                "growth": _pair(row, "growth", 100),
            },
            {"gap": gap["gap"], "change": row["change"], "growth": row["growth"] * 100},
        )  # fmt: skip
    notes = []
    if chosen["growth_is_marked"].astype(bool).any():
        notes.append(title("note_share_growth"))
    if chosen["reason"].eq("baseline_is_a_bound").any():
        notes.append(title("note_interval"))
    return rows.table(
        title("requirements"),
        columns("indicator", "baseline", "target", "gap", "change", "gap_unit", "growth",
                numbers=("gap", "change", "growth")),
        notes,
    )  # fmt: skip


def paces(plan: Plan) -> Table:
    """Return what is to be done in each year, in all, and a year on average.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = paces(ms.load_plan().select(indicator="childcare.public_centres_built"))
    >>> [table.rows[0][year] for year in ("2018", "2019", "2020", "total", "pace")]
    ['9', '7', '3', '19', '6.33']
    """
    rows = Rows(plan)
    years = [str(year) for year in plan.facts.years]
    pace = required_growth(plan).set_index("indicator")["pace"]
    for goal in goals(plan):
        if not goal.is_flow or goal.final is None or goal.aim == "context":
            continue
        unit = rows.unit(goal.unit)
        ours = "" if goal.total else "*"
        a_year = float(pace[goal.indicator])
        shown = {
            "indicator": rows.names[goal.indicator],
            "unit": unit.name(),
            "total": figure(goal.final.bound, goal.final.printed, unit, goal.final.high) + ours,
            "pace": rate_number(a_year),
        }
        for year in plan.facts.years:
            target = goal.yearly.get(year)
            shown[str(year)] = (
                figure(target.bound, target.printed, unit, target.high) if target else ""
            )
        rows.add(goal.programme, goal.indicator, shown,
                 {"total": goal.final.value, "pace": a_year})  # fmt: skip
    return rows.table(
        title("paces"),
        (
            *columns("indicator", "unit"),
            *(Column(year, title("year", year=year), "number") for year in years),
            *columns("total", "pace", numbers=("total", "pace")),
        ),
        _notes(rows),
    )


def _notes(rows: Rows) -> list[str]:
    """Return what has to be explained below, and nothing else."""
    marked = any(row["total"].endswith("*") for row in rows.shown)
    starred = [title("note_flow_total"), title("note_mean")] if marked else []
    return [*starred, title("note_pace")] if rows.shown else []


def held(plan: Plan) -> Table:
    """Return the targets that the baseline meets, or that are only to be held, with headroom.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = held(ms.load_plan().select(indicator="employment.registered_unemployment"))
    >>> table.rows[0]["baseline"], table.rows[0]["target"], table.rows[0]["headroom"]
    ('≤3.5%', '≤4%', '0.5至4')
    """
    rows = Rows(plan)
    growth = required_growth(plan)
    for row in growth[growth["state"].isin(HELD)].to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(
            row["programme"], row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "baseline": _end(row, "baseline", unit),
                "target": _end(row, "target", unit),
                "headroom": _pair(row, "headroom"),
                "gap_unit": difference_unit(unit),
                "reason": say(f"reasons.{row['reason']}"),
            },
            {"headroom": row["headroom"]},
        )  # fmt: skip
    return rows.table(
        title("held"),
        columns("indicator", "baseline", "target", "headroom", "gap_unit", "reason",
                numbers=("headroom",)),
    )  # fmt: skip


def undefined(plan: Plan) -> Table:
    """Return the goals with a number for which no required growth can be computed, and why.

    Examples
    --------
    >>> import minsheng as ms
    >>> undefined(ms.load_plan().select(indicator="childcare.public_share")).rows[0]["reason"]
    '无基期值'
    """
    rows = Rows(plan)
    growth = required_growth(plan)
    for row in growth[growth["reason"].isin(["no_baseline", "no_target"])].to_dict("records"):
        unit = rows.unit(row["unit"])
        year = row["target_year"]
        rows.add(
            row["programme"], row["indicator"],
            {
                "indicator": rows.names[row["indicator"]],
                "target": _end(row, "target", unit),
                "due": title("year", year=year) if isinstance(year, int) else "",
                "reason": say(f"reasons.{row['reason']}"),
            },
        )  # fmt: skip
    return rows.table(title("undefined"), columns("indicator", "target", "due", "reason"))
