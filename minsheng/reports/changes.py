"""Wording of targets that the plan states as a change: 年均增长6.5%以上, 五年累计下降18%."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minsheng.plan.goals import Goal, goal_by_indicator, goals
from minsheng.plan.wording import change_in_words, indicator_names
from minsheng.reports.phrases import join_with_semicolons, plan_year, sentence, standing_text
from minsheng.reports.rows import title
from minsheng.text.language import listing
from minsheng.text.numerals import plain
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def goal_of(plan: Plan, indicator: str) -> Goal:
    """Return the goal of an indicator of the plan."""
    return goal_by_indicator(plan)[indicator]


def baseline_year(plan: Plan, goal: Goal) -> str:
    """Return the baseline year of a goal as text that carries the id of its row."""
    if goal.baseline_year == plan.facts.baseline_year:
        return plan_year(plan, "baseline_year")
    number_id = f"goals:{goal.indicator}.baseline_year"
    return traced(str(goal.baseline_year), number_id, goal.baseline_year)


def stated_change(plan: Plan, goal: Goal) -> str:
    """Return the final target as the change that the plan states; empty where it states a level.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> stated_change(plan, goal_of(plan, "childcare.gross_enrolment"))
    ''
    """
    change = goal.changes.get(goal.final_year or 0)
    if change is None:
        return ""
    words = change_in_words(change, plan.unit(goal.unit))
    return traced(words, f"targets:{goal.indicator}@{goal.final_year}", change.value)


def with_change(plan: Plan, goal: Goal, target: str) -> str:
    """Return a final target in words, followed by the change that the plan states in brackets.

    A target that is itself counted as a change is returned without brackets.
    """
    if goal.is_counted and not goal.is_average_growth:
        return target
    change = stated_change(plan, goal)
    return sentence("with_change", target=target, said=change) if change else target


def change_notes(plan: Plan, indicators: Iterable[str]) -> list[str]:
    """Return notes on how the levels of targets stated as changes are computed."""
    shown, names = set(indicators), indicator_names(plan)
    alike: dict[tuple[str, int, str], list[str]] = {}
    for goal in goals(plan):
        if goal.indicator in shown and goal.changes:
            key = "note_counted" if goal.is_counted else "note_change"
            base = plain(goal.baseline.number) if goal.is_counted and goal.baseline else ""
            told = title(
                "goal_as_change", name=names[goal.indicator], said=listing(_said(plan, goal))
            )
            alike.setdefault((key, goal.baseline_year, base), []).append(told)
    return [
        title(key, start=start, base=base, goals=join_with_semicolons(told))
        for (key, start, base), told in alike.items()
    ]


def _said(plan: Plan, goal: Goal) -> list[str]:
    """Return the changes that the plan states for a goal; with their years if there are several."""
    unit = plan.unit(goal.unit)
    changes = {year: change_in_words(change, unit) for year, change in goal.changes.items()}
    if len(changes) == 1:
        return list(changes.values())
    return [title("with_year", value=words, year=year) for year, words in changes.items()]


def average_so_far(row: Mapping[Any, Any], plan: Plan) -> str:
    """Say the average yearly growth or decline from the baseline to the value that is judged.

    It has as many decimals as it takes to read unlike a target that it is not equal to. Empty if
    the target is not an average growth or the growth cannot be computed. `row` is one of
    `minsheng.evaluate`.
    """
    goal = goal_of(plan, row["indicator"])
    if not goal.is_average_growth or math.isnan(row["growth_so_far"]):
        return ""
    key = "average_up" if row["growth_so_far"] >= 0 else "average_down"
    rate = abs(row["growth_so_far"])
    decimals = _decimals_apart(100 * rate, goal.changes[goal.final_year or 0].value)
    size = _growth(rate, row, "growth_so_far", decimals)
    return standing_text(key, year=baseline_year(plan, goal), size=size)


def required_growth_in_words(row: Mapping[Any, Any]) -> str:
    """Say the yearly growth or decline that is required from now to the target year."""
    key = "grow" if row["required_growth"] >= 0 else "decline"
    return standing_text(key, size=_growth(abs(row["required_growth"]), row, "required_growth"))


def _growth(rate: float, row: Mapping[Any, Any], column: str, decimals: int = 2) -> str:
    number_id = f"verdicts:{row['indicator']}@{row['period']}.{column}"
    return traced(f"{plain(100 * rate, decimals)}%", number_id, 100 * row[column])


def _decimals_apart(one: float, other: float) -> int:
    """Return the fewest decimals, from two to six, with which two numbers read apart, or two."""
    apart = (n for n in range(2, 7) if plain(one, n) != plain(other, n))
    return next(apart, 2)


def growth_cells(row: Mapping[Any, Any], plan: Plan) -> dict[str, str]:
    """Return the cells ``so_far`` and ``required`` of a goal of average growth; {} for others."""
    if not goal_of(plan, row["indicator"]).is_average_growth:
        return {}
    columns = {"so_far": "growth_so_far", "required": "required_growth"}
    return {
        name: "" if math.isnan(row[column]) else f"{plain(100 * row[column])}%"
        for name, column in columns.items()
    }
