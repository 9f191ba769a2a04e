"""The one table of an evaluation: the main goals of the plan that could be judged."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import JUDGED, has_running_total, is_left_earlier
from minsheng.reports.baselines import amount_notes, baseline_number
from minsheng.reports.changes import change_notes, goal_of
from minsheng.reports.evaluations.goals import (
    margin_with_unit,
    target_with_unit,
    target_year,
    text,
    titled,
)
from minsheng.reports.evaluations.phrases import counted_text
from minsheng.reports.exhibits import Column, Prose, Table
from minsheng.reports.natures import with_natures
from minsheng.reports.phrases import join_sentences
from minsheng.reports.rows import Rows, title
from minsheng.reports.standing.paces import progress_cell
from minsheng.reports.standing.verdicts import done_or_not, status_word
from minsheng.reports.target_words import range_notes, total_notes
from minsheng.text.amounts import reported
from minsheng.text.dates import date_in_words
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit


def main_goals(
    standing: Standing, goals: pd.DataFrame, kind: str
) -> tuple[Prose, Table] | tuple[Prose]:
    """Return the main goals that could be judged, after a sentence on how many there are.

    Main are the goals that the plan marks as headline ones; all where it marks none. `goals` have a
    row each, with its ``class``; of the end with ``margin`` and ``met_by`` too. `kind` is
    ``midterm`` or ``final``.
    """
    plan = standing.plan
    part = plan.headlines()
    own = goals[goals["indicator"].isin(part.tables["indicators"]["indicator"])]
    judged = own[own["class"].isin(JUDGED)]
    key = "main" if bool(plan.tables["indicators"]["headline"].any()) else "main_unmarked"
    waiting = len(own) - len(judged)
    if not (waiting and len(judged)):
        key = f"{key}_none" if waiting else f"{key}_all"
    said = [counted_text(key, n=len(own), judged=len(judged))]
    said += [counted_text("main_open", n=waiting)] if waiting and len(judged) else []
    prose = Prose((join_sentences(said),), synthetic=standing.synthetic)
    return (prose, _table(standing, judged, kind)) if len(judged) else (prose,)


def _table(standing: Standing, goals: pd.DataFrame, kind: str) -> Table:
    plan, rows = standing.plan, Rows(standing.plan)
    # English names are long and have the Chinese beside: a column of units would add pages.
    has_units = current() == "zh"
    in_points = False
    for goal in goals.to_dict("records"):
        unit = rows.unit(goal["unit"])
        bare = replace(unit, symbol_zh="", symbol_en="")
        named, due = rows.names[goal["indicator"]], target_year(goal, plan)
        if day := goal_of(plan, goal["indicator"]).due:
            due = date_in_words(day)
        if due not in ("", str(plan.facts.last_year)):
            day = goal_of(plan, goal["indicator"]).due
            named = text("name_and_due", name=named, due=date_in_words(day) if day else due)
        unit_name = "" if goal["kind"] == "milestone" else unit.name()
        if unit_name and not has_units:
            named = text("name_and_unit", name=named, unit=unit_name)
        in_points |= kind == "final" and unit.share and not math.isnan(goal["margin"])
        progress = 100 * float(goal["progress"])
        rows.add_goal(
            goal,
            {
                "indicator": named,
                "unit": unit_name,
                "baseline": baseline_number(plan, goal_of(plan, goal["indicator"])),
                "observed": _value(goal, bare),
                "target": target_with_unit(goal, goal_of(plan, goal["indicator"]), bare),
                "progress": "" if math.isnan(progress) else progress_cell(progress),
                "margin": margin_with_unit(goal, replace(bare, share=False))
                if kind == "final"
                else "",
                "class": _class(goal),
            },
            {"progress": progress},
        )
    columns = (
        *titled("indicator"),
        *([Column("unit", text("col_unit"), "short")] if has_units else []),
        *titled("baseline"),
        Column("observed", text(f"col_observed_{kind}"), "short"),
        Column("target", text("col_target_of", year=plan.facts.last_year), "short"),
        Column("progress", text("col_share_done"), "short")
        if kind == "midterm"
        else Column("margin", text("col_margin"), "short"),
        Column("class", text("col_evaluation"), "short"),
    )
    usual = (str(plan.facts.last_year), "")
    dated = any(target_year(goal, plan) not in usual for goal in goals.to_dict("records"))
    adds_up = any(map(has_running_total, goals.to_dict("records")))
    of_years = [row for row in goals.to_dict("records") if row["kind"] == "flow"]
    is_part = not standing.period.closes_year and not all(map(has_running_total, of_years))
    notes = [
        *([text("note_due")] if dated else []),
        *([text("note_margin_points")] if in_points else []),
        *([text("note_running_total")] if adds_up else []),
        *([title("note_part_of_year")] if is_part else []),
        *total_notes(plan, rows.ids),
        *amount_notes(plan, rows.ids),
        *range_notes(goals),
        *change_notes(plan, rows.ids),
    ]
    caption = text(f"main_goals_{kind}")
    return with_natures(rows.table(caption, columns, notes, synthetic=standing.synthetic), plan)


def _class(goal: Mapping[Any, Any]) -> str:
    """Return the class as a word, and whether its line was left in an earlier year only."""
    word = say(f"classes.{goal['class']}")
    if is_left_earlier(goal["class"], goal["verdict"]):
        return text("class_since", name=word, since=say("charts.not_every_year"))
    return word


def _value(goal: Mapping[Any, Any], unit: Unit) -> str:
    """Return the value that is judged, or the last one; a provisional one is marked."""
    latest = goal["done" if has_running_total(goal) else "observed"]
    value = latest if math.isnan(goal["judged"]) else goal["judged"]
    if math.isnan(value):
        return ""
    if goal["kind"] == "milestone":
        return done_or_not(goal["observed"])
    shown = reported(value, unit, goal["decimals"])
    if goal["status"] != "provisional":
        return shown
    return text("not_final", value=shown, status=status_word(goal))
