"""Add rows to a ledger: checked together with what is there, appended whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from minsheng.errors import BadInput, Fault
from minsheng.files import is_inside, one_writer, refused_as, resolved, write_whole
from minsheng.plan.observations import COLUMNS, WITHDRAWN
from minsheng.tables.checking import TypedValue
from minsheng.tables.csv_form import CsvForm, csv_form
from minsheng.tables.ledger import (
    check_source_tables,
    in_order,
    open_file,
    open_package,
    open_single_file,
)
from minsheng.tables.ledger_rules import LedgerRecords, cell_fault, check_ledger_records
from minsheng.tables.ledger_warnings import warnings
from minsheng.tables.reading import SourceTable, SourceTables
from minsheng.tables.resources import declared_ledger
from minsheng.tables.schema import ledger_tables
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from minsheng.plan.plan import Plan
    from minsheng.tables.columns import Codes, Record, Records
    from minsheng.tables.schema import Table


@dataclass(frozen=True)
class Recorded:
    """What was added to a ledger.

    Parameters
    ----------
    path
        The file that was added to.
    added
        How many rows.
    corrections
        Of them, those that correct an earlier row: its key as words.
    withdrawals
        Of the rows added, those that take an earlier one back: its key as words.
    known
        How many rows of the file stood in the ledger already.
    warnings
        What is improbable in the rows added.
    """

    path: Path
    added: int
    corrections: tuple[str, ...]
    withdrawals: tuple[str, ...]
    known: int
    warnings: tuple[Fault, ...]


@dataclass(frozen=True)
class BesideAnother(Fault):
    """A fault or a warning about a row, with the row of the ledger that it clashes with."""

    other_file: str = ""
    other_row: int | None = None

    def text(self, lang: Lang | None = None) -> str:
        """Return the whole message in `lang`, with the place of the other row."""
        place = Fault("", self.other_file, self.other_row).place(lang)
        other = say("faults.in_the_ledger", lang, place=place)
        return say("faults.semicolon", lang).join([super().text(lang), other])


def record(
    plan: Plan, file: str | Path, ledger: str | Path = "", today: dt.date | None = None
) -> Recorded:
    r"""Add the rows of a CSV file to a ledger; no row that is there is ever changed.

    One row of a figure may be reported on one day: another one for the same day is refused, since
    nobody could tell which of them counts. A correction, or a row that takes a figure back
    (`~minsheng.plan.observations.WITHDRAWN`), bears a later day.

    Parameters
    ----------
    plan
        A whole plan.
    file
        Observations, explanations or the status of tasks: its columns say which.
    ledger
        The folder of the ledger, made as needed; the plan's own package when left out.
    today
        The day of recording: a row that was reported later is refused. Not asked when left out.

    Returns
    -------
    Recorded
        How many rows were added, and which of them are corrections.

    Raises
    ------
    BadInput
        With every fault of the file and of the ledger, where somebody else adds to it for too
        long, or where it cannot be written; no file has changed then.

    Examples
    --------
    >>> import tempfile
    >>> import minsheng as ms
    >>> rows = "indicator,period,reported_on,value,status\n" + (
    ...     "childcare.gross_enrolment,2019上半年,2019-7-8,87.5%,初步\n")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     report = Path(folder) / "report.csv"
    ...     _ = report.write_text(rows, encoding="utf-8")
    ...     done = record(ms.load_plan(), report, Path(folder) / "ledger")
    ...     (done.added, done.path.read_text(encoding="utf-8").splitlines()[1])
    (1, 'childcare.gross_enrolment,2019H1,2019-07-08,87.5%,,,provisional,,')
    """
    path = Path(file)
    source = open_single_file(path)
    name = source.table.name
    place = _place(plan, name, ledger)
    target = place.folder / place.tables[name].path
    with refused_as("cannot_read", target):
        is_there = target.is_file() and is_inside(target, place.folder)
    if not is_there:
        # Where there is a fault, no folder and no lock is made.
        _check(plan, source, place.open(), today)
    with one_writer(target):
        checked = _check(plan, source, sources := place.open(), today)
        return _add(source, sources, checked, target)


@dataclass(frozen=True)
class _Checked:
    """The rows of a file held against a ledger, none of them with a fault."""

    ledger: LedgerRecords
    rows: list[Record]
    known: int
    outdated: list[BesideAnother]


def _check(
    plan: Plan, source: SourceTable, sources: SourceTables, today: dt.date | None
) -> _Checked:
    """Find the rows that the ledger does not hold yet; raise `BadInput` with every fault."""
    name = source.table.name
    records, old_faults = check_source_tables(sources)
    checked, new_faults = check_source_tables({name: source})
    new, old = checked[name], records.get(name)
    added, known, faults = _rows_to_add(source.table, old, new)
    rows, more = list(new.rows(added)), new.take(added)
    outdated = _outdated(source.table, old, rows) if old else []
    faults += _after(today, rows)
    records[name] = old.then(more) if old else more
    ledger = LedgerRecords(plan, records)
    faults += old_faults + new_faults + check_ledger_records(ledger)
    faults += _columns_left_out(sources.get(name), rows, name)
    if faults:
        raise BadInput(in_order({**sources, "new": source}, faults))
    return _Checked(ledger, rows, known, outdated)


def _add(source: SourceTable, sources: SourceTables, checked: _Checked, target: Path) -> Recorded:
    """Write the rows of a file that were checked together with a ledger to its end."""
    name = source.table.name
    later = _corrections(source.table, checked.ledger.records[name], checked.rows)
    own = {row["_row"] for row in checked.rows}
    own_warnings = [
        fault
        for fault in warnings(checked.ledger)
        if fault.file == source.table.path and fault.row in own
    ]
    if checked.rows:
        there = sources[name].raw if name in sources else b""
        # Whoever edits the ledger by hand holds no lock.
        if (target.read_bytes() if target.is_file() else b"") != there:
            raise BadInput([Fault("ledger_changed", str(target))])
        content = _appended(sources.get(name), source.table, checked.rows)
        with refused_as("cannot_write", target):
            write_whole(resolved(target), content)
    texts = [_key_text(source.table, row) for row in later]
    is_withdrawal = [row.get("status") == WITHDRAWN for row in later]
    return Recorded(
        target,
        len(checked.rows),
        tuple(text for text, takes in zip(texts, is_withdrawal, strict=True) if not takes),
        tuple(text for text, takes in zip(texts, is_withdrawal, strict=True) if takes),
        checked.known,
        (*own_warnings, *checked.outdated),
    )


@dataclass(frozen=True)
class _Place:
    """Where a ledger is: its folder, its tables, and whether a package declares them."""

    folder: Path
    tables: Mapping[str, Table]
    declared: bool

    def open(self) -> SourceTables:
        """Open the tables that there are."""
        if self.declared:
            sources = open_package(self.folder, self.tables)
        else:
            files = {name: self.folder / table.path for name, table in self.tables.items()}
            sources = {
                name: open_file(self.tables[name], file)
                for name, file in files.items()
                if file.exists()
            }
        # The file that is added may bear the same name: the ledger's own is given with its folder.
        return {name: _named(source, self.folder) for name, source in sources.items()}


def _place(plan: Plan, name: str, folder: str | Path) -> _Place:
    """Return the ledger that is added to: a folder's, or that of the plan's own package."""
    if folder:
        return _Place(Path(folder), ledger_tables(), declared=False)
    declared = declared_ledger(Path(plan.origin)) if plan.origin else {}
    if name not in declared:
        raise BadInput([Fault("ledger_not_declared", found=plan.facts.plan)])
    return _Place(Path(plan.origin), declared, declared=True)


def _named(source: SourceTable, place: Path) -> SourceTable:
    path = str(place / source.table.path)
    faults = [replace(fault, file=path) for fault in source.faults]
    return SourceTable(replace(source.table, path=path), source.rows, faults, source.raw)


Key = tuple[object, ...]


def _key(table: Table, row: Record) -> Key:
    return tuple(row[column] for column in table.primary_key)


def _rows_of(records: Records, columns: Sequence[str], keys: set[Key]) -> Iterator[tuple[Key, int]]:
    """Return some keys with each row that has them: of a long ledger only few are looked at."""
    cells = [records.columns[column].cells() for column in columns]
    for row, key in enumerate(zip(*cells, strict=True)):
        if key in keys:
            yield key, row


def _rows_to_add(table: Table, old: Records | None, new: Records) -> tuple[Codes, int, list[Fault]]:
    """Return the rows that are new, how many are there already, and those that contradict."""
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
        elif _cells(table.name, row) == _cells(table.name, old.record(there[key])):
            known += 1
        else:
            found = ", ".join(str(part) for part in key)
            columns = "+".join(table.primary_key)
            fault = Fault("reported_twice", row["_file"], row["_row"], columns, found)
            faults.append(_beside(fault, old.record(there[key])))
    return np.array(added, np.int64), known, faults


def _beside(fault: Fault, other: Record) -> BesideAnother:
    return BesideAnother(**vars(fault), other_file=other["_file"], other_row=other["_row"])


def _after(today: dt.date | None, rows: list[Record]) -> list[Fault]:
    """Return a fault for each row that was reported later than today."""
    return [
        cell_fault(row, "reported_after_today", "reported_on", (f"≤{today}",))
        for row in rows
        if today and row["reported_on"] and row["reported_on"] > today
    ]


def _outdated(table: Table, old: Records, rows: list[Record]) -> list[BesideAnother]:
    """Return a warning for each row of an earlier day than a row of its figure in the ledger."""
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


def _columns_left_out(source: SourceTable | None, rows: list[Record], name: str) -> list[Fault]:
    """Return a fault for each column that the rows need and the file of the ledger left out."""
    if source is None or source.faults:
        return []
    form = csv_form(source.raw, source.table)
    there = set(form.columns if form else ())
    needed = {column for row in rows for column, cell in _cells(name, row).items() if cell}
    missing = [column for column in source.table.columns if column in needed - there]
    return [Fault("missing_column", source.table.path, 1, column) for column in missing]


def _corrections(table: Table, records: Records, rows: list[Record]) -> list[Record]:
    """Return the rows whose key, the day left out, was reported on an earlier day."""
    columns = table.primary_key[:2]
    days = records.columns["reported_on"]
    reported: dict[Key, set[dt.date]] = {}
    for key, row in _rows_of(records, columns, {_key(table, row)[:2] for row in rows}):
        reported.setdefault(key, set()).add(days[row])
    about = [(row, reported[_key(table, row)[:2]]) for row in rows]
    return [row for row, known in about if min(known) < row["reported_on"]]


def _key_text(table: Table, row: Record) -> str:
    return " ".join(str(part) for part in _key(table, row))


def _cells(name: str, row: Record) -> dict[str, str]:
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


def _appended(source: SourceTable | None, table: Table, rows: list[Record]) -> bytes:
    """Return the file of the ledger with the rows at its end, or a new one."""
    form = csv_form(source.raw, source.table) if source else None
    if form and source:
        raw = source.raw
    else:
        form = CsvForm(columns=tuple(name for name in table.columns if name in COLUMNS[table.name]))
        raw = f"{','.join(form.columns)}\n".encode()
    return form.appended(raw, [_cells(table.name, row) for row in rows])
