"""Words for the target that a verdict is on: both ends of a range, its years, the line to hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import JUDGED
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.periods import period
from minsheng.plan.wording import target_of_row
from minsheng.reports.phrases import standing_text
from minsheng.reports.rows import title
from minsheng.text.bounded import level, stated, target_in_words
from minsheng.text.dates import year_span
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.goals import Goal, Target
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


def verdict_number(shown: str, row: Mapping[Any, Any], column: str) -> str:
    """Return `shown`, the text of a number in a row of verdicts, with its id."""
    return traced(shown, _number_id(row, column), row[column])


def _number_id(row: Mapping[Any, Any], column: str) -> str:
    return f"verdicts:{row['indicator']}@{row['period']}.{column}"


def row_target_in_words(row: Mapping[Any, Any], column: str, unit: Unit) -> str:
    """Return the target in a row of verdicts in words, with its id.

    `column` is ``target``, the last one, or ``due_target``, that of the year.
    """
    bound, value, high = target_of_row(row, column)
    told = target_in_words(bound, value, unit, high=high)
    single = row[column] if math.isnan(high) else None  # a range is no single number
    return traced(told, _number_id(row, column), single)


def final_target(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the final target in a row of verdicts; an asterisk marks a sum that is ours."""
    bound, value, high = target_of_row(row, "target")
    return stated(bound, value, unit, high=high) + "*" * goal.is_total_ours


def total_notes(plan: Plan, indicators: Iterable[str]) -> list[str]:
    """Return the notes on the asterisk of `final_target`: how the totals so marked were made."""
    known = goal_by_indicator(plan)
    ours = [name for name in indicators if name in known and known[name].is_total_ours]
    return notes_on_totals(plan, ours)


def notes_on_totals(plan: Plan, ours: Iterable[str]) -> list[str]:
    """Return how the totals of these indicators, which are ours, were made."""
    known = goal_by_indicator(plan)
    made = {known[name].total_is for name in ours}
    return [title(f"note_{each}") for each in ("sum_of_parts", "mean_times_years") if each in made]


def years_of_target(goal: Goal) -> str:
    """Return the year of the final target, or the years that its amount covers: 2021—2023."""
    span = goal.years_of_part
    return year_span(*span) if span else str(goal.final_year)


def with_years(target: str, goal: Goal) -> str:
    """Return a final target with the years that it covers in brackets, if they are some only."""
    span = goal.years_of_part
    return target + title("over_years", first=span[0], last=span[1]) if span else target


def line_of(row: Mapping[Any, Any], goal: Goal) -> tuple[int | None, Target | None]:
    """Return the line that a goal is held at and the year it is stated for; None: the final one."""
    year = goal.line_year(int(row["due_year"]))
    return year, goal.final if year is None else goal.yearly[year]


def line_in_words(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the line that a goal is held at, with its id; empty if the plan states none."""
    year, line = line_of(row, goal)
    if line is None:
        return ""
    shown = target_in_words(line.bound, line.printed, unit, high=line.high)
    of_final = line is goal.final
    number_id = _number_id(row, "target") if of_final else f"targets:{goal.indicator}@{year}"
    return traced(shown, number_id, line.value if math.isnan(line.high) else None)


def end_of_range(row: Mapping[Any, Any], plan: Plan) -> list[str]:
    """Say which end of a range the verdict is on; empty if no range is judged."""
    is_last = row["in_all"] or bool(row["due_year"] < period(row["period"]).year)
    names = ("target", "due_target") if is_last else ("due_target", "target")
    name = next((one for one in names if not math.isnan(row[_high(one)])), "")
    if not name or row["class"] not in JUDGED:
        return []
    value = verdict_number(level(row[name], plan.unit(row["unit"])), row, name)
    side = "lower" if row[name] == row[_low(name)] else "upper"
    key = "range_met" if row["verdict"] == "met" else "range_judged"
    return [standing_text(f"{key}_{side}", value=value)]


def range_notes(verdicts: pd.DataFrame) -> list[str]:
    """Return notes on the end of ranges that verdicts are on, and on approximate targets."""
    has_range = verdicts["target_high"].notna() | verdicts["due_high"].notna()
    about = verdicts["target_bound"].eq("~") | verdicts["due_bound"].eq("~")
    shown = {"note_range": has_range.any(), "note_about": about.any()}
    return [title(note) for note, is_shown in shown.items() if is_shown]


def _high(column: str) -> str:
    return f"{column.removesuffix('_target')}_high"


def _low(column: str) -> str:
    return f"{column.removesuffix('_target')}_low"
