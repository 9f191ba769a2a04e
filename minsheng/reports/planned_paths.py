"""The planned path as a table: the value of each year, and which of them are interpolated."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.plan.trajectory import trajectory
from minsheng.reports.baselines import amount_notes, baseline_number
from minsheng.reports.changes import goal_of
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.targets import target_number
from minsheng.text.amounts import path_number
from minsheng.text.bounded import stated_number, with_dash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

INTERPOLATED = "†"
"""Stands before a number that the plan does not state."""


def planned_path(plan: Plan) -> Table:
    """Return the planned value of each year for all goals with numbers.

    A year between two that the plan states is interpolated and marked with a dagger. A flow is
    told as its running total, and what was done before the plan as printed. A range is told whole.
    Goals of which no year is known are left out, and so are milestones.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = planned_path(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> [table.rows[0][year] for year in ("2017", "2018", "2019", "2020")]
    ['86', '≥87', '≥89', '≥90']
    """
    facts, rows = plan.facts, Rows(plan)
    goals = {row["indicator"]: row for row in plan.indicators.to_dict("records")}
    kinds = plan.indicators.set_index("indicator")["kind"]
    baseline = str(facts.baseline_year)
    path = trajectory(plan)
    known = path[path["basis"].ne("") & path["indicator"].map(kinds).ne("milestone")]
    for indicator, points in known.groupby("indicator", sort=False):
        goal, wanted = goals[str(indicator)], goal_of(plan, str(indicator))
        unit = rows.unit(goal["unit"])
        name = rows.names[str(indicator)]
        shown = {"unit": unit.name()}
        values: dict[str, float | None] = {}
        for point in points.to_dict("records"):
            column, year = str(point["year"]), point["year"]
            if year < facts.years[0]:
                if point["basis"] != "interpolated":
                    shown[baseline] = baseline_number(plan, wanted)
                    values[baseline] = None if wanted.adds_up else _number(point)
                continue
            is_range = point["bound"] == "range" and not wanted.adds_up
            whole = target_number(wanted.yearly.get(year), unit) if is_range else ""
            shown[column] = whole or _value(point, unit)
            values[column] = _number(point)
        name = title("running_total", name=name) if wanted.adds_up else name
        rows.add(goal["programme"], goal["indicator"], {"indicator": name, **shown}, values)
    marked = any(INTERPOLATED in text for row in rows.shown for text in row.values())
    return rows.table(
        title("planned_path"),
        (
            *columns("indicator", "unit"),
            Column(baseline, title("baseline_year", year=baseline), "number"),
            *(Column(str(year), title("year", year=year), "number") for year in facts.years),
        ),
        [
            *([title("note_interpolated", mark=INTERPOLATED)] if marked else []),
            *amount_notes(plan, rows.ids),
        ],
    )


def _number(point: Mapping[Any, Any]) -> float | None:
    """Return the number of a year; None where there is none."""
    return None if math.isnan(point["value"]) else point["value"]


def _value(point: Mapping[Any, Any], unit: Unit) -> str:
    """Return the value of a year as the plan prints it, or as it is interpolated."""
    low, high, bound = point["low"], point["high"], point["bound"]
    if point["basis"] != "interpolated":
        number = high if bound in ("<", "<=") else low
        sign = "=" if low == high and bound == "range" else bound
        return stated_number(sign, number, unit, high=high)
    first, last = (path_number(end, unit) for end in (low, high))
    if low == high:
        return INTERPOLATED + first
    if math.isnan(low) or math.isnan(high):
        return f"{INTERPOLATED}≤{last}" if math.isnan(low) else f"{INTERPOLATED}≥{first}"
    return INTERPOLATED + with_dash((first, last))
