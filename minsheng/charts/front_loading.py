"""Front- and back-loading: how the planned change is spread over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import seaborn
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, Rectangle

from minsheng.charts import strip, theme
from minsheng.charts.sheet import (
    Panel,
    as_rows,
    fitted,
    lines_needed,
    number_axis,
    row_height,
    sheet,
)
from minsheng.charts.sorting import strip_groups, tally
from minsheng.charts.spreads import Spread, finding, spreads_of
from minsheng.charts.words import names
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_A_LINE = 10  # years of a legend side by side
_LIGHT = 0.45  # colours from here on carry dark text


@theme.themed()
def loading(plan: Plan) -> npt.NDArray[np.object_]:
    """Draw each year's share of the planned change as a stacked bar, front-loaded first.

    Only what the plan sets out itself is drawn: where all years but the last are our own even
    spread of a total, the shares would say nothing about the plan, and what is met or only to be
    held has no change to spread. A year whose target lies behind the baseline goes to the left of
    zero; such indicators have a panel and a scale of their own.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The panels from the top down; x is per cent of the whole planned change.
    """
    spreads, left = spreads_of(plan)
    parts = [part for part in (
        [spread for spread in spreads if not spread.turns_back],
        [spread for spread in spreads if spread.turns_back],
    ) if part]  # fmt: skip
    known = names(plan)
    labels = [fitted([known[spread.indicator] for spread in part]) for part in parts]
    lines = 0.22 * lines_needed(len(plan.facts.years), _A_LINE)
    room = [Panel(len(part) * row_height(part), above=0.28 + lines if number else lines, below=0.34)
            for number, part in enumerate(labels)]  # fmt: skip
    groups = strip_groups(tally(left))
    room += [strip.panel(groups)] if groups else []
    hatched = any(not spread.is_set_out for spread in spreads)
    note = say("charts.loading_key") if hatched else ""
    _, axes = sheet(finding(spreads, plan.facts.years), room, note, right=0.35)
    for ax, part, words in zip(axes, parts, labels, strict=False):
        _stacks(ax, part, words)
    if groups:
        strip.fill(axes[-1], groups)
    return np.array(axes, dtype=object)


def _stacks(ax: Axes, part: Sequence[Spread], labels: Sequence[str]) -> None:
    as_rows(ax, labels)
    widest = max(sum(share for share in spread.shares if share > 0) for spread in part)
    back = min(sum(share for share in spread.shares if share < 0) for spread in part)
    ax.set_xlim(back * 108, widest * 100 * (1.0 if back == 0 else 1.03))
    for y, spread in enumerate(part):
        _stack(ax, y, spread, (widest - back) * 100)
    _name_years(ax, part[0], (widest - back) * 100)
    number_axis(ax, say("charts.loading_axis"), 0)
    ax.grid(visible=False)
    years = part[0].years
    for mark in range(1, len(years)):
        even = 100 * mark / len(years)
        ax.axvline(even, color=theme.QUIET, lw=0.9, ls="--", zorder=1, gid="even")
    ax.axvline(0, color=theme.INK, lw=0.8, zorder=4)
    if back < 0:
        ax.set_title(say("charts.loading_negative"), color=theme.QUIET, size=theme.BODY, pad=16)


def _stack(ax: Axes, y: int, spread: Spread, whole: float) -> None:
    """Draw one bar: what leads back to the left of zero, all else to the right."""
    ahead = behind = 0.0
    colours = _year_colours(len(spread.years))
    looks = zip(spread.years, spread.shares, spread.bases, colours, strict=True)
    for year, share, basis, (colour, ink) in looks:
        size = share * 100
        start = ahead if size >= 0 else behind
        hatch = theme.INTERVAL_HATCH if basis == "interpolated" else None
        ax.barh(y, size, 0.62, start, color=colour, edgecolor="white", lw=0.8, hatch=hatch,
                gid=str(year), zorder=2)  # fmt: skip
        if abs(size) > 0.05 * whole:
            plate = {"boxstyle": "square,pad=0.15", "fc": colour, "ec": "none"} if hatch else None
            ax.text(start + size / 2, y, f"{plain(size, 0)}%", ha="center", va="center_baseline",
                    size=theme.SMALL, color=ink, bbox=plate)  # fmt: skip
        ahead, behind = ahead + max(size, 0), behind + min(size, 0)


def _name_years(ax: Axes, spread: Spread, whole: float) -> None:
    """Name the years over the first bar, or where its parts are too narrow in a legend."""
    if min(abs(share) for share in spread.shares) * 100 < 0.08 * whole:
        colours = _year_colours(len(spread.years))
        handles = [Patch(color=colour, label=str(year))
                   for year, (colour, _) in zip(spread.years, colours, strict=True)]  # fmt: skip
        ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=_A_LINE,
                  borderaxespad=0, handlelength=0.8, handletextpad=0.3, columnspacing=0.6,
                  borderpad=0.1)  # fmt: skip
        return
    bars = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    for bar in bars[: len(spread.years)]:
        middle = bar.get_x() + bar.get_width() / 2
        ax.annotate(str(bar.get_gid()), (middle, -0.5), (0, 2), textcoords="offset points",
                    ha="center", size=theme.SMALL, annotation_clip=False)  # fmt: skip


def _year_colours(count: int) -> list[tuple[str, str]]:
    """Return a colour for each of `count` years, dark to light, and one for text in it."""
    ramp = seaborn.blend_palette(theme.YEARS, count).as_hex()
    return [(colour, "white" if _lightness(colour) < _LIGHT else theme.INK) for colour in ramp]


def _lightness(colour: str) -> float:
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue
