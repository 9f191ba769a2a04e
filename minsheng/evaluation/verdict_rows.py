"""What a row of verdicts compares, for whoever words or draws it.

A row is one of `minsheng.evaluate`, as a mapping from its columns.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from minsheng.evaluation.classes import JUDGED
from minsheng.plan.periods import period

if TYPE_CHECKING:
    from minsheng.plan.goals import Goal

_WHY_SILENT = ("parts_missing", "value_before_due", "no_report_due")


def is_over(row: Mapping[Any, Any]) -> bool:
    """Return whether the last target of a row was due in a year before its period."""
    return row["kind"] != "milestone" and bool(row["due_year"] < period(row["period"]).year)


def has_running_total(row: Mapping[Any, Any]) -> bool:
    """Return whether what was done in the years of a plan adds up for a row.

    It does not where the amount of each year is held against a line.
    """
    adds_up = row["in_all"] or row["method"] != "hold"
    return bool(row["kind"] == "flow" and row["aim"] != "direction" and adds_up)


def is_of_its_period(row: Mapping[Any, Any]) -> bool:
    """Return whether the value of a row, if there is one, is of the end of the row's period."""
    return not row["observed_in"] or period(row["observed_in"]).time == period(row["period"]).time


def behind_path(goal: Goal, row: Mapping[Any, Any]) -> float:
    """Return by how much a goal is behind its planned path, in its unit.

    It is ``nan`` where one number does not say it: of a goal that is not lagging or whose last year
    is over, of a milestone and of an average growth.
    """
    behind = goal.direction * (row["planned"] - row["judged"])
    is_told = row["class"] == "lagging" and not is_over(row) and row["kind"] != "milestone"
    return float(behind) if is_told and not goal.is_average_growth else math.nan


def why_not_drawn(row: Mapping[Any, Any]) -> str:
    """Return the reason why a row without a value has none; nothing is missing that is not due."""
    return why_no_value(row) if row["class"] in JUDGED else why_not_judged(row)


def why_no_value(row: Mapping[Any, Any]) -> str:
    """Return the reason why a row has no value to judge, a code of `minsheng.methods.REASONS`."""
    return str(row["reason"]) if row["reason"] in _WHY_SILENT else "not_reported"


def why_not_judged(row: Mapping[Any, Any]) -> str:
    """Return the reason why a goal has no grade, result or line; empty for one that has.

    Every table and sentence gives this one reason, a code of `minsheng.methods.REASONS`.
    """
    if row["class"] in JUDGED:
        return ""
    if row["class"] == "not_reported":
        return why_no_value(row)
    if row["class"] == "no_report_due":
        return "no_report_due"
    if row["verdict"] in ("not_due", "no_target") and row["reason"] != "not_begun":
        return str(row["verdict"])
    return str(row["reason"] or row["class"])
