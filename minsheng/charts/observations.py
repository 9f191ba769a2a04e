"""Observations on top of a planned path: values, how final they are, what was corrected."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from minsheng.charts.planned_paths import PlannedPath
from minsheng.charts.svg import say_of
from minsheng.charts.theme import INK, OLD, Style
from minsheng.evaluation import Observation
from minsheng.text.language import say
from minsheng.text.numerals import amount

_MARKERS = {"final": "o", "revised": "D", "provisional": "o"}
_BAR = 0.3  # years: within the bar of the amount that was planned
_HATCH = "////"  # of a part of a year
_FEW = 6  # observations that all have room for their figures


def heights(observations: Sequence[Observation], *, share: bool) -> dict[float, float]:
    """Return the highest value drawn at each time, for which the axis must have room.

    Parameters
    ----------
    observations
        Of one indicator.
    share
        Whether amounts do not add up over the years: then there is no running total.
    """
    return {
        observation.time: observation.value
        if share or math.isnan(observation.done)
        else max(observation.value, observation.done)
        for observation in observations
    }


def draw_observations(ax: Axes, path: PlannedPath, observations: Sequence[Observation]) -> None:
    """Draw `observations` of one indicator on top of its `path`."""
    if not observations:
        return
    if path.goal.kind == "milestone":
        _draw_milestone(ax, observations)
    elif path.goal.is_flow:
        _draw_flow(ax, path, observations)
    else:
        _draw_stock(ax, path, observations)


def _look(observation: Observation) -> dict[str, Any]:
    """Return marker and face: solid when final, hollow while provisional, a diamond if revised."""
    marker = _MARKERS[observation.status]
    face = "white" if observation.status == "provisional" else INK
    return {"marker": marker, "mfc": face, "mec": INK, "mew": 1.1, "color": INK}


def _in_words(key: str, path: PlannedPath, observation: Observation, value: float) -> str:
    """Return what a mark says where a reader points at it."""
    words = amount(value, path.unit)
    return say(f"charts.mark_{key}", period=observation.period.name(), value=words)


def _draw_stock(ax: Axes, path: PlannedPath, observations: Sequence[Observation]) -> None:
    """Draw corrected values as crosses, and those in force with a line from the baseline on."""
    for old in observations:
        if old.replaced:
            style: Style = {"marker": "x", "ms": 4.5, "mew": 1.1, "color": OLD}
            ax.plot(old.time, old.value, **style, gid="replaced", zorder=5)
    in_force = [observation for observation in observations if not observation.replaced]
    baseline = path.goal.baseline
    line = [(observation.time, observation.value) for observation in in_force]
    if baseline is not None and baseline.is_number:
        line.insert(0, (float(path.goal.baseline_year), baseline.number))
    ax.plot(*zip(*line, strict=True), color=INK, lw=1.3, gid="observed line", zorder=5)
    for observation in in_force:
        gid = f"observed {observation.status}"
        look = _look(observation)
        marks = ax.plot(observation.time, observation.value, ms=4.6, gid=gid, zorder=6, **look)
        say_of(marks, _in_words("observed", path, observation, observation.value))
        if _is_labelled(path, observation, in_force):
            _label(ax, path, observation)


def _is_labelled(
    path: PlannedPath, observation: Observation, in_force: Sequence[Observation]
) -> bool:
    """Whether a value has room for its figure: few have, of many the ends of years.

    In a small cell none has; the last one stands in its heading.
    """
    if path.compact:
        return False
    is_last = observation is in_force[-1]
    return len(in_force) <= _FEW or is_last or observation.period.closes_year


def _label(ax: Axes, path: PlannedPath, observation: Observation) -> None:
    """Write a value on the side of it that is away from the path."""
    point = observation.time, observation.value
    above = observation.value >= path.value_at(observation.time)
    plate = {"boxstyle": "square,pad=0.08", "fc": "white", "ec": "none", "alpha": 0.75}
    style: Style = {"color": INK, "gid": "observed figure", "zorder": 7, "bbox": plate}
    path.write(ax, point, amount(observation.value, path.unit), 5 if above else -6, **style)


def _draw_flow(ax: Axes, path: PlannedPath, observations: Sequence[Observation]) -> None:
    """Draw each year's amount inside its bar, and the total to date as a line of its own."""
    last_of_year = {observation.period.year: observation for observation in observations}
    for year, observation in last_of_year.items():
        _draw_amount(ax, path, year, observation)
    if path.is_rate:
        return
    totals = [observation for observation in observations if not math.isnan(observation.done)]
    times = [float(path.goal.begun - 1), *(total.time for total in totals)]
    values = [0, *(total.done for total in totals)]
    ax.plot(times, values, lw=1.5, color=INK, gid="observed line", zorder=5)
    for total in totals:
        look = _look(total)
        marks = ax.plot(total.time, total.done, ms=4.2, gid="observed total", zorder=6, **look)
        say_of(marks, _in_words("total", path, total, total.done))


def _draw_amount(ax: Axes, path: PlannedPath, year: int, observation: Observation) -> None:
    """Draw the amount of a year so far as a bar; its figure stands inside where there is room.

    A part of a year is hatched and its months are named: it is not the year's amount.
    """
    partly = not observation.period.closes_year
    hollow = observation.status == "provisional" or partly
    gid = f"observed {observation.status}{' part' if partly else ''}"
    look: Style = {"color": "white" if hollow else INK, "hatch": _HATCH if partly else ""}
    bar = ax.bar(year, observation.value, _BAR, edgecolor=INK, lw=1.1, gid=gid, zorder=4, **look)
    say_of(bar, _in_words("observed", path, observation, observation.value))
    if path.compact:
        return
    inside = observation.value > 0.14 * ax.get_ylim()[1] and not partly
    colour = "white" if inside and not hollow else INK
    point = year, 0 if inside else observation.value
    text = amount(observation.value, path.unit)
    if partly:
        text = say("charts.months", value=text, n=observation.period.last)
    path.write(ax, point, text, 3, gid="observed figure", color=colour, zorder=7)


def _draw_milestone(ax: Axes, observations: Sequence[Observation]) -> None:
    for observation in observations:
        look = _look(observation)
        if observation.value >= 1:
            gid = "observed done"
        else:
            gid = "observed open"
            look["mfc"] = "white"
        ax.plot(observation.time, 0, ms=7, gid=gid, zorder=6, **look)
