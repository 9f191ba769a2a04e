"""The paths of a programme as small multiples."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts.class_cells import ink_of
from minsheng.charts.observations import draw_observations, heights
from minsheng.charts.paths import path_finding
from minsheng.charts.planned_paths import PlannedPath, draw_path, write_labels
from minsheng.charts.sheet import MARGIN, AxesArray, Panel, cell_width, ems_in, new_sheet, write_at
from minsheng.charts.theme import SMALL, Style, bare, themed
from minsheng.charts.words import (
    capitalised,
    most_drawn,
    reason,
    shortened_list,
    units,
    without_symbol,
    wrap,
)
from minsheng.evaluation import (
    CLASS_TABLE,
    SHORT,
    Observation,
    behind_path,
    class_name,
    observations_by_indicator,
)
from minsheng.evaluation.arguments import needing_standing
from minsheng.evaluation.classes import SIDES
from minsheng.plan.goals import Goal, goal_by_indicator, goals
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import HELD_REASONS, reason_of
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names, quoted_names
from minsheng.text.amounts import amount, rate
from minsheng.text.bounded import stated
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_PLOT = 0.95  # inches
_SIDES = (MARGIN, MARGIN)
_CHIP = 0.22  # inches above a cell for its class, or for the total of its amounts
_AHEAD = ("early", "ahead")  # better than the plan asks, not merely as it asks


@taking_parts
@themed()
def small_multiples(plan: Plan, columns: int = 3) -> AxesArray:
    """Draw the paths of the headline indicators with numbers side by side.

    Where no headline indicator has a number, all indicators with numbers are drawn. Each cell has
    a scale of its own, since units differ: figures are printed on the points instead. Headline
    indicators that cannot be drawn are named below with the reason.

    Parameters
    ----------
    plan
        A plan or a selection of one; meant for one programme.
    columns
        Cells side by side.

    Returns
    -------
    AxesArray
        The cells in the order of the plan. They are a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> axes = ms.charts.small_multiples(ms.load_plan().select(programme="childcare"))
    """
    return _draw_cells(plan, columns)


@needing_standing
@themed()
def progresses(standing: Standing, columns: int = 3) -> AxesArray:
    """Draw the paths of the headline indicators, and on top of them what was observed.

    Cells, and what is not drawn, are those of `small_multiples`. The last value and the class of
    the goal stand above each cell; of an amount its total to date as well.

    Parameters
    ----------
    standing
        Where a part of a plan stands; meant for one programme.
    columns
        Cells side by side.

    Returns
    -------
    AxesArray
        The cells in the order of the plan. They are a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> axes = ms.charts.progresses(standing.select(programme="childcare"))
    """
    return _draw_cells(standing.plan, columns, standing)


def _draw_cells(plan: Plan, columns: int, standing: Standing | None = None) -> AxesArray:
    """Draw the cells, and on top of each what was observed, where there is a standing."""
    observations = observations_by_indicator(standing) if standing else {}
    name_of, unit_of = indicator_names(plan), units(plan)
    table = plan.tables["indicators"]
    headline_ids = set(table.loc[table["headline"], "indicator"])
    every = [goal for goal in goals(plan) if goal.aim != "context"]
    headlines = [goal for goal in every if goal.indicator in headline_ids]
    has_headlines = any(_has_numbers(goal) for goal in headlines)
    considered = headlines if has_headlines else every
    measured = [goal for goal in considered if _has_numbers(goal)]
    keys = ["charts.multiples_key"]
    if standing:
        classes = standing.verdicts.set_index("indicator")["class"]
        finding = progresses_finding(standing, [goal.indicator for goal in measured])
        keys.append("charts.progresses_key")
    else:
        classes = None
        finding = _plan_finding(measured, name_of, unit_of)
    (shown,), more = most_drawn([measured])
    notes = [more, *map(say, keys), *_undrawn(considered, name_of)]

    width = cell_width(columns, _SIDES)
    headings = []
    for goal in shown:
        indicator = goal.indicator
        own = observations.get(indicator, [])
        heading = _heading(name_of[indicator], unit_of[indicator], own, goal, standing)
        headings.append(wrap(heading, ems_in(width, SMALL)))
    lines = max([heading.count("\n") for heading in headings], default=0) + 1
    chip = _CHIP if standing or any(goal.is_flow for goal in shown) else 0.0
    above = 0.14 + chip + lines * SMALL * 1.3 / 72
    panels = [Panel(_PLOT, above, below=0.26, cells=columns)] * -(-len(shown) // columns)
    cells = new_sheet(standing or plan, finding, panels, notes, sides=_SIDES)
    if not shown:
        return AxesArray.of(cells)
    for spare in cells[len(shown) :]:
        spare.remove()
    cells = cells[: len(shown)]
    table = trajectory(plan)
    table = table[table["indicator"].isin([goal.indicator for goal in shown])]
    points: dict[str, list[Mapping[Any, Any]]] = {goal.indicator: [] for goal in shown}
    for row in table.to_dict("records"):
        points[row["indicator"]].append(row)
    for ax, goal, heading in zip(cells, shown, headings, strict=True):
        own = observations.get(goal.indicator, [])
        path = PlannedPath(
            goal,
            points[goal.indicator],
            without_symbol(unit_of[goal.indicator]),
            SMALL,
            compact=True,
            observed=heights(own),
        )
        draw_path(ax, path)
        draw_observations(ax, path, own)
        bare(ax, "bottom")
        ax.set_yticks([])
        pad = 5 + 72 * chip
        ax.set_title(heading, loc="left", size=SMALL, pad=pad, linespacing=1.2)
        write_labels(ax, path)
        if classes is not None:
            _write_class(ax, classes[goal.indicator])
    return AxesArray.of(cells)


def _write_class(ax: Axes, name: str) -> None:
    """Write the class of a goal above its cell: symbol and word on its colour."""
    look = CLASS_TABLE[name]
    plate = {"boxstyle": "round,pad=0.15", "fc": look.colour, "ec": look.edge, "lw": 0.6}
    style: Style = {"xycoords": "axes fraction", "va": "bottom", "size": SMALL, "gid": "class"}
    write_at(ax, class_name(name), (0, 1), (3, 6), color=ink_of(name), bbox=plate, **style)


def _plan_finding(
    measured: Sequence[Goal], name_of: Mapping[str, str], unit_of: Mapping[str, Unit]
) -> str:
    """Return what the plan wants of the first goal, and how many others must rise, fall, …."""
    if not measured:
        return say("charts.multiples_none")
    first, *others = measured
    wanted = path_finding(first, name_of[first.indicator], unit_of[first.indicator])
    counts = dict.fromkeys(("up", "down", "held", "done"), 0)
    for goal in others:
        held = reason_of(goal) in HELD_REASONS or goal.aim == "hold"
        way = "up" if goal.direction > 0 else "down"
        counts["done" if goal.adds_up else "held" if held else way] += 1
    parts = [say(f"charts.multiples_{way}", n=n) for way, n in counts.items() if n]
    if not others:
        return wanted
    return say("charts.multiples_title", first=wanted, parts=listing(parts))


def _has_numbers(goal: Goal) -> bool:
    return goal.kind != "milestone" and goal.aim in ("reach", "hold") and goal.final is not None


def _heading(
    name: str,
    unit: Unit,
    observations: Sequence[Observation],
    goal: Goal,
    standing: Standing | None,
) -> str:
    """Return the heading of a cell: the name, the last value, the unit where no figure shows it.

    A value that is not that of the end of the period stands with its own.
    """
    in_force = [observation for observation in observations if not observation.replaced]
    if not in_force or standing is None:
        return name if unit.share else say("charts.name_and_unit", name=name, unit=unit.name())
    last = in_force[-1]
    value = amount(last.value, unit)
    if last.flow and not last.period.closes_year:
        value = say("charts.months", value=value, n=last.period.last)
    words = {"name": name, "value": value}
    if not last.flow or goal.share or goal.final is None:
        heading = say("charts.name_and_value", **words)
    elif math.isnan(last.done):
        heading = say("charts.name_and_part", **words)
    else:
        words["whole"] = stated(goal.final.bound, goal.final.printed, unit, high=goal.final.high)
        words["total"] = amount(last.done, unit)
        key = "name_and_amount" if last.done == last.value else "name_and_total"
        heading = say(f"charts.{key}", **words)
    if last.time == standing.period.time:
        return heading
    return say("charts.name_and_unit", name=heading, unit=last.period.name())


def _undrawn(considered: Sequence[Goal], name_of: Mapping[str, str]) -> list[str]:
    """Return the lines that name what has no path, reason by reason."""
    by_reason: dict[str, list[str]] = {}
    for goal in considered:
        if not _has_numbers(goal):
            by_reason.setdefault(reason_of(goal), []).append(name_of[goal.indicator])
    return [
        say("charts.reason_names", reason=reason(code), n=len(group), names=shortened_list(group))
        for code, group in by_reason.items()
    ]


def progresses_finding(standing: Standing, indicators: Collection[str]) -> str:
    """Return which of `indicators` is furthest ahead, which furthest behind, and how many each.

    The furthest is that with the largest lead in points of the planned change; where none has one,
    the first in the order of the plan is named. How far it is behind is said in its unit.
    """
    period = capitalised(standing.period.name())
    rows = standing.verdicts[standing.verdicts["indicator"].isin(list(indicators))]
    records: list[Mapping[Any, Any]] = list(rows.to_dict("records"))
    sides = Counter(CLASS_TABLE[row["class"]].side for row in records)
    judged = len(records) - sides[""]
    silent = sum(row["class"] == "not_reported" for row in records)
    if not records:
        return say("charts.multiples_none")
    if not judged:
        key = "progresses_silent" if silent else "progresses_none"
        return say(f"charts.{key}", period=period, n=len(records), silent=silent)
    names, unit_of = quoted_names(standing.plan), units(standing.plan)
    told = []
    if ahead := [row for row in records if row["class"] in _AHEAD]:
        best = max(ahead, key=lambda row: _lead(row, -math.inf))
        told.append(_named(best, names))
    if short := [row for row in records if row["class"] in SHORT]:
        worst = min(short, key=lambda row: _lead(row, math.inf))
        behind = behind_path(goal_by_indicator(standing.plan)[worst["indicator"]], worst)
        gap = rate(behind, unit_of[worst["indicator"]])
        told.append(_named(worst, names) + (say("charts.short_by", gap=gap) if behind > 0 else ""))
    counts = [say(f"charts.side_{side}", n=sides[side]) for side in SIDES if sides[side]]
    words = say("charts.progresses_counts", n=judged, counts=listing(counts))
    if told:
        words = say("charts.semicolon").join([say("charts.comma").join(told), words])
    return say("charts.progresses_title", period=period, told=words)


def _lead(row: Mapping[Any, Any], missing: float) -> float:
    lead = float(row["lead"])
    return missing if math.isnan(lead) else lead


def _named(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    """Return a goal with the word of its class."""
    word = say(f"classes.{row['class']}")
    return say("charts.named_class", name=names[row["indicator"]], word=word)
