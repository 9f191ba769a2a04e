"""The goals of a report as rows of data, with which the workbook of the report begins."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import Standing
from minsheng.plan.goals import goals as goals_of
from minsheng.plan.naming import as_plan
from minsheng.plan.requirements import gaps
from minsheng.plan.wording import section_in_words
from minsheng.plan.years import years_text
from minsheng.reports.exhibits import Column, Table
from minsheng.text.language import say
from minsheng.text.numerals import without_binary_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minsheng.plan.plan import Plan

_COLUMNS = (
    *("programme", "programme_name", "indicator", "indicator_name", "period", "period_end"),
    *("value", "value_of", "unit", "bound", "target", "target_high", "target_year", "gap"),
    *("grade", "source"),
)
_NUMBERS = ("value", "target", "target_high", "target_year", "gap")
_BOUNDS = {">=": "≥", "<=": "≤", "~": "≈"}


def goal_data(of: Plan | Standing) -> Table:
    """Return the goals as rows of data, one for each goal and period, for the workbook alone.

    Parameters
    ----------
    of
        A standing, for the values of its period against the final targets, each with its gap, its
        class and the source that the ledger names; or a plan, for its baselines and the targets of
        each period, each with the section that states it.

    Returns
    -------
    Table
        Of numbers, dates, words and ids, without signs beside numbers. Of a flow the value is all
        that was done since the first year of its target. Of a range the target is its lower end.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = goal_data(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> [(row["period"], row["value"], row["bound"] + row["target"]) for row in table.rows]
    [('2017', '86', ''), ('2018', '', '≥87'), ('2019', '', '≥89'), ('2020', '', '≥90')]
    """
    if isinstance(of, Standing):
        return _table(of.plan, _observed(of), synthetic=of.synthetic)
    plan = as_plan(of)
    return _table(plan, _planned(plan))


def _observed(standing: Standing) -> Iterable[dict[str, Any]]:
    """Yield a row of each goal of a standing, in the order of the plan."""
    known = standing.ledger.latest("observations")
    sources = dict(
        zip(zip(known["indicator"], known["period"], strict=True), known["source"], strict=True)
    )
    for goal in standing.verdicts.to_dict("records"):
        yield {
            **{name: goal[name] for name in _COLUMNS if name in goal},
            "period_end": standing.period.end,
            "value": goal["done"],
            "value_of": goal["observed_in"],
            **_target(
                goal["target_bound"], goal["target"], goal["target_low"], goal["target_high"]
            ),
            "grade": say(f"classes.{goal['class']}"),
            "source": sources.get((goal["indicator"], goal["observed_in"]), ""),
        }


def _planned(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the baseline of each goal and its target of each period, in the order of the plan."""
    goals = gaps(plan).set_index("indicator").to_dict("index")
    levels = {
        (goal.indicator, year): goal.yearly[year]
        for goal in goals_of(plan)
        for year in goal.changes
    }
    every = pd.concat([plan.baselines, plan.targets.assign(of="targets")])
    every = every[every["indicator"].isin(list(goals))]
    rank = {indicator: number for number, indicator in enumerate(goals)}
    every = every.assign(rank=every["indicator"].map(rank))
    in_order = every.sort_values(["rank", "last_year", "first_year"], kind="stable")
    for row in in_order.to_dict("records"):
        goal, year = goals[row["indicator"]], row["last_year"]
        own = {
            **{name: row[name] for name in _COLUMNS if name in row},
            "unit": goal["unit"],
            "period": years_text(row),
            "period_end": dt.date(year, 12, 31),
            "source": section_in_words(row["section"]),
        }
        if row["of"] != "targets":
            bound = "" if row["bound"] == "=" else _BOUNDS.get(row["bound"], row["bound"])
            yield {**own, "value": row["value"], "bound": bound}
            continue
        stated = row["bound"], row["value"], row["value"], row["value_high"]
        if level := levels.get((row["indicator"], year)):  # that the stated change leads to
            stated = level.bound, level.value, level.low, level.high
        target = _target(*stated)
        gap = goal["gap"] if year == goal["target_year"] else math.nan
        yield {**own, "value": math.nan, **target, "target_year": year, "gap": gap}


def _target(bound: str, value: float, low: float, high: float) -> dict[str, Any]:
    if bound == "range":
        return {"bound": say("goal_data.range"), "target": low, "target_high": high}
    return {"bound": _BOUNDS.get(bound, bound), "target": value, "target_high": math.nan}


def _table(plan: Plan, rows: Iterable[Mapping[str, Any]], *, synthetic: bool = False) -> Table:
    shown, values = [], []
    for row in rows:
        unit = "" if row["unit"] == "milestone" else plan.unit(str(row["unit"])).name()
        cells = {**row, "unit": unit}
        numbers = {name: without_binary_error(row.get(name, math.nan)) for name in _NUMBERS}
        values.append({name: None if math.isnan(n) else n for name, n in numbers.items()})
        shown.append({name: _text(numbers.get(name, cells.get(name, ""))) for name in _COLUMNS})
    return Table(
        say("goal_data.caption"),
        tuple(
            Column(name, say(f"goal_data.{name}"), "number" if name in _NUMBERS else "short")
            for name in _COLUMNS
        ),
        tuple(shown),
        tuple(row["indicator"] for row in shown),
        tuple(values),
        synthetic=synthetic,
        only_in_workbook=True,
        tidy=True,
    )


def _text(cell: object) -> str:
    """Return a cell in full: a number with all of its digits, a day as ISO 8601 has it."""
    if isinstance(cell, float):
        return "" if math.isnan(cell) else f"{cell:.12g}".replace("-", "−")
    return str(cell)
