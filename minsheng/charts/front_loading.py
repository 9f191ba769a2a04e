"""Front- and back-loading: how the planned change is spread over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import seaborn
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from minsheng.charts import theme
from minsheng.charts.scales import number_axis
from minsheng.charts.sheet import NAMES, AxesArray, Panel, lines_needed, new_sheet, row_panel
from minsheng.charts.svg import say_of
from minsheng.charts.words import counted_reasons, most_drawn
from minsheng.plan.naming import taking_parts
from minsheng.plan.spreads import Spread, spreads
from minsheng.plan.wording import indicator_names
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_YEARS_A_LINE = 8  # years of a legend side by side
_SAME = 1e-9  # shares closer than this are the same


@taking_parts
@theme.themed()
def loading(plan: Plan) -> AxesArray:
    """Draw each year's share of the planned change as a stacked bar, front-loaded first.

    An indicator is drawn where the plan states a target for a year before the last; where those
    years are only interpolated, the shares would say nothing about the plan. It is not drawn where
    the baseline meets the target or the target is only to be held. These and all others are counted
    below, with the reason. A year whose target lies behind the baseline goes to the left
    of zero; such indicators have a panel and a scale of their own.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    AxesArray
        The panels from the top down; x is per cent of the whole planned change. They are a figure
        of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> axes = ms.charts.loading(ms.load_plan().select(programme="healthcare"))
    """
    every = spreads(plan)
    drawn = sorted((one for one in every if not one.reason), key=lambda one: -one.first)
    forward = [spread for spread in drawn if not spread.turns_back]
    backward = [spread for spread in drawn if spread.turns_back]
    parts, more = most_drawn([part for part in (forward, backward) if part])
    name_of = indicator_names(plan)
    legend = 0.22 * lines_needed(len(plan.facts.years), _YEARS_A_LINE)
    panels: list[Panel] = []
    for part in parts:
        labels = [name_of[spread.indicator] for spread in part]
        above = 0.42 if panels else legend
        panels.append(row_panel(labels, above=above, below=0.34))
    hatched = any(not spread.is_set_out for part in parts for spread in part)
    axes = new_sheet(
        plan,
        _finding(drawn, plan.facts.years),
        panels,
        [
            more,
            say("charts.loading_key") if hatched else "",
            counted_reasons(one.reason for one in every if one.reason),
        ],
        sides=(NAMES, 0.35),
    )
    for ax, part in zip(axes, parts, strict=False):
        _draw_bars(ax, part, name_of)
    if parts:
        _name_years(axes[0], parts[0][0].years)
    return AxesArray.of(axes)


# ---- the title


def _finding(spreads: Sequence[Spread], years: range) -> str:
    """Return what most goals put into the first year: more, less, or as much as an even share."""
    if not spreads:
        return say("charts.loading_title_none")
    even = 1 / len(years)
    counts = {
        "front": sum(spread.first > even + _SAME for spread in spreads),
        "back": sum(spread.first < even - _SAME for spread in spreads),
    }
    counts["even"] = len(spreads) - sum(counts.values())
    most = max(counts, key=lambda part: counts[part])
    words = {"share": plain(100 * even, 0), "n": len(spreads), "most": counts[most]}
    if counts[most] == len(spreads):
        return say(f"charts.loading_all_{most}", **words)
    if 2 * counts[most] <= len(spreads):
        most = ""
    parts = [say(f"charts.loading_{part}", n=n) for part, n in counts.items() if n and part != most]
    others = say("charts.comma").join(parts)
    return say(f"charts.loading_most_{most or 'none'}", **words, others=others)


# ---- stacked bars


def _draw_bars(ax: Axes, spreads: Sequence[Spread], name_of: Mapping[str, str]) -> None:
    ahead = max(sum(share for share in spread.shares if share > 0) for spread in spreads)
    back = min(sum(share for share in spread.shares if share < 0) for spread in spreads)
    ax.set_xlim(back * 108, ahead * 100 * (1.0 if back == 0 else 1.03))
    width = (ahead - back) * 100
    for y, spread in enumerate(spreads):
        _draw_bar(ax, y, spread, width, name_of[spread.indicator])
    number_axis(ax, say("charts.loading_axis"), 0)
    ax.grid(visible=False)
    years = spreads[0].years
    for mark in range(1, len(years)):
        even = 100 * mark / len(years)
        ax.axvline(even, color=theme.QUIET, lw=0.9, ls="--", zorder=1, gid="even")
    ax.axvline(0, color=theme.INK, lw=0.8, zorder=4)
    if back < 0:
        ax.set_title(say("charts.loading_negative"), color=theme.QUIET, size=theme.BODY, pad=4)


def _draw_bar(ax: Axes, y: int, spread: Spread, width: float, name: str) -> None:
    """Draw the bar of one goal: negative shares left of zero, all others right of it.

    `width` is that of the panel, in per cent of the planned change. Figures stand in the bars
    where the years of the plan are few.
    """
    ahead = behind = 0.0
    colours = _year_colours(len(spread.years))
    figures = len(spread.years) <= _YEARS_A_LINE
    steps_of = zip(spread.years, spread.shares, spread.bases, colours, strict=True)
    for year, share, basis, (colour, ink) in steps_of:
        size = share * 100
        start = ahead if size >= 0 else behind
        hatch = theme.INTERVAL_HATCH if basis == "interpolated" else None
        look: theme.Style = {"facecolor": colour, "edgecolor": "white", "lw": 0.8, "hatch": hatch}
        bar = Rectangle((start, y - 0.31), size, 0.62, **look, gid=str(year), zorder=2)
        figure = f"{plain(size, 0)}%"
        say_of(bar, say("charts.mark_in_period", name=name, period=year, value=figure))
        ax.add_artist(bar)  # the limits of the axes are set: it need not look for them
        if figures and abs(size) > 0.05 * width:
            plate = {"boxstyle": "square,pad=0.15", "fc": colour, "ec": "none"} if hatch else None
            style: theme.Style = {
                "ha": "center",
                "va": "center_baseline",
                "size": theme.SMALL,
                "bbox": plate,
            }
            ax.text(start + size / 2, y, figure, color=ink, **style)
        ahead, behind = ahead + max(size, 0), behind + min(size, 0)


def _name_years(ax: Axes, years: Sequence[int]) -> None:
    """Name the years once for all panels, in a legend above the first."""
    colours = [colour for colour, _ in _year_colours(len(years))]
    ax.legend(
        handles=[
            Patch(color=colour, label=str(year))
            for year, colour in zip(years, colours, strict=True)
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=_YEARS_A_LINE,
        borderaxespad=0,
        handlelength=0.8,
        handletextpad=0.3,
        columnspacing=0.6,
        borderpad=0.1,
    )


@cache
def _year_colours(count: int) -> list[tuple[str, str]]:
    """Return a colour for each of `count` years, dark to light, and one for text in it."""
    ramp = seaborn.blend_palette(theme.YEARS, count).as_hex()
    return [(colour, theme.ink_on(colour)) for colour in ramp]
