"""Compare reported rows with those of a ledger: new, known, contradicting, correcting, late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minsheng.errors import Fault
from minsheng.tables.appending import plain_cells
from minsheng.tables.ledger_rules import cell_fault
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from minsheng.tables.columns import Codes, Record, Records
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
