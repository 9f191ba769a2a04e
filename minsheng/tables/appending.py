"""Rows as the text of a ledger's file, appended to what it holds."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.errors import Fault
from minsheng.plan.observations import COLUMNS
from minsheng.tables.checking import TypedValue
from minsheng.tables.reading import SourceTable, decode
from minsheng.text.written_numbers import fold

if TYPE_CHECKING:
    from minsheng.tables.columns import Record
    from minsheng.tables.schema import Table


def appended(source: SourceTable | None, table: Table, rows: list[Record]) -> bytes:
    """Return the file with the rows at its end: what is there stays as it is, byte by byte."""
    columns = [column for column in table.columns if column in COLUMNS[table.name]]
    text, encoding = ",".join(columns) + "\n", "utf-8"
    if source is not None:
        encoding = next(code for code in ("utf-8-sig", "gb18030") if _decodes(source.raw, code))
        text = source.raw.decode(encoding)
        columns = column_names(text)
    end = "\r\n" if "\r\n" in text else "\n"
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, columns, lineterminator=end, extrasaction="ignore", restval="")
    writer.writerows(plain_cells(table.name, row) for row in rows)
    before = source.raw if source else text.encode()
    gap = b"" if before.endswith((b"\n", b"\r")) else end.encode()
    # The mark of the encoding stands at the beginning of the file only.
    return before + gap + made.getvalue().encode(encoding.removesuffix("-sig"))


def columns_left_out(source: SourceTable | None, rows: list[Record], name: str) -> list[Fault]:
    """Return a fault for each column that the rows need and the file of the ledger left out."""
    if source is None or source.faults:
        return []
    there = set(column_names(decode(source.raw) or ""))
    needed = {column for row in rows for column, cell in plain_cells(name, row).items() if cell}
    missing = [column for column in source.table.columns if column in needed - there]
    return [Fault("missing_column", source.table.path, 1, column) for column in missing]


def column_names(text: str) -> list[str]:
    """Return the first row of a CSV text, in plain forms; none where it cannot be read."""
    try:
        return [fold(name) for name in next(csv.reader(io.StringIO(text, newline="")), [])]
    except csv.Error:
        return []  # said when the rows are read


def plain_cells(name: str, row: Record) -> dict[str, str]:
    """Return the cells of a row in plain form: numbers and days as a program writes them."""
    cells = {column: _plain(row[column]) for column in COLUMNS[name] if column in row}
    typed: TypedValue | None = row.get("value")
    if typed and typed.form == "quotient":
        over, under = _plain(typed.value), _plain(typed.denominator)
        cells |= {"value": "", "numerator": over, "denominator": under}
    return cells


def _plain(value: object) -> str:
    """Return a value as a program writes it; the sign of 0.5% stays, since 0.5 would be refused.

    Examples
    --------
    >>> from minsheng.tables.checking import read_value
    >>> [_plain(read_value(text)[0]) for text in ("1.5万", "86.50", "０．５％", "1:0.8", "是")]
    ['15000', '86.50', '0.5%', '0.8', '1']
    """
    if isinstance(value, TypedValue):
        sign = "%" if value.form == "percent" else ""
        return f"{value.value:.{value.decimals}f}{sign}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
