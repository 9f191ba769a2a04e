"""What a table should hold: the Table Schema of ``datapackage.json`` as plain objects."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.text.written_numbers import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# The columns that the library reads, declared once. A package may add columns of its own.
_COLUMNS = {
    "programmes": "programme order name_zh name_en annex section",
    "departments": "department name_zh name_en successor_zh successor_en",
    "responsibilities": "programme department role",
    "counts": "programme kind groups tasks printed section",
    "calendar": "event name_zh name_en frequency due by_zh by_en printed section",
    "units": "unit name_zh name_en symbol_zh symbol_en share growth decimals",
    "indicators": (
        "indicator programme name_zh name_en scope unit kind aim direction headline holder "
        "note_zh note_en"
    ),
    "baselines": (
        "indicator year statistic bound value value_high worded basis derivation printed "
        "section note_zh note_en"
    ),
    "targets": "indicator year statistic bound value value_high strength worded printed section",
    "restatements": (
        "indicator year section statistic bound value value_high strength worded printed"
    ),
    "groups": "group programme kind number name_zh name_en section",
    "tasks": "task group number title_zh title_en due section",
    "task_indicators": "task indicator",
    "relations": "relation kind role indicator year note_zh note_en",
}
COLUMNS = {table: tuple(columns.split()) for table, columns in _COLUMNS.items()}

_LIMITS = "minimum maximum usual_minimum usual_maximum"
_OPTIONAL = {
    "units": _LIMITS,
    "indicators": f"{_LIMITS} frequency",
    "targets": "due nature basis derivation change",
    "restatements": "change",
}
OPTIONAL = {table: tuple(columns.split()) for table, columns in _OPTIONAL.items()}
"""Columns that the library reads where a package declares them; see `COLUMNS` for the others."""

TYPES = ("string", "number", "integer", "boolean", "date")
"""The types a column may have."""

_TYPES_NEEDED = {
    "integer": "order groups tasks number decimals",
    "number": f"value value_high {_LIMITS}",
    "boolean": "worded headline share growth",
}
_NEEDED = {column: kind for kind, columns in _TYPES_NEEDED.items() for column in columns.split()}


def type_needed(table: str, column: str) -> str:
    """Return the type that the library needs a column to have.

    Examples
    --------
    >>> type_needed("tasks", "due"), type_needed("calendar", "due"), type_needed("units", "share")
    ('date', 'string', 'boolean')
    """
    is_day = column == "due" and table in ("tasks", "targets")
    return "date" if is_day else _NEEDED.get(column, "string")


NOT_EMPTY = ("programmes", "departments", "units", "indicators", "targets")


@dataclass(frozen=True)
class Field:
    """One column: its type, its titles, what its cells may hold."""

    name: str
    type: str = "string"
    title_zh: str = ""
    title_en: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    example: str = ""
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None

    @classmethod
    def read(cls, spec: Mapping[str, Any]) -> Field:
        """Build a field from a valid field descriptor of a Table Schema."""
        limits = spec.get("constraints", {})
        return cls(
            name=spec["name"],
            type=spec.get("type", "string"),
            title_zh=spec.get("title_zh", ""),
            title_en=spec.get("title", ""),
            required=bool(limits.get("required")),
            unique=bool(limits.get("unique")),
            enum=tuple(str(word) for word in limits.get("enum", ())),
            pattern=limits.get("pattern", ""),
            example=str(spec.get("example", "")),
            minimum=limits.get("minimum"),
            maximum=limits.get("maximum"),
            max_length=limits.get("maxLength"),
        )


@dataclass(frozen=True)
class ForeignKey:
    """`column` of this table must stand in `to_column` of `to_table`."""

    column: str
    to_table: str
    to_column: str


@dataclass(frozen=True)
class Table:
    """One table of the package."""

    name: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    title_zh: str = ""
    title_en: str = ""

    @classmethod
    def read(cls, resource: Mapping[str, Any]) -> Table:
        """Build a table from a valid resource descriptor of a data package."""
        schema = resource.get("schema", {})
        key = schema.get("primaryKey", ())
        return cls(
            name=resource["name"],
            path=resource["path"],
            fields=tuple(Field.read(spec) for spec in schema.get("fields", ())),
            primary_key=(key,) if isinstance(key, str) else tuple(key),
            foreign_keys=tuple(
                ForeignKey(
                    _one(fk["fields"]),
                    fk["reference"].get("resource") or resource["name"],  # none: the table itself
                    _one(fk["reference"]["fields"]),
                )
                for fk in schema.get("foreignKeys", ())
            ),
            title_zh=resource.get("title_zh", ""),
            title_en=resource.get("title", ""),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.fields)

    @cached_property
    def heads(self) -> Mapping[str, str]:
        """The column names by valid header: the name itself, or a title that no other column has.

        Examples
        --------
        >>> heads = ledger_tables()["observations"].heads
        >>> heads["value"], heads["实际值"], heads["Reported on"]
        ('value', 'value', 'reported_on')
        """
        named: dict[str, set[str]] = defaultdict(set)
        for column in self.fields:
            for title in filter(None, (column.title_zh, column.title_en)):
                named[fold(title)].add(column.name)
        titles = {title: name for title, (name, *others) in named.items() if not others}
        return titles | {name: name for name in self.columns}


def _one(names: str | list[str]) -> str:
    """Return the single column of a key; the library's tables have no compound foreign keys."""
    return names if isinstance(names, str) else names[0]


@cache
def ledger_tables() -> Mapping[str, Table]:
    """Return the tables of a ledger by name, as ``ledger.json`` declares them.

    A package need not have them; one that declares them declares these columns.

    Examples
    --------
    >>> [f"{table.name}: {', '.join(table.primary_key)}" for table in ledger_tables().values()][2]
    'task_status: task, period, reported_on'
    """
    text = Path(__file__).with_name("ledger.json").read_text(encoding="utf-8")
    return {spec["name"]: Table.read(spec) for spec in json.loads(text)["resources"]}
