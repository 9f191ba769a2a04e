"""What is found of a programme in one clause: what its plan wants, and where it falls short."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import JUDGED, SHORT, behind_path, short_and_silent
from minsheng.plan.requirements import required_growth
from minsheng.plan.wording import quoted_names
from minsheng.reports.changes import goal_of, stated_change
from minsheng.reports.phrases import join_clauses, join_with_semicolons, scope, sentence
from minsheng.reports.plan import CLASSES
from minsheng.reports.programme import (
    change_in_words,
    end_in_words,
    form_of_goal,
    gap_in_words,
    gap_limit,
    growth_and_gaps,
    source_id,
    years_of_flow,
)
from minsheng.reports.target_words import verdict_number
from minsheng.text.amounts import rate
from minsheng.text.dates import year_span
from minsheng.text.language import say
from minsheng.text.tracing import counted, traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

_RANK = (
    "",
    "outside_line",
    "baseline_is_a_bound",
    "flow_has_no_growth",
    "no_baseline",
    "to_hold",
    "baseline_meets_target",
)
"""The reasons of goals with a numeric target; the first say most of what is still to do."""
_WORSE = {"not_met": 0, "not_kept": 0, "lagging": 1}


def title_text(key: str, /, **values: object) -> str:
    """Return a text of the catalogue ``titles`` in the language in force."""
    return say(f"titles.{key}", None, **values)


def main_goals(plan: Plan) -> pd.DataFrame:
    """Return the goal that says most of each programme; none of one without numeric targets.

    It is the first headline goal of the programme's own order that has a gap; see `_RANK`. The rows
    are those of `growth_and_gaps`, with the id of the programme as index.
    """
    rows = growth_and_gaps(plan)
    headline = plan.indicators.set_index("indicator")["headline"]
    rank = {reason: place for place, reason in enumerate(_RANK)}
    rows = rows[rows["state"].isin(_RANK)].assign(
        minor=lambda own: ~own["indicator"].map(headline).astype(bool),
        place=lambda own: own["state"].map(rank),
    )
    rows = rows.sort_values(["minor", "place"], kind="stable").drop_duplicates("programme")
    return rows.set_index(rows["programme"].astype("str"))


def plan_finding(plan: Plan, programme: str, main: pd.DataFrame) -> str:
    """Say what a programme has to reach, and how far it is: its main goal, or else counts.

    `main` is from `main_goals` of the plan.
    """
    if programme in main.index:
        return _target(plan, main.loc[programme].to_dict())
    growth = required_growth(plan)
    states = growth["state"][growth["programme"].eq(programme)]
    sizes = {name: int(states.isin(codes).sum()) for name, codes in CLASSES.items()}
    clauses = [
        sentence(name, n=counted(n, f"counts:{programme}.{name}")) for name, n in sizes.items() if n
    ]
    return join_clauses(clauses) or title_text("no_goals")


def required_change(plan: Plan, row: Mapping[Any, Any]) -> str:
    """Say by how much a goal must rise or fall a year; empty where there is no single number."""
    if row["state"] != "" or goal_of(plan, row["indicator"]).changes:
        return ""
    return title_text("change", change=change_in_words(row, plan.unit(row["unit"])))


def _target(plan: Plan, row: Mapping[Any, Any]) -> str:
    """Say what a goal has to reach, and how far it is."""
    unit, goal = plan.unit(row["unit"]), goal_of(plan, row["indicator"])
    source = source_id(plan, row, "target")
    words = {
        "name": quoted_names(plan)[row["indicator"]],
        "year": traced(str(row["target_year"]), f"{source}.year"),
    }
    form = form_of_goal(row, goal)
    if form in ("counted", "growth"):
        return title_text("stated", **words, said=stated_change(plan, goal))
    if form == "flow_has_no_growth":
        first, last = years_of_flow(goal)
        total = end_in_words(row, "target", unit, f"goals:{goal.indicator}.total")
        span = traced(year_span(first, last), f"goals:{goal.indicator}.span")
        key = "flow_once" if first == last else "flow"
        return title_text(key, name=words["name"], span=span, total=total)
    words["target"] = end_in_words(row, "target", unit, source)
    gap = partial(gap_in_words, row, unit=unit)

    match form:
        case "to_hold" | "outside_line" if goal.lines_differ:
            return title_text("lines", **words)
        case "":
            key = "fall" if goal.direction < 0 and not unit.is_rank else "reach"
            return title_text(key, **words, gap=gap("gap"))
        case "outside_line":
            return title_text("outside_line", **words, gap=gap("gap"))
        case "baseline_is_a_bound":
            low, high = row["gap_low"], row["gap_high"]
            if low <= 0 < high:
                return title_text("perhaps_met", **words, high=gap("gap_high"))
            if not math.isnan(low) and not math.isnan(high):
                return title_text("interval", **words, low=gap("gap_low"), high=gap("gap_high"))
            return title_text("limit", **words, limit=gap_limit(row, unit))
        case "baseline_meets_target" if row["aim"] == "hold":
            return title_text("to_hold", **words)
        case state:
            return title_text(state, **words)


def worst_first(verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return the goals that fall short, the worst first.

    Goals not met or not kept come before those that lag, headline goals before others, and of
    those that lag the one furthest behind the plan first.
    """
    short = verdicts[verdicts["class"].isin(SHORT)]
    short = short.assign(
        rank=short["class"].astype("str").map(_WORSE), minor=~short["headline"].astype(bool)
    )
    return short.sort_values(["rank", "minor", "lead"], kind="stable")


def standing_finding(standing: Standing, verdicts: pd.DataFrame) -> str:
    """Say where a programme falls short: its worst goal, or that none does.

    Where none does, goals that were not reported are said first, and how many fell short when last
    judged and have no value since: silence is no good news. `verdicts` are the rows of the
    programme.
    """
    programme = ";".join(dict.fromkeys(verdicts["programme"].astype("str")))

    def number(what: str, n: int) -> int:
        return counted(n, f"counts:{programme or scope(standing.plan)}@{standing.period}.{what}")

    goals, judged = len(verdicts), int(verdicts["class"].isin(JUDGED).sum())
    if not goals:
        return title_text("no_goals")
    silent = int(verdicts["class"].eq("not_reported").sum())
    unheard = int(verdicts["indicator"].isin(list(short_and_silent(standing))).sum())
    before = [title_text("short_and_silent", n=number("short_and_silent", unheard))] * bool(unheard)
    if silent and not verdicts["observed"].notna().any():
        nothing = title_text("nothing_reported", n=number("not_reported", silent))
        return join_with_semicolons([nothing, *before])
    if not judged:
        key = "in_words" if verdicts["method"].eq("").all() else "nothing_judged"
        return join_with_semicolons([title_text(key, n=number("goals", goals)), *before])
    short = worst_first(verdicts)
    if short.empty:
        well = title_text("none_short", n=number("judged", judged))
        missing = [title_text("silent", n=number("not_reported", silent))] * bool(silent)
        return join_with_semicolons([*missing, *before, well])
    worst = shortfall(standing.plan, short.iloc[0].to_dict())
    others = len(short) - 1
    more = [title_text("others_short", n=number("others_short", others))] if others else []
    return join_clauses([worst, *more])


def shortfall(plan: Plan, row: Mapping[Any, Any]) -> str:
    """Say of a goal that falls short by how much, as far as one number says it."""
    goal, unit = goal_of(plan, row["indicator"]), plan.unit(row["unit"])
    name = quoted_names(plan)[row["indicator"]]
    behind = behind_path(goal, row)
    if behind > 0:
        number_id = f"verdicts:{row['indicator']}@{row['period']}.planned"
        size = traced(rate(behind, unit), f"{number_id}-judged", behind)
        return title_text("behind", name=name, size=size)
    has_size = row["kind"] != "milestone" and not goal.is_average_growth
    if has_size and row["class"] in ("not_met", "not_kept") and row["gap"] > 0:
        size = verdict_number(rate(row["gap"], unit), row, "gap")
        return title_text(row["class"], name=name, size=size)
    return title_text("worded", name=name, word=say(f"classes.{row['class']}"))
