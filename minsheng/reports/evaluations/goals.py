"""Cells and counts for the tables of both the mid-term and the final evaluation."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import (
    CLASSES,
    SELDOM,
    class_name,
    has_running_total,
    is_of_its_period,
    is_over,
    why_no_value,
    why_not_judged,
)
from minsheng.plan.periods import period
from minsheng.plan.wording import programme_names
from minsheng.reports.changes import goal_of
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.rows import count_table
from minsheng.reports.standing.verdicts import status_word
from minsheng.reports.target_words import final_target, years_of_target
from minsheng.text.amounts import amount, difference
from minsheng.text.dates import date_in_words
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.goals import Goal
    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits.cells import Align
    from minsheng.text.units import Unit

STRENGTHS = {
    "firm": "firm",
    "aspired": "aspired",
    "approximate": "approximate",
    "": "without_number",
}
"""What the strengths of wording are called; a goal without a number has none."""
TOTAL = "total"
_SHORT = (
    "strength",
    "baseline",
    "observed",
    "target",
    "target_year",
    "final_value",
    "margin",
    "required",
    "so_far",
    "outcome",
    "years",
    "due",
    "task_due",
    "class",
    "then",
    "written",
    "now",
)


def text(key: str, /, **values: object) -> str:
    """Return a text of the catalogue ``evaluations`` in the language in force."""
    return say(f"evaluations.{key}", None, **values)


def titled(*names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return columns whose titles come from the catalogue ``evaluations``."""
    aligned: dict[str, Align] = {
        **dict.fromkeys(_SHORT, "short"),
        **dict.fromkeys(numbers, "number"),
    }
    return tuple(
        Column(
            name,
            class_name(name) if name in CLASSES else text(f"col_{name}"),
            aligned.get(name, "text"),
        )
        for name in names
    )


def class_counts(plan: Plan, caption: str, by: str, goals: pd.DataFrame, column: str) -> Table:
    """Count goals by class: one row per programme with a total, or one per strength of wording.

    `caption` is a key of the catalogue ``evaluations``, `by` is ``programme`` or ``strength``.
    `column` is the column of `goals` with the classes, a categorical one. Rare classes are shown
    only if used.
    """
    sizes = pd.crosstab(goals[by].astype("str"), goals[column].astype("str"))
    labels = (
        programme_names(plan)
        if by == "programme"
        else {key: text(word) for key, word in STRENGTHS.items() if key in sizes.index}
    )
    classes = list(goals[column].cat.categories)
    sizes = sizes.reindex(index=list(labels), columns=classes, fill_value=0)
    shown = ["goals", *(name for name in classes if name not in SELDOM or sizes[name].any())]
    sizes = sizes.assign(goals=sizes.sum(axis=1))[shown]
    if len(sizes) > 1:
        sizes.loc[TOTAL] = sizes.sum()
    columns = titled(by, *shown, numbers=shown)
    return count_table(text(caption), columns, sizes, {**labels, TOTAL: text(TOTAL)})


def class_with_date(name: str, met_by: pd.Timestamp | None, since: str = "") -> str:
    """Return a class with its symbol, and whether the goal was met late or is no longer kept.

    `met_by` is by when a goal that was met late was met, `since` whether one that was met is still
    kept, as in `minsheng.evaluate`.
    """
    if not pd.isna(met_by):
        return text("met_by", name=class_name(name), day=date_in_words(met_by))
    if since == "not_kept":
        return text("class_since", name=class_name(name), since=say(f"charts.{since}"))
    return class_name(name)


def value_with_unit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the observed value of a goal with its unit; for a flow, the total since the start.

    Provisional and revised values are marked; a value of an earlier time than the end of the period
    has its own period beside it. If the goal's last year is over, the value of that year comes
    first, then the latest value, each with its date.
    """
    if not is_over(row):
        value = _value(row, "done" if has_running_total(row) else "observed", unit)
        if not value or row["kind"] == "milestone" or is_of_its_period(row):
            return value
        return text("of_period", value=value, period=period(row["observed_in"]).name())
    year = int(row["due_year"])
    latest = _value(row, "done" if has_running_total(row) else "observed", unit)
    if not latest:
        return ""
    observed_in = period(row["observed_in"])
    if math.isnan(row["judged"]):
        reason = say(f"reasons.{why_no_value(row)}")
        return text(
            "latest_alone", year=year, reason=reason, latest=latest, period=observed_in.name()
        )
    then = _value({**row, "status": ""}, "judged", unit)
    if observed_in.time <= year:
        return text("then", value=latest, year=year)
    return text("then_and_latest", value=then, year=year, latest=latest, period=observed_in.name())


def _value(row: Mapping[Any, Any], column: str, unit: Unit) -> str:
    value = row[column]
    if math.isnan(value):
        return ""
    if row["kind"] == "milestone":
        shown = text("done" if value >= 1 else "not_done")
    else:
        places = unit.decimals if math.isnan(row["decimals"]) else int(row["decimals"])
        shown = amount(value, replace(unit, decimals=places))
    shown = text("running_total", value=shown) if has_running_total(row) else shown
    status = status_word(row)
    return text("not_final", value=shown, status=status) if status else shown


def target_with_unit(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the final target with its bound and unit; words for a milestone or a direction.

    An asterisk marks a sum that is ours; see `minsheng.reports.target_words.total_notes`.
    """
    if row["aim"] == "direction":
        return text("direction")
    if math.isnan(row["target"]):
        return ""
    if row["kind"] == "milestone":
        return text("done")
    return final_target(row, goal, unit)


def target_year(row: Mapping[Any, Any], plan: Plan) -> str:
    """Return the day or the year of the final target, or the years of its total; else nothing."""
    if math.isnan(row["target_year"]):
        return ""
    goal = goal_of(plan, row["indicator"])
    return goal.due.isoformat() if goal.due else years_of_target(goal)


def final_cells(row: Mapping[Any, Any], plan: Plan) -> dict[str, str]:
    """Return the cells ``target``, ``final_value`` and ``margin`` of a goal."""
    goal, unit = goal_of(plan, row["indicator"]), plan.unit(row["unit"])
    return {
        "target": target_with_unit(row, goal, unit),
        "final_value": value_with_unit(row, unit),
        "margin": margin_with_unit(row, unit),
    }


def method_or_reason(row: Mapping[Any, Any]) -> str:
    """Return the name of the method that judges a goal, or the reason why none does.

    A goal without a target that is due may have reached its final one: that is said instead.
    """
    reason = why_not_judged(row)
    if not reason and row["verdict"] == "no_target":
        reason = "target_reached"
    return say(f"reasons.{reason}" if reason else f"methods.{row['method']}")


def margin_with_unit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Say by how much a value is better or worse than its target; empty if undefined."""
    margin = row["margin"]
    if math.isnan(margin):
        return ""
    key = "margin_better" if margin > 0 else "margin_short" if margin < 0 else "margin_none"
    return text(key, value=difference(abs(margin), unit))


def years_met(goal: Mapping[Any, Any]) -> str:
    """Return the number of yearly targets met and due, and how many of them were retrospective."""
    if not goal["years_due"]:
        return ""
    key = "years_retrospective" if goal["years_retrospective"] else "years"
    return text(key, met=goal["years_met"], due=goal["years_due"], n=goal["years_retrospective"])
