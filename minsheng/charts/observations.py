"""Observations on top of a planned path: values, how final they are, what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

from minsheng.charts.labels import EVERYWHERE
from minsheng.charts.planned_paths import HALF, PlannedPath
from minsheng.charts.svg import say_of
from minsheng.charts.theme import INK, OLD, Style
from minsheng.evaluation import Observation
from minsheng.text.amounts import amount
from minsheng.text.language import say

_MARKERS = {"final": "o", "revised": "D", "provisional": "o"}
_BESIDE = 0.2  # years from the end of a year to the bar right of it
_HATCH = "////"  # of a part of a year
_FEW = 6  # observations that all have room for their figures


def heights(observations: Sequence[Observation]) -> dict[float, float]:
    """Return the value drawn at each time, for which the axis must have room."""
    return {observation.time: observation.value for observation in observations}


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


def _in_words(path: PlannedPath, observation: Observation) -> str:
    """Return what a mark says where a reader points at it."""
    value = amount(observation.value, path.unit)
    return say("charts.mark_observed", period=observation.period.name(), value=value)


def _draw_stock(ax: Axes, path: PlannedPath, observations: Sequence[Observation]) -> None:
    """Draw corrected values as crosses, and those in force with a line from the baseline on."""
    replaced = [(old.time, old.value) for old in observations if old.replaced]
    if replaced:
        style: Style = {"ls": "", "marker": "x", "ms": 4.5, "mew": 1.1, "color": OLD}
        ax.plot(*zip(*replaced, strict=True), **style, gid="replaced", zorder=5)
    in_force = [observation for observation in observations if not observation.replaced]
    baseline = path.goal.baseline
    line = [(observation.time, observation.value) for observation in in_force]
    if baseline is not None and baseline.is_number:
        line.insert(0, (float(path.goal.baseline_year), baseline.number))
    ax.plot(*zip(*line, strict=True), color=INK, lw=1.3, gid="observed line", zorder=5)
    for status in dict.fromkeys(observation.status for observation in in_force):
        own = [observation for observation in in_force if observation.status == status]
        at = [(observation.time, observation.value) for observation in own]
        look: Style = {"ls": "", "ms": 4.6, **_look(own[0])}
        gid = f"observed {status}"
        (marks,) = ax.plot(*zip(*at, strict=True), gid=gid, zorder=6, **look)
        say_of(marks, *(_in_words(path, observation) for observation in own))
    for observation in in_force:
        if _is_labelled(path, observation, in_force):
            _label(path, observation, needed=observation is in_force[-1])


def _is_labelled(
    path: PlannedPath, observation: Observation, in_force: Sequence[Observation]
) -> bool:
    """Whether a value has a figure: few have, of many the ends of years, in a cell the last."""
    if observation is in_force[-1]:
        return True
    return not path.compact and (len(in_force) <= _FEW or observation.period.closes_year)


def _label(path: PlannedPath, observation: Observation, *, needed: bool) -> None:
    """Have a value written on the side of it that is away from the path."""
    point = observation.time, observation.value
    above = observation.value >= path.value_at(observation.time)
    sides = ("above", "above_left") if above else ("below", "below_right")
    text = amount(observation.value, path.unit)
    path.label(text, point, *sides, *EVERYWHERE, needed=needed, gid="observed figure", zorder=7)


def _draw_flow(ax: Axes, path: PlannedPath, observations: Sequence[Observation]) -> None:
    """Draw each year's amount so far as a bar right of the one that was planned.

    A part of a year is hatched and its months are named: it is not the year's amount.
    """
    last_of_year = {observation.period.year: observation for observation in observations}
    for year, observation in last_of_year.items():
        partly = not observation.period.closes_year
        hollow = observation.status == "provisional" or partly
        gid = f"observed {observation.status}{' part' if partly else ''}"
        look: Style = {"color": "white" if hollow else INK, "hatch": _HATCH if partly else ""}
        x = year + _BESIDE
        bar = ax.bar(x, observation.value, HALF, edgecolor=INK, lw=1.1, gid=gid, zorder=4, **look)
        say_of(bar, _in_words(path, observation))
        text = amount(observation.value, path.unit)
        if partly and not path.compact:
            text = say("charts.months", value=text, n=observation.period.last)
        needed = observation is observations[-1]
        style: Style = {"gid": "observed figure", "zorder": 7}
        path.label(text, (x, observation.value), "above", needed=needed, **style)


def _draw_milestone(ax: Axes, observations: Sequence[Observation]) -> None:
    for observation in observations:
        look = _look(observation)
        if observation.value >= 1:
            gid = "observed done"
        else:
            gid = "observed open"
            look["mfc"] = "white"
        ax.plot(observation.time, 0, ms=7, gid=gid, zorder=6, **look)
