"""The gap from baseline to target."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from minsheng.charts import strip, theme
from minsheng.charts.findings import of_gap
from minsheng.charts.sheet import (
    Panel,
    as_rows,
    beside,
    fitted,
    number_axis,
    row_height,
    sheet,
    widened,
)
from minsheng.charts.sorting import sorted_gaps, strip_groups
from minsheng.charts.words import names, units, unnamed
from minsheng.language import say
from minsheng.numerals import between, difference, stated

if TYPE_CHECKING:
    from minsheng.plan import Plan, Unit

_Row = Mapping[Any, Any]


@theme.themed()
def gap(plan: Plan) -> npt.NDArray[np.object_]:
    """Draw the gap from baseline to final target as a dumbbell for each indicator.

    One panel per unit, shares first, rows by size of gap. A baseline that is only a bound is a
    hatched bar over the values it may have, a target met at the baseline has a mark of its own and
    its headroom. Amounts done within the years follow in panels of their own: of them everything
    is still to do. The rest is counted in a strip with the reason.

    Parameters
    ----------
    plan
        A plan or a selection of one. Of several programmes, amounts are counted and not drawn.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The panels from the top down; y is the row, x the indicator's unit.
    """
    found = sorted_gaps(plan)
    known, unit_of = names(plan), units(plan)
    labels = {row["indicator"]: fitted([known[row["indicator"]]])[0] for row in found.every}
    groups = strip_groups(found.left)
    room = [_room([labels[row["indicator"]] for row in rows], 0.34) for rows in found.panels]
    for number, rows in enumerate(found.flows):
        names_of = [labels[row["indicator"]] for row in rows]
        room.append(_room(names_of, 0.0, above=0.1 if number else 0.32))
    room += [strip.panel(groups)] if groups else []
    keys = ["charts.gap_key"] if found.panels else []
    keys += ["charts.hatched"] if any(_is_interval(row) for row in found.every) else []
    note = say("charts.space").join(say(key) for key in keys)
    _, axes = sheet(of_gap(found, known, unit_of), room, note)
    drawn = iter(axes)
    for rows in found.panels:
        _dumbbells(next(drawn), rows, labels, unit_of[rows[0]["indicator"]])
    for number, rows in enumerate(found.flows):
        ax = next(drawn)
        _amounts(ax, rows, labels, unit_of[rows[0]["indicator"]])
        if number == 0:
            ax.set_title(say("charts.gap_flows"), color=theme.QUIET, size=theme.SMALL, pad=3)
    if groups:
        strip.fill(next(drawn), groups)
    return np.array(axes, dtype=object)


def _room(labels: list[str], below: float, above: float = 0.22) -> Panel:
    return Panel(len(labels) * row_height(labels), above, below)


def _dumbbells(ax: Axes, rows: list[_Row], labels: Mapping[str, str], unit: Unit) -> None:
    as_rows(ax, [labels[row["indicator"]] for row in rows])
    ends = [row[side] for row in rows for side in ("baseline", "target")]
    ends += [row["target"] - row["direction"] * row[side] for row in rows
             for side in ("gap_low", "gap_high")]  # fmt: skip
    ax.set_xlim(widened(ends, right=0.45 if any(_is_interval(row) for row in rows) else 0.25))
    for y, row in enumerate(rows):
        _dumbbell(ax, y, row, unit)
    told = say("charts.gap_axis_share") if unit.share else say("charts.unit", unit=unit.name())
    number_axis(ax, told, unit.decimals, share=unit.share)


def _is_interval(row: _Row) -> bool:
    return bool(row["gap_low"] != row["gap_high"])


def _dumbbell(ax: Axes, y: int, row: _Row, unit: Unit) -> None:
    base, target = row["baseline"], row["target"]
    held = row["reason"] in ("baseline_meets_target", "to_hold")
    colour = theme.HELD if held else theme.TARGET
    left, right = sorted(target - row["direction"] * row[side] for side in ("gap_low", "gap_high"))
    if left == right:
        ax.plot((base, target), (y, y), lw=1.8, color=colour, ls=":" if held else "-",
                gid="gap", zorder=2)  # fmt: skip
        ax.plot(base, y, "o", ms=6.5, color=theme.BASELINE, gid="baseline", zorder=3)
    else:
        ax.barh(y, right - left, 0.34, left, fill=False, hatch=theme.INTERVAL_HATCH, lw=0.9,
                edgecolor=theme.BOUND, gid="interval", zorder=2)  # fmt: skip
    ax.plot(target, y, "^" if held else "D", ms=6, color=colour, gid="target", zorder=4)
    plain_unit = unnamed(unit)
    goal = stated(row["target_bound"], target, plain_unit)
    told = (stated(row["baseline_bound"], base, plain_unit),
            goal if left == right else say("charts.target", target=goal))  # fmt: skip
    ends = (min(base, left), max(target, right)) if base <= target else (
        max(base, right), min(target, left))  # fmt: skip
    for text, x, outward in zip(told, ends, (-1, 1) if base <= target else (1, -1), strict=True):
        ax.annotate(text, (x, y), (outward * 7, 0), textcoords="offset points", size=theme.SMALL,
                    ha="left" if outward > 0 else "right", va="center")  # fmt: skip
    beside(ax, y, _told(row, unit), colour if left == right or held else theme.BOUND)


def _told(row: _Row, unit: Unit) -> str:
    """Return the gap in words, or the headroom."""
    room = row["reason"] in ("baseline_meets_target", "to_hold")
    low, high = (row["headroom_low"], row["headroom_high"]) if room else (
        row["gap_low"], row["gap_high"])  # fmt: skip
    text = difference(low, unit) if low == high else between(low, high, unit)
    if room:
        return say("charts.headroom", gap=text)
    return say("charts.to_go" if low == high else "charts.gap_between", gap=text)


def _amounts(ax: Axes, rows: list[_Row], labels: Mapping[str, str], unit: Unit) -> None:
    """Draw whole amounts from nothing done."""
    as_rows(ax, [labels[row["indicator"]] for row in rows])
    ax.set_xlim(0, max(row["target"] for row in rows) * 1.02)
    ax.set_xticks([])
    theme.bare(ax, "left")
    for y, row in enumerate(rows):
        ax.plot((0, row["target"]), (y, y), lw=2.4, color=theme.FLOW, gid="amount", zorder=2)
        ax.plot(row["target"], y, "D", ms=5, color=theme.TARGET, clip_on=False, zorder=3)
        beside(ax, y, stated(row["target_bound"], row["target"], unit), theme.INK)
