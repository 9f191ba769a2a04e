"""Append rows to the CSV file of a ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.errors import Fault
from minsheng.plan.observations import COLUMNS
from minsheng.tables.checking import TypedValue
from minsheng.tables.csv_form import CsvForm

if TYPE_CHECKING:
    from minsheng.tables.columns import Record
    from minsheng.tables.reading import SourceTable
    from minsheng.tables.schema import Table


def appended(source: SourceTable | None, table: Table, rows: list[Record]) -> bytes:
    """Return the bytes of the ledger's file with the rows appended, or of a new file."""
    form = source.form if source else None
    if form and source:
        raw = source.raw
    else:
        form = CsvForm(columns=tuple(name for name in table.columns if name in COLUMNS[table.name]))
        raw = f"{','.join(form.columns)}\n".encode()
    return form.appended(raw, [plain_cells(table.name, row) for row in rows])


def columns_left_out(source: SourceTable | None, rows: list[Record], name: str) -> list[Fault]:
    """Return a fault for each column that the rows need and the file of the ledger left out."""
    if source is None or source.faults:
        return []
    there = set(source.form.columns if source.form else ())
    needed = {column for row in rows for column, cell in plain_cells(name, row).items() if cell}
    missing = [column for column in source.table.columns if column in needed - there]
    return [Fault("missing_column", source.table.path, 1, column) for column in missing]


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
        sign = value.sign.removesuffix("位")
        return f"{value.value:.{value.decimals}f}{sign}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)
