"""Check the tables that the descriptor declares against what the library needs of them.

The place of a fault is a path in the descriptor, counted from 0, such as
``resources[3].schema.fields[2].type``. A table without faults can be read.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minsheng.errors import Fault, nearest
from minsheng.tables.descriptor import (
    DESCRIPTOR,
    DescriptorChecker,
    is_number,
    open_descriptor,
    shown,
)
from minsheng.tables.patterns import pattern_fault
from minsheng.tables.schema import COLUMNS, OPTIONAL, TYPES, Table, ledger_tables, type_needed

_RESERVED = ("_row", "_bad", "_file", "_value", "_decimals", "_over", "_under")
_LONGEST_PATH = 255


@dataclass
class _Resource:
    """One declared table: its place, its columns with their place and type, its faults."""

    place: str
    spec: Mapping[str, Any]
    name: str = ""
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    checker: DescriptorChecker = field(default_factory=DescriptorChecker)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The Table Schema, empty where it is none."""
        schema = self.spec.get("schema")
        return schema if isinstance(schema, dict) else {}


def read_tables(descriptor: Mapping[str, Any]) -> tuple[dict[str, Table], list[Fault]]:
    """Return the tables that can be read, and every fault in what is declared.

    Examples
    --------
    >>> tables, faults = read_tables({"resources": [{"name": "photos", "path": 5, "schema": {}}]})
    >>> tables, [(fault.code, fault.column) for fault in faults][:2]
    ({}, [('json_text', 'resources[0].path'), ('missing_key', 'resources[0].schema.fields')])
    """
    checker = DescriptorChecker()
    specs = checker.take(descriptor, "resources", "", "list")
    if specs is None:
        return {}, checker.faults
    resources: list[_Resource] = []
    names: set[str] = set()
    for number, spec in enumerate(specs):
        resource = _Resource(f"resources[{number}]", spec if isinstance(spec, dict) else {})
        if resource.checker.is_kind(spec, "object", resource.place):
            _check_resource(resource, names)
        names.add(resource.name)
        resources.append(resource)
    # Of two tables with one name the first is the one that keys refer to.
    declared = {resource.name: resource for resource in reversed(resources) if resource.name}
    for resource in resources:
        _check_keys(resource, declared)
    faults = [fault for resource in resources for fault in resource.checker.faults]
    tables = {
        resource.name: Table.read(resource.spec)
        for resource in resources
        if not resource.checker.faults
    }
    return tables, faults + list(_check_needs(declared))


def declared_tables(folder: Path) -> tuple[dict[str, Table], dict[str, Table]]:
    """Return the tables of the plan and of the ledger that a package declares; opens none."""
    descriptor, _ = open_descriptor(folder)
    return split_declared(read_tables(descriptor)[0]) if descriptor else ({}, {})


def declared_ledger(folder: Path) -> dict[str, Table]:
    """Return the tables of a ledger that a package declares, without opening any file of it."""
    return declared_tables(folder)[1]


def split_declared(declared: dict[str, Table]) -> tuple[dict[str, Table], dict[str, Table]]:
    """Return the tables of the plan and those of its ledger, each by name."""
    names = ledger_tables()
    plan = {name: table for name, table in declared.items() if name not in names}
    return plan, {name: declared[name] for name in names if name in declared}


def _check_resource(resource: _Resource, names: Container[str]) -> None:
    checker, spec, place = resource.checker, resource.spec, resource.place
    resource.name = _name(checker, spec, place, names)
    path = checker.take(spec, "path", place, "text")
    if path is not None and not _is_path(path):
        checker.add_fault("bad_path", f"{place}.path", path or '""')
    _titles(checker, spec, place)
    schema = checker.take(spec, "schema", place, "object")
    if schema is None:
        return
    fields = checker.take(schema, "fields", f"{place}.schema", "list")
    for number, column in enumerate(fields or ()):
        at = f"{place}.schema.fields[{number}]"
        if checker.is_kind(column, "object", at):
            _check_field(resource, column, at)


def _is_path(path: str) -> bool:
    return bool(path) and path.isprintable() and len(path.encode()) <= _LONGEST_PATH


def _name(
    checker: DescriptorChecker, spec: Mapping[str, Any], place: str, names: Container[str]
) -> str:
    """Return the name of a table or a column, empty where it has none of its own."""
    name: str | None = checker.take(spec, "name", place, "text")
    if name is None:
        return ""
    if not name.strip():
        checker.add_fault("required", f"{place}.name")
        return ""
    if name in names:
        checker.add_fault("name_twice", f"{place}.name", name)
    if name in _RESERVED:
        checker.add_fault("reserved_name", f"{place}.name", name)
    return name


def _titles(checker: DescriptorChecker, spec: Mapping[str, Any], place: str) -> None:
    for key in ("title", "title_zh"):
        checker.take(spec, key, place, "text", needed=False)


def _check_field(resource: _Resource, spec: Mapping[str, Any], place: str) -> None:
    checker = resource.checker
    name = _name(checker, spec, place, resource.columns)
    kind = checker.take(spec, "type", place, "text", needed=False)
    if kind is not None and kind not in TYPES:
        checker.add_fault("not_in_enum", f"{place}.type", kind or '""', TYPES, nearest(kind, TYPES))
    if name:
        type_ = spec.get("type", "string")
        resource.columns.setdefault(name, (place, type_ if isinstance(type_, str) else ""))
    _titles(checker, spec, place)
    limits = checker.take(spec, "constraints", place, "object", needed=False)
    if limits:
        _check_limits(checker, limits, f"{place}.constraints", kind or "string")


def _check_limits(
    checker: DescriptorChecker, limits: Mapping[str, Any], place: str, kind: str
) -> None:
    for key in ("required", "unique"):
        checker.take(limits, key, place, "truth", needed=False)
    checker.take(limits, "maxLength", place, "whole", needed=False)
    for key in ("minimum", "maximum"):
        limit = checker.take(limits, key, place, "number", needed=False)
        if limit is not None and kind not in ("number", "integer"):
            checker.add_fault("limit_of_no_number", f"{place}.{key}", kind, ("number", "integer"))
    for number, word in enumerate(checker.take(limits, "enum", place, "list", needed=False) or ()):
        if not is_number(word):
            checker.is_kind(word, "text", f"{place}.enum[{number}]")
    pattern = checker.take(limits, "pattern", place, "text", needed=False)
    if pattern is not None and (code := pattern_fault(pattern)):
        checker.add_fault(code, f"{place}.pattern", pattern)


def _check_keys(resource: _Resource, declared: Mapping[str, _Resource]) -> None:
    checker, schema, above = resource.checker, resource.schema, f"{resource.place}.schema"
    _columns(resource, schema, "primaryKey", above, resource, needed=False)
    keys = checker.take(schema, "foreignKeys", above, "list", needed=False)
    for number, key in enumerate(keys or ()):
        place = f"{above}.foreignKeys[{number}]"
        if not checker.is_kind(key, "object", place):
            continue
        _columns(resource, key, "fields", place, resource, single=True)
        reference = checker.take(key, "reference", place, "object")
        if reference is None:
            continue
        place = f"{place}.reference"
        name = checker.take(reference, "resource", place, "text", needed=False)
        if name and name not in declared:
            names = tuple(sorted(declared))
            checker.add_fault(
                "undeclared_table", f"{place}.resource", name, names, nearest(name, names)
            )
        other = declared.get(name) if name else resource
        _columns(resource, reference, "fields", place, other, single=True)


def _columns(  # noqa: PLR0913  whose key, where it stands, which table's columns
    resource: _Resource,
    holder: Mapping[str, Any],
    key: str,
    above: str,
    table: _Resource | None,
    *,
    needed: bool = True,
    single: bool = False,
) -> None:
    """Check a key: one column or a list of them, each a column of `table`."""
    checker, place, value = resource.checker, f"{above}.{key}", holder.get(key)
    if isinstance(value, str):
        names = {place: value}
    else:
        listed = checker.take(holder, key, above, "list", needed=needed)
        names = {f"{place}[{number}]": name for number, name in enumerate(listed or ())}
        if single and listed is not None and len(listed) != 1:
            checker.add_fault(
                "one_column", place, ", ".join(shown(name) for name in listed) or "[]"
            )
            return
    for at, name in names.items():
        known = checker.is_kind(name, "text", at) and table is not None and table.columns
        if known and name not in known:
            checker.add_fault(
                "unknown_column", at, name or '""', tuple(known), nearest(name, known)
            )


def _check_needs(declared: Mapping[str, _Resource]) -> Iterator[Fault]:
    """Yield a fault for each table, column or type that the library needs and the package lacks."""
    for name, columns in COLUMNS.items():
        if name in declared:
            optional = [
                column for column in OPTIONAL.get(name, ()) if column in declared[name].columns
            ]
            needed = {column: type_needed(name, column) for column in (*columns, *optional)}
            yield from _check_columns(declared[name], needed)
        else:
            others = [other for other in declared if other not in COLUMNS]
            yield Fault("missing_table", name, nearest=nearest(name, others))
    for name, table in ledger_tables().items():
        if name in declared:
            yield from _check_columns(declared[name], {col.name: col.type for col in table.fields})


def _check_columns(resource: _Resource, needed: Mapping[str, str]) -> Iterator[Fault]:
    if not isinstance(resource.schema.get("fields"), list):
        return  # a fault says so already
    extra = [column for column in resource.columns if column not in needed]
    for column, kind in needed.items():
        if column not in resource.columns:
            place, near = f"{resource.name}.{column}", nearest(column, extra)
            yield Fault("schema_lacks_column", DESCRIPTOR, column=place, nearest=near)
            continue
        place, declared = resource.columns[column]
        if declared != kind and declared in TYPES:
            at = f"{place}.type"
            yield Fault("column_type", DESCRIPTOR, column=at, found=declared, allowed=(kind,))
