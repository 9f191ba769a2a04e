"""Read a `~minsheng.plan.plan.Plan` from a folder, and collect every fault of the package."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, require_known
from minsheng.files import refused_as
from minsheng.places import data_folder
from minsheng.plan.frozen_tables import Tables
from minsheng.plan.plan import Plan
from minsheng.tables.checking import check_references, check_rows
from minsheng.tables.columns import Records, frame
from minsheng.tables.descriptor import DESCRIPTOR, open_descriptor, read_facts
from minsheng.tables.figure_rules import plan_warnings
from minsheng.tables.keeping import kept_or_loaded
from minsheng.tables.ledger import check_ledger
from minsheng.tables.plan_frames import frame_faults
from minsheng.tables.plan_rules import check_plan_tables
from minsheng.tables.plan_tables import TABLES as RULED_TABLES
from minsheng.tables.plan_tables import PlanTables
from minsheng.tables.reading import SourceTable, read_file, read_table, with_heads
from minsheng.tables.resources import declared_tables, read_tables, split_declared
from minsheng.tables.schema import NOT_EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.facts import PlanFacts
    from minsheng.tables.schema import Table


_DTYPES = {
    "string": "str",
    "number": "float64",
    "integer": "Int64",
    "boolean": "bool",
    "date": "datetime64[s]",
}
"""The types of columns in a frame, by those of the Table Schema."""


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
        Frozen; its parts are tidy frames and its selections are plans again. What was observed
        is no part of it: see `~minsheng.tables.read_ledger`.

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

    def load() -> Plan:
        package = read_package(folder)
        if package.faults or package.facts is None:
            raise BadInput(package.faults)
        return _plan(package, package.facts)

    return kept_or_loaded(folder.resolve(), lambda: _files(folder), load)


def check_package(source: str | Path | None = None) -> list[Fault]:
    """Return every fault of a data package and of its ledger; an empty list where both load.

    Observations are checked against the plan only where the plan itself has no fault.

    Examples
    --------
    >>> check_package()
    []
    """
    package = read_package(package_folder(source))
    sound = not package.faults and package.facts is not None
    plan = _plan(package, package.facts) if sound and package.facts else None
    return package.faults + check_ledger(package.folder, package.ledger, plan)


def package_warnings(source: str | Path | None = None) -> list[Fault]:
    """Return warnings about improbable figures of a plan, which loads all the same.

    Examples
    --------
    >>> package_warnings()
    []
    """
    return read_package(package_folder(source)).warnings


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
    with refused_as("cannot_read", source):
        if path.is_dir():
            return path
    if isinstance(source, str) and source == path.name:
        require_known("plan", source, available_plans())
        return data_folder() / source
    raise BadInput([Fault("no_package", str(source))])


@dataclass
class Package:
    """A package as read: the facts and tables of its plan, and where its ledger is declared.

    `warnings` are about what is improbable in the plan; it loads all the same.
    """

    folder: Path
    facts: PlanFacts | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    records: dict[str, Records] = field(default_factory=dict)
    ledger: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


def read_package(folder: Path) -> Package:
    """Read a package and find every fault of its plan; its ledger is not opened."""
    package = Package(folder)
    descriptor, package.faults = open_descriptor(folder)
    if descriptor is None:
        return package
    package.facts, fact_faults = read_facts(descriptor)
    declared, table_faults = read_tables(descriptor)
    package.faults += fact_faults + table_faults
    package.tables, package.ledger = split_declared(declared)
    broken, sources = _read_records(package)
    # A table that could not be read would make each reference to it a fault of its own.
    readable = {name: rows for name, rows in package.records.items() if name not in broken}
    checked = {name: table for name, table in package.tables.items() if name in readable}
    package.faults += check_references(checked, readable)
    facts = package.facts
    if facts and not broken & RULED_TABLES and not table_faults:
        paths = {name: table.path for name, table in package.tables.items()}
        rows = {name: list(package.records[name].rows()) for name in RULED_TABLES}
        plan_tables = PlanTables(
            rows, paths, facts.first_year, facts.last_year, facts.baseline_year
        )
        package.faults += check_plan_tables(plan_tables)
        package.warnings = with_heads(sources, plan_warnings(plan_tables))
    package.faults = with_heads(sources, package.faults)
    return package


def _read_records(package: Package) -> tuple[set[str], list[SourceTable]]:
    """Read every table of the plan; return the names of those that could not be read, and all."""
    broken, sources = set(), []
    for name, table in package.tables.items():
        source = read_table(package.folder, table)
        sources.append(source)
        file_faults = source.faults
        records, cell_faults = check_rows(table, source.rows)
        package.records[name] = records
        if name in NOT_EMPTY and not len(records) and not file_faults:
            file_faults.append(Fault("no_rows", table.path))
        if file_faults:
            broken.add(name)
        package.faults += file_faults + cell_faults
    return broken, sources


def _plan(package: Package, facts: PlanFacts) -> Plan:
    frames, titles = {}, {}
    for name, table in package.tables.items():
        dtypes = {column.name: _DTYPES[column.type] for column in table.fields}
        frames[name] = partial(frame, package.records[name].columns, dtypes)
        titles[name] = {column.name: (column.title_zh, column.title_en) for column in table.fields}
    fingerprint = _fingerprint(package.folder, package.tables)
    return Plan(
        facts,
        Tables(frames),
        fingerprint,
        str(package.folder.resolve()),
        titles,
        checked_by=partial(frame_faults, package.tables, facts),
    )


def _fingerprint(folder: Path, tables: Mapping[str, Table]) -> str:
    """Return a digest of the package's bytes: which data a report was made from.

    The ledger is left out: it grows every month, and has a fingerprint of its own.
    """
    digest = hashlib.sha256()
    for name in [DESCRIPTOR, *sorted(table.path for table in tables.values())]:
        raw = read_file(folder / name, name)
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    """Return the files that a plan is read from."""
    declared, _ = declared_tables(folder)
    return [folder / DESCRIPTOR, *(folder / table.path for table in declared.values())]
