"""Tables of the mid-term evaluation: classes counted, goals with theirs, what must speed up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import DECIDED, MIDTERM, midterm
from minsheng.reports.exhibits import Column, Table, marked
from minsheng.text.language import say
from minsheng.reports.listings.rows import Rows
from minsheng.reports.listings.standing import status_of
from minsheng.text.numerals import amount, difference, plain, rate, stated
from minsheng.plan.wording import CLASS_SYMBOLS, SELDOM, department_names, programme_names

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.exhibits.table import Align
    from minsheng.text.units import Unit
    from minsheng.plan.plan import Plan

_STRENGTHS = {"firm": "firm", "aspired": "aspired", "approximate": "approximate",
              "": "without_number"}  # fmt: skip
_TOTAL = "total"
_SHORT = ("strength", "baseline", "observed", "target", "target_year", "final_value", "margin",
          "required", "so_far", "outcome", "years", "due", "task_due", "class", "then",
          "written", "now")  # fmt: skip
_COUNTED = (*MIDTERM, "met", "not_met")


def words(key: str, /, **values: object) -> str:
    """Return a caption, a cell or a note of the write-ups in the language in force."""
    return say(f"evaluations.{key}", None, **values)


def signed(name: str) -> str:
    """Return a class or an outcome with its symbol.

    Examples
    --------
    >>> signed("lagging"), signed("met")
    ('▲ 滞后', '● 达到')
    """
    return f"{CLASS_SYMBOLS[name]} {words(name)}"


def heads(*names: str, numbers: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return columns titled by the catalogue ``evaluations``."""
    aligned: dict[str, Align] = {
        **dict.fromkeys(_SHORT, "short"), **dict.fromkeys(numbers, "number"),
    }  # fmt: skip
    return tuple(
        Column(name, signed(name) if name in _COUNTED else words(f"col_{name}"),
               aligned.get(name, "text"))
        for name in names
    )  # fmt: skip


def tally(found: pd.DataFrame, by: str, column: str, names: Sequence[str]) -> pd.DataFrame:
    """Count words of a column by group: one row per group, one column per word, and ``goals``."""
    table = pd.crosstab(found[by].astype("str"), found[column].astype("str"))
    table = table.reindex(columns=list(names), fill_value=0)
    return table.assign(goals=table.sum(axis=1))


def counted(plan: Plan, caption: str, by: str, told: pd.DataFrame, names: Sequence[str]) -> Table:
    """Return counts as a table: by programme with a total, or by strength of wording."""
    labels = programme_names(plan) if by == "programme" else {
        key: words(word) for key, word in _STRENGTHS.items()
    }  # fmt: skip
    told = told.reindex([name for name in labels if name in told.index or by == "programme"],
                        fill_value=0)  # fmt: skip
    shown = ["goals", *(name for name in names if name not in SELDOM or told[name].any())]
    if len(told) > 1:
        told.loc[_TOTAL] = told.sum()
    rows = [
        {by: words(_TOTAL) if key == _TOTAL else labels[str(key)],
         **{name: str(int(row[name])) for name in shown}}
        for key, row in told.iterrows()
    ]  # fmt: skip
    values = [{name: float(row[name]) for name in shown} for _, row in told.iterrows()]
    return Table(words(caption), heads(by, *shown, numbers=shown), tuple(rows),
                 tuple(str(key) or by for key in told.index), tuple(values))  # fmt: skip


@marked
def midterm_counts(standing: Standing) -> Table:
    """Return for each programme how many of its goals are in each class of the mid-term.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = midterm_counts(ms.stand_midterm(ms.load_plan(), ms.Ledger()))
    >>> table.rows[0]["programme"], table.rows[0]["goals"], table.rows[0]["lagging"]
    ('幼有所育', '26', '0')
    """
    told = tally(midterm(standing), "programme", "midterm", MIDTERM)
    return counted(standing.plan, "midterm_counts", "programme", told, MIDTERM)


@marked
def midterm_strengths(standing: Standing) -> Table:
    """Return how many firm and how many aspired goals are in each class, apart."""
    told = tally(midterm(standing), "strength", "midterm", MIDTERM)
    return counted(standing.plan, "midterm_strengths", "strength", told, MIDTERM)


def value_of(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return what a goal has come to, with its unit: of an amount everything done so far.

    A figure that is provisional or was revised says so.
    """
    total = row["kind"] == "flow" and row["method"] != "hold"
    value = row["done"] if total else row["observed"]
    if math.isnan(value):
        return ""
    if row["kind"] == "milestone":
        told = words("done" if value >= 1 else "not_done")
    else:
        places = unit.decimals if math.isnan(row["decimals"]) else int(row["decimals"])
        told = amount(value, replace(unit, decimals=places))
    told = words("running_total", value=told) if total else told
    status = status_of(row)
    return words("not_final", value=told, status=status) if status else told


def target_of(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the final target with its bound and unit; a milestone or a direction in words."""
    if row["aim"] == "direction":
        return words("direction")
    if math.isnan(row["target"]):
        return ""
    if row["kind"] == "milestone":
        return words("done")
    return stated(row["target_bound"], row["target"], unit)


def year_of(row: Mapping[Any, Any]) -> str:
    """Return the year of the final target, or empty."""
    return "" if math.isnan(row["target_year"]) else str(int(row["target_year"]))


def why(row: Mapping[Any, Any]) -> str:
    """Return the method that judges a goal, or why none does."""
    if row["reason"]:
        return say(f"reasons.{row['reason']}")
    return say(f"methods.{row['method']}") if row["method"] else ""


_STEPS = (("progress", 100), ("time_share", 100), ("lead", 1), ("pace", 1))


def _steps(row: Mapping[Any, Any]) -> tuple[dict[str, str], dict[str, float | None]]:
    """Return g, τ, their difference and q: as shown, and as numbers."""
    values = {name: row[name] * times for name, times in _STEPS}
    places = {"pace": 2}
    shown = {name: "" if math.isnan(value) else plain(value, places.get(name, 1), fixed=True)
             for name, value in values.items()}  # fmt: skip
    return shown, dict(values)


@marked
def midterm_goals(standing: Standing) -> Table:
    """Return the goals of one programme that could be judged, each with its class.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> midterm_goals(ms.stand_midterm(part, ms.Ledger())).rows
    ()
    """
    found = midterm(standing)
    judged = found[found["midterm"].isin(DECIDED)]
    rows = Rows(standing.plan)
    for row in judged.to_dict("records"):
        shown, values = _steps(row)
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "observed": value_of(row, unit),
            "target": target_of(row, unit), "target_year": year_of(row), **shown,
            "class": signed(row["midterm"]),
        }, values)  # fmt: skip
    names = ["indicator", "observed", "target", "target_year"]
    steps = [name for name, _ in _STEPS if any(row[name] for row in rows.shown)]
    name = next(iter(programme_names(standing.plan).values()), "")
    return rows.table(words("midterm_goals", programme=name),
                      heads(*names, *steps, "class", numbers=steps),
                      [words("note_pace")] if "pace" in steps else [])  # fmt: skip


@marked
def midterm_results(standing: Standing) -> Table:
    """Return g, τ, g − τ, q and the class of every goal, with the method or the reason.

    Examples
    --------
    >>> import minsheng as ms
    >>> len(midterm_results(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows)
    281
    """
    rows = Rows(standing.plan)
    for row in midterm(standing).to_dict("records"):
        shown, values = _steps(row)
        unit = rows.unit(row["unit"])
        baseline = row["baseline"]
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]],
            "baseline": "" if math.isnan(baseline) or row["kind"] in ("flow", "milestone")
            else amount(baseline, unit),
            "observed": value_of(row, unit), "target": target_of(row, unit),
            "target_year": year_of(row), **shown,
            "class": signed(row["midterm"]), "why": why(row),
        }, values)  # fmt: skip
    numbers = [name for name, _ in _STEPS]
    notes = [words("note_no_progress"), words("note_running_total")]
    return rows.table(words("midterm_results"),
                      heads("indicator", "baseline", "observed", "target", "target_year",
                            *numbers, "class", "why", numbers=numbers), notes)  # fmt: skip


def hastening(standing: Standing) -> pd.DataFrame:
    """Return the verdicts of the goals that must move faster than so far, or have not moved."""
    found = standing.verdicts
    faster = found["required"].notna() & (found["faster"].gt(1) | found["faster"].isna())
    return found[faster & found["so_far"].notna()]


@marked
def required_pace(standing: Standing) -> Table:
    """Return what is required a year from here, against so far, the most hurried first.

    Examples
    --------
    >>> import minsheng as ms
    >>> required_pace(ms.stand_midterm(ms.load_plan(), ms.Ledger())).rows
    ()
    """
    rows = Rows(standing.plan)
    holders = department_names(standing.plan)
    found = hastening(standing)
    rank = {name: place for place, name in enumerate(standing.plan.programmes["programme"])}
    found = found.assign(rank=found["programme"].astype("str").map(rank),
                         hurry=found["faster"].fillna(math.inf))  # fmt: skip
    for row in found.sort_values(["rank", "hurry"], ascending=[True, False]).to_dict("records"):
        unit = rows.unit(row["unit"])
        rows.add(row["programme"], row["indicator"], {
            "indicator": rows.names[row["indicator"]], "observed": value_of(row, unit),
            "target": target_of(row, unit), "target_year": year_of(row),
            "required": rate(row["required"], unit), "so_far": rate(row["so_far"], unit),
            "faster": "" if math.isnan(row["faster"]) else plain(row["faster"], 1, fixed=True),
            "holder": holders.get(row["holder"], ""),
        }, {"faster": row["faster"]})  # fmt: skip
    notes = [words("note_required")] if rows.shown else []
    return rows.table(words("required_pace"),
                      heads("indicator", "observed", "target", "target_year", "required", "so_far",
                            "faster", "holder", numbers=("faster",)), notes)  # fmt: skip


def margin_of(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return by how much a target was passed, with its sign; missing where it is undefined."""
    margin = row["margin"]
    if math.isnan(margin):
        return ""
    sign = "+" if margin > 0 else ""
    return f"{sign}{difference(margin, unit) if unit.share else amount(margin, unit)}"
