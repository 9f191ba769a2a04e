"""Read a ledger from frames, with the same checks as one from files.

Faults give the table as file, and as row its place in the frame as ``iloc`` counts it, from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from numbers import Number
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from minsheng.errors import BadInput, Fault, collecting
from minsheng.plan.observations import COLUMNS, Ledger
from minsheng.tables.columns import Cells, Codes, Column
from minsheng.tables.ledger import hold_against, ledger_from
from minsheng.tables.reading import SourceTable, cell_text, check_header
from minsheng.tables.schema import ledger_tables
from minsheng.tables.unread import PERIODS

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.tables.schema import Table

_MOST_DECIMALS = 6  # a float is a figure that was computed where it has more
_OWN = ("decimals", "plan")  # columns of a frame that a file does not have


def as_ledger(observations: object) -> Ledger:
    """Return a ledger, or that of a frame of observations.

    For anything else `BadInput` says how to come by a ledger.

    Examples
    --------
    >>> len(as_ledger(pd.DataFrame({"indicator": ["a.b"]})).observations)
    1
    """
    if isinstance(observations, Ledger):
        return observations
    if isinstance(observations, pd.DataFrame):
        return Ledger(observations)
    ways = ('ms.load_observations(plan, "demo")', "pandas.DataFrame")
    raise BadInput([Fault("needs_ledger", found=type(observations).__name__, allowed=ways)])


def checked_ledger(plan: Plan, ledger: Ledger | pd.DataFrame) -> Ledger:
    """Return a ledger whose rows are checked against a plan, as those of a file are.

    Rows may be about anything in the whole plan. A ledger read from a file for this plan is
    returned as it is. One made by hand, or a frame, which is one of observations, is read like
    files, so that ``2019年上半年`` becomes ``2019H1`` and ``初步`` ``provisional``; `BadInput` has
    every fault of every table. Rows that were made up are accepted; they stay marked.
    """
    ledger = as_ledger(ledger)
    if ledger.is_checked_against(plan):
        return ledger
    frames = {name: getattr(ledger, name) for name in COLUMNS}
    made = _checked(plan, {name: frame for name, frame in frames.items() if len(frame.columns)})
    return replace(
        ledger,
        observations=made.observations,
        explanations=made.explanations,
        task_status=made.task_status,
        warnings=ledger.warnings or made.warnings,
    ).marked_as_checked(plan)


def checked_observations(plans: Sequence[Plan], observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of several plans, each checked against its own plan.

    The column ``plan`` says which; rows of plans that are not asked about are left out. `BadInput`
    has every fault of every plan.
    """
    faults: list[Fault] = []
    checked = []
    names = observations["plan"].astype("str")
    rows_of = names.groupby(names, sort=False).indices
    for plan in plans:
        rows = np.asarray(rows_of.get(plan.facts.plan, ()), np.int64)
        own = observations.iloc[rows]
        with collecting(faults):
            made = _checked(plan, {"observations": own}, rows, with_warnings=False)
            checked.append(made.observations.assign(plan=plan.facts.plan))
    if faults:
        raise BadInput(faults)
    return pd.concat(checked, ignore_index=True)


def _checked(
    plan: Plan,
    frames: Mapping[str, pd.DataFrame],
    numbers: Codes | None = None,
    *,
    with_warnings: bool = True,
) -> Ledger:
    tables = ledger_tables()
    sources = {name: _source_table(tables[name], frame, numbers) for name, frame in frames.items()}
    if with_warnings:
        made = ledger_from(plan.whole, sources, "", may_be_made_up=True)
    else:  # to look for what is improbable takes longer than all faults
        made, _ = hold_against(plan.whole, sources, may_be_made_up=True)
    observations = made.observations
    given = frames.get("observations")
    if given is not None and "decimals" in given:
        decimals = given["decimals"].astype("Int64").array
    else:
        decimals = observations["decimals"].clip(upper=_MOST_DECIMALS).array
    return replace(made, observations=observations.assign(decimals=decimals))


def _source_table(table: Table, frame: pd.DataFrame, numbers: Codes | None) -> SourceTable:
    """Return the cells of a frame as a department would type them; its columns may be titles."""
    frame = frame.rename(columns=table.heads)
    named = replace(table, path=table.name)
    rows = np.arange(len(frame)) if numbers is None else numbers
    header = [str(name) for name in frame.columns if name not in _OWN]
    faults = [replace(fault, row=None) for fault in check_header(header, named)]
    frame = frame.loc[:, ~frame.columns.duplicated(keep="last")]  # told of the header
    columns = {}
    for field in table.fields:
        if field.name not in header:
            continue
        codes, values = pd.factorize(frame[field.name])
        empty = [None] if (codes < 0).any() else []
        column = Column([*values, *empty], np.where(codes < 0, len(values), codes))
        columns[field.name] = column.map(partial(cell_text, kind=field.type)).map(str.strip)
        if field.name == "period":
            numeric = column.where(lambda value: isinstance(value, Number))
            for row in np.flatnonzero(numeric).tolist():
                text = columns["period"][row]
                faults.append(
                    Fault("period_as_number", named.path, int(rows[row]), "period", text, PERIODS)
                )
    return SourceTable(named, Cells(rows, columns), faults)
