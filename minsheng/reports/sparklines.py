"""The course of a goal as a line as small as a word: its planned path, and what was observed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng.evaluation import observations_by_indicator
from minsheng.plan.periods import period
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names
from minsheng.reports.exhibits.sparkline import Sparkline
from minsheng.reports.findings import title_text
from minsheng.text.numerals import level, reported
from minsheng.text.tracing import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from minsheng.evaluation import Observation, Standing
    from minsheng.plan.plan import Plan


def level_paths(plan: Plan) -> pd.DataFrame:
    """Return the rows of `trajectory` with a value, of levels that have two of them at least."""
    kinds = plan.indicators.set_index("indicator")["kind"]
    path = trajectory(plan)
    path = path[path["value"].notna() & ~path["indicator"].map(kinds).isin(["flow", "milestone"])]
    return path[path.groupby("indicator")["year"].transform("size") > 1]


def sparklines(standing: Standing) -> dict[str, Sparkline]:
    """Return the line of each level of a plan that has a planned path, by indicator."""
    path, plan = level_paths(standing.plan), standing.plan
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

    Parameters
    ----------
    plan
        The plan of the indicator.
    path
        Its rows of `level_paths`, in the order of the years.
    observed
        What was observed of it by the end of the period.
    verdict
        Its row of the verdicts; empty where nothing was evaluated.
    """
    first, last = path[0], path[-1]
    unit, name = plan.unit(first["unit"]), indicator_names(plan)[first["indicator"]]
    in_force = [each for each in observed if not each.replaced]
    words = title_text(
        "line_planned",
        name=name,
        first_year=first["year"],
        first=level(first["value"], unit),
        last_year=last["year"],
        last=level(last["value"], unit),
    )
    if in_force and verdict["observed_in"]:
        value = reported(verdict["observed"], unit, verdict["decimals"])
        when = period(verdict["observed_in"]).name()
        words = title_text("line_observed", planned=words, period=when, value=value)
    return Sparkline(
        [(float(point["year"]), float(point["value"])) for point in path],
        [(each.time, each.value) for each in in_force],
        str(told(words)),
    )
