"""Drawing a planned path: steps and lines of a stock, bars of a flow, marks of a milestone."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.labels import EVERYWHERE, Label, place_labels
from minsheng.charts.sheet import write_at
from minsheng.charts.svg import say_of
from minsheng.charts.words import reason, wrap
from minsheng.plan.goals import Goal
from minsheng.plan.requirements import HELD_REASONS, reason_of
from minsheng.text.bounded import stated
from minsheng.text.dates import date_in_words
from minsheng.text.language import say
from minsheng.text.units import Unit

HALF = 0.36  # half the width of a step or bar, in years
_BESIDE = 0.2  # years from the end of a year to each of its two bars
_MOST_YEARS = 6  # whose numbers go below a small cell
_ABOVE, _BELOW = 1, 0
_REGIONS = {
    ">": (_ABOVE, "region_above"),
    ">=": (_ABOVE, "region_up"),
    "<": (_BELOW, "region_below"),
    "<=": (_BELOW, "region_down"),
}
"""On which side of a target it is met, and what is written there."""
_LINES: dict[str, theme.Style] = {
    "interpolated": {"ls": "--", "color": theme.INTERPOLATED},
    "path": {"ls": "-", "color": theme.PATH},
}
_BREAK = (math.nan, math.nan)  # where one artist holds several lines: a line ends here


@dataclass(frozen=True)
class PlannedPath:
    """What is drawn: a goal, its points by year, and how large."""

    goal: Goal  # the baseline and the targets of the indicator
    points: Sequence[Mapping[Any, Any]]  # its rows of `minsheng.plan.trajectory`, one for each year
    unit: Unit  # the unit in which its figures are written
    size: float = theme.BODY  # the size of the type in points
    compact: bool = False  # whether it is drawn in a small cell: then fewer figures are written
    # The values that will be drawn with it, by time, for which the axis leaves room.
    observed: Mapping[float, float] = field(default_factory=dict)
    # The figures of what was drawn so far, for `write_labels`.
    labels: list[Label] = field(default_factory=list)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of each year's cases: such years do not add up."""
        return self.goal.is_flow and self.goal.share

    def is_labelled(self, year: int) -> bool:
        """Whether the figure of `year` is written; of many in a small cell only the ends are."""
        years = list(self.goal.yearly)
        return not self.compact or len(years) <= 4 or year in (years[0], years[-1])

    def value_at(self, time: float) -> float:
        """Return where the line of the path is at `time`; ``nan`` where there is none."""
        values = {point["year"]: point["value"] for point in self.points}
        before, after = math.floor(time), math.ceil(time)
        low, high = values.get(before, math.nan), values.get(after, math.nan)
        return float(low if before == after else low + (high - low) * (time - before))

    def figure(self, year: int) -> str:
        """Return the figure that the plan states for `year`."""
        target = self.goal.yearly[year]
        return stated(target.bound, target.printed, self.unit, high=target.high)

    def label(
        self,
        text: str,
        point: tuple[float, float],
        *sides: str,
        needed: bool = False,
        near: float = 4.0,
        **style: Any,  # noqa: ANN401  a text's own settings
    ) -> None:
        """Have `text` written at a point, at the first of these sides where it has room."""
        size = style.pop("size", self.size)
        self.labels.append(Label(text, point, sides, size, needed, style, near))


def write_labels(ax: Axes, path: PlannedPath) -> None:
    """Write the figures of what was drawn, once all of it is: needed ones first, then the last."""
    last_first = path.labels[::-1]
    place_labels(ax, sorted(last_first, key=lambda label: not label.needed))


def draw_path(ax: Axes, path: PlannedPath) -> None:
    """Draw the path that the plan sets out, whatever its kind."""
    goal = path.goal
    if goal.kind == "milestone":
        _draw_milestone(ax, path)
    elif goal.final is None and not path.observed:
        _write_reason(ax, path, reason_without_target(goal))
    elif goal.is_flow:
        _draw_flow(ax, path)
    else:
        _draw_stock(ax, path)
    first = goal.first_year if goal.is_flow and goal.final is not None else goal.baseline_year
    years = range(first, goal.last_year + 1)
    named = (years[0], years[-1]) if path.compact and len(years) > _MOST_YEARS else years
    ax.set_xticks(named, [str(year) for year in named], size=path.size)
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6)


def reason_without_target(goal: Goal) -> str:
    """Return why a goal has no final target: it has no number at all, or no target."""
    return "no_number" if goal.aim in ("direction", "listed", "context") else "no_target"


def _write_reason(ax: Axes, path: PlannedPath, code: str) -> None:
    """Write in place of a path why there is none."""
    theme.bare(ax, "bottom")
    ax.set_yticks([])
    ax.set_ylim(0, 1)
    text = wrap(reason(code) if path.compact else say(f"reasons.{code}_long"), 30)
    style: theme.Style = {
        "transform": ax.transAxes,
        "ha": "center",
        "va": "center",
        "color": theme.QUIET,
    }
    ax.text(0.5, 0.5, text, size=path.size, **style)


def _draw_milestone(ax: Axes, path: PlannedPath) -> None:
    theme.bare(ax)
    ax.set_yticks([])
    ax.set_ylim(-1, 1)
    ax.axhline(0, color=theme.QUIET, lw=0.8)
    for point in path.points:
        year = point["year"]
        if point["basis"] == "stated":
            day = path.goal.due if year == path.goal.final_year else None
            x = path.goal.due_time if day else year
            text = say("charts.due", year=year)
            if day:
                text = say("charts.due_by", day=date_in_words(day))
            ax.plot(x, 0, marker="D", ms=9, color=theme.TARGET, gid="stated")
            path.label(text, (x, 0), "above", "below", needed=True, near=9.0)
        else:
            ax.plot(year, 0, marker="|", ms=7, color=theme.QUIET, gid=point["basis"])


# ---- flows


def _draw_flow(ax: Axes, path: PlannedPath) -> None:
    """Draw each year's amount as a bar; where amounts add up, their total is written above."""
    known = [point for point in path.points if not math.isnan(point["amount"])]
    top = max([*(point["amount"] for point in known), *path.observed.values()], default=0) or 1.0
    ax.set_ylim(0, top * (1.32 if path.compact else 1.2))
    for point in path.points:
        if point["reason"] and not path.compact and not path.observed:
            place = point["year"], 0
            path.label(reason(point["reason"]), place, "above", color=theme.QUIET)
    for point in known:
        _draw_amount(ax, path, point["year"], point["amount"])
    whole = path.goal.final
    adds_up = path.goal.adds_up and not path.is_rate
    if adds_up and len(known) > 1 and whole is not None and not path.observed:
        amount = stated(whole.bound, whole.printed, path.unit, high=whole.high)
        style: theme.Style = {"xycoords": "axes fraction", "ha": "right", "size": path.size}
        text = say("charts.running_total", amount=amount)
        write_at(ax, text, (1, 1), (0, 4), color=theme.QUIET, **style)


def _draw_amount(ax: Axes, path: PlannedPath, year: int, amount: float) -> None:
    """Draw the bar of a year: dashed and white where the plan does not state its amount.

    Where amounts were observed it makes room on its right for theirs.
    """
    interpolated = year not in path.goal.yearly
    style: theme.Style = {
        "color": "white" if interpolated else theme.FLOW,
        "edgecolor": theme.INTERPOLATED,
        "ls": "--" if interpolated else "-",
        "gid": "interpolated" if interpolated else "stated",
    }
    x, width = (year - _BESIDE, HALF) if path.observed else (year, 2 * HALF)
    bars = ax.bar(x, amount, width, **style, lw=0.9, zorder=2)
    said = say("charts.spread_evenly") if interpolated else path.figure(year)
    say_of(bars, say("charts.mark_planned", year=year, value=said))
    if not interpolated:
        path.label(path.figure(year), (x, amount), "above")
    elif not path.compact:
        path.label(say("charts.spread_evenly"), (x, amount), "above", color=theme.QUIET)


# ---- stocks


def _draw_stock(ax: Axes, path: PlannedPath) -> None:
    """Draw a state that the plan wants to be in at the end of each year."""
    _set_limits(ax, path)
    held = reason_of(path.goal) in (*HELD_REASONS, "outside_line")
    _draw_lines(ax, path.points, held=held)
    _draw_targets(ax, path)
    for point in path.points:
        if point["basis"] == "stated":
            _label_target(ax, path, point)
        elif point["basis"] == "baseline":
            _draw_state(ax, path, point)
            _label_baseline(path, point)
        elif point["basis"] == "interpolated" and not held:
            _draw_state(ax, path, point)
            _label_interpolated(path, point)
        elif point["reason"] and not path.compact:
            place = point["year"], ax.get_ylim()[0]
            path.label(reason(point["reason"]), place, "above", color=theme.QUIET)


def _set_limits(ax: Axes, path: PlannedPath) -> None:
    """Leave room for labels, and for the side that a bound asks to be on."""
    ends = [point[side] for point in path.points for side in ("low", "high")]
    known = [end for end in (*ends, *path.observed.values()) if math.isfinite(end)]
    low, high = min(known), max(known)
    size = (high - low) or abs(high) * 0.2 or 1.0
    below = 0.45 if path.compact else 0.28
    ax.set_ylim(low - below * size, high + (0.45 if path.compact else 0.38) * size)


def _draw_lines(ax: Axes, points: Sequence[Mapping[Any, Any]], *, held: bool) -> None:
    """Join neighbouring years that are numbers: dashed where an end is interpolated.

    Of a goal that is only to be `held` level lines alone are drawn: nothing in the plan asks to go
    from a better baseline down to the line.
    """
    pieces: dict[str, list[tuple[float, float]]] = {"interpolated": [], "path": []}
    for left, right in pairwise(points):
        ends = left["value"], right["value"]
        if math.isnan(ends[0]) or math.isnan(ends[1]) or (held and ends[0] != ends[1]):
            continue
        dashed = "interpolated" in (left["basis"], right["basis"])
        own = pieces["interpolated" if dashed else "path"]
        own += [(left["year"], ends[0]), (right["year"], ends[1]), _BREAK]
    for gid, line in pieces.items():
        if line:
            ax.plot(*zip(*line, strict=True), lw=1.3, **_LINES[gid], gid=gid, zorder=2)


def _draw_targets(ax: Axes, path: PlannedPath) -> None:
    """Draw the stated targets as steps with a point on each: all steps are one artist."""
    stated_points = [point for point in path.points if point["basis"] == "stated"]
    if not stated_points:
        return
    years, values = zip(*((each["year"], each["value"]) for each in stated_points), strict=True)
    steps = [
        end
        for year, value in zip(years, values, strict=True)
        for end in ((year - HALF, value), (year + HALF, value), _BREAK)
    ]
    line: theme.Style = {"lw": 2.4, "solid_capstyle": "butt", "gid": "target"}
    ax.plot(*zip(*steps, strict=True), color=theme.TARGET, **line, zorder=3)
    look: theme.Style = {"ls": "", "marker": "o", "ms": 4.5, "color": theme.TARGET}
    (marks,) = ax.plot(years, values, **look, gid="stated", zorder=4)
    words = [say("charts.mark_planned", year=year, value=path.figure(year)) for year in years]
    say_of(marks, *words)


def _label_target(ax: Axes, path: PlannedPath, point: Mapping[Any, Any]) -> None:
    """Shade the side of a stated target that meets it, and have its figure written."""
    year, value = point["year"], point["value"]
    side, region = _REGIONS.get(point["bound"], (None, ""))
    if side is not None and not path.compact:  # in a small cell the sign of the bound says it
        edge = _shading_edge(ax, path, side)
        step = (year - HALF, year + HALF)
        ax.fill_between(step, value, edge, color=theme.REGION, lw=0, zorder=1, gid="region")
    if path.is_labelled(year):
        is_last = year == path.goal.final_year
        path.label(path.figure(year), (year, value), *_sides(path, year, value), needed=is_last)
    if side is not None and not path.compact and year == path.goal.final_year:
        up = "below" if side == _ABOVE else "above"
        text = say(f"charts.{region}")
        path.label(text, (year, edge), up, color=theme.TARGET, size=theme.SMALL)


def _shading_edge(ax: Axes, path: PlannedPath, side: int) -> float:
    """Return where the shading ends: at the edge, or where a value can go no further."""
    edge = float(ax.get_ylim()[side])
    return min(max(edge, path.goal.least), path.goal.most)


def _sides(path: PlannedPath, year: int, value: float) -> tuple[str, ...]:
    """Return the sides of a stated point for its figure, first that away from the line through it.

    What was observed in that year is written on the other side of the point.
    """
    if (observed := path.observed.get(year)) is not None:
        return ("below" if observed >= value else "above", *EVERYWHERE)
    values = {point["year"]: point["value"] for point in path.points}
    before, after = values.get(year - 1, math.nan), values.get(year + 1, math.nan)
    if before > value:
        return ("below" if after > value else "above_right", *EVERYWHERE)
    return ("above_left", *EVERYWHERE) if after > value else EVERYWHERE


def _draw_state(ax: Axes, path: PlannedPath, point: Mapping[Any, Any]) -> None:
    """Draw a baseline or an interpolated year: a point for a number, a hatched bar for a bound."""
    year, low, high = point["year"], point["low"], point["high"]
    if not math.isnan(point["value"]):
        baseline = point["basis"] == "baseline"
        colour = theme.BASELINE if baseline else theme.INTERPOLATED
        face = theme.BASELINE if baseline else "white"
        style: theme.Style = {"ms": 6 if baseline else 5, "color": colour, "mfc": face}
        marks = ax.plot(year, low, marker="o", **style, gid=point["basis"], zorder=4)
        if baseline:
            value = stated(point["bound"], low, path.unit, high=high)
            say_of(marks, say("charts.mark_baseline", year=year, value=value))
        return
    bottom, edge = ax.get_ylim()
    top = edge - 0.08 * (edge - bottom) if math.isnan(high) else min(high, edge)
    if math.isnan(high):
        ax.plot(year, top, marker="^", ms=7, color=theme.BOUND, gid="open", zorder=3)
    ax.bar(year, top - low, 0.16, low, **theme.INTERVAL_LOOK, gid="interval", zorder=3)


def _bounding_end(point: Mapping[Any, Any]) -> float:
    """Return the number that is printed of a state: of an upper bound the upper end."""
    upper = math.isnan(point["value"]) and point["bound"] in ("<", "<=")
    return float(point["high" if upper else "low"])


def _label_interpolated(path: PlannedPath, point: Mapping[Any, Any]) -> None:
    if not path.compact:
        place = point["year"], _bounding_end(point)
        style: theme.Style = {"color": theme.QUIET, "size": theme.SMALL}
        path.label(say("charts.interpolated"), place, "below_right", *EVERYWHERE, **style)


def _label_baseline(path: PlannedPath, point: Mapping[Any, Any]) -> None:
    """Write the baseline below the path where the path rises, above it where it falls."""
    value = _bounding_end(point)
    text = stated(point["bound"], value, path.unit, high=point["high"])
    falls = any(later["value"] < value for later in path.points[1:2])
    above = falls or point["bound"] in ("<", "<=")
    path.label(text, (point["year"], value), "above" if above else "below", *EVERYWHERE)
