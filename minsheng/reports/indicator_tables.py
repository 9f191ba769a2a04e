"""The tables and the figure of the report on one indicator: all methods, and every period."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import (
    GRADES,
    PACE,
    compared,
    grade_of,
    has_running_total,
    is_of_its_period,
    is_over,
)
from minsheng.plan.goals import goals
from minsheng.plan.periods import period
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.rows import Rows, columns, pace_number, title
from minsheng.reports.standing.class_words import classes_of
from minsheng.reports.standing.verdicts import (
    observed_number,
    observed_value,
    planned_number,
    status_word,
)
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing


@marked
def methods_compared(standing: Standing) -> Table:
    """Return one row per assessment method: its figure and verdict, or the reason why it has none.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> table = methods_compared(ms.stand(part, ms.Ledger(), "2018"))
    >>> len(table.rows), table.rows[1]["method"], table.rows[1]["reason"]
    (11, '规划进度', '未报送')
    """
    rows = Rows(standing.plan)
    classes = standing.verdicts[["indicator", "class"]]
    for row in compared(standing).merge(classes, on="indicator").to_dict("records"):
        answered = bool(row["verdict"] or row["reason"] or not math.isnan(row["figure"]))
        rows.add(
            row["programme"],
            row["indicator"],
            {
                "method": say(f"methods.{row['method']}"),
                "figure": "" if math.isnan(row["figure"]) else plain(row["figure"], 3),
                "verdict": _verdict_of_method(row) if row["verdict"] else "",
                "reason": _reason(row) if answered else title("not_asked"),
                "used": title("used") if row["used"] else "",
            },
            {"figure": row["figure"]},
        )
    return rows.table(
        title("methods_compared"),
        columns("method", "figure", "verdict", "reason", "used", numbers=("figure",)),
    )


def _verdict_of_method(row: Mapping[Any, Any]) -> str:
    """Return the verdict of a method; of the pace on the plan's path the grade."""
    if row["method"] != PACE or math.isnan(row["figure"]):
        return say(f"methods.{row['verdict']}")
    graded = row["used"] and row["class"] in GRADES
    return say(f"classes.{row['class'] if graded else grade_of(row['figure'])}")


def _reason(row: Mapping[Any, Any]) -> str:
    if row["reason"]:
        return say(f"reasons.{row['reason']}")
    return "" if row["verdict"] else title("no_cuts")


@marked
def history(standing: Standing) -> Table:
    """Return the verdict on one goal in each period since its first observation.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> part = plan.select(indicator="childcare.gross_enrolment")
    >>> table = history(ms.stand(part, ms.load_observations(plan, "demo"), "2018"))
    >>> [(row["period"], row["verdict"]) for row in table.rows]
    [('2018年上半年', '● 基本符合预期'), ('2018年', '● 基本符合预期')]
    """
    rows, said = Rows(standing.plan), classes_of(standing)
    for row in standing.history.to_dict("records"):
        unit = rows.unit(row["unit"])
        own = row["kind"] == "milestone" or is_of_its_period(row)
        rows.add(
            row["programme"],
            f"{row['indicator']}/{row['period']}",
            {
                "period": period(row["period"]).name(),
                "observed": observed_value(row, unit) if own else "",
                "status": status_word(row) if own else "",
                "done": observed_number(row["done"], unit, row["decimals"])
                if own and has_running_total(row)
                else "",
                "planned": ""
                if row["kind"] == "milestone" or is_over(row)
                else planned_number(row["planned"], unit),
                "verdict": said(row),
                "since": title(row["since"]) if row["since"] else "",
                "pace_now": "" if is_over(row) else pace_number(row["pace"]),
            },
            {
                "observed": row["observed"] if own else math.nan,
                "done": row["done"] if own else math.nan,
                "planned": row["planned"],
                "pace_now": row["pace"],
            },
        )
    numbers = ("observed", "done", "planned", "pace_now")
    used = {
        name for name in ("status", "done", "since") if any(row[name] for row in rows.shown)
    } | {"period", "observed", "planned", "verdict", "pace_now"}
    order = ("period", "observed", "status", "done", "planned", "verdict", "since", "pace_now")
    notes = [title("note_part_of_year")] if "done" in used else []
    notes += [title("note_since")] if "since" in used else []
    shown = columns(*(name for name in order if name in used), numbers=numbers)
    return rows.table(title("history"), shown, notes)


@marked
def progress(standing: Standing) -> Exhibit:
    """Draw the planned path of one indicator and its observed values."""
    from minsheng import charts

    return make_figure("progress", charts.progress, standing, [history(standing)])


@marked
def waterfall(standing: Standing) -> Exhibit:
    """Draw how a total adds up over the years; nothing for any other goal, or without a value.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="employment.new_urban_jobs")
    >>> waterfall(ms.stand(plan, ms.load_observations(plan, "demo"), "2019")).caption
    '分年完成与目标总量'
    """
    from minsheng import charts

    is_known = standing.verdicts["done"].notna().any()
    if not is_known or not all(goal.is_total for goal in goals(standing.plan)):
        return Prose(())
    return make_figure("waterfall", charts.waterfall, standing, [history(standing)])
