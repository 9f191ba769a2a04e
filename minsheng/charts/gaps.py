"""The gap from baseline to target."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

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
)
from minsheng.charts.scales import draw_interval, interval_edges, limits_with_room, number_axis
from minsheng.charts.sheet import AxesArray, new_sheet, row_panel, write_at, write_beside
from minsheng.charts.words import (
    counted_reasons,
    gap_to_go,
    interval_in_words,
    most_drawn,
    units,
    without_symbol,
)
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import gaps
from minsheng.plan.wording import indicator_names, printed_end, quoted_names
from minsheng.text.amounts import difference
from minsheng.text.language import say
from minsheng.text.numerals import plain
from minsheng.text.units import RANK

if TYPE_CHECKING:
    from minsheng.plan.bounds import Interval
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_AMOUNT = "flow_has_no_growth"  # the state of an amount to be done, which has no baseline


@taking_parts
@theme.themed()
def gap(plan: Plan) -> AxesArray:
    """Draw how far it is from each baseline to its final target, as a dumbbell.

    Shares have one scale, in percentage points, all other units another, in per cent of the target:
    a gap of one point is as long in every row. Rows are sorted by gap. The baseline stands at zero;
    a target that it meets already lies to its left, by its headroom. A baseline that is only a
    bound is a hatched bar over the gaps it may have, with an arrow where it is open. Where no
    share of the target can be told, as of a rank, the figures stand alone. The rest is counted
    below with its reason, amounts that are done within the years among it: of them everything is
    still to do.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    AxesArray
        The panels from the top down; y is the row, x percentage points or per cent of the
        target. They are a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> axes = ms.charts.gap(ms.load_plan().select(programme="healthcare"))
    """
    rows: list[Row] = list(gaps(plan).to_dict("records"))
    drawn = [row for row in rows if row["state"] != _AMOUNT and has(row, "gap")]
    drawn.sort(key=_size, reverse=True)
    name_of, unit_of = indicator_names(plan), units(plan)
    flows = sum(row["state"] == _AMOUNT and not math.isnan(row["gap"]) for row in rows)
    finding = _finding(drawn, flows, quoted_names(plan), unit_of)
    both = ([row for row in drawn if is_share(row) is share] for share in (True, False))
    shown, more = most_drawn([part for part in both if part])
    panels = []
    for part in shown:
        figures = [_figure(row, unit_of[row["indicator"]]) for row in part]
        labels = [name_of[row["indicator"]] for row in part]
        panels.append(row_panel(labels, figures, above=0.32, below=0.3))
    known = {row["indicator"] for row in drawn}
    left_out = [_reason(row) for row in rows if row["indicator"] not in known]
    notes = [more, _key(drawn), counted_reasons(left_out)]
    axes = new_sheet(plan, finding, panels, notes)
    for ax, part in zip(axes, shown, strict=False):
        _draw_dumbbells(ax, part, unit_of)
    return AxesArray.of(axes)


def _size(row: Row) -> tuple[bool, bool, float]:
    """Return the key by which rows are sorted: how far it is, at most where it is an interval."""
    low, high = _distances(row)
    known = [end for end in (low, high) if not math.isnan(end)]
    return not is_held(row), bool(known), max(known, default=0.0)


def _reason(row: Row) -> str:
    if row["state"] == _AMOUNT and not math.isnan(row["target"]):
        return "yearly_rate" if is_rate(row) else "all_to_do"
    return str(row["state"])


# ---- the title


def _finding(
    rows: Sequence[Row], flows: int, name_of: Mapping[str, str], unit_of: Mapping[str, Unit]
) -> str:
    """Return which gap is the widest, or why there is none.

    `rows` are drawn; besides them there are `flows` amounts that are done within the years.
    """
    unmet = [row for row in rows if not is_held(row) and row["gap"] > 0]
    shares = [row for row in unmet if is_share(row)]
    if shares:
        widest = max(shares, key=lambda row: row["gap"])
        size = difference(widest["gap"], unit_of[widest["indicator"]])
        name = names_with_same(shares, "gap", widest["gap"], name_of)
        wider = any(is_share(row) and may_exceed(row, "gap", widest["gap"]) for row in rows)
        alone = len(shares) == 1 and not any(is_share(row) for row in _open_intervals(rows))
        title = say(f"charts.gap_title_points{'_alone' * alone}", name=name, gap=size)
        return say("charts.among_exact", title=title) if wider else title
    relative = [row for row in unmet if row["relative_gap"] > 0]
    if relative:
        return _relative_finding(rows, relative, name_of)
    ranks = [row for row in unmet if row["unit"] == RANK]
    if ranks:
        widest = max(ranks, key=lambda row: row["gap"])
        size = difference(widest["gap"], unit_of[widest["indicator"]])
        name = names_with_same(ranks, "gap", widest["gap"], name_of)
        return say(f"charts.gap_title_rank{'_alone' * (len(ranks) == 1)}", name=name, gap=size)
    if unmet:
        return say("charts.gap_title_zero", n=len(unmet))
    bounds = len(_open_intervals(rows))
    if bounds:
        return say("charts.gap_title_bounds", n=bounds)
    if rows:
        all_met = all(is_met(row) for row in rows)
        return say("charts.gap_title_met" if all_met else "charts.gap_title_level", n=len(rows))
    return say("charts.gap_title_flows" if flows else "charts.gap_title_none", n=flows)


def _open_intervals(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of which only an interval of the gap is known."""
    return [row for row in rows if is_interval(row, "gap") and not is_met(row)]


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
    wider = any(may_exceed(row, "gap", size * abs(row["target"])) for row in rows)
    key += "_alone" * (len(relative) == 1 and not _open_intervals(rows))
    title = say(f"charts.gap_title_{key}", name=name, gap=f"{plain(100 * size, 1)}%")
    return say("charts.among_exact", title=title) if wider else title


# ---- dumbbells: baseline, target and what lies between them


def _key(rows: Sequence[Row]) -> str:
    """Return what the marks of `rows` stand for, those that occur."""
    keys = ["charts.gap_key"] if rows else []
    keys += ["charts.gap_key_held"] if any(is_held(row) for row in rows) else []
    keys += ["charts.hatched"] if any(is_interval(row, _measure(row)) for row in rows) else []
    return say("charts.space").join(say(key) for key in keys)


def _measure(row: Row) -> str:
    return "headroom" if is_held(row) else "gap"


def _distances(row: Row) -> tuple[float, float]:
    """Return the least and the largest distance from baseline to target, as they are drawn.

    Percentage points, or per cent of the target; below zero where the baseline is beyond it;
    ``nan`` where an end is open, and twice where no share of the target can be told.
    """
    low, high = interval_of(row, _measure(row)).ends
    if is_held(row):
        low, high = -high, -low
    if is_share(row):
        return low, high
    target = abs(float(row["target"]))
    is_unknown = math.isnan(row["relative_gap"]) and low == high and not is_held(row)
    if not target or row["unit"] == RANK or is_unknown:
        return math.nan, math.nan
    return 100 * low / target, 100 * high / target


def _draw_dumbbells(ax: Axes, rows: Sequence[Row], unit_of: Mapping[str, Unit]) -> None:
    """Draw `rows`, all of them shares or none, from the top down."""
    pairs = [_distances(row) for row in rows]
    ends = [0.0, *(end for pair in pairs for end in pair if not math.isnan(end))]
    edges = interval_edges(ends)
    sides = [_end_texts(row, unit_of[row["indicator"]]) for row in rows]
    open_ends = edges if any(math.isnan(low) != math.isnan(high) for low, high in pairs) else ()
    limits = limits_with_room(ax, [*ends, *open_ends], *zip(*sides, strict=True))
    ax.set_xlim(limits)
    for y, (row, pair, texts) in enumerate(zip(rows, pairs, sides, strict=True)):
        low, high = _draw_dumbbell(ax, y, row, pair, edges)
        for text, x, outward in zip(texts, (low, high), (-1, 1), strict=True):
            style: theme.Style = {"ha": "left" if outward > 0 else "right", "va": "center"}
            write_at(ax, text, (x, y), (outward * 7, 0), size=theme.SMALL, **style)
        unit = unit_of[row["indicator"]]
        colour = theme.BOUND if is_interval(row, "gap") and not is_held(row) else theme.INK
        write_beside(ax, y, _figure(row, unit), theme.HELD if is_held(row) else colour)
    heading = "gap_shares" if is_share(rows[0]) else "gap_amounts"
    ax.set_title(say(f"charts.{heading}"), color=theme.QUIET, size=theme.BODY, pad=4)
    number_axis(ax, "")


def _draw_dumbbell(
    ax: Axes, y: int, row: Row, distances: tuple[float, float], edges: tuple[float, float]
) -> tuple[float, float]:
    """Draw one row and return its ends; `edges` are where an open interval stops."""
    held = is_held(row)
    colour = theme.HELD if held else theme.TARGET
    low, high = distances
    if is_interval(row, _measure(row)):
        low, high = draw_interval(ax, y, distances, edges)
        if held:
            ax.plot(high, y, "^", ms=6, color=colour, gid="target", zorder=4)
        return low, high
    if math.isnan(low):
        return 0.0, 0.0
    line: theme.Style = {"ls": ":" if held else "-", "lw": 1.8, "color": colour}
    ax.plot((0, high), (y, y), **line, gid="gap", zorder=2)
    ax.plot(0, y, "o", ms=6.5, color=theme.BASELINE, gid="baseline", zorder=3)
    ax.plot(high, y, "^" if held else "D", ms=6, color=colour, gid="target", zorder=4)
    return min(0.0, low), max(0.0, high)


def _end_texts(row: Row, unit: Unit) -> tuple[str, str]:
    """Return what stands left and right of a row: baseline and target, or the other way round."""
    baseline = printed_end(row, "baseline", without_symbol(unit))
    target = printed_end(row, "target", without_symbol(unit))
    if is_interval(row, _measure(row)) or math.isnan(_distances(row)[0]):
        target = say("charts.target", target=target)
    return (target, baseline) if is_held(row) else (baseline, target)


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
        return _interval_figure(interval_of(row, "gap"), unit)
    text = gap_to_go(row["gap"], row["direction"], unit)
    if row["state"] == "outside_line":
        return say("charts.outside_gap", gap=text)
    return text


def _interval_figure(gap: Interval[float], unit: Unit) -> str:
    """Return in words what may be to go, where the baseline may meet the target already."""
    if gap.low >= 0:
        return say("charts.gap_between", gap=interval_in_words(gap, unit))
    if math.isinf(gap.high):
        return say("charts.gap_unknown")
    return say("charts.gap_at_most", gap=difference(gap.high, unit))
