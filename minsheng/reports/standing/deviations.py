"""The goals whose verdict is not good, and the explanations of departments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.evaluation import SHORT
from minsheng.plan.wording import department_names, indicator_names, target_in_words
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.phrases import rise_or_fall, standing_text
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.verdicts import class_and_verdict
from minsheng.text.language import say
from minsheng.text.numerals import plain, rate, reported
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit


def deviation_sentences(standing: Standing) -> list[str]:
    """Return a sentence for each goal that was not met, is not kept or lags; the last ones last."""
    found = standing.verdicts
    found = found[found["class"].isin(SHORT)]
    rank = found["class"].eq("lagging")
    chosen = found.assign(rank=rank, minor=~found["headline"].astype(bool))
    chosen = chosen.sort_values(["rank", "minor"], kind="stable")
    names = indicator_names(standing.plan)
    return [
        deviation_sentence(row, names, standing.plan.unit(row["unit"]))
        for row in chosen.to_dict("records")
    ]


def deviation_sentence(row: Mapping[Any, Any], names: Mapping[str, str], unit: Unit) -> str:
    """Return the sentence on one goal: value, what it is compared with, verdict, what remains."""
    name = names[row["indicator"]]
    words = {
        "method": say(f"methods.{row['method']}"),
        "verdict": say(f"verdicts.{row['verdict']}"),
    }
    if row["kind"] == "milestone":
        year = verdict_number(str(int(row["target_year"])), row, "target_year")
        return standing_text("milestone_missed", name=name, year=year, **words)
    return standing_text(
        "point",
        name=name,
        observed=observed_in_words(row, unit),
        against=compared_with(row, unit),
        left=remaining(row, unit),
        **words,
    )


def observed_in_words(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the value that is judged: of a flow the amount since the plan began."""
    if row["kind"] == "flow" and row["method"] not in ("hold", "milestone"):
        return standing_text("done_now", value=_value(row, "done", unit))
    return standing_text("observed_now", value=_value(row, "observed", unit))


def _value(row: Mapping[Any, Any], column: str, unit: Unit) -> str:
    return verdict_number(reported(row[column], unit, row["decimals"]), row, column)


def verdict_number(shown: str, row: Mapping[Any, Any], column: str) -> str:
    """Return a figure of a row of verdicts that carries its id."""
    return traced(shown, f"verdicts:{row['indicator']}@{row['period']}.{column}", row[column])


def compared_with(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return what the judging method compares the value with: a target, a line or the path."""
    if row["method"] == "milestone":
        target = target_in_words(row["due_bound"] or "=", row["due_target"], unit)
        return standing_text("due_now", value=verdict_number(target, row, "due_target"))
    if row["method"] == "hold" and math.isnan(row["due_target"]) and math.isnan(row["target"]):
        return standing_text(
            "drift_now", value=verdict_number(rate(row["drift"], unit), row, "drift")
        )
    if row["method"] == "hold":
        return standing_text("line_now", value=_line_in_words(row, unit))
    planned = reported(row["planned"], unit, max(unit.decimals, 1))
    return standing_text("planned_now", value=verdict_number(planned, row, "planned"))


def _line_in_words(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the line in force: that of the year where the plan states one, else the target."""
    stated = not math.isnan(row["due_target"])
    bound = row["due_bound"] if stated else row["target_bound"]
    column = "due_target" if stated else "target"
    return verdict_number(target_in_words(bound or "=", row[column], unit), row, column)


def remaining(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return what is required from here, and how many times as fast as so far that is."""
    if math.isnan(row["required"]) or math.isnan(row["target"]):
        return ""
    words = {
        "year": verdict_number(str(int(row["target_year"])), row, "target_year"),
        "target": verdict_number(
            target_in_words(row["target_bound"] or "=", row["target"], unit), row, "target"
        ),
        "move": _required_change(row, unit),
    }
    if math.isnan(row["faster"]):
        return standing_text("left_slower", **words)
    return standing_text(
        "left_faster", **words, times=verdict_number(plain(row["faster"], 1), row, "faster")
    )


def _required_change(row: Mapping[Any, Any], unit: Unit) -> str:
    """Say what is required a year: of a flow how much is to be done, else how much to change."""
    size = verdict_number(rate(abs(row["required"]), unit), row, "required")
    if row["kind"] == "flow":
        return standing_text("do", value=size)
    return rise_or_fall(row["required"], unit, size)


EXPLAINED = ("problem", "cause", "action", "next_step")


@marked
def deviations(standing: Standing) -> Table:
    """Return the goals that lag, are not kept or were not met, with what departments say of them.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> deviations(ms.stand(plan, ms.Ledger(), "2018")).rows
    ()
    """
    rows = Rows(standing.plan)
    departments = department_names(standing.plan)
    said = {row["indicator"]: row for row in standing.explanations.to_dict("records")}
    found = standing.verdicts
    for row in found[found["class"].isin(SHORT)].to_dict("records"):
        own = said.get(row["indicator"])
        rows.add_goal(
            row,
            {
                "verdict": class_and_verdict(row["class"], row["verdict"]),
                **_said(own),
                "department": departments.get(own["department"] if own else row["holder"], ""),
                "due": own["due"].strftime("%Y-%m-%d") if own and not pd.isna(own["due"]) else "",
            },
        )
    notes = [title("note_as_reported")] if rows.shown else []
    shown = columns("indicator", "verdict", *EXPLAINED, "department", "due")
    return rows.table(title("deviations"), shown, notes)


def _said(own: Mapping[Any, Any] | None) -> dict[str, str]:
    if own is None:
        return {**dict.fromkeys(EXPLAINED, ""), "problem": title("no_explanation")}
    return {name: str(own[name]) for name in EXPLAINED}
