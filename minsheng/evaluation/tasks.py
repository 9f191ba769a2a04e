"""How far the numbered tasks have come: started, continuing, completed; overdue, due next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from minsheng.plan.observations import TASK_STATUSES
from minsheng.plan.periods import Period, period

if TYPE_CHECKING:
    from minsheng.plan.observations import Ledger
    from minsheng.plan.plan import Plan

STATES = ("completed", "overdue", "due_next", *TASK_STATUSES[:2], "not_reported")
_AHEAD = pd.DateOffset(months=6)  # what is due until the next half-yearly report


def task_progress(plan: Plan, ledger: Ledger, when: Period) -> pd.DataFrame:
    """Return how far each numbered task has come by the end of a period.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    ledger
        The ledger as it is to be read.
    when
        The period.

    Returns
    -------
    pandas.DataFrame
        One row per task in the order of the plan: ``task``, ``programme``, ``group``, ``number``,
        ``due`` (missing where none is printed), ``status`` last reported (``started``,
        ``continuing``, ``completed`` or empty), ``period`` and ``reported_on`` of that report,
        ``note``, and ``state``: ``completed``; ``overdue``, due by the end of the period and not
        completed; ``due_next``, due within six months; else the status, or ``not_reported``.

    Examples
    --------
    >>> import minsheng as ms
    >>> told = task_progress(ms.load_plan(), ms.Ledger(), period("2019"))
    >>> sorted(set(told["state"]))
    ['not_reported', 'overdue']
    """
    tasks = plan.tasks.merge(plan.groups[["group", "programme"]], on="group", how="left")
    found = tasks[["task", "programme", "group", "number", "due"]].merge(
        _last(ledger, when), on="task", how="left"
    )
    for name in ("status", "period", "note"):
        found[name] = found[name].astype("str").fillna("")
    completed = found["status"].eq("completed")
    end = pd.Timestamp(when.end)
    state = found["status"].where(found["status"].ne(""), "not_reported")
    next_half = end + pd.Timedelta(days=1) + _AHEAD  # from 30 June to the end of 31 December
    state = state.mask(found["due"].lt(next_half) & found["due"].gt(end), "due_next")
    state = state.mask(found["due"].le(end), "overdue")
    found["state"] = state.mask(completed, "completed")
    return found


def _last(ledger: Ledger, when: Period) -> pd.DataFrame:
    """Return what was last reported of each task for a period that ends by then."""
    told = ledger.latest("task_status")
    ends = [period(text).time for text in told["period"]]
    told = told.assign(_end=pd.Series(ends, index=told.index, dtype="float64"))
    told = told[told["_end"] <= when.time].sort_values(["_end", "reported_on"], kind="stable")
    last = told.drop_duplicates("task", keep="last")
    return last[["task", "status", "period", "reported_on", "note"]]
