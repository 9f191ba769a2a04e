"""The goals that fall short, each told once: with its cause, or with whom to ask for it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import JUDGED, SHORT, is_over
from minsheng.plan.periods import period
from minsheng.plan.wording import department_names, indicator_names
from minsheng.reports.changes import goal_of, with_change
from minsheng.reports.evaluations.goals import text
from minsheng.reports.evaluations.phrases import count_clauses, count_words, counted_text
from minsheng.reports.exhibits import Markdown, Prose, heading
from minsheng.reports.findings import worst_first
from minsheng.reports.phrases import (
    join_sentences,
    rise_or_fall,
    standing_count,
)
from minsheng.reports.standing.deviations import (
    compared_with,
    is_less_than_a_year,
    not_every_year,
    observed_in_words,
    period_of_value,
    remaining,
)
from minsheng.reports.target_words import (
    end_of_range,
    line_in_words,
    row_target_in_words,
    verdict_number,
    with_years,
)
from minsheng.text.amounts import path_amount, rate, reported
from minsheng.text.dates import date_in_words
from minsheng.text.numerals import times

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


def shortfalls(standing: Standing, goals: pd.DataFrame) -> list[Markdown | Prose]:
    """Return how many goals fall short, those with a cause, and those without, by department.

    Parameters
    ----------
    standing
        Of the whole plan.
    goals
        One row per goal, with its ``class``.
    """
    short = worst_first(goals)
    synthetic = standing.synthetic
    if short.empty:
        key = "short_none" if goals["class"].isin(JUDGED).any() else "short_unknown"
        return [Prose((text(key),), synthetic=synthetic)]
    said = explained(standing)
    has_cause = short["indicator"].isin(said)
    known, unknown = short[has_cause], short[~has_cause]
    clauses = count_clauses(count_words(short["class"]), SHORT)
    key = "short_explained" if unknown.empty else "short_some" if len(known) else "short_silent"
    first = counted_text(key, n=len(short), clauses=clauses, known=len(known), silent=len(unknown))
    parts: list[Markdown | Prose] = [Prose((first,), synthetic=synthetic)]
    if len(known):
        points = [
            join_sentences(
                [shortfall_sentences(row, standing.plan), *_cause(said[row["indicator"]], standing)]
            )
            for row in known.to_dict("records")
        ]
        parts += [heading(text("head_causes")), Prose((), tuple(points), synthetic=synthetic)]
    if len(unknown):
        asked = tuple(_asked(standing, unknown))
        parts += [heading(text("head_asked")), Prose((), asked, synthetic=synthetic)]
    return parts


def explained(standing: Standing) -> dict[str, Mapping[Any, Any]]:
    """Return the explanations of departments that name a cause, by indicator."""
    rows = standing.explanations.to_dict("records")
    return {row["indicator"]: row for row in rows if str(row["cause"]).strip()}


def _cause(said: Mapping[Any, Any], standing: Standing) -> list[str]:
    """Return the cause that a department gives, and what it does about it by when."""
    names = department_names(standing.plan)
    department = names.get(said["department"], "")
    key = "cause" if department else "cause_alone"
    cause = text(key, department=department, cause=_clause(said["cause"]))
    if not str(said["action"]).strip():
        return [cause]
    due = "" if str(said["due"]) in ("", "NaT") else date_in_words(said["due"].date())
    return [cause, text("action_by" if due else "action", action=_clause(said["action"]), day=due)]


def _clause(words: str) -> str:
    return str(words).strip().rstrip("。.；;")


def _asked(standing: Standing, goals: pd.DataFrame) -> list[str]:
    """Return for each department the goals that it is to explain, the most first."""
    names = department_names(standing.plan)
    sizes = goals["holder"].astype("str").value_counts(sort=False)
    points = []
    for holder, n in sizes.sort_values(ascending=False, kind="stable").items():
        own = goals[goals["holder"].eq(str(holder))]
        said = join_sentences(
            shortfall_sentences(row, standing.plan) for row in own.to_dict("records")
        )
        number = standing_count(standing, f"unexplained.{holder}", int(n))
        key = "asked" if holder else "asked_nobody"
        points.append(text(key, department=names.get(str(holder), ""), n=number, said=said))
    return points


def shortfall_sentences(row: Mapping[Any, Any], plan: Plan) -> str:
    """Return the sentences on a goal that falls short: its value, the target, what is left to do.

    Parameters
    ----------
    row
        Of `minsheng.evaluate`.
    plan
        Its plan.
    """
    name, unit = indicator_names(plan)[row["indicator"]], plan.unit(row["unit"])
    goal = goal_of(plan, row["indicator"])
    if row["kind"] == "milestone":
        when = (
            text("by_day", day=date_in_words(goal.due))
            if goal.due
            else text("in_year", year=_target_year(row))
        )
        return text("told_milestone", name=name, when=when)
    if row["method"] == "hold" and not is_over(row) and (line := line_in_words(row, goal, unit)):
        said = [_line(row, name, line, unit), *end_of_range(row, plan), *not_every_year(row)]
        return join_sentences(said)
    if not math.isnan(row["planned"]) and row["class"] == "lagging" and not goal.is_average_growth:
        return join_sentences([*_path(row, name, plan), *end_of_range(row, plan)])
    against = text(
        "told_direction" if row["aim"] == "direction" else "told",
        name=name,
        observed=observed_in_words(row, goal, unit),
        against=compared_with(row, goal, unit),
    )
    left = remaining(row, plan).strip()
    said = [against, left, *end_of_range(row, plan), *not_every_year(row)]
    return join_sentences(each for each in said if each)


def _target_year(row: Mapping[Any, Any]) -> str:
    return verdict_number(str(int(row["target_year"])), row, "target_year")


def _line(row: Mapping[Any, Any], name: str, line: str, unit: Unit) -> str:
    """Say a value and the line that it is to be held at."""
    words = {"name": name, "value": _value(row, unit), "line": line}
    if not row["gap"] > 0:
        return text("told_line_broken", **words)
    return text("told_line", **words, short=verdict_number(rate(row["gap"], unit), row, "gap"))


def _value(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the value that is judged, with its period if that is not the one asked for."""
    value = verdict_number(reported(row["judged"], unit, row["decimals"]), row, "judged")
    own = period_of_value(row)
    if own.time == period(row["period"]).time:
        return value
    return text("not_final", value=value, status=own.name())


def _path(row: Mapping[Any, Any], name: str, plan: Plan) -> list[str]:
    """Say a value, what the plan wants by then, and what is needed a year from there on."""
    unit, goal = plan.unit(row["unit"]), goal_of(plan, row["indicator"])
    words = {
        "name": name,
        "observed": observed_in_words(row, goal, unit),
        "planned": verdict_number(path_amount(row["planned"], unit), row, "planned"),
    }
    key = "flow" if row["kind"] == "flow" else "stock"
    said = text(f"told_{key}", **words)
    if math.isnan(row["required"]) or math.isnan(row["target"]):
        return [said]
    target = row_target_in_words(row, "target", unit)
    if is_less_than_a_year(row):
        size = verdict_number(rate(abs(row["gap"]), unit), row, "gap")
        way, faster = f"still_{key}", ""
    else:
        size = verdict_number(rate(abs(row["required"]), unit), row, "required")
        faster = "" if math.isnan(row["faster"]) else times(row["faster"])
        way = f"needed_{key}" if faster in ("", "1") else f"needed_{key}_faster"
    needed = text(
        way,
        target=with_years(with_change(plan, goal, target), goal),
        year=_target_year(row),
        size=size,
        move=rise_or_fall(row["required"], unit, size),
        times=verdict_number(faster, row, "faster"),
    )
    return [said, needed]
