"""What goes where on a chart: rows by panel, and what is left out by reason."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from minsheng.charts.strip import Group
from minsheng.plan.requirements import HELD, gaps

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_Row = Mapping[Any, Any]


@dataclass
class Sorted:
    """Rows of a chart, panel by panel, and the reasons of those that it leaves out."""

    panels: list[list[_Row]] = field(default_factory=list)
    flows: list[list[_Row]] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)

    @property
    def every(self) -> list[_Row]:
        """All rows that are drawn."""
        return [row for rows in (*self.panels, *self.flows) for row in rows]


def by_unit(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Part `rows` by unit: shares first, then in their own order."""
    parts: dict[str, list[_Row]] = {}
    for row in rows:
        parts.setdefault(row["unit"], []).append(row)
    return sorted(parts.values(), key=lambda part: not is_share(part[0]))


def is_share(row: _Row) -> bool:
    """Whether differences of the row are in percentage points."""
    return "percentage_point" in (row.get("gap_unit"), row.get("change_unit"))


def is_rate(row: _Row) -> bool:
    """Whether it is a share of each year's cases, which does not add up over the years."""
    return row["kind"] == "flow" and is_share(row)


def is_held(row: _Row) -> bool:
    """Whether the goal is met at the baseline or only to be held: nothing is to go."""
    return row["state"] in HELD


def has(row: _Row, measure: str) -> bool:
    """Whether `measure` is known, be it as an interval with an open side."""
    return not all(math.isnan(end) for end in _ends(row, measure))


def is_interval(row: _Row, measure: str) -> bool:
    """Whether `measure` is only known between two ends, one of which may be open."""
    low, high = _ends(row, measure)
    return low != high and has(row, measure)


def utmost(row: _Row, measure: str) -> float:
    """Return the largest size that `measure` may have, infinite where a side is open."""
    return max(math.inf if math.isnan(end) else abs(end) for end in _ends(row, measure))


def _ends(row: _Row, measure: str) -> tuple[float, float]:
    return float(row[f"{measure}_low"]), float(row[f"{measure}_high"])


def tally(codes: Iterable[str]) -> dict[str, int]:
    """Count `codes`, most frequent first."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def strip_groups(counts: Mapping[str, int]) -> list[Group]:
    """Return the groups of a strip that only counts."""
    return [Group(code, count) for code, count in counts.items()]


def sorted_gaps(plan: Plan) -> Sorted:
    """Sort the gaps of `plan`: dumbbells by unit, amounts by unit, and the rest by reason."""
    rows: list[_Row] = list(gaps(plan).to_dict("records"))
    amounts = [row for row in rows if row["kind"] == "flow" and not math.isnan(row["gap"])]
    amounts = [row for row in amounts if not is_rate(row)]
    states = [row for row in rows if row["kind"] != "flow" and has(row, "gap")]
    by_size = sorted(states, key=_size, reverse=True)
    several = len(plan.tables["programmes"]) > 1
    flows = [] if several else by_unit(sorted(amounts, key=lambda row: -row["target"]))
    drawn = {row["indicator"] for row in (*states, *([] if several else amounts))}
    left = [_reason(row) for row in rows if row["indicator"] not in drawn]
    return Sorted(by_unit(by_size), flows, tally(left))


def _size(row: _Row) -> tuple[bool, float]:
    """Order by gap; intervals by their far end, what is met already last."""
    high = row["gap_high"]
    return not is_held(row), math.inf if math.isnan(high) else high


def _reason(row: _Row) -> str:
    if is_rate(row) and not math.isnan(row["target"]):
        return "yearly_rate"
    return str(row["state"])
