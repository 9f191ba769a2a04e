"""What the tables of the mid-term and the final evaluation share: goals, classes, counts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import MIDTERM
from minsheng.plan.wording import CLASS_SYMBOLS, SELDOM, programme_names
from minsheng.reports.exhibits import Column, Table
from minsheng.reports.standing.verdicts import status_word
from minsheng.text.language import say
from minsheng.text.numerals import amount, difference, stated

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits.table import Align
    from minsheng.text.units import Unit

_STRENGTHS = {
    "firm": "firm",
    "aspired": "aspired",
    "approximate": "approximate",
    "": "without_number",
}
_TOTAL = "total"
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
_COUNTED = (*MIDTERM, "met", "not_met")


def text(key: str, /, **values: object) -> str:
    """Return a caption, a cell or a note of the write-ups in the language in force."""
    return say(f"evaluations.{key}", None, **values)


def class_with_symbol(name: str) -> str:
    """Return a class or an outcome with its symbol.

    Examples
    --------
    >>> class_with_symbol("lagging"), class_with_symbol("met")
    ('▲ 滞后', '● 达到')
    """
    return f"{CLASS_SYMBOLS[name]} {text(name)}"


def titled(*names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return columns titled by the catalogue ``evaluations``."""
    aligned: dict[str, Align] = {
        **dict.fromkeys(_SHORT, "short"),
        **dict.fromkeys(numbers, "number"),
    }
    return tuple(
        Column(
            name,
            class_with_symbol(name) if name in _COUNTED else text(f"col_{name}"),
            aligned.get(name, "text"),
        )
        for name in names
    )


def count_by(found: pd.DataFrame, by: str, column: str, names: Sequence[str]) -> pd.DataFrame:
    """Count words of a column by group: one row per group, one column per word, and ``goals``."""
    table = pd.crosstab(found[by].astype("str"), found[column].astype("str"))
    table = table.reindex(columns=list(names), fill_value=0)
    return table.assign(goals=table.sum(axis=1))


def count_table(
    plan: Plan, caption: str, by: str, told: pd.DataFrame, names: Sequence[str]
) -> Table:
    """Return counts as a table: by programme with a total, or by strength of wording."""
    labels = (
        programme_names(plan)
        if by == "programme"
        else {key: text(word) for key, word in _STRENGTHS.items()}
    )
    told = told.reindex(
        [name for name in labels if name in told.index or by == "programme"], fill_value=0
    )
    shown = ["goals", *(name for name in names if name not in SELDOM or told[name].any())]
    if len(told) > 1:
        told.loc[_TOTAL] = told.sum()
    rows = [
        {
            by: text(_TOTAL) if key == _TOTAL else labels[str(key)],
            **{name: str(int(row[name])) for name in shown},
        }
        for key, row in told.iterrows()
    ]
    values = [{name: float(row[name]) for name in shown} for _, row in told.iterrows()]
    return Table(
        text(caption),
        titled(by, *shown, numbers=shown),
        tuple(rows),
        tuple(str(key) or by for key in told.index),
        tuple(values),
    )


def value_with_unit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return what a goal has come to, with its unit: of an amount everything done so far.

    A figure that is provisional or was revised says so.
    """
    total = row["kind"] == "flow" and row["method"] != "hold"
    value = row["done"] if total else row["observed"]
    if math.isnan(value):
        return ""
    if row["kind"] == "milestone":
        told = text("done" if value >= 1 else "not_done")
    else:
        places = unit.decimals if math.isnan(row["decimals"]) else int(row["decimals"])
        told = amount(value, replace(unit, decimals=places))
    told = text("running_total", value=told) if total else told
    status = status_word(row)
    return text("not_final", value=told, status=status) if status else told


def target_with_unit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the final target with its bound and unit; a milestone or a direction in words."""
    if row["aim"] == "direction":
        return text("direction")
    if math.isnan(row["target"]):
        return ""
    if row["kind"] == "milestone":
        return text("done")
    return stated(row["target_bound"], row["target"], unit)


def target_year(row: Mapping[Any, Any]) -> str:
    """Return the year of the final target, or empty."""
    return "" if math.isnan(row["target_year"]) else str(int(row["target_year"]))


def method_or_reason(row: Mapping[Any, Any]) -> str:
    """Return the method that judges a goal, or why none does."""
    if row["reason"]:
        return say(f"reasons.{row['reason']}")
    return say(f"methods.{row['method']}") if row["method"] else ""


def margin_with_unit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return by how much a target was passed, with its sign; missing where it is undefined."""
    margin = row["margin"]
    if math.isnan(margin):
        return ""
    sign = "+" if margin > 0 else ""
    return f"{sign}{difference(margin, unit) if unit.share else amount(margin, unit)}"
