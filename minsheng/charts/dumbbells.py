"""A panel of dumbbells: baseline, target and what lies between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.changes import gap_to_go, interval_of
from minsheng.charts.sheet import as_rows, beside, number_axis, widened
from minsheng.charts.sorting import is_held, is_interval
from minsheng.charts.words import printed_baseline, printed_target, unnamed
from minsheng.text.language import say
from minsheng.text.numerals import difference

if TYPE_CHECKING:
    from minsheng.text.units import Unit

_Row = Mapping[Any, Any]


def key(panels: Iterable[Sequence[_Row]]) -> str:
    """Return what the marks of the panels stand for, those that occur."""
    rows = [row for panel in panels for row in panel]
    keys = ["charts.gap_key"] if rows else []
    keys += ["charts.gap_key_held"] if any(is_held(row) for row in rows) else []
    keys += ["charts.hatched"] if any(is_interval(row, "gap") for row in rows) else []
    return say("charts.space").join(say(entry) for entry in keys)


def dumbbells(ax: Axes, rows: Sequence[_Row], labels: Mapping[str, str], unit: Unit) -> None:
    """Draw `rows`, all of one unit, from the top down."""
    as_rows(ax, [labels[row["indicator"]] for row in rows])
    told = [row[end] for row in rows for end in ("baseline_low", "baseline_high", "target")]
    known = [float(end) for end in told if not math.isnan(end)]
    # An open side ends in an arrow, as far out as one can see that it goes on.
    edge = max(known) + 0.2 * ((max(known) - min(known)) or abs(max(known)) or 1.0)
    opened = any(math.isnan(end) for end in told)
    intervals = any(is_interval(row, "gap") for row in rows)
    falls = any(is_interval(row, "gap") and row["baseline"] > row["target"] for row in rows)
    ax.set_xlim(widened([*known, edge] if opened else known,
                        0.4 if falls else 0.25, 0.45 if intervals else 0.25))  # fmt: skip
    for y, row in enumerate(rows):
        _dumbbell(ax, y, row, unit, edge)
    words = say("charts.gap_axis_share") if unit.share else say("charts.unit", unit=unit.name())
    number_axis(ax, words, unit.decimals, share=unit.share)


def _dumbbell(ax: Axes, y: int, row: _Row, unit: Unit, edge: float) -> None:
    target, held = row["target"], is_held(row)
    colour = theme.HELD if held else theme.TARGET
    left = row["baseline_low"]
    right = edge if math.isnan(row["baseline_high"]) else row["baseline_high"]
    between = is_interval(row, "gap")
    if between:
        ax.barh(y, right - left, 0.34, left, fill=False, hatch=theme.INTERVAL_HATCH, lw=0.9,
                edgecolor=theme.BOUND, gid="interval", zorder=2)  # fmt: skip
        if math.isnan(row["baseline_high"]):
            ax.plot(right, y, ">", ms=9, color=theme.BOUND, gid="open", zorder=3)
    else:
        ax.plot((left, target), (y, y), lw=1.8, color=colour, ls=":" if held else "-",
                gid="gap", zorder=2)  # fmt: skip
        ax.plot(left, y, "o", ms=6.5, color=theme.BASELINE, gid="baseline", zorder=3)
    ax.plot(target, y, "^" if held else "D", ms=6, color=colour, gid="target", zorder=4)
    goal = printed_target(row, unnamed(unit))
    told = (printed_baseline(row, unnamed(unit)),
            say("charts.target", target=goal) if between else goal)  # fmt: skip
    rises = row["baseline"] <= target
    ends = (left, max(target, right)) if rises else (right, min(target, left))
    for text, x, outward in zip(told, ends, (-1, 1) if rises else (1, -1), strict=True):
        ax.annotate(text, (x, y), (outward * 7, 0), textcoords="offset points", size=theme.SMALL,
                    ha="left" if outward > 0 else "right", va="center")  # fmt: skip
    beside(ax, y, told_of(row, unit), theme.BOUND if between and not held else colour)


def told_of(row: _Row, unit: Unit) -> str:
    """Return in words what is to go, or for what is met or to be held the headroom."""
    if is_held(row):
        low, high = row["headroom_low"], row["headroom_high"]
        text = difference(low, unit) if low == high else interval_of(low, high, unit)
        met = row["state"] == "baseline_meets_target"
        return say("charts.headroom" if met else "charts.headroom_held", gap=text)
    if is_interval(row, "gap"):
        text = interval_of(row["gap_low"], row["gap_high"], unit)
        return say("charts.gap_between", gap=text)
    text = gap_to_go(row["gap"], row["direction"], unit)
    if row["state"] == "outside_line":
        return say("charts.outside_gap", gap=text)
    return text
