"""What a row of `ms.gaps` or `ms.required_growth` says: its kind, its interval, its unit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from minsheng.charts.words import shortened_list
from minsheng.plan.bounds import Interval
from minsheng.plan.requirements import HELD_REASONS

Row: TypeAlias = Mapping[Any, Any]


def is_share(row: Row) -> bool:
    """Whether differences of the row are in percentage points."""
    return "percentage_point" in (row.get("gap_unit"), row.get("change_unit"))


def is_rate(row: Row) -> bool:
    """Whether it is a share of each year's cases, which does not add up over the years."""
    return row["kind"] == "flow" and is_share(row)


def is_held(row: Row) -> bool:
    """Whether the goal is met at the baseline or only to be held: there is no gap to close."""
    return row["state"] in HELD_REASONS


def interval_of(row: Row, measure: str) -> Interval[float]:
    """Return the values that `measure` may have, from its columns ``_low`` and ``_high``.

    An open end is infinite; where both ends are missing, so are both of the interval.
    """
    low, high = float(row[f"{measure}_low"]), float(row[f"{measure}_high"])
    if math.isnan(low) and math.isnan(high):
        return Interval(math.nan, math.nan)
    return Interval(-math.inf if math.isnan(low) else low, math.inf if math.isnan(high) else high)


def has(row: Row, measure: str) -> bool:
    """Whether `measure` is known, as a number or as an interval."""
    return not math.isnan(interval_of(row, measure).low)


def is_interval(row: Row, measure: str) -> bool:
    """Whether `measure` is known, but not as one number."""
    return has(row, measure) and not interval_of(row, measure).is_number


def largest_size(row: Row, measure: str) -> float:
    """Return the largest absolute value of `measure`, infinite where an end is open or missing."""
    values = interval_of(row, measure)
    sizes = abs(values.low), abs(values.high)
    return math.inf if math.isnan(sizes[0]) else max(sizes)


def is_met(row: Row) -> bool:
    """Whether the baseline meets the target already."""
    return bool(row["state"] == "baseline_meets_target")


def may_exceed(row: Row, measure: str, size: float) -> bool:
    """Whether a figure of which only an interval is known may be larger than `size`."""
    if not is_interval(row, measure) or (measure == "gap" and is_met(row)):
        return False
    largest = interval_of(row, "gap").high if measure == "gap" else largest_size(row, measure)
    return largest > size


def names_with_same(
    rows: Sequence[Row], measure: str, value: float, names: Mapping[str, str]
) -> str:
    """Return the names of those of `rows` whose `measure` is `value`; of many the first ones."""
    same = [row for row in rows if math.isclose(row[measure], value, rel_tol=1e-9)]
    return shortened_list([names[row["indicator"]] for row in same], 2)
