"""The rules that the rows of a ledger must keep, checked against its plan.

The rules take checked records and add the number derived from the typed cells; see
`SETTLED`. A row with a faulty cell has its fault already.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from minsheng.errors import Fault, Matches
from minsheng.plan.bounds import LARGEST_SHARE
from minsheng.plan.facts import SYNTHETIC
from minsheng.plan.observations import WITHDRAWN
from minsheng.tables.columns import Codes, Column, Record, Records
from minsheng.tables.expectations import Expectation, expectations, shown
from minsheng.tables.limits import impossible
from minsheng.text.written_numbers import fold

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.tables.checking import TypedValue

_MILESTONE = ("1", "0", "是", "否", "完成", "未完成")
# The columns that refer to the plan: to which table, and what is said of an id that is not there.
_REFERENCES = {
    "indicator": ("indicators", "unknown_indicator"),
    "task": ("tasks", "unknown_task"),
    "department": ("departments", "unknown_department"),
}
_PER = {"%": 100, "‰": 1000}
_NAMES = ("name_zh", "name_en", "title_zh", "title_en")
_UNIT_FORGOTTEN = 1000  # a figure this many times the plan's is in another unit
_FLOAT = Decimal("1e-12")  # a column of floats holds a quotient no more exactly than this
_FIGURE = ("value", "numerator", "denominator")
_WITHDRAWN_WITHOUT = {"source": "withdrawn_without_source", "note": "withdrawn_without_note"}

SETTLED: Mapping[str, str] = {
    "value": "_value",
    "decimals": "_decimals",
    "numerator": "_over",
    "denominator": "_under",
}
"""Where a record without a fault has the number observed, by column of the ledger."""


@dataclass
class LedgerRecords:
    """The input of the rules: the plan, and the records of a ledger by table."""

    plan: Plan
    records: Mapping[str, Records]

    @cached_property
    def expected(self) -> Mapping[str, Expectation]:
        """What the plan leads one to expect, by indicator."""
        return expectations(self.plan)

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that rows may refer to, by column."""
        return {
            column: tuple(self.plan.tables[table][column])
            for column, (table, _) in _REFERENCES.items()
            if table in self.plan.tables
        }

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The same ids as sets."""
        return {column: frozenset(ids) for column, ids in self.ids.items()}

    @cached_property
    def matches(self) -> Mapping[str, Matches]:
        """The same ids and their names, for the nearest match of a misspelt id."""
        return {
            column: Matches([*ids, *self.id_of_name[column]]) for column, ids in self.ids.items()
        }

    @cached_property
    def id_of_name(self) -> Mapping[str, Mapping[str, str]]:
        """The id of each name or title, by column: people type the name where the id belongs."""
        return {
            column: {
                row[name]: row[column]
                for row in self.plan.tables[table].to_dict("records")
                for name in _NAMES
                if name in row
            }
            for column, (table, _) in _REFERENCES.items()
            if table in self.plan.tables
        }

    def nearest_id(self, column: str, found: str) -> str:
        """Return the id nearest to an unknown word, or ``""``."""
        near = self.matches[column].nearest(found)
        return self.id_of_name[column].get(near, near)


def check_ledger_records(ledger: LedgerRecords) -> list[Fault]:
    """Return every fault of the records, and add the columns of `SETTLED` to the observations."""
    faults = []
    for name, records in ledger.records.items():
        row_faults = [*_ids(ledger, records), *_times(ledger, records)]
        if name == "observations":
            row_faults += _figures(ledger, records)
        if "status" in records.columns:
            row_faults += _withdrawals(records)
        row_faults.sort(key=lambda one: one[0])  # by row, and of a row in this order
        faults += [replace(fault, row=records.columns["_row"][row]) for row, fault in row_faults]
        faults += _made_up(records)
    return faults


RowFaults = Iterator[tuple[int, Fault]]
"""Faults, each with the place of its row; the number of the row is filled in later."""


def _for_each_row(numbers: Codes, by_combination: Mapping[int, Sequence[Fault]]) -> RowFaults:
    """Yield the faults of each combination of cells once for every row that has it."""
    rows = np.flatnonzero(np.isin(numbers, list(by_combination)))
    for row in rows.tolist():
        for fault in by_combination[int(numbers[row])]:
            yield row, fault


def cell_fault(record: Record, code: str, column: str, allowed: tuple[str, ...] = ()) -> Fault:
    """Return a fault at one cell of a record."""
    value = record[column]
    text = "" if value is None else str(value)
    return Fault(code, record["_file"], record["_row"], column, text, allowed)


def _ids(ledger: LedgerRecords, records: Records) -> RowFaults:
    for name, (table, code) in _REFERENCES.items():
        if name not in records.columns:
            continue
        numbers, first = records.combinations([name])
        by_combination = {}
        for number, record in enumerate(records.rows(first, (name, "_file", "_row"))):
            value = record[name]
            if value and name not in record["_bad"] and value not in ledger.known[name]:
                ids, near = ledger.ids[name], ledger.nearest_id(name, value)
                fault = cell_fault(record, code, name, ids)
                by_combination[number] = [replace(fault, nearest=near, listed_in=f"{table}.csv")]
        yield from _for_each_row(numbers, by_combination)


def _times(ledger: LedgerRecords, records: Records) -> RowFaults:
    columns = ("period", "reported_on")
    numbers, first = records.combinations(columns)
    by_combination = {}
    for number, record in enumerate(records.rows(first, (*columns, "_file", "_row"))):
        if faults := list(_time(ledger, record)):
            by_combination[number] = faults
    yield from _for_each_row(numbers, by_combination)


def _time(ledger: LedgerRecords, record: Record) -> Iterator[Fault]:
    if "period" in record["_bad"] or record["period"] is None:
        return
    facts, when = ledger.plan.facts, record["period"]
    if when.year not in facts.years:
        plan = (f"{facts.first_year}–{facts.last_year}",)
        yield cell_fault(record, "period_outside_plan", "period", plan)
        return
    begin = dt.date(when.year, when.first, 1)
    reported = record["reported_on"]
    if reported and "reported_on" not in record["_bad"] and reported < begin:
        yield cell_fault(record, "reported_before_period", "reported_on", (f"≥{begin}",))


def _made_up(records: Records) -> Iterator[Fault]:
    """Refuse rows that were made up; one fault a table, since they come by the hundred."""
    made_up = records.columns["source"].where(lambda text: fold(text or "").startswith(SYNTHETIC))
    for row in np.flatnonzero(made_up)[:1].tolist():
        yield cell_fault(records.record(row), "synthetic_rows", "source")


def _withdrawals(records: Records) -> RowFaults:
    """Check that each withdrawal says who and why, and that there is a figure to withdraw."""
    withdrawn = np.flatnonzero(records.columns["status"].where(lambda status: status == WITHDRAWN))
    if not len(withdrawn):
        return
    key = next(name for name in ("indicator", "task") if name in records.columns)
    what = [records.columns[name].cells() for name in (key, "period", "reported_on")]
    days: dict[object, list[dt.date]] = defaultdict(list)
    for name, when, day in zip(*what, strict=True):
        if day is not None:
            days[name, when].append(day)
    for row in withdrawn.tolist():
        record = records.record(row)
        for column in _FIGURE:
            if record.get(column) is not None:
                yield row, cell_fault(record, "withdrawn_with_figure", column)
        for column, code in _WITHDRAWN_WITHOUT.items():
            if not record[column] and column not in record["_bad"]:
                yield row, cell_fault(record, code, column)
        day = record["reported_on"]
        if day and not any(other < day for other in days[record[key], record["period"]]):
            yield row, cell_fault(record, "nothing_withdrawn", "status")


def _figures(ledger: LedgerRecords, records: Records) -> RowFaults:
    """Check each distinct figure of an indicator and a period, and settle its number."""
    columns = ("indicator", "period", "_to_date", "status", *_FIGURE)
    numbers, first = records.combinations(columns)
    settled: dict[str, list[Any]] = {name: [] for name in SETTLED.values()}
    by_combination = {}
    for number, record in enumerate(records.rows(first, (*columns, "_file", "_row"))):
        expected = ledger.expected.get(record["indicator"])
        if expected and (faults := list(_figure(expected, record))):
            by_combination[number] = faults
        for name, values in settled.items():
            values.append(record.get(name))
    for name, values in settled.items():
        records.columns[name] = Column(values, numbers)
    yield from _for_each_row(numbers, by_combination)


def _figure(expected: Expectation, record: Record) -> Iterator[Fault]:
    if record["_bad"].intersection(_FIGURE):
        return
    if record["status"] == WITHDRAWN:
        yield from _of_part_of_the_year(expected, record)
        return
    for rule in (_complete, _of_part_of_the_year, _form, _signs, _quotient, _magnitude):
        faults = list(rule(expected, record))
        yield from faults
        if faults:  # the other rules would only report what follows from it
            return


def _complete(expected: Expectation, record: Record) -> Iterator[Fault]:
    """Check that a figure is given, and split a quotient in ``value`` into its two numbers."""
    if expected.aim == "listed":
        yield cell_fault(record, "listed_observed", "indicator")
        return
    typed: TypedValue | None = record["value"]
    parts = {column: record[column] for column in ("numerator", "denominator")}
    missing = [column for column, part in parts.items() if part is None]
    if typed is None and len(missing) == 2:
        yield cell_fault(record, "no_figure", "value")
    elif len(missing) == 1:
        yield cell_fault(record, "half_a_quotient", missing[0])
    elif typed and typed.form == "quotient":
        if not expected.share:
            yield cell_fault(record, "not_a_number", "value")
        elif not missing:
            yield cell_fault(record, "two_quotients", "value")


def _of_part_of_the_year(expected: Expectation, record: Record) -> Iterator[Fault]:
    """Refuse a running total of part of a year where the plan wants levels."""
    if record["_to_date"] and expected.kind in ("stock", "cumulative"):
        fault = cell_fault(record, "year_to_date_of_level", "period")
        yield replace(fault, found=record["_to_date"])


def _form(expected: Expectation, record: Record) -> Iterator[Fault]:
    typed: TypedValue | None = record["value"]
    form = typed.form if typed else "quotient"
    if expected.kind == "milestone":
        if typed is None or typed.form not in ("word", "number") or typed.value not in (0, 1):
            yield cell_fault(record, "milestone_observed", "value", _MILESTONE)
    elif form == "word" or (form == "ratio" and expected.share):
        yield cell_fault(record, "not_a_number", "value")
    elif typed and typed.sign and typed.sign != expected.sign:
        code = "another_unit" if expected.unit else "not_a_number"
        yield cell_fault(record, code, "value", (expected.unit,) if expected.unit else ())


def _signs(expected: Expectation, record: Record) -> Iterator[Fault]:
    typed: TypedValue | None = record["value"]
    may_be_negative = expected.limits.least < 0
    if typed and min(0 if may_be_negative else typed.value, typed.denominator or 0) < 0:
        yield cell_fault(record, "negative_value", "value")
    for column in ("denominator",) if may_be_negative else ("numerator", "denominator"):
        if record[column] is not None and record[column] < 0:
            yield cell_fault(record, "negative_value", column)


def _quotient(expected: Expectation, record: Record) -> Iterator[Fault]:
    """Divide, compare the result with the typed value, and settle the observed number."""
    typed: TypedValue | None = record["value"]
    over, under, where = record["numerator"], record["denominator"], "denominator"
    if typed and typed.form == "quotient":
        over, under, where = typed.value, typed.denominator, "value"
    if under is None:
        record["_value"], record["_decimals"] = typed and typed.value, typed and typed.decimals
        return
    if under == 0:
        yield cell_fault(record, "denominator_zero", where)
        return
    if expected.share and expected.limits.most == LARGEST_SHARE and over > under:
        allowed = (f"≤{shown(under)}",)
        place = "value" if where == "value" else "numerator"
        yield cell_fault(record, "numerator_above", place, allowed)
        return
    result = over / under * _PER.get(expected.sign, 1)
    record["_over"], record["_under"] = over, under
    if typed is None or typed.form == "quotient":
        record["_value"], record["_decimals"] = result, None
    elif abs(result - typed.value) > max(typed.step / 2, abs(result) * _FLOAT):
        yield cell_fault(record, "quotient_differs", "value", (_rounded(result, typed.decimals),))
    else:
        record["_value"], record["_decimals"] = typed.value, typed.decimals


def _rounded(value: Decimal, decimals: int) -> str:
    """Return a number as text, rounded to the decimals of a typed figure, at most 12."""
    return shown(round(value, min(decimals, 12)))


def _magnitude(expected: Expectation, record: Record) -> Iterator[Fault]:
    value: Decimal = record["_value"]
    typed: TypedValue | None = record["value"]
    low, high = expected.low, expected.high
    code, allowed = impossible(value, expected.limits)
    if code:
        yield cell_fault(record, code, _column_of_value(record), allowed)
        return
    as_number = typed is not None and typed.form == "number" and not typed.sign
    if expected.share and as_number and 0 < value < 1 and (low is None or low >= 1):
        yield cell_fault(record, "percent_sign_left_out", "value", (shown(value * 100),))
    elif expected.kind == "milestone" or low is None or high is None or value == 0:
        return
    elif high > 0 and value >= _UNIT_FORGOTTEN * Decimal(str(high)):
        yield cell_fault(record, "unit_too_small", _column_of_value(record), (expected.band,))
    elif as_number and record["_decimals"] and expected.decimals == 0:
        below = expected.limits_below(record["period"]) if record["period"] else False
        # Where the unit has no decimals, a figure with some is one in 万 or 亿 of it.
        if below and (unit := expected.unit_meant(float(value))):
            fault = cell_fault(record, "unit_forgotten", "value", (expected.band,))
            yield replace(fault, nearest=unit)


def _column_of_value(record: Record) -> str:
    return "value" if record["value"] else "numerator"
