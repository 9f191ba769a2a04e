"""The course of a goal as a line as small as a word: its planned path, and what was observed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import observations_by_indicator
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.periods import period
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names
from minsheng.reports.exhibits.sparkline import Sparkline
from minsheng.reports.findings import title_text
from minsheng.text.amounts import reported
from minsheng.text.bounded import level, target_in_words
from minsheng.text.tracing import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from minsheng.evaluation import Observation, Standing
    from minsheng.plan.plan import Plan


def paths_with_ends(plan: Plan) -> pd.DataFrame:
    """Return the rows of `trajectory` that can be drawn: with a value, two at least of a goal.

    Those of an amount of each year are its running totals; rates of years do not add up. Where the
    baseline meets the target, the line to be kept is drawn from the baseline year on.
    """
    goals = plan.indicators.set_index("indicator")
    shares = goals["unit"].map({unit: plan.unit(unit).share for unit in goals["unit"].unique()})
    no_line = goals["kind"].eq("milestone") | (goals["kind"].eq("flow") & shares.astype("bool"))
    path = trajectory(plan)
    path = path[path["value"].notna() & ~path["indicator"].map(no_line)]
    kept = [name for name, goal in goal_by_indicator(plan).items() if goal.baseline_meets_final]
    before_line = path["basis"].eq("baseline") & path["indicator"].isin(kept)
    path = path.assign(value=path["value"].mask(before_line).bfill())
    return path[path.groupby("indicator")["year"].transform("size") > 1]


def sparklines(standing: Standing) -> dict[str, Sparkline]:
    """Return the line of each goal of a plan that has a planned path, by indicator."""
    path, plan = paths_with_ends(standing.plan), standing.plan
    verdicts = {row["indicator"]: row for row in standing.verdicts.to_dict("records")}
    observed = observations_by_indicator(standing)
    lines = {}
    for name, rows in path.groupby("indicator", sort=False):
        one, points = str(name), rows.to_dict("records")
        lines[one] = sparkline_of(plan, points, observed.get(one, ()), verdicts[one])
    return lines


def sparkline_of(
    plan: Plan,
    path: Sequence[Mapping[Any, Any]],
    observed: Sequence[Observation],
    verdict: Mapping[Any, Any],
) -> Sparkline:
    """Return the line of one indicator, and what it says in words.

    `path` are its rows of `paths_with_ends`, in the order of the years; `observed` what was
    observed of it by the end of the period; `verdict` its row of the verdicts, empty where nothing
    was evaluated.
    """
    first, last = path[0], path[-1]
    unit, name = plan.unit(first["unit"]), indicator_names(plan)[first["indicator"]]
    in_force = [each for each in observed if not each.replaced and not math.isnan(each.done)]
    goal = goal_by_indicator(plan)[first["indicator"]]
    is_total, is_kept = goal.adds_up, goal.baseline_meets_final
    seen = verdict.get("done" if is_total else "observed", math.nan)
    words = title_text(
        "line_total" if is_total else "line_kept" if is_kept else "line_planned",
        name=name,
        first_year=first["year"],
        first=level(first["value"], unit),
        last_year=last["year"],
        last=target_in_words(last["bound"] if is_kept else "", last["value"], unit),
    )
    if in_force and not math.isnan(seen):
        value = reported(seen, unit, math.nan if is_total else verdict["decimals"])
        when = period(verdict["observed_in"]).name()
        key = "line_total_observed" if is_total else "line_observed"
        words = title_text(key, planned=words, period=when, value=value)
    return Sparkline(
        [(float(point["year"]), float(point["value"])) for point in path],
        [(each.time, each.done) for each in in_force],
        str(told(words)),
    )
