"""A total that is reached over years: what was done, what the plan still wants, what is missing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from minsheng.charts.scales import value_axis
from minsheng.charts.sheet import VALUES, Panel, ems_in, single_axes, width_of, write_at
from minsheng.charts.svg import say_of
from minsheng.charts.theme import (
    FLOW,
    INK,
    INTERVAL_LOOK,
    QUIET,
    SMALL,
    TARGET,
    Style,
    bare,
    themed,
)
from minsheng.charts.words import units, wrap
from minsheng.evaluation import observations_by_indicator
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.goals import only_goal
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names
from minsheng.text.amounts import computed, computed_number
from minsheng.text.bounded import stated
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from minsheng.evaluation import Standing
    from minsheng.plan.goals import Goal
    from minsheng.text.units import Unit

_WIDTH = 0.62  # of the distance between two bars
_SAME = 1e-9  # of the target


class _Step(NamedTuple):
    """A bar: what it is of, what stands below it, where it begins, and how high it is."""

    kind: str
    label: str
    start: float
    size: float


_LOOKS: dict[str, Style] = {
    "done": {"color": INK},
    "planned": {"facecolor": FLOW, "edgecolor": INK, "lw": 0.6},
    "missing": INTERVAL_LOOK,
    "target": {"color": TARGET},
}


@needing_standing
@themed()
def waterfall(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw how a total adds up: the years done, the years still planned, what is then missing.

    Bars begin where the one before ends; the last is the target. What remains of the plan of a year
    that still runs is planned, as are the years to come. What the plan spreads over its years
    itself is missing where less was done than it wanted. Only an amount that is to be reached over
    years has such bars.

    Parameters
    ----------
    standing
        Of a selection of exactly one indicator.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        x is the place of a bar, from 0 on; y the unit of the indicator.

    Raises
    ------
    UnknownName
        When the selection does not hold exactly one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> ax = ms.charts.waterfall(standing.select(indicator="employment.new_urban_jobs"))
    """
    goal = only_goal(standing.plan)
    unit = units(standing.plan)[goal.indicator]
    name = indicator_names(standing.plan)[goal.indicator]
    steps = _steps(standing, goal) if goal.is_total else []
    finding = _finding(steps, goal, unit, name)
    panels = [Panel(2.9, above=0.4, below=0.5)] if steps else []
    note = say("charts.waterfall_key") if steps else ""
    ax = single_axes(ax, standing, finding, panels, note, sides=(VALUES, 0.25))
    if not steps:
        return ax
    bare(ax, "left", "bottom")
    for place, step in enumerate(steps):
        _draw_step(ax, place, step, unit, name)
    room = ems_in(width_of(ax) / len(steps), SMALL) - 0.6
    labels = [wrap(step.label, room) for step in steps]
    ends = [step.start + step.size for step in steps]
    ax.set(xlim=(-0.6, len(steps) - 0.4), ylim=(0, 1.14 * max(ends)))
    ax.set_xticks(range(len(steps)), labels, size=SMALL)
    value_axis(ax, unit)
    return ax


def _steps(standing: Standing, goal: Goal) -> list[_Step]:
    """Return the bars from left to right; none where nothing is known of what was done."""
    seen = [
        one
        for one in observations_by_indicator(standing).get(goal.indicator, [])
        if not one.replaced and one.period.year >= goal.begun
    ]
    last_of_year = {one.period.year: one for one in seen}
    if not seen or math.isnan(seen[-1].done):
        return []
    steps, total = [], 0.0
    for year, one in last_of_year.items():
        key = "waterfall_year" if one.period.closes_year else "waterfall_part"
        label = say(f"charts.{key}", year=year, n=one.period.last)
        steps.append(_Step("done", label, total, one.done - total))
        total = one.done
    target = goal.final.value if goal.final else math.nan
    amounts = trajectory(standing.plan).set_index("year")["amount"]
    first_open = standing.period.year + standing.period.closes_year
    open_years = range(first_open, (goal.final_year or 0) + 1) if total < target else ()
    for year in open_years:
        begun = year in last_of_year
        done = last_of_year[year].value if begun else 0.0
        rest = float(amounts.get(year, math.nan)) - done
        if rest > 0:
            key = "waterfall_rest" if begun else "waterfall_year"
            steps.append(_Step("planned", say(f"charts.{key}", year=year), total, rest))
            total += rest
    if target - total > _SAME * target:
        steps.append(_Step("missing", say("charts.waterfall_missing"), total, target - total))
    return [*steps, _Step("target", say("charts.waterfall_target"), 0.0, target)]


def _finding(steps: list[_Step], goal: Goal, unit: Unit, name: str) -> str:
    """Return how much of the target is done, and whether what is planned adds up to it."""
    if not steps or goal.final is None:
        return say(f"charts.waterfall_{'silent' if goal.is_total else 'none'}", name=name)
    sums = {kind: sum(step.size for step in steps if step.kind == kind) for kind in _LOOKS}
    target = goal.final.value
    words = {
        "name": name,
        "done": computed(sums["done"], unit),
        "target": stated(goal.final.bound, target, unit, high=goal.final.high),
        "share": plain(100 * sums["done"] / target, 0),
        "gap": computed(sums["missing"], unit),
    }
    if sums["done"] >= target * (1 - _SAME):
        return say("charts.waterfall_reached", **words)
    if not sums["planned"]:
        return say("charts.waterfall_short", **words)
    return say(f"charts.waterfall_{'lacking' if sums['missing'] else 'enough'}", **words)


def _draw_step(ax: Axes, place: int, step: _Step, unit: Unit, name: str) -> None:
    """Draw a bar with its amount above it, and the line that leads on from its end."""
    end = step.start + step.size
    bar = ax.bar(place, step.size, _WIDTH, step.start, **_LOOKS[step.kind], gid=step.kind, zorder=2)
    words = {"name": name, "period": step.label, "value": computed(step.size, unit)}
    say_of(bar, say("charts.mark_in_period", **words))
    if step.kind != "target":
        ends = [place + _WIDTH / 2, place + 1 - _WIDTH / 2]
        ax.plot(ends, [end, end], color=QUIET, lw=0.8, zorder=1, gid="carried")
    style: Style = {"ha": "center", "va": "bottom", "size": SMALL, "color": INK}
    write_at(ax, computed_number(step.size, unit), (place, max(end, step.start)), (0, 3), **style)
