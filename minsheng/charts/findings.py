"""The titles: what the numbers say, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minsheng.charts.sorting import Sorted
from minsheng.charts.strip import Group
from minsheng.charts.words import reason, spoken
from minsheng.goals import Goal
from minsheng.language import listing, say
from minsheng.numerals import difference, plain

if TYPE_CHECKING:
    from minsheng.plan import Unit

_Row = Mapping[Any, Any]


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
              "target": spoken(target.bound, target.value, unit, target.high)}  # fmt: skip
    if goal.is_flow:
        return _yearly(goal, values, unit)
    if goal.baseline is None:
        held = goal.aim == "hold"
        return say(f"charts.path_{'held_' if held else ''}no_baseline", **values)
    low, high = goal.baseline.low, goal.baseline.high
    shown = high if goal.baseline_bound in ("<", "<=") else low
    values |= {"start": goal.baseline_year, "baseline": spoken(goal.baseline_bound, shown, unit)}
    held = goal.aim == "hold" or goal.baseline_meets_final
    return say("charts.path_held" if held else "charts.path_from_to", **values)


def _yearly(goal: Goal, values: Mapping[str, object], unit: Unit) -> str:
    """Return what is to be done within the years: their total, or each year's share."""
    if not goal.share:
        if goal.total is None and len(goal.yearly) == 1:
            return say("charts.path_one_year", **values)
        start = min(goal.yearly) if goal.yearly and not goal.total else goal.first_year
        return say("charts.path_total", start=start, **values)
    told = {spoken(target.bound, target.value, unit) for target in goal.yearly.values()}
    if len(told) == 1 and len(goal.yearly) > 1:
        return say("charts.path_each_year", **{**values, "target": told.pop()})
    last = max(goal.yearly)
    target = goal.yearly[last]
    spoken_last = spoken(target.bound, target.value, unit)
    return say("charts.path_one_year", **{**values, "year": last, "target": spoken_last})


def of_gap(found: Sorted, known: Mapping[str, str], unit_of: Mapping[str, Unit]) -> str:
    """Return which gap is the widest, or why there is none."""
    rows = [row for rows in found.panels for row in rows]
    open_ = [row for row in rows if not row["reason"]]
    points = [row for row in open_ if unit_of[row["indicator"]].share]
    if points:
        top = max(points, key=lambda row: row["gap"])
        told = difference(top["gap"], unit_of[top["indicator"]])
        return say("charts.gap_title_points", name=known[top["indicator"]], gap=told)
    if open_:
        top = max(open_, key=lambda row: row["relative_gap"])
        told = f"{plain(100 * top['relative_gap'], 1)}%"
        return say("charts.gap_title_relative", name=known[top["indicator"]], gap=told)
    bounds = sum(row["reason"] == "baseline_is_a_bound" for row in rows)
    if bounds:
        return say("charts.gap_title_bounds", n=bounds)
    if rows:
        return say("charts.gap_title_met", n=len(rows))
    flows = sum(len(rows) for rows in found.flows)
    return say("charts.gap_title_flows" if flows else "charts.gap_title_none", n=flows)


def of_growth(
    shares: Sequence[_Row], amounts: Sequence[_Row], groups: Sequence[Group],
    known: Mapping[str, str], unit_of: Mapping[str, Unit],
) -> str:  # fmt: skip
    """Return what has to move fastest, or why nothing can be said."""
    told: dict[str, str] = {}
    if shares and not shares[0]["reason"]:
        top = shares[0]
        told |= {"share": known[top["indicator"]],
                 "change": difference(top["change"], unit_of[top["indicator"]])}  # fmt: skip
    if amounts and not amounts[0]["reason"]:
        top = amounts[0]
        told |= {"name": known[top["indicator"]], "growth": plain(top["growth"] * 100, 1)}
    if "share" in told:
        told.setdefault("name", told["share"])
        return say("charts.growth_title_both" if "growth" in told else
                   "charts.growth_title_points", **told)  # fmt: skip
    if told:
        return say("charts.growth_title_growth", **told)
    if shares or amounts:
        return say("charts.growth_title_bounds", n=len(shares) + len(amounts))
    most = groups[0] if groups else Group("no_number", 0)
    return say("charts.growth_title_none", reason=reason(most.code), n=most.count)
