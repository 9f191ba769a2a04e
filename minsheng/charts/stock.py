"""A stock's path: baseline, steps, and the line through them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.subject import HALF, Subject, write
from minsheng.charts.words import reason
from minsheng.plan.requirements import HELD, reason_of
from minsheng.text.language import say
from minsheng.text.numerals import stated


def stock(ax: Axes, subject: Subject) -> None:
    """Draw a state that the plan wants to be in at the end of each year."""
    _limits(ax, subject)
    held = reason_of(subject.goal) in (*HELD, "outside_line")
    _lines(ax, subject.points, held=held)
    for point in subject.points:
        if point["basis"] == "stated":
            _step(ax, subject, point)
        elif point["basis"] == "baseline" or (point["basis"] == "interpolated" and not held):
            _state(ax, subject, point)
        elif point["reason"] and not subject.compact:
            write(ax, subject, point["year"], ax.get_ylim()[0], reason(point["reason"]),
                  color=theme.QUIET)  # fmt: skip


def _limits(ax: Axes, subject: Subject) -> None:
    """Leave room for labels, and for the side that a bound asks to be on."""
    ends = [point[side] for point in subject.points for side in ("low", "high")]
    known = [end for end in (*ends, *subject.observed.values()) if math.isfinite(end)]
    low, high = min(known), max(known)
    room = (high - low) or abs(high) * 0.2 or 1.0
    under = 0.45 if subject.compact else 0.28
    ax.set_ylim(low - under * room, high + 0.38 * room)


def _lines(ax: Axes, points: Sequence[Mapping[Any, Any]], *, held: bool) -> None:
    """Join neighbouring years that are numbers: dashed where an end is our own reckoning.

    A line to be `held` is flat: nothing in the plan asks to go from a better baseline down to it.
    """
    for left, right in pairwise(points):
        if math.isnan(left["value"]) or math.isnan(right["value"]):
            continue
        if held and left["value"] != right["value"]:
            continue
        ours = "interpolated" in (left["basis"], right["basis"])
        ax.plot([left["year"], right["year"]], [left["value"], right["value"]], lw=1.3,
                ls="--" if ours else "-", color=theme.INTERPOLATED if ours else theme.PATH,
                gid="interpolated" if ours else "path", zorder=2)  # fmt: skip


def _step(ax: Axes, subject: Subject, point: Mapping[Any, Any]) -> None:
    """Draw a stated target as a step, and shade the side of it that meets it."""
    year, value, bound = point["year"], point["value"], point["bound"]
    across = (year - HALF, year + HALF)
    side = {">": 1, ">=": 1, "<": 0, "<=": 0}.get(bound)
    if side is not None:
        edge = _far_edge(ax, subject, side)
        ax.fill_between(across, value, edge, color=theme.REGION, lw=0, zorder=1,
                        gid="region")  # fmt: skip
    ax.plot(across, (value, value), color=theme.TARGET, lw=2.4, solid_capstyle="butt",
            gid="target", zorder=3)  # fmt: skip
    ax.plot(year, value, marker="o", ms=4.5, color=theme.TARGET, gid="stated", zorder=4)
    if subject.is_labelled(year):
        write(ax, subject, year, value, subject.label(year), **_clear_side(subject, year, value))
    if side is not None and not subject.compact and year == subject.goal.final_year:
        told = say("charts.region_up" if side else "charts.region_down")
        write(ax, subject, year, _far_edge(ax, subject, side), told, -4 if side else 4,
              color=theme.TARGET, size=theme.SMALL)  # fmt: skip


def _far_edge(ax: Axes, subject: Subject, side: int) -> float:
    """Return where the shading ends: at the edge, or where a share can go no further."""
    edge = float(ax.get_ylim()[side])
    return min(max(edge, 0.0), 100.0) if subject.goal.share else max(edge, 0.0)


def _clear_side(subject: Subject, year: int, value: float) -> dict[str, Any]:
    """Return where a label at a stated point keeps clear of the line through it.

    What was observed in that year is written on the other side of the point.
    """
    if (seen := subject.observed.get(year)) is not None:
        return {"up": -6 if seen >= value else 5}
    near = {point["year"]: point["value"] for point in subject.points}
    before, after = near.get(year - 1, math.nan), near.get(year + 1, math.nan)
    if before > value and after > value:
        return {"up": -5}
    if before > value:
        return {"ha": "left"}
    return {"ha": "right"} if after > value else {}


def _state(ax: Axes, subject: Subject, point: Mapping[Any, Any]) -> None:
    """Draw a baseline or a reckoned year: a point if it is a number, a bar if it is a bound."""
    year, low, high = point["year"], point["low"], point["high"]
    base = point["basis"] == "baseline"
    if math.isnan(point["value"]):
        bottom, edge = ax.get_ylim()
        top = edge - 0.08 * (edge - bottom) if math.isnan(high) else min(high, edge)
        if math.isnan(high):
            ax.plot(year, top, marker="^", ms=7, color=theme.BOUND, gid="open", zorder=3)
        ax.bar(year, top - low, 0.16, low, fill=False, hatch=theme.INTERVAL_HATCH, lw=0.9,
               edgecolor=theme.BOUND, gid="interval", zorder=3)  # fmt: skip
        spot = high if point["bound"] in ("<", "<=") else low
    else:
        ax.plot(year, low, marker="o", ms=6 if base else 5, gid=point["basis"], zorder=4,
                color=theme.BASELINE if base else theme.INTERPOLATED,
                mfc=theme.BASELINE if base else "white")  # fmt: skip
        spot = low
    if not base and not subject.compact:
        write(ax, subject, year, spot, say("charts.interpolated"), -6, ha="left",
              color=theme.QUIET, size=theme.SMALL)  # fmt: skip
    if base:
        text = stated(point["bound"], spot, subject.unit, high=high)
        # A label below the path where the path rises, above where it falls.
        falls = any(later["value"] < spot for later in subject.points[1:2])
        write(ax, subject, year, spot, text, 7 if falls or point["bound"] in ("<", "<=") else -7,
              color=theme.INK)  # fmt: skip
