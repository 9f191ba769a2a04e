"""Where each goal lies between its baseline and its final target, in its own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from minsheng.evaluation.verdict_rows import why_not_drawn

if TYPE_CHECKING:
    from minsheng.evaluation.standing import Standing


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
        start=rows["baseline"].mask(flow, 0.0),
        falls=rows["indicator"].map(direction).eq("down"),
        missing=missing,
    )
