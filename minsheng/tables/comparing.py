"""Compare reported rows with those of a ledger, and append to its file those that are new."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from minsheng.errors import Fault
from minsheng.plan.observations import COLUMNS
from minsheng.tables.checking import TypedValue
from minsheng.tables.csv_form import CsvForm
from minsheng.tables.ledger_rules import cell_fault
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from minsheng.tables.columns import Codes, Record, Records
    from minsheng.tables.reading import SourceTable
    from minsheng.tables.schema import Table

Key = tuple[object, ...]


@dataclass(frozen=True)
class BesideAnother(Fault):
    """A fault or a warning about a row, with the row of the ledger that it clashes with."""

    other_file: str = ""
    other_row: int | None = None

    def text(self, lang: Lang | None = None) -> str:
        """Return the whole message in `lang`, with the place of the other row."""
        place = Fault(self.code, self.other_file, self.other_row).place(lang)
        other = say("faults.in_the_ledger", lang, place=place)
        return say("faults.semicolon", lang).join([super().text(lang), other])


def rows_to_add(table: Table, old: Records | None, new: Records) -> tuple[Codes, int, list[Fault]]:
    """Return the new rows, the number of known rows, and a fault for each contradicting row."""
    rows = list(new.rows())
    keys = {_key(table, row) for row in rows}
    there = dict(_rows_of(old, table.primary_key, keys)) if old else {}
    added: list[int] = []
    faults: list[Fault] = []
    known = 0
    for number, row in enumerate(rows):
        key = _key(table, row)
        if None in key or old is None or key not in there:
            added.append(number)
        elif plain_cells(table.name, row) == plain_cells(table.name, old.record(there[key])):
            known += 1
        else:
            key_text = ", ".join(str(part) for part in key)
            columns = "+".join(table.primary_key)
            fault = Fault("reported_twice", row["_file"], row["_row"], columns, key_text)
            faults.append(_beside(fault, old.record(there[key])))
    return np.array(added, np.int64), known, faults


def reported_before_others(table: Table, old: Records, rows: list[Record]) -> list[BesideAnother]:
    """Return a warning for each row reported before a row of the same figure in the ledger."""
    keys = {_key(table, row)[:2] for row in rows}
    days = old.columns["reported_on"]
    last: dict[Key, int] = {}
    for key, place in _rows_of(old, table.primary_key[:2], keys):
        if days[place] and (key not in last or days[place] > days[last[key]]):
            last[key] = place
    warned = []
    for row in rows:
        key = _key(table, row)[:2]
        if key not in last or not row["reported_on"]:
            continue
        place = last[key]
        if row["reported_on"] < days[place]:
            allowed = (f">{days[place]}",)
            fault = cell_fault(row, "reported_before_another", "reported_on", allowed)
            warned.append(_beside(fault, old.record(place)))
    return warned


def corrections(table: Table, records: Records, rows: list[Record]) -> list[Record]:
    """Return the rows that correct an earlier report: those with the same key but for the day."""
    columns = table.primary_key[:2]
    days = records.columns["reported_on"]
    reported: dict[Key, set[dt.date]] = {}
    for key, row in _rows_of(records, columns, {_key(table, row)[:2] for row in rows}):
        reported.setdefault(key, set()).add(days[row])
    about = [(row, reported[_key(table, row)[:2]]) for row in rows]
    return [row for row, known in about if min(known) < row["reported_on"]]


def key_in_words(table: Table, row: Record) -> str:
    """Return the key of a row as text, such as ``parks.count 2021 2022-03-10``."""
    return " ".join(str(part) for part in _key(table, row))


def _key(table: Table, row: Record) -> Key:
    return tuple(row[column] for column in table.primary_key)


def _rows_of(records: Records, columns: Sequence[str], keys: set[Key]) -> Iterator[tuple[Key, int]]:
    """Yield the key and the position of each row whose key is among `keys`."""
    cells = [records.columns[column].cells() for column in columns]
    for row, key in enumerate(zip(*cells, strict=True)):
        if key in keys:
            yield key, row


def _beside(fault: Fault, other: Record) -> BesideAnother:
    return BesideAnother(**vars(fault), other_file=other["_file"], other_row=other["_row"])


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
