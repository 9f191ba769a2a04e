"""Axes with numbers: plain ticks, limits with room for texts, intervals as bars."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from minsheng.charts.sheet import width_of
from minsheng.charts.theme import BOUND, INTERVAL_LOOK, SMALL
from minsheng.charts.words import ems
from minsheng.text.language import say
from minsheng.text.numerals import compact
from minsheng.text.units import Unit


def interval_edges(values: Sequence[float]) -> tuple[float, float]:
    """Return where bars of open intervals end: a fifth of the range outside `values`."""
    low, high = min(values), max(values)
    beyond = 0.2 * ((high - low) or abs(high) or 1.0)
    return low - beyond, high + beyond


def draw_interval(
    ax: Axes, y: float, ends: tuple[float, float], edges: tuple[float, float]
) -> tuple[float, float]:
    """Draw an interval in row `y` as a hatched bar and return how far it reaches.

    An end that is ``nan`` is open: the bar goes on to its one of `edges` and ends in an arrow.
    """
    low, high = (edge if math.isnan(end) else end for end, edge in zip(ends, edges, strict=True))
    ax.barh(y, high - low, 0.34, low, **INTERVAL_LOOK, gid="interval", zorder=2)
    for end, edge, marker in zip(ends, edges, "<>", strict=True):
        if math.isnan(end):
            ax.plot(edge, y, marker, ms=9, color=BOUND, gid="open", zorder=3)
    return low, high


def _ticks(
    limits: tuple[float, float], decimals: int, *, share: bool = False, written_out: bool = False
) -> tuple[list[float], list[str]]:
    """Return round ticks and their labels; a share has none below 0 and above 100.

    `written_out` is as in `minsheng.text.numerals.compact`.
    """
    low, high = limits
    places = MaxNLocator(5, min_n_ticks=2, integer=decimals == 0).tick_values(low, high)
    if share:
        low, high = max(low, 0.0), min(high, 100.0)
    ticks = [float(tick) for tick in places if low <= tick <= high]
    return ticks, [compact(tick, 4, written_out=written_out) for tick in ticks]


def number_axis(ax: Axes, label: str, decimals: int = 2) -> None:
    """Give the x axis a few plain numbers, a light grid and its unit."""
    limits = ax.get_xlim()
    ax.set_xticks(*_ticks(limits, decimals))
    ax.set_xlim(limits)
    ax.grid(axis="x")
    ax.set_xlabel(label, loc="left", labelpad=2)


def value_axis(ax: Axes, unit: Unit) -> None:
    """Give the y axis a few plain numbers, a light grid and its unit, which stands on top."""
    limits = ax.get_ylim()
    ticks = _ticks(limits, unit.decimals, share=unit.share, written_out=unit.has_wan)
    ax.set_yticks(*ticks)
    ax.set_ylim(limits)
    ax.grid(axis="y")
    ax.set_ylabel(say("charts.unit", unit=unit.name()), rotation=0, ha="left", va="bottom")
    ax.yaxis.set_label_coords(0, 1.02)


def limits_with_room(
    ax: Axes, values: Sequence[float], left: Iterable[str], right: Iterable[str]
) -> tuple[float, float]:
    """Return limits round `values` that leave room for the longest text at each end of `ax`.

    The axes are as wide as they are drawn; `left` and `right` are small texts that stand outside
    the lowest and the highest value.
    """
    low, high = min(values), max(values)
    size = (high - low) or abs(high) or 1.0
    sides = [max(map(ems, texts), default=0.0) * SMALL / 72 + 0.2 for texts in (left, right)]
    an_inch = size / max(width_of(ax) - sum(sides), 0.5)
    return low - sides[0] * an_inch, high + sides[1] * an_inch
