"""The baselines of goals in the cells of tables: levels to start from, and earlier amounts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minsheng.plan.goals import Goal, goal_by_indicator
from minsheng.plan.remembering import remembered
from minsheng.reports.rows import title
from minsheng.text.bounded import stated, stated_number

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

Rows = Mapping[str, list[Mapping[Any, Any]]]


def baseline_number(plan: Plan, goal: Goal) -> str:
    """Return the baseline of a goal with its bound but without its unit.

    A level of another year than the plan's baseline year is followed by its year. What is done
    within years has no level to start from: its baseline is what was done in a year, in several or
    on average in each, and the cell says which; so it does of a level of which the plan prints
    nothing but a mean. Empty where the plan prints no baseline, and for a milestone.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> baseline_number(plan, goal_by_indicator(plan)["childcare.gross_enrolment"])
    '86'
    >>> baseline_number(plan, goal_by_indicator(plan)["employment.new_urban_jobs"])
    '年均18000（2015—2017年）'
    """
    return _baseline(plan, goal, stated_number)


def baseline_with_unit(plan: Plan, goal: Goal) -> str:
    """Return the baseline of a goal with its bound and unit; see `baseline_number`.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> baseline_with_unit(plan, goal_by_indicator(plan)["childcare.gross_enrolment"])
    '86%'
    """
    return _baseline(plan, goal, stated)


def amount_notes(plan: Plan, indicators: Iterable[str]) -> list[str]:
    """Return the note that baselines of amounts need, where one of the indicators has any.

    Examples
    --------
    >>> amount_notes(ms.load_plan(), ["childcare.gross_enrolment"])
    []
    """
    known, goals = _of_years(plan), goal_by_indicator(plan)
    shown = any(name in known and goals[name].adds_up for name in indicators)
    return [title("note_baseline_amount")] if shown else []


def _baseline(plan: Plan, goal: Goal, write: Callable[..., str]) -> str:
    if goal.kind == "milestone":
        return ""
    unit = plan.unit(goal.unit)
    if goal.is_flow or goal.baseline is None:
        return title("amounts_joined").join(
            _with_years(row, write(row["bound"], row["value"], unit, high=row["value_high"]))
            for row in _of_years(plan).get(goal.indicator, ())
        )
    high = goal.baseline.high if goal.baseline_bound == "range" else math.nan
    level = write(goal.baseline_bound, goal.printed_baseline, unit, high=high)
    if goal.baseline_year == plan.facts.baseline_year:
        return level
    return title("with_year", value=level, year=goal.baseline_year)


@remembered
def _of_years(plan: Plan) -> Rows:
    """Return the baselines of each indicator that are amounts, or means of several years."""
    rows = plan.tables["baselines"]
    known: dict[str, list[Mapping[Any, Any]]] = {}
    for row in rows[rows["value"].notna()].to_dict("records"):
        over_years = row["first_year"] != row["last_year"]
        if over_years or goal_by_indicator(plan)[row["indicator"]].is_flow:
            known.setdefault(row["indicator"], []).append(row)
    return known


def _with_years(row: Mapping[Any, Any], number: str) -> str:
    """Return a printed amount or mean with its years."""
    if row["first_year"] == row["last_year"]:
        return title("amount_of_year", value=number, year=row["last_year"])
    years = title("over_years", first=row["first_year"], last=row["last_year"])
    return title(f"amount_{row['statistic']}", value=number) + years
