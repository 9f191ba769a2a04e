"""From a folder to a `~minsheng.plan.Plan`, with every fault at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault, nearest, require_known
from minsheng.places import data_folder
from minsheng.plan import Issuer, Plan, PlanFacts
from minsheng.tables.checking import Record, check_references, check_rows
from minsheng.tables.reading import read_table
from minsheng.tables.schema import COLUMNS, NOT_EMPTY, Table
from minsheng.tables.sense import TABLES as SENSE_TABLES
from minsheng.tables.sense import Sense, check_sense

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

DESCRIPTOR = "datapackage.json"
_FACTS: Mapping[str, type] = {
    "title_zh": str, "title_en": str, "short_zh": str, "short_en": str, "issuers": list,
    "basis_zh": str, "basis_en": str, "printed": str, "first_year": int, "last_year": int,
    "baseline_year": int,
}  # fmt: skip


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
    descriptor, faults = _descriptor(folder)
    if descriptor is None:
        return None, {}, {}, faults
    facts, fact_faults = _facts(descriptor)
    tables, table_faults = _tables(descriptor)
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


def _descriptor(folder: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    path = folder / DESCRIPTOR
    if not path.is_file():
        return None, [Fault("no_package", str(folder))]
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as error:
        return None, [Fault("not_json", DESCRIPTOR, found=str(error))]
    if not isinstance(descriptor, dict):
        return None, [Fault("not_json", DESCRIPTOR, found=type(descriptor).__name__)]
    return descriptor, []


def _facts(descriptor: Mapping[str, Any]) -> tuple[PlanFacts | None, list[Fault]]:
    spec = descriptor.get("plan")
    if not isinstance(spec, dict):
        return None, [Fault("missing_key", DESCRIPTOR, column="plan")]
    faults = []
    for key, kind in _FACTS.items():
        if key not in spec:
            near = nearest(key, [name for name in spec if name not in _FACTS])
            faults.append(Fault("missing_key", DESCRIPTOR, column=f"plan.{key}", nearest=near))
        elif not isinstance(spec[key], kind) or isinstance(spec[key], bool):
            faults.append(
                Fault(
                    "wrong_key_type",
                    DESCRIPTOR,
                    column=f"plan.{key}",
                    found=str(spec[key]),
                    allowed=(kind.__name__,),
                )
            )
    if not isinstance(descriptor.get("name"), str):
        faults.append(Fault("missing_key", DESCRIPTOR, column="name"))
    if not faults:
        try:
            printed = dt.date.fromisoformat(spec["printed"])
            issuers = tuple(Issuer(issuer["zh"], issuer["en"]) for issuer in spec["issuers"])
        except ValueError:
            faults.append(
                Fault("not_a_date", DESCRIPTOR, column="plan.printed", found=spec["printed"])
            )
        except (KeyError, TypeError):
            faults.append(
                Fault("wrong_key_type", DESCRIPTOR, column="plan.issuers", allowed=("[{zh, en}]",))
            )
    if faults:
        return None, faults
    words = {key: spec[key] for key, kind in _FACTS.items() if kind is str and key != "printed"}
    years = {key: spec[key] for key, kind in _FACTS.items() if kind is int}
    facts = PlanFacts(plan=descriptor["name"], printed=printed, issuers=issuers, **words, **years)
    return facts, []


def _tables(descriptor: Mapping[str, Any]) -> tuple[dict[str, Table], list[Fault]]:
    tables: dict[str, Table] = {}
    faults = []
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        if resources is None:
            return {}, [Fault("missing_key", DESCRIPTOR, column="resources")]
        found = type(resources).__name__
        return {}, [Fault("wrong_key_type", DESCRIPTOR, None, "resources", found, ("list",))]
    unreadable = set()
    for number, resource in enumerate(resources, start=1):
        name = resource.get("name") if isinstance(resource, dict) else None
        place = f"resources.{name or number}"
        try:
            table = Table.read(resource)
        except KeyError as error:
            key = error.args[0]
            inside = "schema." if key in resource else ""
            faults.append(Fault("missing_key", DESCRIPTOR, column=f"{place}.{inside}{key}"))
            unreadable.add(name)
            continue
        except (TypeError, AttributeError, IndexError):
            faults.append(Fault("wrong_key_type", DESCRIPTOR, column=place))
            unreadable.add(name)
            continue
        tables[table.name] = table
    for name, columns in COLUMNS.items():
        if name in unreadable:
            continue
        if name not in tables:
            others = [other for other in tables if other not in COLUMNS]
            faults.append(Fault("missing_table", name, nearest=nearest(name, others)))
            continue
        faults += [
            Fault("schema_lacks_column", DESCRIPTOR, column=f"{name}.{column}")
            for column in columns
            if column not in tables[name].columns
        ]
    return tables, faults


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
