"""Which share of the change a year that is now required was achieved so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    that path (an average growth leaves nothing: it is the same in every year); ``faster`` for any
    other that must move faster, to less than twice the pace so far; ``hard`` for one that must move
    twice as fast or has not moved forward. Empty for a goal of which nothing is required, whose
    pace so far is unknown, or whose line is to be brought back.

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
    growing = [name for name, goal in goal_by_indicator(plan).items() if goal.is_average_growth]
    even = verdicts["planned_share"].ge(verdicts["time_share"] - _NOISE)
    even |= verdicts["indicator"].isin(growing)
    told = pd.Series("hard", index=verdicts.index, dtype="str").mask(times.lt(2), "faster")
    told = told.mask(verdicts["class"].isin(GOOD) & ~even, "as_planned")
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
