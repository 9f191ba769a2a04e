"""The gap from baseline to target."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.requirement_rows import (
    Row,
    has,
    interval_of,
    is_held,
    is_interval,
    is_met,
    is_rate,
    is_share,
    may_exceed,
    names_with_same,
    split_by_unit,
)
from minsheng.charts.sheet import (
    AxesArray,
    count_groups,
    draw_interval,
    interval_edges,
    new_sheet,
    number_axis,
    row_panel,
    strip,
    widened,
    write_at,
    write_beside,
)
from minsheng.charts.words import (
    gap_to_go,
    interval_in_words,
    most_drawn,
    units,
    without_symbol,
)
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import gaps
from minsheng.plan.wording import indicator_names, printed_end
from minsheng.text.language import say
from minsheng.text.numerals import difference, plain

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


@taking_parts
@theme.themed()
def gap(plan: Plan) -> AxesArray:
    """Draw the gap from baseline to final target as a dumbbell for each indicator.

    One panel per unit, shares first, rows by size of gap. A baseline that is only a bound is a
    hatched bar over the values it may have, with an arrow where it is open; what is met at the
    baseline or only to be held has a mark of its own and its headroom. Amounts done within the
    years follow in panels of their own: of them everything is still to do. The rest is counted in
    a strip with the reason.

    Parameters
    ----------
    plan
        A plan or a selection of one. Of several programmes, amounts are counted and not drawn.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The panels from the top down; y is the row, x the indicator's unit. They are a figure of
        their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> axes = ms.charts.gap(ms.load_plan().select(programme="healthcare"))
    """
    contents = _contents(plan)
    name_of, unit_of = indicator_names(plan), units(plan)
    finding = _finding(contents, name_of, unit_of)
    shown, more = most_drawn([*contents.states, *contents.amounts])
    states, amounts = shown[: len(contents.states)], shown[len(contents.states) :]
    panels = []
    for rows in states:
        figures = [_figure(row, unit_of[row["indicator"]]) for row in rows]
        labels = [name_of[row["indicator"]] for row in rows]
        panels.append(row_panel(labels, figures, above=0.22, below=0.34))
    for number, rows in enumerate(amounts):
        labels = [name_of[row["indicator"]] for row in rows]
        panels.append(row_panel(labels, above=0.1 if number else 0.32, below=0.0))
    groups = count_groups(contents.left_out)
    axes = new_sheet(plan, finding, [*panels, *strip(groups)], [more, _key(states)])
    for number, rows in enumerate(shown):
        draw = _draw_dumbbells if number < len(states) else _draw_amounts
        draw(axes[number], rows, unit_of[rows[0]["indicator"]])
    if amounts:
        first = axes[len(states)]
        first.set_title(say("charts.gap_flows"), color=theme.QUIET, size=theme.SMALL, pad=3)
    return np.array(axes, dtype=object)


# ---- what is drawn, and what is left out


@dataclass(frozen=True)
class _Contents:
    """Rows of `ms.gaps` by panel, each of one unit, and the reasons of those left out."""

    states: list[list[Row]]
    amounts: list[list[Row]]
    left_out: list[str]


def _contents(plan: Plan) -> _Contents:
    rows: list[Row] = list(gaps(plan).to_dict("records"))
    states = [row for row in rows if row["kind"] != "flow" and has(row, "gap")]
    amounts = [
        row
        for row in rows
        if row["kind"] == "flow" and not is_rate(row) and not math.isnan(row["gap"])
    ]
    if len(plan.tables["programmes"]) > 1:
        amounts = []
    drawn = {row["indicator"] for row in (*states, *amounts)}
    left_out = [_reason(row) for row in rows if row["indicator"] not in drawn]
    return _Contents(
        split_by_unit(sorted(states, key=_size, reverse=True)),
        split_by_unit(sorted(amounts, key=lambda row: -row["target"])),
        left_out,
    )


def _size(row: Row) -> tuple[bool, float]:
    """Return the key by which rows are sorted: the gap, its far end where it is an interval."""
    return not is_held(row), interval_of(row, "gap").high


def _reason(row: Row) -> str:
    if is_rate(row) and not math.isnan(row["target"]):
        return "yearly_rate"
    return str(row["state"])


# ---- the title


def _finding(contents: _Contents, name_of: Mapping[str, str], unit_of: Mapping[str, Unit]) -> str:
    """Return which gap is the widest, or why there is none."""
    rows = [row for panel in contents.states for row in panel]
    unmet = [row for row in rows if not is_held(row) and row["gap"] > 0]
    shares = [row for row in unmet if is_share(row)]
    if shares:
        widest = max(shares, key=lambda row: row["gap"])
        size = difference(widest["gap"], unit_of[widest["indicator"]])
        name = names_with_same(shares, "gap", widest["gap"], name_of)
        title = say("charts.gap_title_points", name=name, gap=size)
        wider = any(is_share(row) and may_exceed(row, "gap", widest["gap"]) for row in rows)
        return say("charts.among_exact", title=title) if wider else title
    relative = [row for row in unmet if row["relative_gap"] > 0]
    if relative:
        return _relative_finding(rows, relative, name_of)
    if unmet:
        return say("charts.gap_title_zero", n=len(unmet))
    bounds = sum(is_interval(row, "gap") and not is_met(row) for row in rows)
    if bounds:
        return say("charts.gap_title_bounds", n=bounds)
    if rows:
        all_met = all(is_met(row) for row in rows)
        return say("charts.gap_title_met" if all_met else "charts.gap_title_level", n=len(rows))
    flows = sum(len(panel) for panel in contents.amounts)
    return say("charts.gap_title_flows" if flows else "charts.gap_title_none", n=flows)


def _relative_finding(
    rows: Sequence[Row], relative: Sequence[Row], name_of: Mapping[str, str]
) -> str:
    """Return which gap is the widest against the size of its target.

    `relative` are those of `rows` that have a gap relative to their target.
    """
    widest = max(relative, key=lambda row: row["relative_gap"])
    size = widest["relative_gap"]
    same_way = [row for row in relative if row["direction"] == widest["direction"]]
    name = names_with_same(same_way, "relative_gap", size, name_of)
    key = "relative" if widest["direction"] == "up" else "above"
    title = say(f"charts.gap_title_{key}", name=name, gap=f"{plain(100 * size, 1)}%")
    wider = any(may_exceed(row, "gap", size * abs(row["target"])) for row in rows)
    return say("charts.among_exact", title=title) if wider else title


# ---- dumbbells: baseline, target and what lies between them


def _key(panels: Iterable[Sequence[Row]]) -> str:
    """Return what the marks of the panels stand for, those that occur."""
    rows = [row for panel in panels for row in panel]
    keys = ["charts.gap_key"] if rows else []
    keys += ["charts.gap_key_held"] if any(is_held(row) for row in rows) else []
    keys += ["charts.hatched"] if any(is_interval(row, "gap") for row in rows) else []
    return say("charts.space").join(say(key) for key in keys)


def _draw_dumbbells(ax: Axes, rows: Sequence[Row], unit: Unit) -> None:
    """Draw `rows`, all of one unit, from the top down."""
    ends = [float(row[end]) for row in rows for end in ("baseline_low", "baseline_high", "target")]
    known = [end for end in ends if not math.isnan(end)]
    edges = interval_edges(known)
    intervals = [row for row in rows if is_interval(row, "gap")]
    left = 0.4 if any(row["baseline"] > row["target"] for row in intervals) else 0.25
    right = 0.45 if intervals else 0.25
    drawn = known if len(known) == len(ends) else [*known, edges[1]]
    ax.set_xlim(widened(drawn, left, right))
    for y, row in enumerate(rows):
        _draw_dumbbell(ax, y, row, unit, edges)
    words = say("charts.gap_axis_share") if unit.share else say("charts.unit", unit=unit.name())
    number_axis(ax, words, unit.decimals, share=unit.share)


def _draw_dumbbell(ax: Axes, y: int, row: Row, unit: Unit, edges: tuple[float, float]) -> None:
    """Draw one row; `edges` are where an open interval stops."""
    target, held = row["target"], is_held(row)
    colour = theme.HELD if held else theme.TARGET
    low, high = row["baseline_low"], row["baseline_high"]
    between = is_interval(row, "gap")
    if between:
        _, high = draw_interval(ax, y, (low, high), edges)
    else:
        line = ":" if held else "-"
        ax.plot((low, target), (y, y), ls=line, lw=1.8, color=colour, gid="gap", zorder=2)
        ax.plot(low, y, "o", ms=6.5, color=theme.BASELINE, gid="baseline", zorder=3)
    ax.plot(target, y, "^" if held else "D", ms=6, color=colour, gid="target", zorder=4)
    _write_ends(ax, y, row, unit, high)
    write_beside(ax, y, _figure(row, unit), theme.BOUND if between and not held else colour)


def _write_ends(ax: Axes, y: int, row: Row, unit: Unit, high: float) -> None:
    """Write baseline and target beside their marks; `high` is the upper end of the baseline."""
    baseline = printed_end(row, "baseline", without_symbol(unit))
    target = printed_end(row, "target", without_symbol(unit))
    if is_interval(row, "gap"):
        target = say("charts.target", target=target)
    low = row["baseline_low"]
    if row["baseline"] <= row["target"]:
        sides = (baseline, low, -1), (target, max(row["target"], high), 1)
    else:
        sides = (baseline, high, 1), (target, min(row["target"], low), -1)
    for text, x, outward in sides:
        align = "left" if outward > 0 else "right"
        write_at(ax, text, (x, y), (outward * 7, 0), size=theme.SMALL, ha=align, va="center")


def _figure(row: Row, unit: Unit) -> str:
    """Return in words what is to go, or for what is met or to be held the headroom."""
    if is_held(row):
        headroom = interval_of(row, "headroom")
        text = (
            difference(headroom.low, unit)
            if headroom.is_number
            else interval_in_words(headroom, unit)
        )
        return say("charts.headroom" if is_met(row) else "charts.headroom_held", gap=text)
    if is_interval(row, "gap"):
        text = interval_in_words(interval_of(row, "gap"), unit)
        return say("charts.gap_between", gap=text)
    text = gap_to_go(row["gap"], row["direction"], unit)
    if row["state"] == "outside_line":
        return say("charts.outside_gap", gap=text)
    return text


def _draw_amounts(ax: Axes, rows: Sequence[Row], unit: Unit) -> None:
    """Draw whole amounts as lines from zero to the target."""
    ax.set_xlim(0, max(row["target"] for row in rows) * 1.02)
    ax.set_xticks([])
    theme.bare(ax, "left")
    for y, row in enumerate(rows):
        ax.plot((0, row["target"]), (y, y), lw=2.4, color=theme.FLOW, gid="amount", zorder=2)
        ax.plot(row["target"], y, "D", ms=5, color=theme.TARGET, clip_on=False, zorder=3)
        write_beside(ax, y, printed_end(row, "target", unit), theme.INK)
