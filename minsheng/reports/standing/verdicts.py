"""The table of the verdicts of a period and their grounds, and the words of its cells."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import (
    CLASS_TABLE,
    CLASSES,
    GRADES,
    PACE,
    RESULTS,
    class_name,
    has_running_total,
    is_left_earlier,
    is_of_its_period,
    is_over,
)
from minsheng.methods.plan_path import AHEAD, IN_LINE
from minsheng.plan.periods import period
from minsheng.plan.wording import target_of_row
from minsheng.reports.changes import goal_of
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.natures import with_natures
from minsheng.reports.rows import (
    Rows,
    columns,
    pace_number,
    title,
)
from minsheng.reports.sparklines import sparklines
from minsheng.reports.standing.class_words import classes_since_earlier
from minsheng.reports.target_words import (
    range_notes,
    with_years,
    years_of_target,
)
from minsheng.text.amounts import (
    difference_number,
    path_number,
)
from minsheng.text.bounded import stated_number
from minsheng.text.language import listing, say
from minsheng.text.numerals import compact, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from minsheng.evaluation import Standing
    from minsheng.plan.goals import Goal
    from minsheng.text.units import Unit

_NUMBERS = ("observed", "done", "due_target", "planned", "pace_now")
_OPTIONAL = (
    *("observed_in", "done", "status", "planned", "annual", "since"),
    *("pace_now", "hold", "robustness"),
)


def verdict_word(row: Mapping[Any, Any]) -> str:
    """Return what the judging method says of a row: of a pace its grade, else the verdict.

    A line that was left in a year before is not met, whatever the value is now.
    """
    graded = row["method"] == PACE and row["class"] in GRADES
    if graded or is_left_earlier(row["class"], row["verdict"]):
        return say(f"classes.{row['class']}")
    return say(f"methods.{row['verdict']}")


def observed_number(value: float, unit: Unit, decimals: float = math.nan) -> str:
    """Return an observed value with the decimals it was reported with, without its unit.

    Examples
    --------
    >>> percent = ms.load_plan().unit("percent")
    >>> observed_number(88.0, percent), observed_number(math.nan, percent)
    ('88', '')
    """
    if math.isnan(value):
        return ""
    if math.isnan(decimals):
        return difference_number(value, unit)
    return compact(value, int(decimals), written_out=unit.has_wan)


def planned_number(value: float, unit: Unit) -> str:
    """Return the planned value as text without its unit; empty for NaN."""
    return "" if math.isnan(value) else path_number(value, unit)


@marked
def verdicts(standing: Standing) -> Table:
    """Return the verdict on each goal with numbers, and the method and values it is based on.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> verdicts(ms.stand(part, ms.Ledger(), "2018")).rows[0]["verdict"]
    '◇ 应报未报'
    """
    all_verdicts = standing.verdicts
    rows, said = Rows(standing.plan), classes_since_earlier(standing)
    for row in all_verdicts[all_verdicts["method"].ne("")].to_dict("records"):
        unit, name = rows.unit(row["unit"]), row["indicator"]
        cells = _verdict(row, goal_of(standing.plan, name), unit, rows.names[name])
        rows.add(
            row["programme"],
            name,
            {**cells, "verdict": said(row)},
            {
                "observed": row["observed"],
                "done": _running_total(row),
                "due_target": row["due_target"],
                "planned": row["planned"],
                "pace_now": row["pace"],
            },
        )
    names = (
        "indicator",
        "verdict",
        "method",
        "observed",
        "observed_in",
        "status",
        "done",
        "due_target",
        "planned",
        "annual",
        "since",
        "pace_now",
        "hold",
        "robustness",
    )
    used = [name for name in names if name not in _OPTIONAL or any(row[name] for row in rows.shown)]
    table = rows.table(
        title("verdicts", period=standing.period.name()),
        columns(*used, numbers=_NUMBERS),
        _verdict_notes(
            rows,
            len(all_verdicts) - len(rows.shown),
            period_closes_year=standing.period.closes_year,
        )
        + range_notes(all_verdicts[all_verdicts["method"].ne("")]),
    )
    lines = sparklines(standing)
    of_rows = tuple(map(lines.get, table.ids)) if lines else ()
    return with_natures(replace(table, lines=of_rows), standing.plan)


def _verdict(row: Mapping[Any, Any], goal: Goal, unit: Unit, name: str) -> dict[str, str]:
    milestone = row["kind"] == "milestone"
    return {
        "indicator": name_with_unit(name, row, unit),
        "method": say(f"methods.{row['method']}"),
        "observed": observed_value(row, unit),
        "observed_in": "" if is_of_its_period(row) else period(row["observed_in"]).name(),
        "status": status_word(row),
        "done": observed_number(_running_total(row), unit, row["decimals"]),
        "due_target": done_or_not(row["due_target"]) if milestone else _due_target(row, goal, unit),
        "planned": "" if milestone or is_over(row) else planned_number(row["planned"], unit),
        "annual": _annual(row),
        "since": title(row["since"]) if row["since"] else "",
        "pace_now": "" if row["class"] in RESULTS else pace_number(row["pace"]),
        "hold": _verdict_word(row["hold"]),
        "robustness": robustness(row),
    }


def _due_target(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the target of the year; for a target of an earlier year, with that year."""
    bound, value, high = target_of_row(row, "due_target")
    target = stated_number(bound, value, unit, high=high)
    if not target or not is_over(row):
        return with_years(target, goal) if target and row["in_all"] else target
    year, years = int(row["due_year"]), years_of_target(goal)
    then = observed_number(row["judged"], unit, row["decimals"])
    if not then or row["in_all"] or period(row["observed_in"]).time <= year:
        return title("of_year", value=target, year=years)
    return title("of_year_observed", value=target, year=year, observed=then)


def is_due(row: Mapping[Any, Any]) -> bool:
    """Return whether a row of verdicts judges the last target of a goal with numbers."""
    number = row["kind"] != "milestone" and row["method"] == "milestone"
    return number and bool(row["target_year"] <= row["time"])


def name_with_unit(name: str, row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the name of a goal with its unit; the name alone for a milestone."""
    if row["kind"] == "milestone":
        return name
    return title("name_and_unit", name=name, unit=unit.name())


def observed_value(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the observed value of a row of verdicts; words for a milestone."""
    if row["kind"] == "milestone":
        return done_or_not(row["observed"])
    return observed_number(row["observed"], unit, row["decimals"])


def status_word(row: Mapping[Any, Any]) -> str:
    """Return the status of an observed value, provisional or revised; empty for a final value."""
    return "" if row["status"] in ("", "final") else title(row["status"])


def done_or_not(value: float) -> str:
    """Return whether a milestone is completed, in words; empty for NaN.

    Examples
    --------
    >>> done_or_not(1.0), done_or_not(0.0), done_or_not(math.nan)
    ('完成', '未完成', '')
    """
    if math.isnan(value):
        return ""
    return title("milestone_done" if value >= 1 else "milestone_open")


def _running_total(row: Mapping[Any, Any]) -> float:
    return float(row["done"]) if has_running_total(row) else math.nan


def _annual(row: Mapping[Any, Any]) -> str:
    """Return the verdict on the target of the year, or that it waits for the value of its date."""
    if row["annual_reason"] == "value_before_due":
        return say("reasons.value_before_due")
    return _verdict_word(row["annual"])


def _verdict_word(verdict: str) -> str:
    return say(f"methods.{verdict}") if verdict else ""


def robustness(row: Mapping[Any, Any]) -> str:
    """Return whether another method, or the last digit, would change the judgement of a goal."""
    if row["robustness"] != "sensitive":
        return title("robust") if row["robustness"] else ""
    against = [say(f"methods.{name}") for name in row["disagreeing"].split(", ") if name]
    return title("sensitive_by", methods=listing(against)) if against else title("half_digit")


def legend(used: Iterable[str] = CLASSES) -> str:
    """Return an explanation of the symbols of the classes in use.

    Examples
    --------
    >>> legend(["not_due"])
    '符号：○ 未到期（目标尚未到期）。'
    """
    there, cuts = set(used), {"ahead": plain(AHEAD), "in_line": plain(IN_LINE)}
    words = [
        title("symbol", name=class_name(name), meaning=say(f"classes.{name}_long", None, **cuts))
        for name in CLASSES
        if name in there
    ]
    return title("note_symbols", symbols=listing(words))


def _verdict_notes(rows: Rows, in_words: int, *, period_closes_year: bool) -> list[str]:
    """Return the notes that the rows of the table need."""
    classes = {one.symbol: name for name, one in CLASS_TABLE.items()}
    notes = [legend(classes[row["verdict"][0]] for row in rows.shown)] if rows.shown else []
    if any(row["status"] for row in rows.shown):
        notes.append(title("note_final"))
    if any(row["done"] for row in rows.shown):
        notes.append(title("note_flow_observed" if period_closes_year else "note_flow_so_far"))
    elif not period_closes_year and any(goal_of(rows.plan, name).is_flow for name in rows.ids):
        notes.append(title("note_part_of_year"))
    if any(row["observed_in"] for row in rows.shown):
        notes.append(title("note_observed_in"))
    if any(row["since"] for row in rows.shown):
        notes.append(title("note_since"))
    if any(row["robustness"] not in ("", title("robust")) for row in rows.shown):
        notes.append(title("note_sensitive"))
    if in_words:
        notes.append(title("note_in_words", n=in_words))
    return notes


@marked
def progresses(standing: Standing) -> Exhibit:
    """Draw planned paths and observed values of a programme's headline indicators side by side."""
    from minsheng import charts

    return make_figure("progresses", charts.progresses, standing, [verdicts(standing)])
