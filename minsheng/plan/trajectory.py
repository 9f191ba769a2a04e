"""The planned path (目标轨迹), point by point, and what each year contributes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minsheng.plan.bounds import NO_BOUND, code, words
from minsheng.plan.naming import described
from minsheng.plan.reading_goals import goal_arrays

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.arrays import Floats, Texts, Truths
    from minsheng.plan.goal_arrays import GoalArrays
    from minsheng.plan.plan import Plan


@described
def trajectory(plan: Plan) -> pd.DataFrame:
    """Return the path that the plan sets out for each indicator, from its own figures alone.

    A stock's path goes through its stated targets and starts at the baseline; between stated
    points it is linear in time, or grows at one rate where the plan states a yearly average growth.
    Where the baseline meets the target already, no fall to it is planned: the path is that line in
    every year. Without a baseline it starts at its first stated target. A flow's
    path is the running total of its yearly amounts and starts at nothing done.

    Parameters
    ----------
    plan
        A plan, a selection of one, a programme or an indicator.

    Returns
    -------
    pandas.DataFrame
        One row per indicator and year, its baseline year to last year, context figures left out:
        ``programme``, ``indicator``, each with its name, ``unit``, ``year`` (int); ``value`` in the
        indicator's unit, the running total for a flow; ``low`` and ``high``, the ends of an
        interval where the value is only known within a bound (missing on an open side), else
        equal to the value; ``amount``, what a flow does within the year; ``bound`` of a stated
        point or a line; ``basis``: ``baseline``, ``start``, ``stated``, ``kept`` or
        ``interpolated``; ``reason`` wherever the value is missing.

    Examples
    --------
    >>> import minsheng as ms
    >>> path = ms.trajectory(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> path[["year", "value", "basis"]].values.tolist()
    [[2017, 86.0, 'baseline'], [2018, 87.0, 'stated'], [2019, 89.0, 'stated'], \
[2020, 90.0, 'stated']]
    """
    import pandas as pd

    goals = goal_arrays([plan])
    stated = goals.yearly.is_stated & (goals.held | goals.reach)[:, None]
    low, high = _ends(goals, stated)
    value = np.where(low == high, low, np.nan)
    basis = _basis(goals, stated, low, high)
    years = goals.start[:, None] + np.arange(value.shape[1])
    planned = years <= plan.facts.last_year
    goal = np.nonzero(planned)[0]
    columns = {
        "programme": goals.rows["programme"].array[goal],
        "indicator": goals.rows["indicator"].array[goal],
        "year": years[planned],
        "value": value[planned],
        "low": low[planned],
        "high": high[planned],
        "amount": goals.amount[planned],
        "bound": _bounds(goals, basis)[planned],
        "basis": basis[planned],
        "reason": _reasons(goals, basis, value)[planned],
    }
    text = dict.fromkeys(("programme", "indicator", "bound", "basis", "reason"), "str")
    return pd.DataFrame(columns).astype({**text, "year": "int64"})


@described
def steps(plan: Plan) -> pd.DataFrame:
    """Return what each year of the plan is to contribute: front- and back-loading.

    Returns
    -------
    pandas.DataFrame
        One row per indicator and plan year, with names and ``unit``: ``step``, the change within
        the year in the indicator's unit (percentage points for a share), for a flow its amount;
        ``share_of_change`` of the whole planned change; ``basis`` of the year's point;
        ``reason`` where the step is missing. A milestone has no step, nor has a goal whose
        baseline is better than its target: nothing is to change.

    Examples
    --------
    >>> import minsheng as ms
    >>> ms.steps(ms.load_plan().select(indicator="childcare.gross_enrolment"))["step"].tolist()
    [1.0, 2.0, 1.0]
    """
    path = trajectory(plan)
    groups = path.groupby("indicator", sort=False)
    first = path.drop_duplicates("indicator").set_index("indicator")
    begin, why = (path["indicator"].map(first[name]) for name in ("value", "reason"))
    # A flow's amount is known even where the running total before it is not.
    step = path["amount"].fillna(groups["value"].diff()).mask(why == "milestone")
    goals = goal_arrays([plan])
    better = goals.baseline_meets_target & (goals.baseline != goals.final.value)
    kept = path["indicator"].isin(goals.rows["indicator"][better])
    step = step.mask(kept)
    # A flow begins with nothing done, in whichever year.
    begin = begin.mask(groups["amount"].transform("count") > 0, 0.0)
    whole = groups["value"].transform("last") - begin
    reason = path["reason"].where(path["reason"] != "", why).replace("", "no_baseline")
    reason = reason.mask(kept, "baseline_meets_target")
    table = (
        path[["programme", "indicator", "year"]]
        .astype({"year": "Int64"})
        .assign(
            step=step,
            share_of_change=step / whole.where(whole != 0),
            basis=path["basis"],
            reason=reason.where(step.isna(), ""),
        )
    )
    table = table.astype({"step": "float64", "share_of_change": "float64", "reason": "str"})
    in_plan = table["year"].gt(plan.facts.baseline_year) & path["indicator"].duplicated()
    return table[in_plan].reset_index(drop=True)


def _ends(goals: GoalArrays, stated: Truths) -> tuple[Floats, Floats]:
    """Return the lower and the upper end of each point; ``nan`` where it is not known or open."""
    low, high = (
        goals.stock_path(np.where(np.isfinite(end), end, np.nan))
        for end in (goals.baseline_low, goals.baseline_high)
    )
    done = np.where(stated, 1.0, np.nan)
    wordless = ~(goals.held | goals.reach)[:, None]
    guards = [wordless, goals.milestone[:, None], goals.adds_up[:, None]]
    ends = (np.select(guards, [np.nan, done, goals.running_total], end) for end in (low, high))
    return next(ends), next(ends)


def _basis(goals: GoalArrays, stated: Truths, low: Floats, high: Floats) -> Texts:
    """Return what each point stands on; empty where there is none."""
    known = ~(np.isnan(low) & np.isnan(high))
    first = np.arange(low.shape[1]) == np.where(goals.adds_up, goals.opening, 0)[:, None]
    flow = goals.adds_up[:, None]
    # What a flow's total leaves is all done in its last year: its whole amount is stated.
    last = goals.start[:, None] + np.arange(low.shape[1]) == goals.span_last[:, None]
    met = goals.baseline_meets_target[:, None]
    guards = [~known, stated | (flow & last), first & flow, first & known, met]
    basis: Texts = np.select(guards, ["", "stated", "start", "baseline", "kept"], "interpolated")
    return basis


def _bounds(goals: GoalArrays, basis: Texts) -> Texts:
    """Return the bounds of stated points and of baselines."""
    yearly = goals.yearly
    stated = np.select(
        [goals.milestone[:, None], yearly.is_stated],
        [code("="), yearly.bound],
        goals.final.bound[:, None],
    )
    guards = [basis == "stated", basis == "baseline", basis == "kept"]
    bounds = [stated, goals.baseline_bound[:, None], goals.final.bound[:, None]]
    codes = np.select(guards, bounds, NO_BOUND)
    return np.array(words(codes.ravel())).reshape(codes.shape)


def _reasons(goals: GoalArrays, basis: Texts, value: Floats) -> Texts:
    """Return why a value is missing; empty where it is not."""
    begun = ~np.isnan(goals.baseline_low)[:, None] | np.logical_or.accumulate(
        goals.yearly.is_stated, axis=1
    )
    guards = {
        "": ~np.isnan(value),
        "no_number": ~(goals.held | goals.reach)[:, None],
        "milestone": goals.milestone[:, None],
        "baseline_is_a_bound": basis != "",
        "no_baseline": ~goals.adds_up[:, None] & ~begun,
        "to_hold": ~goals.adds_up[:, None] & goals.held[:, None],
    }
    reasons: Texts = np.select(list(guards.values()), list(guards), "no_target")
    return reasons
