"""From a folder to a `~minsheng.plan.plan.Plan`, with every fault at once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.plan.plan import Plan
from minsheng.tables.json_values import DESCRIPTOR
from minsheng.tables.ledger import check_ledger
from minsheng.tables.package import package_folder, read_package
from minsheng.tables.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from minsheng.plan.facts import PlanFacts
    from minsheng.tables.columns import Record
    from minsheng.tables.package import Package
    from minsheng.tables.schema import Table


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
        is no part of it: see `~minsheng.tables.load_observations`.

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
    package = read_package(package_folder(source))
    if package.faults or package.facts is None:
        raise BadInput(package.faults)
    return _plan(package, package.facts)


def check_package(source: str | Path | None = None) -> list[Fault]:
    """Return every fault of a data package and of its ledger; an empty list: both load.

    Observations are held against the plan only where the plan itself has no fault.

    Examples
    --------
    >>> check_package()
    []
    """
    package = read_package(package_folder(source))
    sound = not package.faults and package.facts is not None
    plan = _plan(package, package.facts) if sound and package.facts else None
    return package.faults + check_ledger(package.folder, package.ledger, plan)


def _plan(package: Package, facts: PlanFacts) -> Plan:
    frames = {name: _frame(package.tables[name], rows) for name, rows in package.records.items()}
    fingerprint = _fingerprint(package.folder, package.tables)
    return Plan(facts, frames, fingerprint, origin=str(package.folder.resolve()))


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
    """Return a digest of the package's bytes: which data a report was made from.

    The ledger is left out: it grows every month, and has a fingerprint of its own.
    """
    digest = hashlib.sha256()
    for name in [DESCRIPTOR, *sorted(table.path for table in tables.values())]:
        raw = read_file(folder / name, name)
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()
