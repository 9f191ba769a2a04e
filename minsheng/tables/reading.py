"""From bytes to cells: encodings, the CSV itself, its header."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.errors import Fault, nearest
from minsheng.files import is_inside
from minsheng.quantity import fold

if TYPE_CHECKING:
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
    if not is_inside(path, folder):
        return [], [Fault("path_outside", table.name, found=table.path)]
    if not path.is_file():
        return [], [Fault("missing_file", table.path)]
    return read_rows(path.read_bytes(), table, sparing=sparing)


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
    unknown = [name for name in header if name not in table.columns]
    missing = [name for name in table.columns if name not in header]
    needed = [col.name for col in table.fields if col.required or not sparing]
    twice = sorted({name for name in header if header.count(name) > 1})
    return [
        *(
            Fault(
                "unknown_column",
                table.path,
                1,
                found=name,
                allowed=table.columns,
                nearest=nearest(name, missing or table.columns),
            )
            for name in unknown
        ),
        *(Fault("missing_column", table.path, 1, name) for name in missing if name in needed),
        *(Fault("duplicate_column", table.path, 1, name) for name in twice),
    ]
