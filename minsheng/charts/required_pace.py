"""Must it go faster: the change a year achieved so far, against the one required from here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from minsheng.charts.class_cells import class_legend, draw_cells, draw_way, in_order, legend_lines
from minsheng.charts.scales import number_axis
from minsheng.charts.sheet import (
    FIGURES,
    NAMES,
    AxesArray,
    Panel,
    new_sheet,
    row_panel,
    width_of,
    write_at,
    write_beside,
)
from minsheng.charts.theme import INK, QUIET, SMALL, WIDTH, Style, bare, themed
from minsheng.charts.words import capitalised, counted_reasons, units
from minsheng.evaluation import paces
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.wording import indicator_names, quoted_names
from minsheng.text.amounts import computed_number, rate, unit_of_rates, way
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain, times
from minsheng.text.shortening import MOST_SQUARES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

    Row = Mapping[Any, Any]

_NAMED = 12  # goals at most that have a row with their name
_MOST = 2.0  # times the required pace; what is faster is drawn at the edge
_STEP = 0.1  # of the required pace, for squares on top of each other
_LIMITS = (-0.04, _MOST + _STEP + 0.04)
_SQUARE = (WIDTH - NAMES - FIGURES) * _STEP / (_LIMITS[1] - _LIMITS[0])  # inches
_TALLEST = 1.6  # inches of the squares on top of each other
_FASTEST = 2  # goals at most that the title names


@needing_standing
@themed()
def pace(standing: Standing) -> AxesArray:
    """Draw what each goal gained a year so far as a share of what it must gain from here.

    At 100 per cent the speed so far is enough, left of it the goal must go faster; what gained
    nothing or lost ground stands at zero. Up to 12 goals have a row each, the slowest on top. Of
    more each is a square in the colour and with the symbol of its class, and only the slowest
    that must go faster have rows. Goals without either pace are counted with the reason.

    Parameters
    ----------
    standing
        Where a part of a plan stands: a programme, or the headline goals of all.

    Returns
    -------
    AxesArray
        The panel of squares, where there is one, above that of rows; x is the share in per cent
        of the required pace. They are a figure of their own: the chart takes no axes.

    Notes
    -----
    Each goal is held against its own required pace, so that all units fit one axis. Of goals with
    the same years achieved and required pace lie on one line when both are divided by the planned
    change: a scatter of the two would show no more than this one share.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> axes = ms.charts.pace(standing.select(programme="childcare"))
    """
    every = paces(standing)
    ranked = every[every["missing"].eq("")].sort_values("share", kind="stable")
    rows: list[Row] = list(ranked.to_dict("records"))
    slow = [row for row in rows if row["share"] < 1]
    named = rows if len(rows) <= _NAMED else slow[:_NAMED]
    squares = rows[:MOST_SQUARES] if len(rows) > _NAMED else []
    name_of, unit_of = indicator_names(standing.plan), units(standing.plan)
    classes = in_order(row["class"] for row in rows)
    key = legend_lines(classes)
    panels: list[Panel] = []
    if squares:
        panels.append(Panel(_height(squares), above=0.42 + key, below=0.3 if named else 0.4))
    if named:
        figures = [_figure(row, standing.plan, unit_of) for row in named]
        names = [name_of[row["indicator"]] for row in named]
        above = 0.3 if squares else 0.42 + key
        panels.append(row_panel(names, figures, above=above, below=0.4))
    notes = [
        say("charts.pace_key") if rows else "",
        say("charts.lead_beyond") if any(row["share"] > _MOST for row in named) else "",
        say("charts.pace_squares") if squares else "",
        say("charts.pace_unnamed", n=len(slow) - len(named)) if len(slow) > len(named) else "",
        say("charts.more_drawn", n=len(rows) - len(squares)) if len(rows) > MOST_SQUARES else "",
        counted_reasons(every.loc[every["missing"].ne(""), "missing"]),
    ]
    axes = new_sheet(
        standing, _finding(standing, rows, slow, quoted_names(standing.plan)), panels, notes
    )
    if not rows:
        return AxesArray.of(axes)
    for ax in axes:
        ax.set_xlim(100 * _LIMITS[0], 100 * _LIMITS[1])
        number_axis(ax, say("charts.pace_axis") if ax is axes[-1] else "", 0)
        ax.axvline(100, color=INK, lw=1.4, zorder=2.5, gid="required")
    class_legend(axes[0], classes, NAMES, 0.28)
    _name_sides(axes[0], len(slow), len(rows) - len(slow))
    if squares:
        _draw_squares(axes[0], squares, name_of)
    if named:
        for y, (row, figure) in enumerate(zip(named, figures, strict=True)):
            beyond = ">" if row["share"] > _MOST else ""
            draw_way(axes[-1], y, row["class"], 100 * min(row["share"], _MOST), beyond)
            write_beside(axes[-1], y, figure)
    return AxesArray.of(axes)


def _figure(row: Row, plan: Plan, unit_of: Mapping[str, Unit]) -> str:
    """Return the change a year so far, the one required, and how many times as fast that is."""
    if goal_by_indicator(plan)[row["indicator"]].is_average_growth:
        so_far, required = (
            f"{plain(100 * row[name])}%" for name in ("growth_so_far", "required_growth")
        )
    else:
        unit = unit_of_rates(row["required"], row["so_far"], unit_of[row["indicator"]])
        so_far = way(row["so_far"], unit, computed_number)
        required = way(row["required"], unit, rate)
    key = "pace_figure" if row["share"] else "pace_figure_none"
    faster = times(row["faster"]) if row["share"] else ""
    return say(f"charts.{key}", so_far=so_far, required=required, times=faster)


def _finding(
    standing: Standing, rows: Sequence[Row], slow: Sequence[Row], name_of: Mapping[str, str]
) -> str:
    """Return how many goals must go faster, and which the most."""
    words = {"period": capitalised(standing.period.name()), "n": len(rows), "slow": len(slow)}
    if not rows:
        is_over = standing.period.time >= standing.plan.facts.last_year
        return say("charts.pace_over" if is_over else "charts.pace_none", **words)
    if not slow:
        return say("charts.pace_enough", **words)
    still = sum(row["share"] == 0 for row in slow)
    gaining = [row for row in slow if row["share"] > 0]
    parts = [say("charts.pace_all" if len(slow) == len(rows) else "charts.pace_title", **words)]
    if gaining:
        most = times(max(row["faster"] for row in gaining))
        names = [name_of[row["indicator"]] for row in gaining if times(row["faster"]) == most]
        key = "pace_only" if len(names) == len(gaining) else "pace_most"
        key = key if len(names) <= _FASTEST else "pace_most_of"
        told = {"names": listing(names), "count": len(names), "times": most}
        parts.append(say(f"charts.{key}", **told))
    if still:
        parts.append(say("charts.pace_still", still=still))
    return say("charts.semicolon").join(parts)


def _name_sides(ax: Axes, slow: int, enough: int) -> None:
    """Write above either side of the line what it means, and how many goals lie there."""
    style: Style = {"size": SMALL, "color": QUIET, "xycoords": ("data", "axes fraction")}
    for key, n, align, off in (("slow", slow, "right", -5), ("enough", enough, "left", 5)):
        write_at(ax, say(f"charts.pace_{key}_side", n=n), (100, 1), (off, 5), **style, ha=align)


def _stacks(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return for each goal the step it is in, and how many goals stand below it there."""
    seen: Counter[int] = Counter()
    places = []
    for row in rows:
        step = int(min(row["share"], _MOST) / _STEP + 1e-9)
        places.append((step, seen[step]))
        seen[step] += 1
    return places


def _height(rows: Sequence[Row]) -> float:
    """Return the inches of the squares on top of each other."""
    return min(_TALLEST, _SQUARE * (1 + max(up for _, up in _stacks(rows))))


def _draw_squares(ax: Axes, rows: Sequence[Row], name_of: Mapping[str, str]) -> None:
    stacks = _stacks(rows)
    tallest = 1 + max(up for _, up in stacks)
    ax.set(ylim=(0, tallest), yticks=[])
    bare(ax, "bottom")
    ax.grid(visible=False)
    places = [(100 * (step + 0.5) * _STEP, up + 0.5) for step, up in stacks]
    shares = [f"{plain(100 * row['share'], 0)}%" for row in rows]
    words = [
        say("charts.mark_of", name=name_of[row["indicator"]], value=share)
        for row, share in zip(rows, shares, strict=True)
    ]
    side = min(_SQUARE, _TALLEST / tallest, width_of(ax))
    draw_cells(ax, places, [row["class"] for row in rows], side, words)
