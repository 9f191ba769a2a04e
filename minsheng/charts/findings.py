"""The titles: what the numbers say, in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minsheng.charts.changes import must_a_year
from minsheng.charts.sorting import Sorted, is_held, is_interval, is_share, utmost
from minsheng.charts.strip import Group
from minsheng.charts.words import reason, spoken
from minsheng.goals import Goal
from minsheng.language import listing, say
from minsheng.numerals import difference, plain
from minsheng.requirements import HELD, reason_of

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


def of_gap(found: Sorted, known: Mapping[str, str], unit_of: Mapping[str, Unit]) -> str:
    """Return which gap is the widest, or why there is none."""
    rows = [row for rows in found.panels for row in rows]
    open_ = [row for row in rows if not is_held(row) and row["gap"] > 0]
    points = [row for row in open_ if is_share(row)]
    if points:
        top = max(points, key=lambda row: row["gap"])
        told = difference(top["gap"], unit_of[top["indicator"]])
        title = say("charts.gap_title_points", name=known[top["indicator"]], gap=told)
        wider = any(_may_exceed(row, "gap", top["gap"]) for row in rows if is_share(row))
        return say("charts.among_exact", title=title) if wider else title
    if any(row["relative_gap"] > 0 for row in open_):
        return _relative(rows, [row for row in open_ if row["relative_gap"] > 0], known)
    if open_:
        return say("charts.gap_title_zero", n=len(open_))
    bounds = sum(is_interval(row, "gap") and not _is_met(row) for row in rows)
    if bounds:
        return say("charts.gap_title_bounds", n=bounds)
    if rows:
        all_met = all(_is_met(row) for row in rows)
        return say("charts.gap_title_met" if all_met else "charts.gap_title_level", n=len(rows))
    flows = sum(len(rows) for rows in found.flows)
    return say("charts.gap_title_flows" if flows else "charts.gap_title_none", n=flows)


def _is_met(row: _Row) -> bool:
    return bool(row["state"] == "baseline_meets_target")


def _may_exceed(row: _Row, measure: str, size: float) -> bool:
    """Whether a figure of which only an interval is known may be larger than `size`."""
    if not is_interval(row, measure) or (measure == "gap" and _is_met(row)):
        return False
    far = row[f"{measure}_high"] if measure == "gap" else utmost(row, measure)
    return bool(math.isnan(far) or far > size)


def _relative(rows: Sequence[_Row], open_: Sequence[_Row], known: Mapping[str, str]) -> str:
    """Return which gap is the widest against the size of its target."""
    top = max(open_, key=lambda row: row["relative_gap"])
    told = f"{plain(100 * top['relative_gap'], 1)}%"
    key = "relative" if top["direction"] > 0 else "above"
    title = say(f"charts.gap_title_{key}", name=known[top["indicator"]], gap=told)
    wider = any(_may_exceed(row, "gap", top["relative_gap"] * abs(row["target"])) for row in rows)
    return say("charts.among_exact", title=title) if wider else title


def of_growth(
    shares: Sequence[_Row], amounts: Sequence[_Row], groups: Sequence[Group],
    known: Mapping[str, str], unit_of: Mapping[str, Unit],
) -> str:  # fmt: skip
    """Return what has to move fastest, or why nothing can be said."""
    share = next((row for row in shares if abs(row["change"]) > 0), None)
    amount = next((row for row in amounts if abs(row["growth"]) > 0), None)
    if share is None and amount is None:
        return _no_growth(len(shares) + len(amounts), groups)
    told: dict[str, str] = {}
    wider = False
    if share is not None:
        move = must_a_year(share["change"], unit_of[share["indicator"]])
        told |= {"share": known[share["indicator"]], "move": move}
        wider |= any(_may_exceed(row, "change", abs(share["change"])) for row in shares)
    if amount is not None:
        told |= {"amount": known[amount["indicator"]],
                 "growth": must_a_year(amount["growth"] * 100)}  # fmt: skip
        wider |= any(_may_exceed(row, "growth", abs(amount["growth"])) for row in amounts)
    key = "both" if len(told) > 2 else "points" if "share" in told else "growth"
    title = say(f"charts.growth_title_{key}", **told)
    return say("charts.among_exact", title=title) if wider else title


def _no_growth(bounds: int, groups: Sequence[Group]) -> str:
    """Return why there is no required change to name."""
    if bounds:
        return say("charts.growth_title_bounds", n=bounds)
    if not groups:
        return say("charts.growth_title_empty")
    return say("charts.growth_title_none", reason=reason(groups[0].code), n=groups[0].count)
