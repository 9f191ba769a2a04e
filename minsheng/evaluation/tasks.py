"""How far the numbered tasks of a plan have come by the end of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from minsheng.plan.observations import TASK_STATUSES
from minsheng.plan.periods import period

if TYPE_CHECKING:
    import datetime as dt

    from minsheng.plan.observations import Ledger
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

STATES = ("completed", "overdue", "due_next", *TASK_STATUSES[:2], "not_reported")
_TASK = (
    *("programme", "programme_name", "group", "group_name", "task", "task_name", "number"),
    *("due", "due_year", "lead_departments", "responsible_departments"),
)
_AHEAD = pd.DateOffset(months=6)  # what is due until the next half-yearly report


def task_progress(
    plan: Plan, ledger: Ledger, when: Period, day: dt.date | None = None
) -> pd.DataFrame:
    """Return how far each numbered task has come by the end of a period.

    A task may be overdue by `day`: that of the ledger, where the period is not over; the last of
    the period when left out. One row per task in the order of the plan: ``programme``, ``group``
    and ``task``, each with its name, ``number``, ``due`` (missing where none is printed),
    ``due_year``, ``lead_departments``, ``responsible_departments``; ``status`` last reported
    (``started``, ``continuing``, ``completed`` or empty), ``period`` and ``reported_on`` of that
    report, ``note``, and ``state``: ``completed``; ``overdue``, due by that day and not completed;
    ``due_next``, due within six months of it; else the status, or ``not_reported``.

    Examples
    --------
    >>> told = task_progress(ms.load_plan(), ms.Ledger(), period("2019"))
    >>> sorted(set(told["state"]))
    ['not_reported', 'overdue']
    """
    progress = plan.tasks[list(_TASK)].merge(_last_reports(ledger, when), on="task", how="left")
    for name in ("status", "period", "note"):
        progress[name] = progress[name].astype("str").fillna("")
    completed = progress["status"].eq("completed")
    end = pd.Timestamp(day or when.end)
    state = progress["status"].where(progress["status"].ne(""), "not_reported")
    next_half = end + pd.Timedelta(days=1) + _AHEAD  # from 30 June to the end of 31 December
    state = state.mask(progress["due"].lt(next_half) & progress["due"].gt(end), "due_next")
    state = state.mask(progress["due"].le(end), "overdue")
    progress["state"] = state.mask(completed, "completed")
    return progress


def _last_reports(ledger: Ledger, when: Period) -> pd.DataFrame:
    """Return what was last reported of each task for a period that ends by then."""
    statuses = ledger.latest("task_status")
    ends = [period(text).time for text in statuses["period"]]
    statuses = statuses.assign(_end=pd.Series(ends, index=statuses.index, dtype="float64"))
    statuses = statuses[statuses["_end"] <= when.time].sort_values(
        ["_end", "reported_on"], kind="stable"
    )
    last = statuses.drop_duplicates("task", keep="last")
    return last[["task", "status", "period", "reported_on", "note"]]
