"""The goals that fall short, each told once: with its cause, or with whom to ask for it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import JUDGED, SHORT, is_over
from minsheng.plan.periods import period
from minsheng.plan.wording import department_names
from minsheng.reports.changes import goal_of, with_change
from minsheng.reports.evaluations.annexes import with_rows
from minsheng.reports.evaluations.goals import text, titled
from minsheng.reports.evaluations.phrases import count_clauses, count_words, counted_text
from minsheng.reports.exhibits import Prose, Table
from minsheng.reports.findings import worst_first
from minsheng.reports.phrases import join_sentences, rise_or_fall
from minsheng.reports.rows import Rows
from minsheng.reports.standing.deviations import (
    compared_with,
    is_less_than_a_year,
    not_every_year,
    observed_in_words,
    period_of_value,
    remaining,
    worse_than_baseline,
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
from minsheng.text.language import say
from minsheng.text.numerals import times
from minsheng.text.tracing import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.goals import Goal
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


def shortfalls(standing: Standing, goals: pd.DataFrame) -> list[Prose | Table]:
    """Return how many goals fall short; those with a cause, and those without, by department.

    `goals` have a row each, with its ``class``.
    """
    short = worst_first(goals)
    synthetic = standing.synthetic
    if short.empty:
        key = "short_none" if goals["class"].isin(JUDGED).any() else "short_unknown"
        return [Prose((text(key),), synthetic=synthetic)]
    has_cause = short["indicator"].isin(explained(standing))
    known, unknown = short[has_cause], short[~has_cause]
    clauses = count_clauses(count_words(short["class"]), SHORT)
    key = "short_explained" if unknown.empty else "short_some" if len(known) else "short_silent"
    first = counted_text(key, n=len(short), clauses=clauses, known=len(known), silent=len(unknown))
    tables = with_rows(_explained_table(standing, known), _asked_table(standing, unknown))
    return [Prose((first,), synthetic=synthetic), *tables]


def _explained_table(standing: Standing, goals: pd.DataFrame) -> Table:
    """Return the goals with a cause: how they stand, the cause, and what is done about it."""
    rows, said = Rows(standing.plan), explained(standing)
    order = list(standing.plan.programmes["programme"])
    places = goals["programme"].astype("str").map(order.index)
    for row in goals.iloc[places.argsort(kind="stable")].to_dict("records"):
        cells = {"result": _result(row, standing), **_cause(said[row["indicator"]], standing)}
        rows.add_goal(row, cells)
    columns = titled("indicator", "result", "cause", "measures")
    return rows.table(text("causes"), columns, synthetic=standing.synthetic)


def _asked_table(standing: Standing, goals: pd.DataFrame) -> Table:
    """Return the goals without a cause under the departments that are to explain them."""
    names = department_names(standing.plan)
    holders = goals["holder"].astype("str")
    sizes = holders.value_counts(sort=False).sort_values(ascending=False, kind="stable")
    rows, groups = Rows(standing.plan), []
    for holder, n in sizes.items():
        for row in goals[holders.eq(str(holder))].to_dict("records"):
            rows.add_goal(row, {"result": _result(row, standing)})
            name = names.get(str(holder)) or say("standing.no_holder")
            groups.append(text("named_count", name=name, n=n))
    columns = titled("indicator", "result")
    table = rows.table(text("asked"), columns, synthetic=standing.synthetic)
    return replace(table, groups=tuple(groups))


def _result(row: Mapping[Any, Any], standing: Standing) -> str:
    return told(shortfall_sentences(row, standing))


def explained(standing: Standing) -> dict[str, Mapping[Any, Any]]:
    """Return the explanations of departments that name a cause, by indicator."""
    rows = standing.explanations.to_dict("records")
    return {row["indicator"]: row for row in rows if str(row["cause"]).strip()}


def _cause(said: Mapping[Any, Any], standing: Standing) -> dict[str, str]:
    """Return the cells for the cause that a department gives, and what it does about it by when."""
    department = department_names(standing.plan).get(said["department"], "")
    cause, action = (str(said[name]).strip() for name in ("cause", "action"))
    due = "" if str(said["due"]) in ("", "NaT") else date_in_words(said["due"].date())
    return {
        "cause": text("said_by", department=department, words=cause) if department else cause,
        "measures": text("action_by", action=_clause(action), day=due) if due else action,
    }


def _clause(words: str) -> str:
    return words.rstrip("。.；;")


def shortfall_sentences(row: Mapping[Any, Any], standing: Standing) -> str:
    """Return what is said of a goal that falls short: its value, the target, what is left to do."""
    plan = standing.plan
    unit, goal = plan.unit(row["unit"]), goal_of(plan, row["indicator"])
    worse, earlier = worse_than_baseline(row, plan), not_every_year(row, standing)
    if row["kind"] == "milestone":
        when = (
            text("by_day", day=date_in_words(goal.due))
            if goal.due
            else text("in_year", year=_target_year(row))
        )
        return text("told_milestone", when=when)
    if row["method"] == "hold" and not is_over(row) and (line := line_in_words(row, goal, unit)):
        said = [
            _line(row, line, unit),
            *worse,
            *end_of_range(row, plan),
            *not_every_year(row, standing),
        ]
        return join_sentences(said)
    if not math.isnan(row["planned"]) and row["class"] == "lagging" and not goal.is_average_growth:
        return join_sentences([*_path(row, plan), *end_of_range(row, plan)])
    if row["aim"] == "direction":
        return _direction(row, goal, unit)
    observed = observed_in_words(row, goal, unit)
    against = text("told", observed=observed, against=compared_with(row, goal, unit))
    left = remaining(row, plan).strip()
    said = [against, *worse, left, *end_of_range(row, plan), *earlier]
    return join_sentences(each for each in said if each)


def _direction(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Say how a goal that only names a direction moved in the last year and on average."""
    rank = "rank_" if unit.is_rank else ""

    def moved(column: str) -> str:
        change = row[column]
        size = verdict_number(rate(abs(change), unit), row, column)
        key = f"{rank}{'rose' if change > 0 else 'fell'}" if change else "unmoved"
        return text(key, size=size)

    return text(
        "told_direction",
        observed=observed_in_words(row, goal, unit),
        last=moved("last_change"),
        mean=moved("drift"),
        wanted=text(f"{rank}{'a_rise' if goal.direction > 0 else 'a_fall'}"),
    )


def _target_year(row: Mapping[Any, Any]) -> str:
    return verdict_number(str(int(row["target_year"])), row, "target_year")


def _line(row: Mapping[Any, Any], line: str, unit: Unit) -> str:
    """Say a value and the line that it is to be held at."""
    words = {"value": _value(row, unit), "line": line}
    if not row["gap"] > 0:
        return text("told_line_broken", **words)
    key = "told_line" if row["aim"] == "hold" else "told_year_line"
    return text(key, **words, short=verdict_number(rate(row["gap"], unit), row, "gap"))


def _value(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the value that is judged, with its period if that is not the one asked for."""
    value = verdict_number(reported(row["judged"], unit, row["decimals"]), row, "judged")
    own = period_of_value(row)
    if own.time == period(row["period"]).time:
        return value
    return text("not_final", value=value, status=own.name())


def _path(row: Mapping[Any, Any], plan: Plan) -> list[str]:
    """Say a value, what the plan wants by then, and what is needed a year from there on."""
    unit, goal = plan.unit(row["unit"]), goal_of(plan, row["indicator"])
    words = {
        "observed": observed_in_words(row, goal, unit),
        "planned": verdict_number(path_amount(row["planned"], unit), row, "planned"),
    }
    key = "flow" if row["kind"] == "flow" else "stock"
    said = text(f"told_{key}", **words)
    said = join_sentences([said, *worse_than_baseline(row, plan)])
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
