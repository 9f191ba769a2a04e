"""The title of a path: what the plan wants of one indicator, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minsheng.charts.words import reason, spoken
from minsheng.plan.goals import Goal
from minsheng.plan.requirements import HELD, reason_of
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.text.units import Unit


def of_path(goal: Goal, name: str, unit: Unit) -> str:
    """Return in a sentence what the plan wants of the indicator."""
    if goal.kind == "milestone":
        years = listing([str(year) for year in goal.yearly])
        return say("charts.path_milestone", name=name, years=years)
    target = goal.final
    if target is None:
        code = "no_number" if goal.aim in ("direction", "listed", "context") else "no_target"
        return say("charts.path_undefined", name=name, reason=reason(code))
    values = {"name": name, "year": goal.final_year,
              "target": spoken(target.bound, target.printed, unit, target.high)}  # fmt: skip
    if goal.is_flow:
        return _yearly(goal, values, unit)
    if goal.baseline is None:
        held = goal.aim == "hold"
        return say(f"charts.path_{'held_' if held else ''}no_baseline", **values)
    low, high = goal.baseline.low, goal.baseline.high
    shown = high if goal.baseline_bound in ("<", "<=") else low
    values |= {"start": goal.baseline_year,
               "baseline": spoken(goal.baseline_bound, shown, unit, high)}  # fmt: skip
    key = {**dict.fromkeys(HELD, "held"), "outside_line": "outside"}
    return say(f"charts.path_{key.get(reason_of(goal), 'from_to')}", **values)


def _yearly(goal: Goal, values: Mapping[str, object], unit: Unit) -> str:
    """Return what is to be done within the years: their total, or each year's share."""
    if not goal.share:
        if goal.total is None and len(goal.yearly) == 1:
            return say("charts.path_one_year", **values)
        start = min(goal.yearly) if goal.yearly and not goal.total else goal.first_year
        return say("charts.path_total", start=start, **values)
    told = {
        spoken(target.bound, target.printed, unit, target.high) for target in goal.yearly.values()
    }
    if len(told) == 1 and len(goal.yearly) > 1:
        return say("charts.path_each_year", **{**values, "target": told.pop()})
    last = max(goal.yearly)
    target = goal.yearly[last]
    spoken_last = spoken(target.bound, target.printed, unit, target.high)
    return say("charts.path_one_year", **{**values, "year": last, "target": spoken_last})
