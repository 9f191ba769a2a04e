"""From a folder to a `~minsheng.plan.Plan`, with every fault at once."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault, require_known
from minsheng.facts import PlanFacts
from minsheng.places import data_folder
from minsheng.plan import Plan
from minsheng.tables.checking import Record, check_references, check_rows
from minsheng.tables.descriptor import DESCRIPTOR, open_descriptor, read_facts, read_tables
from minsheng.tables.reading import read_table
from minsheng.tables.schema import NOT_EMPTY, Table
from minsheng.tables.sense import TABLES as SENSE_TABLES
from minsheng.tables.sense import Sense, check_sense

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


def available_plans() -> tuple[str, ...]:
    """Return the ids of the plans that ship.

    Examples
    --------
    >>> available_plans()
    ('qijiang-2018-2020',)
    """
    return tuple(sorted(path.parent.name for path in data_folder().glob(f"*/{DESCRIPTOR}")))


def package_folder(source: str | Path | None = None) -> Path:
    """Return the folder of a plan: its id, its folder, or its ``datapackage.json``."""
    if not source:
        return data_folder() / available_plans()[0]
    path = Path(source)
    if path.name == DESCRIPTOR:
        return path.parent
    if path.is_dir():
        return path
    if isinstance(source, str) and source == path.name:
        require_known("plan", source, available_plans())
        return data_folder() / source
    raise BadInput([Fault("no_package", str(source))])


def load_plan(source: str | Path | None = None) -> Plan:
    """Open a plan.

    Parameters
    ----------
    source
        The id of a plan that ships, or the folder of any other data package; the first plan that
        ships when left out.

    Returns
    -------
    Plan
        Frozen; its parts are tidy frames and its selections are plans again.

    Raises
    ------
    BadInput
        With every fault of the package: file, row, column, what was found, what is allowed, the
        nearest match.

    Examples
    --------
    >>> plan = load_plan()
    >>> plan.facts.first_year, plan.facts.last_year, len(plan.programmes)
    (2018, 2020, 9)
    """
    folder = package_folder(source)
    facts, records, tables, faults = _read(folder)
    if faults or facts is None:
        raise BadInput(faults)
    frames = {name: _frame(tables[name], rows) for name, rows in records.items()}
    return Plan(facts, frames, fingerprint=_fingerprint(folder, tables))


def check_package(source: str | Path | None = None) -> list[Fault]:
    """Return every fault of a data package; an empty list means that it loads.

    Examples
    --------
    >>> check_package()
    []
    """
    return _read(package_folder(source))[3]


_Read = tuple[PlanFacts | None, dict[str, list[Record]], dict[str, Table], list[Fault]]


def _read(folder: Path) -> _Read:
    descriptor, faults = open_descriptor(folder)
    if descriptor is None:
        return None, {}, {}, faults
    facts, fact_faults = read_facts(descriptor)
    tables, table_faults = read_tables(descriptor)
    faults += fact_faults + table_faults
    records: dict[str, list[Record]] = {}
    broken = set()
    for name, table in tables.items():
        rows, file_faults = read_table(folder, table)
        records[name], cell_faults = check_rows(table, rows)
        if name in NOT_EMPTY and not records[name] and not file_faults:
            file_faults.append(Fault("no_rows", table.path))
        if file_faults:
            broken.add(name)
        faults += file_faults + cell_faults
    # A table that could not be read would make each reference to it a fault of its own.
    readable = {name: rows for name, rows in records.items() if name not in broken}
    checked = {name: table for name, table in tables.items() if name in readable}
    faults += check_references(checked, readable)
    if facts and not broken & SENSE_TABLES and not table_faults:
        paths = {name: table.path for name, table in tables.items()}
        faults += check_sense(Sense(records, paths, facts.first_year, facts.last_year))
    return facts, records, tables, faults


def _frame(table: Table, records: list[Record]) -> pd.DataFrame:
    """Make a tidy frame: absent text is empty, numbers are float, whole numbers Int64."""
    import pandas as pd

    columns: dict[str, Any] = {}
    for field in table.fields:
        values = [record[field.name] for record in records]
        match field.type:
            case "number":
                floats = [None if value is None else float(value) for value in values]
                columns[field.name] = pd.Series(floats, dtype="float64")
            case "integer":
                columns[field.name] = pd.Series(values, dtype="Int64")
            case "boolean":
                columns[field.name] = pd.Series(values, dtype="bool")
            case "date":
                columns[field.name] = pd.to_datetime(pd.Series(values, dtype="object"))
            case _:
                columns[field.name] = pd.Series([value or "" for value in values], dtype="str")
    return pd.DataFrame(columns)


def _fingerprint(folder: Path, tables: Mapping[str, Table]) -> str:
    """Return a digest of the package's bytes: which data a report was made from."""
    digest = hashlib.sha256()
    for name in [DESCRIPTOR, *sorted(table.path for table in tables.values())]:
        raw = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()
