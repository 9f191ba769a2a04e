"""The titles of gaps and required change: what the numbers say, in a sentence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minsheng.charts.changes import must_a_year
from minsheng.charts.sorting import Sorted, is_held, is_interval, is_share, utmost
from minsheng.charts.strip import Group
from minsheng.charts.words import reason, some
from minsheng.text.language import say
from minsheng.text.numerals import difference, plain

if TYPE_CHECKING:
    from minsheng.text.units import Unit

_Row = Mapping[Any, Any]


def of_gap(found: Sorted, known: Mapping[str, str], unit_of: Mapping[str, Unit]) -> str:
    """Return which gap is the widest, or why there is none."""
    rows = [row for rows in found.panels for row in rows]
    open_ = [row for row in rows if not is_held(row) and row["gap"] > 0]
    points = [row for row in open_ if is_share(row)]
    if points:
        top = max(points, key=lambda row: row["gap"])
        told = difference(top["gap"], unit_of[top["indicator"]])
        name = _named(points, "gap", top, known)
        title = say("charts.gap_title_points", name=name, gap=told)
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


def _named(
    rows: Sequence[_Row], measure: str, top: _Row, known: Mapping[str, str]
) -> str:  # fmt: skip
    """Return the name of `top`, with the names of those that share its place."""
    level = [row for row in rows if math.isclose(row[measure], top[measure], rel_tol=1e-9)]
    return some([known[row["indicator"]] for row in level], 2)


def _relative(rows: Sequence[_Row], open_: Sequence[_Row], known: Mapping[str, str]) -> str:
    """Return which gap is the widest against the size of its target."""
    top = max(open_, key=lambda row: row["relative_gap"])
    told = f"{plain(100 * top['relative_gap'], 1)}%"
    key = "relative" if top["direction"] > 0 else "above"
    alike = [row for row in open_ if row["direction"] == top["direction"]]
    name = _named(alike, "relative_gap", top, known)
    title = say(f"charts.gap_title_{key}", name=name, gap=told)
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
        told |= {"share": _named(shares, "change", share, known), "move": move}
        wider |= any(_may_exceed(row, "change", abs(share["change"])) for row in shares)
    if amount is not None:
        told |= {"amount": _named(amounts, "growth", amount, known),
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
