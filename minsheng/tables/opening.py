"""From a package, a folder or a file to the rows of a ledger; databases are opened next door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, nearest
from minsheng.files import is_there, refused_as
from minsheng.tables.columns import Cells
from minsheng.tables.reading import read_file, read_rows, read_table
from minsheng.tables.schema import Table, ledger_tables

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@dataclass
class Sheet:
    """One table of a ledger as opened: its schema, its rows, what is wrong with its file."""

    table: Table
    rows: Cells = field(default_factory=Cells)
    faults: list[Fault] = field(default_factory=list)
    raw: bytes = b""


Sheets = dict[str, Sheet]
"""The tables of a ledger that there are, by name."""


def open_package(folder: Path, declared: Mapping[str, Table]) -> Sheets:
    """Open the ledger of a package: the tables it declares, with their files."""
    sheets = {}
    for name, table in declared.items():
        rows, faults = read_table(folder, table)
        # A file that cannot be read has its fault already.
        raw = b"" if faults else read_file(folder / table.path, table.path)
        sheets[name] = Sheet(table, rows, faults, raw)
    return sheets


def open_files(source: str | Path) -> Sheets:
    """Open a folder with some of the three files, or a single file of observations.

    Raises
    ------
    BadInput
        When there is neither.
    """
    path = Path(source)
    tables = ledger_tables()
    with refused_as("cannot_read", source):
        is_folder, is_file = path.is_dir(), path.is_file()
    if is_folder:
        files = {name: path / table.path for name, table in tables.items()}
        found = {name: file for name, file in files.items() if is_there(file)}
        if not found:
            names = tuple(table.path for table in tables.values())
            others = [file.name for file in sorted(path.glob("*.csv"))]
            near = next((near for name in names if (near := nearest(name, others))), "")
            raise BadInput([Fault("no_ledger", str(source), allowed=names, nearest=near)])
        return {name: open_file(tables[name], file) for name, file in found.items()}
    if is_file:
        return {"observations": open_file(tables["observations"], path)}
    raise BadInput([Fault("no_such_ledger", found=str(source))])


def open_file(table: Table, path: Path) -> Sheet:
    """Open one CSV file; columns that need not be filled may be left out of it."""
    named = replace(table, path=path.name)
    try:
        raw = read_file(path, named.path)
    except BadInput as error:
        return Sheet(named, faults=list(error.faults))
    rows, faults = read_rows(raw, named, sparing=True)
    return Sheet(named, rows, faults, raw)


def open_source(plan: Plan, source: str | Path) -> Sheets:
    """Open whatever `source` names; see `~minsheng.tables.load_observations`."""
    if not source:
        from minsheng.tables.package import declared_ledger

        folder = Path(plan.origin)
        return open_package(folder, declared_ledger(folder)) if plan.origin else {}
    if "://" in str(source):
        from minsheng.tables.database import open_database

        return open_database(str(source))
    return open_files(source)
