"""Evaluations whose period is still to come: no report tells of what has not been."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from minsheng.evaluation.standing import day_of
from minsheng.loading import DEMO
from minsheng.plan.periods import Period, middle, period

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.render.job import Job


def evaluations_to_come(plan: Plan, jobs: Iterable[Job], today: dt.date) -> dict[str, dt.date]:
    """Return by name the notebooks of evaluations that cannot be made yet, and when they can.

    That is the last day of the period. A report that reads its ledger as of a day is held against
    that day, all others against `today`. Made-up observations reach to the end of any plan, and an
    evaluation of them can always be made.

    Examples
    --------
    >>> from pathlib import Path
    >>> from minsheng.render.matrix import jobs
    >>> todo = jobs(plan := ms.load_plan(), "", Path("reports"))
    >>> evaluations_to_come(plan, todo, dt.date(2019, 6, 30))
    {'final': datetime.date(2020, 12, 31)}
    """
    own = {"midterm": middle(plan.facts.years), "final": Period(plan.facts.last_year)}
    to_come: dict[str, dt.date] = {}
    for job in jobs:
        if job.notebook.evaluation not in own:
            continue
        asked, as_of = (str(job.parameters.get(name, "")) for name in ("period", "as_of"))
        if job.parameters.get("observations") == DEMO and not as_of:
            continue
        last = (period(asked) if asked else own[job.notebook.evaluation]).end
        if (day_of(as_of) or today) < last:
            to_come[job.notebook.name] = max(last, to_come.get(job.notebook.name, last))
    return to_come
