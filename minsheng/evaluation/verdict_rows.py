"""What a row of verdicts compares, for whoever words or draws it.

A row is one of `minsheng.evaluate`, as a mapping from its columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minsheng.plan.periods import period


def is_over(row: Mapping[Any, Any]) -> bool:
    """Return whether the last target of a row was due in a year before its period."""
    return row["kind"] != "milestone" and bool(row["due_year"] < period(row["period"]).year)


def is_of_its_period(row: Mapping[Any, Any]) -> bool:
    """Return whether the value of a row, if there is one, is of the end of the row's period."""
    return not row["observed_in"] or period(row["observed_in"]).time == period(row["period"]).time
