"""Read a `~minsheng.plan.observations.Ledger` from a package, a folder, a file or a database.

Every fault is found before any is raised.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from minsheng.errors import BadInput, Fault, nearest
from minsheng.files import is_there, refused_as
from minsheng.plan.observations import COLUMNS, Ledger, blank
from minsheng.tables.checking import READERS, check_rows
from minsheng.tables.columns import Column, Records, frame
from minsheng.tables.csv_form import csv_form
from minsheng.tables.descriptor import DESCRIPTOR
from minsheng.tables.keeping import kept_or_loaded
from minsheng.tables.ledger_rules import SETTLED, LedgerRecords, check_ledger_records
from minsheng.tables.ledger_warnings import warnings
from minsheng.tables.reading import (
    SourceTable,
    SourceTables,
    read_file,
    read_rows,
    read_table,
    with_heads,
)
from minsheng.tables.resources import declared_ledger
from minsheng.tables.schema import ledger_tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.plan.plan import Plan
    from minsheng.tables.schema import Table

F = TypeVar("F", bound=Fault)


def read_ledger(plan: Plan, source: str | Path = "", today: dt.date | None = None) -> Ledger:
    """Read a ledger of observations and check it against a plan; see `minsheng.load_observations`.

    Figures reported after `today` are warned of; none when left out, so that a report of a past day
    stays as it was.
    """

    def read() -> Ledger:
        return ledger_from(plan, open_source(plan, source), _origin(plan, source), today=today)

    if "://" in str(source):
        return read()
    place = Path(source or plan.origin)
    key = (plan, str(source), place.resolve(), today)
    return kept_or_loaded(key, lambda: _files(place, package=not source), read)


def _files(place: Path, *, package: bool) -> list[Path]:
    """Return the files that a ledger is read from, whether they are there or not."""
    if package:
        declared = declared_ledger(place).values()
        return [place / DESCRIPTOR, *(place / table.path for table in declared)]
    if place.is_dir():
        return [place / table.path for table in ledger_tables().values()]
    return [place]


def ledger_from(
    plan: Plan,
    sources: SourceTables,
    origin: str,
    *,
    may_be_made_up: bool = False,
    today: dt.date | None = None,
) -> Ledger:
    """Build a ledger from opened tables and check it against a plan.

    `origin` is what reports call the place of the tables. Rows that were made up are refused unless
    `may_be_made_up`; figures reported after `today` are warned of. `BadInput` has every fault.
    """
    ledger, records = hold_against(plan, sources, may_be_made_up=may_be_made_up)
    return replace(
        ledger, origin=origin, warnings=tuple(in_order(sources, warnings(records, today)))
    ).marked_as_checked(plan)


def hold_against(
    plan: Plan, sources: SourceTables, *, may_be_made_up: bool = False
) -> tuple[Ledger, LedgerRecords]:
    """Return the ledger of opened tables without its warnings, and the records it was made of.

    `BadInput` has every fault of every table.
    """
    tables, faults = check_source_tables(sources)
    # An assumption is no evidence of the unit in which a department typed its figure.
    records = LedgerRecords(plan.stated, tables)
    faults = in_order(sources, faults + check_ledger_records(records))
    if may_be_made_up:
        faults = [fault for fault in faults if fault.code != "synthetic_rows"]
    if faults:
        raise BadInput(faults)
    frames = {
        name: _frame(name, tables[name]) if name in tables else blank(name) for name in COLUMNS
    }
    ledger = Ledger(frames["observations"], frames["explanations"], frames["task_status"])
    return replace(ledger, fingerprint=_fingerprint(sources)), records


def open_package(folder: Path, declared: Mapping[str, Table]) -> SourceTables:
    """Open the ledger of a package: the tables it declares, with their files."""
    return {name: read_table(folder, table) for name, table in declared.items()}


def open_files(source: str | Path) -> SourceTables:
    """Open a folder with some of the three files, or a single file of one of them.

    `BadInput` when there is neither.
    """
    path = Path(source)
    tables = ledger_tables()
    with refused_as("cannot_read", source):
        is_folder, is_file = path.is_dir(), path.is_file()
    if is_folder:
        files = {name: path / table.path for name, table in tables.items()}
        existing = {name: file for name, file in files.items() if is_there(file)}
        if not existing:
            names = tuple(table.path for table in tables.values())
            others = [file.name for file in sorted(path.glob("*.*"))]
            near = next((near for name in names if (near := nearest(name, others))), "")
            raise BadInput([Fault("no_ledger", str(source), allowed=names, nearest=near)])
        return {name: open_file(tables[name], file) for name, file in existing.items()}
    if is_file:
        single = open_single_file(path)
        return {single.table.name: single}
    raise BadInput([Fault("no_such_ledger", found=str(source))])


def open_single_file(path: Path) -> SourceTable:
    """Open a CSV file of a ledger, whichever of its tables it is.

    The table is recognised by the columns that only one table has. `BadInput` where there is no
    file.
    """
    raw = read_file(path, str(path))
    tables = ledger_tables()
    shared = set.intersection(*(set(table.columns) for table in tables.values()))

    def own_columns(table: Table) -> int:
        form = csv_form(raw, table)
        return len(set(table.columns).intersection(form.columns if form else ()) - shared)

    return source_table(replace(max(tables.values(), key=own_columns), path=path.name), raw)


def open_file(table: Table, path: Path) -> SourceTable:
    """Open one CSV file; see `source_table`."""
    named = replace(table, path=path.name)
    try:
        raw = read_file(path, named.path)
    except BadInput as error:
        return SourceTable(named, faults=list(error.faults))
    return source_table(named, raw)


def source_table(table: Table, raw: bytes) -> SourceTable:
    """Read the bytes of one CSV file, in which optional columns may be missing."""
    rows, faults = read_rows(raw, table)
    return SourceTable(table, rows, faults, raw)


def open_source(plan: Plan, source: str | Path) -> SourceTables:
    """Open a ledger: what stands at a source of `minsheng.load_observations`."""
    if not source:
        folder = Path(plan.origin)
        return open_package(folder, declared_ledger(folder)) if plan.origin else {}
    if "://" in str(source):
        from minsheng.tables.database import open_database

        return open_database(str(source))
    return open_files(source)


def check_ledger(folder: Path, declared: Mapping[str, Table], plan: Plan | None) -> list[Fault]:
    """Return every fault of a package's ledger; without a plan only those of files and cells."""
    sources = open_package(folder, declared)
    records, faults = check_source_tables(sources)
    if plan is not None:
        faults += check_ledger_records(LedgerRecords(plan, records))
    return in_order(sources, faults)


def check_source_tables(sources: SourceTables) -> tuple[dict[str, Records], list[Fault]]:
    """Return the records of each table, and the faults of its file, cells and keys."""
    records: dict[str, Records] = {}
    faults: list[Fault] = []
    for name, source in sources.items():
        records[name], own = check_rows(source.table, source.rows, READERS[name])
        columns, length = records[name].columns, len(records[name])
        columns["_file"] = Column.constant(source.table.path, length)
        for column in COLUMNS[name]:  # a column that was left out is empty
            columns.setdefault(column, Column.constant(None, length))
        faults += source.faults + own
    return records, faults


def in_order(sources: SourceTables, faults: list[F]) -> list[F]:
    """Return faults by table, row and column, which are named as in the header of the file."""
    tables = [source.table for source in sources.values()]
    files = {table.path: number for number, table in enumerate(tables)}
    columns = {(table.path, col): n for table in tables for n, col in enumerate(table.columns)}

    def place(fault: Fault) -> tuple[int, int, int]:
        column = columns.get((fault.file, fault.column), -1)
        return files.get(fault.file, -1), fault.row or 0, column

    return with_heads(sources.values(), sorted(faults, key=place))


def _frame(name: str, records: Records) -> pd.DataFrame:
    """Return the frame of a table; observations get the numbers derived from typed cells."""
    settled = SETTLED if name == "observations" else {}
    columns = {column: records.columns[settled.get(column, column)] for column in COLUMNS[name]}
    return frame(columns, COLUMNS[name])


def _origin(plan: Plan, source: str | Path) -> str:
    if "://" in str(source):
        from minsheng.tables.database import without_password

        return without_password(str(source))
    return str(source) or plan.facts.plan


def _fingerprint(sources: SourceTables) -> str:
    """Return a digest of what was read; empty where there was nothing to read."""
    digest = hashlib.sha256()
    for name, source in sources.items():
        digest.update(f"{name}\0{len(source.raw)}\0".encode())
        digest.update(source.raw)
    return digest.hexdigest() if sources else ""
