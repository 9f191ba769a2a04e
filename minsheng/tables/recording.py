"""Add rows to a ledger: checked together with what is there, appended whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault
from minsheng.files import is_inside, one_writer, refused_as, resolved, write_whole
from minsheng.plan.observations import WITHDRAWN
from minsheng.tables.comparing import (
    BesideAnother,
    appended,
    columns_left_out,
    corrections,
    key_in_words,
    reported_before_others,
    rows_to_add,
)
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

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan
    from minsheng.tables.columns import Record
    from minsheng.tables.schema import Table


@dataclass(frozen=True)
class Recorded:
    """What was added to a ledger."""

    path: Path  # the file that was added to
    added: int  # how many rows
    corrections: tuple[str, ...]  # of them, those that correct an earlier row: its key as words
    # Of the rows added, those that take an earlier one back: its key as words.
    withdrawals: tuple[str, ...]
    known: int  # how many rows of the file were in the ledger already
    warnings: tuple[Fault, ...]  # what is improbable in the rows added


def record(
    plan: Plan, file: str | Path, ledger: str | Path = "", today: dt.date | None = None
) -> Recorded:
    r"""Add the rows of a CSV file to a ledger; no row that is there is ever changed.

    The columns of the file say whether it holds observations, explanations or the status of tasks.
    `ledger` is the folder of the ledger, made as needed; the plan's own package when left out. One
    row of a figure may be reported on one day: another one for the same day is refused, since
    nobody could tell which of them counts. A correction, or a row that takes a figure back
    (`~minsheng.plan.observations.WITHDRAWN`), bears a later day. A row that was reported after
    `today`, the day of recording, is refused; that is not asked when it is left out.

    `BadInput` has every fault of the file and of the ledger; it is raised, too, where somebody else
    adds to the ledger for too long, or where it cannot be written. No file has changed then.

    Examples
    --------
    >>> import tempfile
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
    """The rows of a file after their comparison with a ledger; none has a fault."""

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
    added, known, faults = rows_to_add(source.table, old, new)
    rows, more = list(new.rows(added)), new.take(added)
    outdated = reported_before_others(source.table, old, rows) if old else []
    faults += _after(today, rows)
    records[name] = old.then(more) if old else more
    ledger = LedgerRecords(plan, records)
    faults += old_faults + new_faults + check_ledger_records(ledger)
    faults += columns_left_out(sources.get(name), rows, name)
    if faults:
        raise BadInput(in_order({**sources, "new": source}, faults))
    return _Checked(ledger, rows, known, outdated)


def _add(source: SourceTable, sources: SourceTables, checked: _Checked, target: Path) -> Recorded:
    """Append checked rows to the ledger's file `target`, and return what was added."""
    name = source.table.name
    later = corrections(source.table, checked.ledger.records[name], checked.rows)
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
        content = appended(sources.get(name), source.table, checked.rows)
        with refused_as("cannot_write", target):
            write_whole(resolved(target), content)
    texts = [key_in_words(source.table, row) for row in later]
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
        """Open the ledger's tables whose files exist."""
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
    """Return the place of the ledger to add to: `folder`, or the plan's own package."""
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


def _after(today: dt.date | None, rows: list[Record]) -> list[Fault]:
    """Return a fault for each row that was reported later than today."""
    return [
        cell_fault(row, "reported_after_today", "reported_on", (f"≤{today}",))
        for row in rows
        if today and row["reported_on"] and row["reported_on"] > today
    ]
