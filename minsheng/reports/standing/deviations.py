"""Goals that fall short, and the explanations of departments."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import (
    SHORT,
    is_left_earlier,
    is_of_its_period,
    is_over,
    years_not_kept,
)
from minsheng.plan.periods import Period, period
from minsheng.plan.wording import department_names, indicator_names
from minsheng.reports.changes import (
    average_so_far,
    baseline_year,
    goal_of,
    required_growth_in_words,
    with_change,
)
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.natures import with_natures
from minsheng.reports.phrases import join_sentences, rise_or_fall, standing_text
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.class_words import classes_since_earlier
from minsheng.reports.standing.tasks import day_of
from minsheng.reports.standing.verdicts import is_due, verdict_word
from minsheng.reports.target_words import (
    end_of_range,
    line_in_words,
    row_target_in_words,
    verdict_number,
    with_years,
    years_of_target,
)
from minsheng.text.amounts import difference, path_amount, rate, reported, way
from minsheng.text.bounded import stated
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say
from minsheng.text.numerals import times
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.goals import Goal
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


def deviation_sentences(standing: Standing) -> list[str]:
    """Return a sentence on each goal that falls short, worst first.

    Goals that were not met or are not kept come first; then goals that lag, and goals that were met
    in an earlier year but not kept since.
    """
    verdicts = standing.verdicts
    short = verdicts["class"].isin(SHORT)
    lost = ~short & verdicts["since"].eq("not_kept")
    rank = (verdicts["class"].eq("lagging") | lost).astype("int64")
    chosen = verdicts.assign(rank=rank, minor=~verdicts["headline"].astype(bool))[short | lost]
    chosen = chosen.sort_values(["rank", "minor"], kind="stable")
    names = indicator_names(standing.plan)
    return [deviation_sentence(row, names, standing) for row in chosen.to_dict("records")]


def deviation_sentence(row: Mapping[Any, Any], names: Mapping[str, str], standing: Standing) -> str:
    """Return the sentence on one goal: value, target or path, verdict, and required change."""
    plan = standing.plan
    name, unit = names[row["indicator"]], plan.unit(row["unit"])
    goal = goal_of(plan, row["indicator"])
    words = {
        "method": say(f"methods.{row['method']}"),
        "verdict": verdict_word(row),
    }
    if row["kind"] == "milestone":
        if goal.due:
            day = date_in_words(goal.due)
            return standing_text("milestone_missed_by", name=name, day=day, **words)
        return standing_text("milestone_missed", name=name, year=target_year(row), **words)
    point = standing_text(
        "point",
        name=name,
        observed=observed_in_words(row, goal, unit),
        against=compared_with(row, goal, unit),
        **words,
    )
    left = remaining(row, plan).strip()
    sentences = [
        point,
        *worse_than_baseline(row, plan),
        *([left] if left else []),
        *end_of_range(row, plan),
        *not_every_year(row, standing),
        *([latest_in_words(row, goal, unit)] if is_over(row) else []),
    ]
    return join_sentences(sentences)


def not_every_year(row: Mapping[Any, Any], standing: Standing) -> list[str]:
    """Say in which earlier years the line of a goal not met was broken, and by what; else empty."""
    if not is_left_earlier(row["class"], row["verdict"]):
        return []
    broken = map(str, years_not_kept(standing).get(row["indicator"], ()))
    rows = standing.history
    rows = rows[rows["indicator"].eq(row["indicator"]) & rows["period"].isin(list(broken))]
    unit = standing.plan.unit(row["unit"])
    years = [
        standing_text("value_then", year=then["period"], value=_value(then, "observed", unit))
        for then in rows.to_dict("records")
    ]
    return [standing_text("not_every_year", years=listing(years))] if years else []


def worse_than_baseline(row: Mapping[Any, Any], plan: Plan) -> list[str]:
    """Say that the value of a goal is worse than its baseline, and by how much; else empty."""
    goal = goal_of(plan, row["indicator"])
    worse = goal.direction * (row["baseline"] - row["judged"])
    if row["kind"] in ("flow", "milestone") or goal.is_counted or not worse > 0:
        return []
    unit = plan.unit(row["unit"])
    size = traced(
        difference(worse, unit),
        f"verdicts:{row['indicator']}@{row['period']}.baseline-judged",
        worse,
    )
    printed = stated(goal.baseline_bound, row["baseline"], unit)
    baseline = verdict_number(printed, row, "baseline")
    year = baseline_year(plan, goal)
    key = "below_baseline" if goal.direction > 0 else "above_baseline"
    return [standing_text(key, year=year, baseline=baseline, size=size)]


def observed_in_words(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the value that is judged; for a flow judged in total, everything done so far.

    Its date is added if that is not the end of the period.
    """
    asked, judged_period = period(row["period"]), period_of_value(row)
    key = "done" if row["in_all"] else "observed"
    value = _value(row, "judged", unit)
    if judged_period.time == asked.time:
        begun = goal.begun > goal.first_year
        key = f"{key}_since" if row["in_all"] and begun else f"{key}_now"
        return standing_text(key, value=value, year=goal.begun)
    return standing_text(f"{key}_then", value=value, period=judged_period.name_in_sentence())


def period_of_value(row: Mapping[Any, Any]) -> Period:
    """Return the period of the value that is judged: the target's year if that year is over."""
    return Period(int(row["due_year"])) if is_over(row) else period(row["observed_in"])


def _value(row: Mapping[Any, Any], column: str, unit: Unit) -> str:
    return verdict_number(reported(row[column], unit, row["decimals"]), row, column)


def compared_with(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Return the target, line or planned value that the judging method compares the value with."""
    if row["method"] == "milestone" and row["in_all"]:
        key = "due_in_years" if goal.years_of_part else "due_in_all"
        value = row_target_in_words(row, "target", unit)
        return standing_text(key, years=years_of_target(goal), value=value)
    if is_over(row) and not math.isnan(row["target"]):
        years = verdict_number(years_of_target(goal), row, "target_year")
        value = row_target_in_words(row, "target", unit)
        return standing_text("due_then", year=years, value=value)
    waits = row["verdict"] == "not_due" and not math.isnan(row["planned"])
    if row["method"] == "milestone" and not waits:
        return standing_text("due_now", value=row_target_in_words(row, "due_target", unit))
    if row["method"] == "hold" and math.isnan(row["due_target"]) and math.isnan(row["target"]):
        return standing_text(
            "drift_now", value=verdict_number(way(row["drift"], unit, rate), row, "drift")
        )
    if row["method"] == "hold":
        return standing_text("line_now", value=line_in_words(row, goal, unit))
    planned = verdict_number(path_amount(row["planned"], unit), row, "planned")
    return standing_text("planned_now" if is_of_its_period(row) else "planned_then", value=planned)


def target_year(row: Mapping[Any, Any]) -> str:
    """Return the year of the last target, with its id."""
    return verdict_number(str(int(row["target_year"])), row, "target_year")


def latest_in_words(row: Mapping[Any, Any], goal: Goal, unit: Unit) -> str:
    """Say the latest value of a goal, and if its last target is over, whether that was kept."""
    observed_in, year = period(row["observed_in"]), target_year(row)
    in_all = row["kind"] == "flow" and row["in_all"]
    key = "latest_since" if in_all and goal.begun > goal.first_year else "latest_in_all"
    latest = standing_text(
        key if in_all else "latest",
        year=goal.begun,
        period=observed_in.name_in_sentence(),
        value=_value(row, "done" if in_all else "observed", unit),
        status=say(f"listings.{row['status']}"),
        day=date_in_words(row["reported_on"].date()),
    )
    if not is_over(row):
        return latest
    if observed_in.time <= row["due_year"]:
        nothing = standing_text("nothing_since", year=year)
        return join_sentences([latest, nothing]) if math.isnan(row["judged"]) else nothing
    return join_sentences([latest, standing_text(row["since"] or "no_later_target", year=year)])


def remaining(row: Mapping[Any, Any], plan: Plan) -> str:
    """Return the yearly change now required, and its ratio to the change achieved so far.

    If the last target is due: by how much it was missed or passed. For a target of average growth:
    the growth achieved and the growth required.
    """
    unit, so_far = plan.unit(row["unit"]), average_so_far(row, plan)
    if is_due(row) and row["verdict"] in ("met", "missed"):
        return join_sentences(filter(None, [_margin(row, unit), so_far]))
    if row["required_reason"] == "line_broken":
        size = verdict_number(rate(abs(row["gap"]), unit), row, "gap")
        return standing_text("line_broken", value=size)
    if math.isnan(row["required"]) or math.isnan(row["target"]):
        return so_far
    goal = goal_of(plan, row["indicator"])
    target = with_change(plan, goal, row_target_in_words(row, "target", unit))
    target = with_years(target, goal)
    words = {"year": target_year(row), "target": target, "since": _since(row)}
    if so_far and not math.isnan(row["required_growth"]):
        left = standing_text("left_slower", **words, move=required_growth_in_words(row))
        return join_sentences([so_far, left.strip()])
    if is_less_than_a_year(row):
        return standing_text("left_in_all", **words, move=_left_in_all(row, unit))
    words["move"] = _required_change(row, unit)
    if math.isnan(row["faster"]):
        return standing_text("left_slower", **words)
    shown = times(row["faster"])
    if shown == "1":
        return standing_text("left_even", **words)
    return standing_text("left_faster", **words, times=verdict_number(shown, row, "faster"))


def is_less_than_a_year(row: Mapping[Any, Any]) -> bool:
    """Return whether less than a year is left: then a change a year is more than all that is left.

    The row has ``required``, the change a year, and ``gap``, as one of `minsheng.evaluate`.
    """
    return bool(abs(row["required"]) > abs(row["gap"]) * (1 + 1e-9))


def _left_in_all(row: Mapping[Any, Any], unit: Unit) -> str:
    """Say what is left in all: an amount for a flow, a change for other goals."""
    size = verdict_number(rate(abs(row["gap"]), unit), row, "gap")
    if row["kind"] == "flow":
        return standing_text("achieve", value=size)
    return rise_or_fall(row["required"], unit, size)


def _since(row: Mapping[Any, Any]) -> str:
    """Return from when on a yearly change is required: the date of the value."""
    if is_of_its_period(row):
        return standing_text("since_now")
    return standing_text("since_then", day=date_in_words(period(row["observed_in"]).end))


def _margin(row: Mapping[Any, Any], unit: Unit) -> str:
    gap = row["gap"]
    if gap == 0:
        return standing_text("at_its_limit") if row["verdict"] == "missed" else ""
    size = verdict_number(rate(abs(gap), unit), row, "gap")
    if gap > 0 and row["verdict"] == "met":
        return standing_text("about_met", value=size)
    return standing_text("short_by" if gap > 0 else "passed_by", value=size)


def _required_change(row: Mapping[Any, Any], unit: Unit) -> str:
    """Say the yearly requirement: an amount to be done for a flow, a change for other goals."""
    size = verdict_number(rate(abs(row["required"]), unit), row, "required")
    if row["kind"] == "flow":
        return standing_text("do", value=size)
    return rise_or_fall(row["required"], unit, size)


EXPLAINED = ("problem", "cause", "action", "next_step")


@marked
def deviations(standing: Standing) -> Table:
    """Return the goals that lag, are not kept or were not met, with departments' explanations.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> deviations(ms.stand(plan, ms.Ledger(), "2018")).rows
    ()
    """
    rows, said = Rows(standing.plan), classes_since_earlier(standing)
    departments = department_names(standing.plan)
    explanations = {row["indicator"]: row for row in standing.explanations.to_dict("records")}
    verdicts = standing.verdicts
    for row in verdicts[verdicts["class"].isin(SHORT)].to_dict("records"):
        own = explanations.get(row["indicator"])
        rows.add_goal(
            row,
            {
                "verdict": said(row),
                **_said(own),
                "department": departments.get(own["department"] if own else row["holder"], ""),
                "due": day_of(own["due"]) if own else "",
            },
        )
    notes = [title("note_as_reported")] if rows.shown else []
    shown = columns("indicator", "verdict", *EXPLAINED, "department", "due")
    return with_natures(rows.table(title("deviations"), shown, notes), standing.plan)


def _said(own: Mapping[Any, Any] | None) -> dict[str, str]:
    if own is None:
        return {**dict.fromkeys(EXPLAINED, ""), "problem": title("no_explanation")}
    return {name: str(own[name]) for name in EXPLAINED}
