"""From bytes to cells: encodings, the CSV itself, its header."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault, Matches
from minsheng.files import resolved
from minsheng.quantity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from minsheng.tables.schema import Table

# Departments save from Excel and WPS: UTF-8 with or without a mark, or the national encoding.
_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts it and its cells by column."""

    number: int
    cells: dict[str, str]


def decode(raw: bytes) -> str | None:
    """Return the text of `raw`, or None where no encoding in use here gives it.

    Examples
    --------
    >>> decode("指标".encode("gb18030")), decode("指标".encode("utf-8-sig"))
    ('指标', '指标')
    >>> decode("指标".encode("utf-16")) is None
    True
    """
    for encoding in _ENCODINGS:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # UTF-16 that happens to decode still gives itself away by its NUL bytes and its mark.
        return None if "\0" in text or raw[:2] in (b"\xff\xfe", b"\xfe\xff") else text
    return None


def is_inside(folder: Path, table: Table) -> bool:
    """Return whether the file of a table lies in a folder when symbolic links are followed."""
    return resolved(folder / table.path).is_relative_to(resolved(folder))


@contextmanager
def opening(file: str) -> Iterator[None]:
    """Raise `BadInput` where a file cannot be opened or read, with what the system says of it."""
    try:
        yield
    except OSError as error:
        raise BadInput([Fault("cannot_read", file, found=error.strerror or str(error))]) from error


def read_table(
    folder: Path, table: Table, *, sparing: bool = False
) -> tuple[list[Row], list[Fault]]:
    """Return the rows of `table` and the faults of its file.

    Blank rows are passed over. A row with too many or too few cells is a fault and left out.

    Parameters
    ----------
    folder
        Where the file is.
    table
        Its path and its columns.
    sparing
        Whether columns that need not be filled may be left out.
    """
    path = folder / table.path
    if not is_inside(folder, table):
        return [], [Fault("path_outside", table.name, found=table.path)]
    try:
        with opening(table.path):
            if not path.exists():
                return [], [Fault("missing_file", table.path)]
            raw = path.read_bytes()
    except BadInput as error:
        return [], list(error.faults)
    return read_rows(raw, table, sparing=sparing)


def read_rows(raw: bytes, table: Table, *, sparing: bool = False) -> tuple[list[Row], list[Fault]]:
    """Return the rows in the bytes of a CSV file, and the faults; see `read_table`."""
    text = decode(raw)
    if text is None:
        return [], [Fault("wrong_encoding", table.path)]
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return [], [Fault("broken_csv", table.path, found=str(error))]
    if not records or not any(records[0]):
        return [], [Fault("empty_file", table.path)]
    header = [fold(name) for name in records[0]]
    faults = check_header(header, table, sparing=sparing)
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != len(header):
            faults.append(
                Fault(
                    "wrong_cell_count",
                    table.path,
                    number,
                    found=str(len(record)),
                    allowed=(str(len(header)),),
                )
            )
            continue
        cells = {name: cell.strip() for name, cell in zip(header, record, strict=True)}
        rows.append(Row(number, cells))
    return rows, faults


def check_header(header: list[str], table: Table, *, sparing: bool = False) -> list[Fault]:
    """Return a fault for each column that is unknown, missing or there twice."""
    columns, counted = table.columns, Counter(header)
    unknown = [name for name in header if name not in columns]
    missing = [name for name in columns if name not in counted]
    matches = Matches(missing or columns)
    needed = [col.name for col in table.fields if col.required or not sparing]
    twice = sorted(name for name, times in counted.items() if times > 1)
    return [
        *(
            Fault(
                "unknown_column",
                table.path,
                1,
                found=name,
                allowed=columns,
                nearest=matches.nearest(name),
            )
            for name in unknown
        ),
        *(Fault("missing_column", table.path, 1, name) for name in missing if name in needed),
        *(Fault("duplicate_column", table.path, 1, name) for name in twice),
    ]
