"""From a source to a `~minsheng.plan.observations.Ledger`, with every fault at once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from minsheng.errors import BadInput, Fault
from minsheng.plan.observations import COLUMNS, Ledger, blank
from minsheng.tables.checking import check_rows
from minsheng.tables.columns import Column, Records
from minsheng.tables.improbable import warnings
from minsheng.tables.observed import SETTLED, Reports, check_reports
from minsheng.tables.opening import Sheet, Sheets, open_package, open_source
from minsheng.tables.reading import read_rows
from minsheng.tables.schema import ledger_tables
from minsheng.tables.typed import READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.plan.plan import Plan
    from minsheng.tables.schema import Table

F = TypeVar("F", bound=Fault)


def load_observations(plan: Plan, source: str | Path = "") -> Ledger:
    """Read a ledger of observations and hold it against a plan.

    Parameters
    ----------
    plan
        A whole plan, no selection: what it does not know is refused.
    source
        Nothing for the ledger in the plan's own package; a folder with any of
        ``observations.csv``, ``explanations.csv`` and ``task_status.csv``; one CSV file of
        observations; the URL of a database (``sqlite:///…``, ``postgresql://…``), which is only
        read; ``demo`` for a ledger that is made up and says so.

    Returns
    -------
    Ledger
        Its tables are tidy frames with the columns of `~minsheng.plan.observations.COLUMNS`:
        periods as ``2019H1``, shares in per cent, values in the unit of the indicator. What is
        improbable but not wrong stands in ``warnings``.

    Raises
    ------
    BadInput
        With every fault of every table: file, row, column, what was found, what is allowed, the
        nearest match. Rows that were made up to show what the suite does are refused.

    Examples
    --------
    >>> import minsheng as ms
    >>> load_observations(ms.load_plan()).is_empty
    True
    """
    if source == "demo":
        return _made_up(plan)
    sheets = open_source(plan, source)
    records, faults = check_sheets(sheets)
    reports = Reports(plan, records)
    faults = in_order(sheets, faults + check_reports(reports))
    if faults:
        raise BadInput(faults)
    tables = {
        name: _frame(name, records[name]) if name in records else blank(name) for name in COLUMNS
    }
    return Ledger(
        tables["observations"], tables["explanations"], tables["task_status"],
        origin=_origin(plan, source), fingerprint=_fingerprint(sheets),
        warnings=tuple(in_order(sheets, warnings(reports))),
    )  # fmt: skip


def _made_up(plan: Plan) -> Ledger:
    """Return the ledger of the demo with the warnings that such a ledger would get."""
    from minsheng import demo

    made = demo.ledger(plan)
    sheets = {}
    for name, table in ledger_tables().items():
        raw = demo.as_csv(made, name).encode()
        sheets[name] = Sheet(table, read_rows(raw, table, sparing=True)[0], raw=raw)
    reports = Reports(plan, check_sheets(sheets)[0])
    check_reports(reports)  # only what is made up is wrong with it; figures are read on the way
    return replace(made, warnings=tuple(in_order(sheets, warnings(reports))))


def check_ledger(folder: Path, declared: Mapping[str, Table], plan: Plan | None) -> list[Fault]:
    """Return every fault of a package's ledger; without a plan those of its files and cells."""
    sheets = open_package(folder, declared)
    records, faults = check_sheets(sheets)
    if plan is not None:
        faults += check_reports(Reports(plan, records))
    return in_order(sheets, faults)


def check_sheets(sheets: Sheets) -> tuple[dict[str, Records], list[Fault]]:
    """Return the records of each table, and the faults of its file, cells and keys."""
    records: dict[str, Records] = {}
    faults: list[Fault] = []
    for name, sheet in sheets.items():
        records[name], own = check_rows(sheet.table, sheet.rows, READERS[name])
        columns, length = records[name].columns, len(records[name])
        columns["_file"] = Column.constant(sheet.table.path, length)
        for column in COLUMNS[name]:  # a column that was left out is empty
            columns.setdefault(column, Column.constant(None, length))
        faults += sheet.faults + own
    return records, faults


def in_order(sheets: Sheets, faults: list[F]) -> list[F]:
    """Return faults by table, row and column."""
    tables = [sheet.table for sheet in sheets.values()]
    files = {table.path: number for number, table in enumerate(tables)}
    columns = {(table.path, col): n for table in tables for n, col in enumerate(table.columns)}

    def place(fault: Fault) -> tuple[int, int, int]:
        column = columns.get((fault.file, fault.column), -1)
        return files.get(fault.file, -1), fault.row or 0, column

    return sorted(faults, key=place)


def _frame(name: str, records: Records) -> pd.DataFrame:
    """Make a tidy frame: absent text is empty, numbers are float, days are timestamps."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for column, dtype in COLUMNS[name].items():
        settled = SETTLED.get(column, column) if name == "observations" else column
        held = records.columns[settled]
        match dtype:
            case "str":
                values: list[Any] = [str(value or "") for value in held.values]
            case "float64":
                values = [None if value is None else float(value) for value in held.values]
            case _:
                values = list(held.values)
        cells = pd.Series(values, dtype=dtype).take(held.codes)
        columns[column] = cells.reset_index(drop=True)
    return pd.DataFrame(columns)


def _origin(plan: Plan, source: str | Path) -> str:
    if "://" in str(source):
        from minsheng.tables.database import without_password

        return without_password(str(source))
    return str(source) or plan.facts.plan


def _fingerprint(sheets: Sheets) -> str:
    """Return a digest of what was read; empty where there was nothing to read."""
    digest = hashlib.sha256()
    for name, sheet in sheets.items():
        digest.update(f"{name}\0{len(sheet.raw)}\0".encode())
        digest.update(sheet.raw)
    return digest.hexdigest() if sheets else ""
