"""From a folder to checked records: what a data package holds, with every fault at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, require_known
from minsheng.files import refused_as
from minsheng.places import data_folder
from minsheng.tables.checking import check_references, check_rows
from minsheng.tables.columns import Record
from minsheng.tables.descriptor import open_descriptor, read_facts
from minsheng.tables.json_values import DESCRIPTOR
from minsheng.tables.reading import read_table
from minsheng.tables.resources import read_tables
from minsheng.tables.schema import NOT_EMPTY, Table, ledger_tables
from minsheng.tables.sense import TABLES as SENSE_TABLES
from minsheng.tables.sense import Sense, check_sense

if TYPE_CHECKING:
    from minsheng.plan.facts import PlanFacts


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
    """A package as read: the facts and tables of its plan, and where its ledger is declared."""

    folder: Path
    facts: PlanFacts | None = None
    tables: dict[str, Table] = field(default_factory=dict)
    records: dict[str, list[Record]] = field(default_factory=dict)
    ledger: dict[str, Table] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_package(folder: Path) -> Package:
    """Read a package and find every fault of its plan; its ledger is not opened."""
    package = Package(folder)
    descriptor, package.faults = open_descriptor(folder)
    if descriptor is None:
        return package
    package.facts, fact_faults = read_facts(descriptor)
    declared, table_faults = read_tables(descriptor)
    package.faults += fact_faults + table_faults
    package.tables, package.ledger = _parted(declared)
    broken = _read_records(package)
    # A table that could not be read would make each reference to it a fault of its own.
    readable = {name: rows for name, rows in package.records.items() if name not in broken}
    checked = {name: table for name, table in package.tables.items() if name in readable}
    package.faults += check_references(checked, readable)
    facts = package.facts
    if facts and not broken & SENSE_TABLES and not table_faults:
        paths = {name: table.path for name, table in package.tables.items()}
        sense = Sense(package.records, paths, facts.first_year, facts.last_year)
        package.faults += check_sense(sense)
    return package


def declared_ledger(folder: Path) -> dict[str, Table]:
    """Return the tables of a ledger that a package declares, without opening any file of it."""
    descriptor, _ = open_descriptor(folder)
    return _parted(read_tables(descriptor)[0])[1] if descriptor else {}


def _parted(declared: dict[str, Table]) -> tuple[dict[str, Table], dict[str, Table]]:
    """Part the tables of the plan from those of its ledger."""
    names = ledger_tables()
    plan = {name: table for name, table in declared.items() if name not in names}
    return plan, {name: declared[name] for name in names if name in declared}


def _read_records(package: Package) -> set[str]:
    """Read every table of the plan; return the names of those that could not be read."""
    broken = set()
    for name, table in package.tables.items():
        cells, file_faults = read_table(package.folder, table)
        records, cell_faults = check_rows(table, cells)
        package.records[name] = list(records.rows())
        if name in NOT_EMPTY and not package.records[name] and not file_faults:
            file_faults.append(Fault("no_rows", table.path))
        if file_faults:
            broken.add(name)
        package.faults += file_faults + cell_faults
    return broken
