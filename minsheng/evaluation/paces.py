"""The verdicts as rows to draw: where each goal stands, and whether it must go faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from minsheng.evaluation.classes import GOOD
from minsheng.evaluation.verdict_rows import why_not_drawn
from minsheng.plan.goals import goal_by_indicator

if TYPE_CHECKING:
    from minsheng.evaluation.standing import Standing
    from minsheng.plan.plan import Plan

_NOISE = 1e-9  # of a share


def next_paces(plan: Plan, verdicts: pd.DataFrame) -> pd.Series[str]:
    """Return for each goal still moving whether it must go faster from here than so far.

    ``on_course`` for a goal that comes to its target at the pace so far; ``as_planned`` for one
    that must move faster because the plan itself leaves more to the years to come, and that is on
    that path, judged by it or not (an average growth leaves nothing: it is the same in every
    year); ``faster`` for any other that must move faster, to less than twice the pace so far;
    ``hard`` for one that must move twice as fast or has not moved forward. Empty for a goal of
    which nothing is required, whose pace so far is unknown, or whose line is to be brought back.

    Examples
    --------
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> rows = ms.stand(plan, ms.load_observations(plan, "demo"), "2018").verdicts
    >>> next_paces(plan, rows).value_counts()[["as_planned", "faster", "on_course"]].tolist()
    [2, 1, 1]
    """
    times = verdicts["faster"]
    moving = verdicts["required"].notna() & verdicts["so_far"].notna()
    moving &= verdicts["class"].ne("not_kept")
    goals = goal_by_indicator(plan)
    growing = [name for name, goal in goals.items() if goal.is_average_growth]
    even = verdicts["planned_share"].ge(verdicts["time_share"] - _NOISE)
    even |= verdicts["indicator"].isin(growing)
    told = pd.Series("hard", index=verdicts.index, dtype="str").mask(times.lt(2), "faster")
    way = np.array([goals[name].direction for name in verdicts["indicator"]])
    keeps_up = (verdicts["judged"] - verdicts["planned"]) * way >= -_NOISE
    told = told.mask((verdicts["class"].isin(GOOD) | keeps_up) & ~even, "as_planned")
    return told.mask(times.le(1), "on_course").where(moving, "")


def paces(standing: Standing) -> pd.DataFrame:
    """Return the achieved pace of each goal as a share of the pace that is required from here.

    The rows of `minsheng.evaluate` with ``share``, the inverse of ``faster``: below 1 the goal must
    go faster, 0 where nothing was gained or ground was lost; and ``missing``: empty, or the reason
    why there is no share: nothing is required any more, no change so far is known, or the goal is
    on the path of a plan that leaves more to later years.

    Examples
    --------
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> rows = paces(ms.stand(plan, ms.Ledger(), "2018"))
    >>> rows["missing"].value_counts().to_dict()
    {'not_reported': 13, 'milestone': 6, 'no_target': 5, 'no_number': 2}
    """
    rows = standing.verdicts
    required, so_far = rows["required"].notna(), rows["so_far"].notna()
    unknown = rows["required_reason"].eq("not_reported")
    why = pd.Series(map(why_not_drawn, rows.to_dict("records")), index=rows.index, dtype="str")
    missing = rows["required_reason"].astype("str").mask(unknown, why).mask(required, "")
    missing = missing.mask(required & ~so_far, rows["pace_reason"].astype("str"))
    missing = missing.mask(rows["method"].eq(""), "no_number")
    told = next_paces(standing.plan, rows)
    missing = missing.mask(told.eq("as_planned"), "planned_later")
    missing = missing.mask(rows["class"].eq("not_kept") & required, "line_broken")
    share = (1 / rows["faster"]).fillna(0.0).where(missing.eq(""))
    return rows.assign(share=share, missing=missing)


def positions(standing: Standing) -> pd.DataFrame:
    """Return what was observed of each goal, what the plan wants by then and in the end.

    The rows of `minsheng.evaluate` with ``value``, what was observed, ``start``, the baseline
    (missing where it is only a bound), ``falls``, whether less is better, and ``missing``: empty,
    or the reason why the goal cannot be placed (``milestone``, ``no_number`` of a goal in words or
    a direction, ``yearly_rate``, why nothing was observed). Of an amount of each year the value is
    all that was done since the plan began, from 0 on: ``planned`` and ``target`` are totals too.

    Examples
    --------
    >>> plan = ms.load_plan().select(programme="childcare")
    >>> rows = positions(ms.stand(plan, ms.Ledger(), "2018"))
    >>> rows["missing"].value_counts().to_dict()
    {'not_reported': 13, 'no_number': 7, 'milestone': 6}
    """
    rows = standing.verdicts
    flow = rows["kind"].eq("flow")
    shares = {unit: standing.plan.unit(unit).share for unit in rows["unit"].unique()}
    value = rows["observed"].mask(flow, rows["done"])
    missing = pd.Series("", index=rows.index, dtype="str")
    why = pd.Series(map(why_not_drawn, rows.to_dict("records")), index=rows.index, dtype="str")
    missing = missing.mask(value.isna(), why)
    missing = missing.mask(flow & rows["unit"].map(shares).astype("bool"), "yearly_rate")
    missing = missing.mask(rows["target"].isna(), "no_number")
    missing = missing.mask(rows["kind"].eq("milestone") & rows["method"].ne(""), "milestone")
    direction = standing.plan.tables["indicators"].set_index("indicator")["direction"]
    return rows.assign(
        value=value,
        start=rows["baseline"].mask(flow & (rows["in_all"] | rows["method"].ne("hold")), 0.0),
        falls=rows["indicator"].map(direction).eq("down"),
        missing=missing,
    )
