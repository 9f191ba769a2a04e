"""Make the ledger, and what analysts would write of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from minsheng.demo.cells import as_csv
from minsheng.demo.dealing import deal
from minsheng.demo.explaining import Departments
from minsheng.demo.tasks import task_rows
from minsheng.demo.writings import writings
from minsheng.plan.observations import COLUMNS, SYNTHETIC, Ledger

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


def ledger(plan: Plan) -> Ledger:
    """Return a made-up ledger for `plan`; the same one for the same plan, always.

    Every row is marked: its ``source`` begins with `~minsheng.plan.observations.SYNTHETIC`. A
    selection of a plan is another plan, whose goals are told other stories: give the whole one.

    Parameters
    ----------
    plan
        Any plan. What it has no room for is left out.

    Returns
    -------
    Ledger
        Observations by years, halves and quarters of the plan's own years, explanations of what is
        behind, and the status of tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> made_up = ledger(ms.load_plan())
    >>> made_up.synthetic, str(made_up.last_period)
    (True, '2020')
    """
    observed: list[dict[str, object]] = []
    explained: list[dict[str, object]] = []
    departments = Departments(plan)
    for ground, story in deal(plan):
        rows = story.tell(ground)
        observed += ({**vars(row), "period": str(row.period), "source": SYNTHETIC} for row in rows)
        explained += departments.explain(ground, story, rows)
    made = Ledger(
        _frame("observations", observed), _frame("explanations", explained),
        _frame("task_status", task_rows(plan)), origin=SYNTHETIC,
    )  # fmt: skip
    whole = "".join(as_csv(made, table) for table in COLUMNS)
    return replace(made, fingerprint=hashlib.sha256(whole.encode()).hexdigest())


def paragraphs(plan: Plan) -> Mapping[str, str]:
    """Return what analysts would have written, as Markdown in Chinese, marked as made up.

    A figure stands as a link to its indicator. One of the texts quotes a figure as it was first
    reported, which has been corrected since: it no longer matches the ledger.

    Returns
    -------
    Mapping
        Texts by ``<period>/<programme>.md`` and ``<period>/overall.md``, for the middle of the plan
        and for its last year.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(paragraphs(ms.load_plan())["2019H1/overall.md"].splitlines()[0])
    **演示文字，非真实情况。**
    """
    return dict(writings(plan, ledger(plan)))


def _frame(table: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS[table]))
    return frame.astype(dict(COLUMNS[table]))
