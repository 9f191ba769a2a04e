"""Figures for reports: each chart with a caption and alternative text.

Each function takes a plan or a selection and returns a `~minsheng.exhibits.Figure`, or a sentence
where there is nothing to draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng.exhibits import Figure, Prose
from minsheng.goals import goals
from minsheng.language import current, say
from minsheng.listings import held, paces, requirements
from minsheng.listings.overview import programmes
from minsheng.listings.targets import targets

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.exhibits import Table
    from minsheng.plan import Plan

Exhibit = Figure | Prose


def _say(key: str, /, **values: object) -> str:
    return say(f"figures.{key}", None, **values)


def _figure(name: str, chart: Callable[[Plan], Any], plan: Plan, tables: list[Table]) -> Exhibit:
    """Draw, and let the tables that hold the same numbers speak for the drawing."""
    if not any(table.rows for table in tables):
        return Prose((_say("nothing", caption=_say(name)),), role="note")
    from minsheng import charts

    with charts.themed():
        axes = chart(plan)
    drawing = (axes.flat[0] if hasattr(axes, "flat") else axes).figure
    title = drawing.get_suptitle() or drawing.axes[0].get_title(loc="left")
    finding = ("" if current() == "zh" else " ").join(title.splitlines())
    alt = " ".join([finding, *(_in_words(table) for table in tables)]).strip()
    return Figure(charts.as_svg(drawing), _say(name), alt)


def _in_words(table: Table) -> str:
    """Return a table as a sentence: what a reader who cannot see the drawing needs."""
    rows = []
    for row in table.rows:
        first, *others = table.columns
        said = [f"{column.title} {row[column.name]}" for column in others if row.get(column.name)]
        rows.append(_say("row", name=row[first.name], cells=_say("comma").join(said)))
    return _say("stop").join(rows) + _say("stop") if rows else ""


def overview(plan: Plan) -> Exhibit:
    """Draw how much of each programme can be followed in numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> overview(ms.load_plan()).caption
    '各专项目标指标的可跟踪程度（项）'
    """
    from minsheng import charts

    return _figure("overview", charts.overview, plan, [programmes(plan)])


def path(plan: Plan) -> Exhibit:
    """Draw the planned path of one indicator."""
    from minsheng import charts

    return _figure("path", charts.path, plan, [targets(plan)])


def paths(plan: Plan) -> Exhibit:
    """Draw the planned paths of a programme's headline indicators side by side."""
    from minsheng import charts

    return _figure("paths", charts.small_multiples, plan, [targets(plan)])


def gaps(plan: Plan) -> Exhibit:
    """Draw the gap from baseline to final target, unit by unit."""
    from minsheng import charts

    return _figure("gaps", charts.gap, plan, [requirements(plan), held(plan)])


def growth(plan: Plan) -> Exhibit:
    """Draw the required change a year, ranked."""
    from minsheng import charts

    return _figure("growth", charts.growth, plan, [requirements(plan), paces(plan)])


def loading(plan: Plan) -> Exhibit:
    """Draw how the planned change is spread over the years."""
    from minsheng import charts

    multi_year = [goal for goal in goals(plan) if len(goal.yearly) > 1]
    tables = [targets(plan)] if multi_year else []
    return _figure("loading", charts.loading, plan, tables)


def measurability(plan: Plan) -> Exhibit:
    """Draw what an evaluation needs, and how many goals of each programme have it."""
    from minsheng import charts, listings

    return _figure("measurability", charts.measurability, plan, [listings.measurability(plan)])
