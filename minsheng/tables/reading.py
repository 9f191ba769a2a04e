"""Read a CSV file into cells, and check its header."""

from __future__ import annotations

import csv
import datetime as dt
import re
from array import array
from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from minsheng.errors import BadInput, Fault, Matches
from minsheng.files import is_inside, refused_as
from minsheng.tables.columns import Builder, Cells
from minsheng.tables.csv_form import CsvForm, csv_form
from minsheng.tables.encodings import encoding_fault
from minsheng.tables.patterns import CODE
from minsheng.tables.unread import is_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from minsheng.tables.schema import Table

F = TypeVar("F", bound=Fault)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{2}:\d{2}.*")
_ID = re.compile(rf"{CODE}(\.[a-z0-9_]+)*")
_AT_ONCE = 200  # rows that are turned into columns together


@dataclass
class SourceTable:
    """One opened table of a ledger: its schema, its rows and the faults of its file."""

    table: Table
    rows: Cells = field(default_factory=Cells)
    faults: list[Fault] = field(default_factory=list)
    raw: bytes = b""

    @cached_property
    def form(self) -> CsvForm | None:
        """The form of its file; None where it is in none of the supported encodings."""
        return csv_form(self.raw, self.table)


def with_heads(sources: Iterable[SourceTable], faults: list[F]) -> list[F]:
    """Return faults with their columns as the header of their file names them."""
    wanted = {fault.file for fault in faults if fault.column}
    forms = {one.table.path: one.form for one in sources if one.table.path in wanted}
    heads = {
        file: dict(zip(form.columns, form.heads, strict=True))
        for file, form in forms.items()
        if form
    }

    def named(fault: F) -> F:
        own = heads.get(fault.file, {})
        return replace(fault, column="+".join(own.get(c, c) for c in fault.column.split("+")))

    return [named(fault) for fault in faults]


SourceTables = dict[str, SourceTable]
"""The tables of a ledger that there are, by name."""


def read_file(path: Path, name: str) -> bytes:
    """Return the bytes of a file that somebody else may have put there.

    A pipe or a device is not opened: it may have no end. `BadInput`, in which `name` is what the
    file is called, where it is missing, is no regular file, or cannot be read.
    """
    with refused_as("cannot_read", name):
        if not path.exists():
            raise BadInput([Fault("missing_file", name)])
        if not path.is_file() and not path.is_dir():  # of a folder the system has words
            raise BadInput([Fault("not_a_file", name)])
        return path.read_bytes()


def read_table(folder: Path, table: Table) -> SourceTable:
    """Return `table` with the rows of its file and their faults.

    Blank rows are passed over. A row with too many or too few cells is a fault and left out, and so
    is a note: a row of three or more columns with one cell filled, where the table needs more and
    the cell is no id.
    """
    path = folder / table.path
    if not is_inside(path, folder):
        return SourceTable(table, faults=[Fault("path_outside", table.name, found=table.path)])
    try:
        raw = read_file(path, table.path)
    except BadInput as error:
        return SourceTable(table, faults=list(error.faults))
    rows, faults = read_rows(raw, table)
    return SourceTable(table, rows, faults, raw)


def read_rows(raw: bytes, table: Table) -> tuple[Cells, list[Fault]]:
    """Return the rows in the bytes of a CSV file, and the faults; see `read_table`.

    Columns are found by their names or their titles. Empty cells at the end of the header, and
    below them, are passed over. Columns that need not be filled may be left out.
    """
    form = csv_form(raw, table)
    if form is None:
        return Cells(), [encoding_fault(raw, table.path)]
    try:
        return _read_csv(form.records(raw), form, table)
    except csv.Error as error:
        return Cells(), [Fault("broken_csv", table.path, found=str(error))]


def _read_csv(
    reader: Iterator[list[str]], form: CsvForm, table: Table
) -> tuple[Cells, list[Fault]]:
    header, width = form.columns, len(form.columns)
    next(reader, None)
    if not header:
        for _ in reader:  # that the CSV itself is broken goes first
            pass
        return Cells(), [Fault("empty_file", table.path)]
    number = 1 + form.before
    faults = check_header(header, table, row=number)
    if any(fault.code == "no_header" for fault in faults):
        return Cells(), faults
    last = {name: place for place, name in enumerate(header)}  # of a column that is there twice
    key = last.get(next(iter(table.primary_key), ""))
    is_keyed = width > 2 and sum(field.required for field in table.fields) > 1
    numbers, columns = array("q"), set(table.columns)
    builders = {name: Builder() for name in header if name in columns}
    places = [(last[name], builder) for name, builder in builders.items()]
    while records := list(islice(reader, _AT_ONCE)):
        whole = []
        for record in records:
            number += 1
            if not any(map(str.strip, record)):
                continue
            is_whole = width <= len(record) <= width + form.blanks
            if is_keyed and (note := _note(record, key)):
                faults.append(Fault("note_among_rows", table.path, number, found=note))
            elif is_whole and not any(map(str.strip, record[width:])):
                numbers.append(number)
                whole.append(record[:width])
            else:
                count, wanted = str(len(record)), (str(width),)
                faults.append(Fault("wrong_cell_count", table.path, number, "", count, wanted))
        by_column = list(zip(*whole, strict=True)) if whole else []
        for place, builder in places if whole else ():
            builder.extend(map(str.strip, by_column[place]))
    cells = {name: builder.column() for name, builder in builders.items()}
    return Cells(np.array(numbers, np.int64), cells), faults


def _note(record: Sequence[str], key: int | None) -> str:
    """Return the text of a row in which only one cell is filled, but for an id in column `key`."""
    filled = [place for place, cell in enumerate(record) if cell.strip()]
    text = record[filled[0]].strip()
    is_record = filled[0] == key and (_ID.fullmatch(text) or is_sum("", "", text))
    return "" if len(filled) > 1 or is_record else text


def check_header(header: Sequence[str], table: Table, *, row: int = 1) -> list[Fault]:
    """Return a fault, at `row`, for each column that is unknown, missing or repeated.

    A row that names no column and resembles at most one, as a title does, is one fault.
    """
    columns, counted = table.columns, Counter(header)
    unknown = [name for name in header if name not in columns]
    missing = [name for name in columns if name not in counted]
    wanted = set(missing or columns)
    heads = {head: name for head, name in table.heads.items() if name in wanted}
    matches = Matches(heads)
    needed = [col.name for col in table.fields if col.required]
    near = {name: heads.get(matches.nearest(name), "") for name in unknown}
    if len(unknown) == len(header) and sum(map(bool, near.values())) <= 1:
        return [Fault("no_header", table.path, row, found=header[0], allowed=columns)]
    twice = sorted(name for name, times in counted.items() if times > 1)
    return [
        *(
            Fault(
                "unknown_column",
                table.path,
                row,
                found=name,
                allowed=columns,
                nearest=near[name],
            )
            for name in unknown
        ),
        *(Fault("missing_column", table.path, row, name) for name in missing if name in needed),
        *(Fault("duplicate_column", table.path, row, name) for name in twice),
    ]


def cell_text(value: object, kind: str) -> str:
    """Return a cell of a database or a frame as a department would type it.

    Examples
    --------
    >>> from decimal import Decimal
    >>> [cell_text(value, "number") for value in (Decimal("86.50"), 86.5, 15000.0, 1e-7, None)]
    ['86.50', '86.5', '15000', '0.0000001', '']
    >>> cell_text("2019-06-30 14:00:00", "date"), cell_text(True, "number")
    ('2019-06-30', '1')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case dt.datetime():
            return value.date().isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return f"{Decimal(repr(value)):f}"
        case Decimal():
            return f"{value:f}"
        case bytes():
            return value.decode(errors="replace").strip()
    text = str(value).strip()
    moment = _MOMENT.fullmatch(text) if kind == "date" else None
    return moment[1] if moment else text
