"""What a plan says, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.figures.making import Exhibit, figure
from minsheng.plan.goals import goals
from minsheng.reports.listings import held, paces, requirements
from minsheng.reports.listings.overview import programmes
from minsheng.reports.listings.targets import targets

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def overview(plan: Plan) -> Exhibit:
    """Draw how much of each programme can be followed in numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> overview(ms.load_plan()).caption
    '各专项目标指标的可跟踪程度（项）'
    """
    from minsheng import charts

    return figure("overview", charts.overview, plan, [programmes(plan)])


def path(plan: Plan) -> Exhibit:
    """Draw the planned path of one indicator."""
    from minsheng import charts

    return figure("path", charts.path, plan, [targets(plan)])


def paths(plan: Plan) -> Exhibit:
    """Draw the planned paths of a programme's headline indicators side by side."""
    from minsheng import charts

    return figure("paths", charts.small_multiples, plan, [targets(plan)])


def gaps(plan: Plan) -> Exhibit:
    """Draw the gap from baseline to final target, unit by unit."""
    from minsheng import charts

    return figure("gaps", charts.gap, plan, [requirements(plan), held(plan)])


def growth(plan: Plan) -> Exhibit:
    """Draw the required change a year, ranked."""
    from minsheng import charts

    return figure("growth", charts.growth, plan, [requirements(plan), paces(plan)])


def loading(plan: Plan) -> Exhibit:
    """Draw how the planned change is spread over the years."""
    from minsheng import charts

    multi_year = [goal for goal in goals(plan) if len(goal.yearly) > 1]
    tables = [targets(plan)] if multi_year else []
    return figure("loading", charts.loading, plan, tables)


def measurability(plan: Plan) -> Exhibit:
    """Draw what an evaluation needs, and how many goals of each programme have it."""
    from minsheng import charts
    from minsheng.reports import listings

    return figure("measurability", charts.measurability, plan, [listings.measurability(plan)])
