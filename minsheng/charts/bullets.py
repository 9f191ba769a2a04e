"""Each goal on a scale of its own: baseline, what was observed, what is due, the final target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.ticker import MaxNLocator

from minsheng.charts.class_cells import class_legend, draw_cells, in_order, legend_lines
from minsheng.charts.sheet import (
    MARGIN,
    NAMES,
    AxesArray,
    Panel,
    ems_in,
    height_of,
    new_sheet,
    width_of,
)
from minsheng.charts.theme import BASELINE, BODY, INK, REGION, SMALL, TARGET, Style, bare, themed
from minsheng.charts.words import (
    capitalised,
    counted_reasons,
    ems,
    late_clause,
    most_drawn,
    units,
    with_silent,
    wrap,
)
from minsheng.evaluation import CLASS_TABLE, GOOD, SHORT, positions
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.wording import indicator_names, quoted_names, target_of_row
from minsheng.text.amounts import path_amount, reported
from minsheng.text.bounded import stated
from minsheng.text.language import say
from minsheng.text.numerals import compact

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit

_RIGHT = 1.9  # inches for the figures right of the scales
_HEIGHT = 0.2  # inches of the band of a scale
_SQUARE = 0.13  # inches
_OUT = 0.7  # ems that the number of a tick may stand out of its scale, towards the texts beside it


@needing_standing
@themed()
def bullet(standing: Standing) -> AxesArray:
    """Draw each goal on a scale of its own unit: baseline, value, what is due, final target.

    The square of its class stands at what was observed, of an amount of each year at all that was
    done since the plan began. A tick is what the plan wants by the end of the period, a triangle
    the final target; it points to where better is, and that side is shaded. Scales begin at zero
    unless all values lie close together: their numbers are printed. What cannot be placed is
    counted with the reason.

    Parameters
    ----------
    standing
        Where a part of a plan stands: a programme, or its headline goals.

    Returns
    -------
    AxesArray
        The scales from the top down, in the order of the plan; x is the unit of the goal. They are
        a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019")
    >>> axes = ms.charts.bullet(standing.headlines())
    """
    every = positions(standing)
    rows: list[Mapping[Any, Any]] = list(every[every["missing"].eq("")].to_dict("records"))
    name_of, unit_of = indicator_names(standing.plan), units(standing.plan)
    (shown,), more = most_drawn([rows])
    labels = [wrap(name_of[row["indicator"]], ems_in(NAMES - MARGIN - 0.1, BODY)) for row in shown]
    goals = goal_by_indicator(standing.plan)
    ours = [goal for row in shown if (goal := goals[row["indicator"]]).is_total_ours]
    figures = [
        _figure(row, unit_of[row["indicator"]], "*" * goals[row["indicator"]].is_total_ours)
        for row in shown
    ]
    classes = in_order(row["class"] for row in shown)
    panels: list[Panel] = []
    for label, figure in zip(labels, figures, strict=True):
        tallest = max(height_of(label, BODY), height_of(figure, SMALL))
        free = max(0.0, tallest - _HEIGHT) / 2
        above = max(0.06, free)
        if not panels:
            below_key = above + 0.06
            above = below_key + legend_lines(classes) + 0.04
        panels.append(Panel(_HEIGHT, above=above, below=max(0.24, free + 0.04)))
    notes = [
        more,
        say("charts.bullet_key") if shown else "",
        *(say(f"charts.{each}") for each in dict.fromkeys(goal.total_is for goal in ours)),
        counted_reasons(code for code in every["missing"] if code),
    ]
    finding = _finding(standing, rows, name_of, unit_of)
    axes = new_sheet(standing, finding, panels, notes, sides=(NAMES, _RIGHT))
    for ax, row, label, figure in zip(axes, shown, labels, figures, strict=False):
        _draw_scale(ax, row, unit_of[row["indicator"]])
        ax.set_yticks([0.5], [label], size=BODY, color=INK)
        ax.tick_params(axis="y", pad=9)
        style: Style = {"va": "center", "size": SMALL, "color": INK, "linespacing": 1.2}
        ax.annotate(figure, (1, 0.5), (8, 0), "axes fraction", "offset points", **style)
    if shown:
        class_legend(axes[0], classes, NAMES, below_key)
    return AxesArray.of(axes)


def _value(row: Mapping[Any, Any], unit: Unit) -> str:
    return reported(row["value"], unit, math.nan if row["kind"] == "flow" else row["decimals"])


def _figure(row: Mapping[Any, Any], unit: Unit, mark: str) -> str:
    """Return what stands right of a scale: the value, what is due, the final target and `mark`."""
    bound, target, high = target_of_row(row, "target")
    symbol = CLASS_TABLE[row["class"]].symbol
    now = say("charts.bullet_value", symbol=symbol, value=_value(row, unit))
    if not math.isnan(row["planned"]):
        now += say("charts.bullet_due", due=path_amount(row["planned"], unit))
    end = say("charts.target", target=stated(bound, target, unit, high=high) + mark)
    width = ems_in(_RIGHT - 0.2, SMALL)
    return f"{wrap(now, width)}\n{wrap(end, width)}"


def _finding(
    standing: Standing,
    rows: Sequence[Mapping[Any, Any]],
    name_of: Mapping[str, str],
    unit_of: Mapping[str, Unit],
) -> str:
    """Return how many of `rows` stand well, and which is furthest from what is due."""
    period = capitalised(standing.period.name())
    if not rows:
        return say("charts.bullet_none", period=period)
    good = sum(row["class"] in GOOD for row in rows)
    short = [row for row in rows if row["class"] in SHORT]
    late = late_clause(row["class"] for row in rows)
    words = {"period": period, "n": len(rows), "good": good, "late": late, "short": len(short)}
    # A goal can fall short of its line in a year before: its value may be what is wanted now.
    behind = [
        row
        for row in short
        if row["planned"]
        and (row["value"] > row["planned"] if row["falls"] else row["value"] < row["planned"])
    ]
    if not short:
        return with_silent(say("charts.bullet_good", **words), standing.verdicts["class"])
    if not behind:
        return say("charts.bullet_counts", **words)
    last = max(behind, key=lambda row: abs(row["value"] / row["planned"] - 1))
    unit = unit_of[last["indicator"]]
    return say(
        "charts.bullet_title" if len(behind) > 1 else "charts.bullet_one",
        **words,
        name=quoted_names(standing.plan)[last["indicator"]],
        value=_value(last, unit),
        due=path_amount(last["planned"], unit),
    )


def _draw_scale(ax: Axes, row: Mapping[Any, Any], unit: Unit) -> None:
    """Draw the scale of one goal and its marks."""
    marks = [row["start"], row["value"], row["planned"], row["target"]]
    low, high = _limits([mark for mark in marks if not math.isnan(mark)], unit)
    bare(ax, "bottom")
    ax.set(xlim=(low, high), ylim=(0, 1))
    ticks = [tick for tick in MaxNLocator(4).tick_values(low, high) if low <= tick <= high]
    labels = [compact(tick, 2, written_out=unit.has_wan) for tick in ticks]
    room = ems_in(width_of(ax), SMALL) / len(ticks)
    if max(map(ems, labels)) + 1 > room:
        ticks, labels = ticks[::2], labels[::2]
    em = (high - low) / ems_in(width_of(ax), SMALL)
    inside = [
        (tick, label)
        for tick, label in zip(ticks, labels, strict=True)
        if low - _OUT * em <= tick - ems(label) / 2 * em
        and tick + ems(label) / 2 * em <= high + _OUT * em
    ]
    ax.set_xticks([tick for tick, _ in inside], [label for _, label in inside], size=SMALL)
    met = (low, row["target"]) if row["falls"] else (row["target"], high)
    ax.axvspan(*met, color=REGION, lw=0, zorder=0, gid="met")
    if not math.isnan(row["start"]):
        way: Style = {"color": BASELINE, "lw": 1.2, "zorder": 1}
        ax.plot([row["start"], row["value"]], [0.5, 0.5], **way, gid="way")
        base: Style = {"marker": "o", "ms": 5, "mfc": BASELINE, "mec": "white", "mew": 0.6}
        ax.plot(row["start"], 0.5, **base, zorder=2, gid="baseline", clip_on=False)
    if not math.isnan(row["planned"]):
        ax.plot([row["planned"]] * 2, [0, 1], color=INK, lw=1.6, zorder=3, gid="due")
    end: Style = {"ms": 8, "mfc": TARGET, "mec": "white", "mew": 0.6}
    ax.plot(
        row["target"],
        0.5,
        "<" if row["falls"] else ">",
        **end,
        zorder=4,
        gid="target",
        clip_on=False,
    )
    draw_cells(ax, [(row["value"], 0.5)], [row["class"]], _SQUARE)
    for line in ax.lines[-2:]:
        line.set_zorder(5)


def _limits(values: Sequence[float], unit: Unit) -> tuple[float, float]:
    """Return where a scale begins and ends: at zero, unless all values lie in its upper half."""
    low, high = min(values), max(values)
    if low >= 0 and low <= high / 2:
        low = 0.0
    room = 0.12 * ((high - low) or abs(high) or 1.0)
    low = low - room if low else low
    high = min(high + room, 100.0) if unit.share and high <= 100 else high + room
    return low, high
