"""What a row of verdicts compares, for whoever words or draws it.

A row is one of `minsheng.evaluate`, as a mapping from its columns.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from minsheng.plan.periods import period


def is_over(row: Mapping[Any, Any]) -> bool:
    """Return whether the last target of a row was due in a year before its period."""
    return row["kind"] != "milestone" and bool(row["due_year"] < period(row["period"]).year)


def is_of_its_period(row: Mapping[Any, Any]) -> bool:
    """Return whether the value of a row, if there is one, is of the end of the row's period."""
    return not row["observed_in"] or period(row["observed_in"]).time == period(row["period"]).time


def compared_columns(row: Mapping[Any, Any]) -> tuple[str, str]:
    """Return the columns with bound and number of what the value is held against.

    That is the target of the year; the last target where everything done since the plan began is
    judged, and where the year has no line of its own.

    Examples
    --------
    >>> compared_columns({"method": "hold", "in_all": False, "due_target": math.nan})
    ('target_bound', 'target')
    >>> compared_columns({"method": "milestone", "in_all": False, "due_target": 90.0})
    ('due_bound', 'due_target')
    """
    unstated = row["method"] == "hold" and math.isnan(row["due_target"])
    return ("target_bound", "target") if row["in_all"] or unstated else ("due_bound", "due_target")
