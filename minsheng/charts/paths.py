"""The planned path of one indicator, and its title: what the plan wants of it, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from matplotlib.axes import Axes

from minsheng.charts.planned_paths import (
    PlannedPath,
    draw_path,
    reason_without_target,
    write_labels,
)
from minsheng.charts.scales import value_axis
from minsheng.charts.sheet import (
    VALUES,
    Panel,
    Sheet,
    ems_in,
    height_of,
    marked_title,
    new_sheet,
    width_of,
    write_in_house_font,
)
from minsheng.charts.theme import TITLE, WIDTH, bare, themed
from minsheng.charts.words import reason, units, wrap
from minsheng.plan.goals import Goal, Target, only_goal
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import HELD_REASONS, reason_of
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import change_in_words, indicator_names
from minsheng.text.bounded import target_in_words
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


@taking_parts
@themed()
def path(plan: Plan, indicator: str = "", ax: Axes | None = None) -> Axes:
    """Draw the planned path of one indicator, its stated targets and what lies between them.

    A stock is a line through steps: the baseline is a point, or a hatched bar where it is printed
    as a bound only; stated targets are thick steps with the side that meets them shaded; years
    that the plan leaves out are hollow and dashed. Without a baseline the line starts at the first
    stated target. A flow is a bar a year with its running total, a milestone a mark on the years.

    Parameters
    ----------
    plan
        A plan, or a selection of exactly one indicator.
    indicator
        The id or the name of the indicator of a plan that has several.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        Later layers, such as observations, go on top: x is the year, y the indicator's unit. One's
        own points take one line more: ``ax.plot(2019, 88.5, "x")``.

    Raises
    ------
    UnknownName
        When the selection does not hold exactly one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> ax = ms.charts.path(ms.load_plan(), "childcare.gross_enrolment")
    >>> ax.get_title("left")
    '学前三年毛入园率：2017年86%，2020年目标90%以上'
    """
    plan = plan.indicator(indicator).plan if indicator else plan
    goal = only_goal(plan)
    unit = units(plan)[goal.indicator]
    finding = path_finding(goal, indicator_names(plan)[goal.indicator], unit)
    measured = goal.final is not None and goal.kind != "milestone"
    headline = marked_title(plan, finding)
    if ax is None:
        ax = _new_axes(plan, finding, headline, measured=measured)
    else:
        write_in_house_font(ax)
    bare(ax, "left", "bottom")
    planned = PlannedPath(goal, trajectory(plan).to_dict("records"), unit)
    draw_path(ax, planned)
    title = wrap(headline, ems_in(width_of(ax), TITLE))
    ax.set_title(title, loc="left", size=TITLE, pad=20, linespacing=1.2)
    if measured:
        value_axis(ax, unit)
    write_labels(ax, planned)
    return ax


def _new_axes(plan: Plan, finding: str, headline: str, *, measured: bool) -> Axes:
    """Return axes with room for the title above them: it stands over the axes, not the figure."""
    left, right = VALUES, 0.2
    lines = wrap(headline, ems_in(WIDTH - left - right, TITLE))
    above = height_of(lines, TITLE) + 0.3
    room = Panel(2.6 if measured else 0.8, above=above, below=0.28)
    (ax,) = new_sheet(plan, "", [room], sides=(left, right))
    sheet = cast("Sheet", ax.figure)
    sheet.finding, sheet.hypothetical = finding.strip(), bool(plan.assumptions)
    return ax


def path_finding(goal: Goal, name: str, unit: Unit) -> str:
    """Return in a sentence what the plan wants of an indicator."""
    if goal.kind == "milestone":
        if not goal.yearly:
            return say("charts.path_milestone_without_year", name=name)
        if goal.due:
            return say("charts.path_milestone_by", name=name, day=date_in_words(goal.due))
        years = listing([str(year) for year in goal.yearly])
        return say("charts.path_milestone", name=name, years=years)
    if goal.final is None:
        why = reason(reason_without_target(goal))
        return say("charts.path_undefined", name=name, reason=why)
    words = {"name": name, "year": goal.final_year, "target": _target(goal.final, unit)}
    if change := goal.changes.get(goal.final_year or 0):
        said = change_in_words(change, unit)
        if goal.is_counted:
            return say("charts.path_counted", **words, start=goal.baseline_year, said=said)
        words["target"] = say("sentences.with_change", target=words["target"], said=said)
    if goal.is_flow:
        return _flow_finding(goal, words, unit)
    if goal.baseline is None:
        key = "path_held_no_baseline" if goal.aim == "hold" else "path_no_baseline"
        return say(f"charts.{key}", **words)
    low, high = goal.baseline.low, goal.baseline.high
    printed = high if goal.baseline_bound in ("<", "<=") else low
    baseline = target_in_words(goal.baseline_bound, printed, unit, high=high)
    keys = {**dict.fromkeys(HELD_REASONS, "held"), "outside_line": "outside"}
    key = keys.get(reason_of(goal), "from_to")
    return say(f"charts.path_{key}", **words, start=goal.baseline_year, baseline=baseline)


def _target(target: Target, unit: Unit) -> str:
    return target_in_words(target.bound, target.printed, unit, high=target.high)


def _flow_finding(goal: Goal, words: Mapping[str, object], unit: Unit) -> str:
    """Return what is to be done within the years: their total, or each year's share."""
    if not goal.share:
        if goal.total is None and len(goal.yearly) == 1:
            return say("charts.path_one_year", **words)
        start = min(goal.yearly) if goal.yearly and not goal.total else goal.begun
        return say("charts.path_total", start=start, **words)
    targets = {_target(target, unit) for target in goal.yearly.values()}
    if len(targets) == 1 and len(goal.yearly) > 1:
        return say("charts.path_each_year", **{**words, "target": targets.pop()})
    last = max(goal.yearly)
    last_target = _target(goal.yearly[last], unit)
    return say("charts.path_one_year", **{**words, "year": last, "target": last_target})
