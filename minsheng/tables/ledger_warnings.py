"""Warnings about improbable rows of a ledger, which reports show."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from minsheng.plan.observations import WITHDRAWN, LedgerWarning
from minsheng.plan.periods import parts
from minsheng.tables.columns import Codes, Record, Records, Truths, combinations
from minsheng.tables.expectations import shown
from minsheng.tables.ledger_rules import cell_fault
from minsheng.tables.limits import unusual

if TYPE_CHECKING:
    from minsheng.plan.periods import Period
    from minsheng.tables.expectations import Expectation
    from minsheng.tables.ledger_rules import LedgerRecords

_FALL = 20
"""A share that falls by more percentage points than this between two periods is warned of."""

_WAITED = dt.timedelta(days=365)
"""A value that is still provisional after this time is warned of."""


def warnings(ledger: LedgerRecords, today: dt.date | None = None) -> list[LedgerWarning]:
    """Return what is improbable in a ledger that has no fault, and rows reported after today."""
    late = [fault for rows in ledger.records.values() if today for fault in _after(today, rows)]
    every = ledger.records.get("observations")
    rows = _in_force(every) if every else None
    if not every or not rows:
        return [*late, *(_withdrawn(every, {}) if every else ())]
    reported = _reported(rows)
    vintages = reported.groupby(_keys(rows), sort=False)
    latest = list(rows.rows(vintages.idxmax().to_numpy()))  # of two on one day the first
    series: dict[str, dict[Period, Record]] = defaultdict(dict)
    for record in latest:
        series[record["indicator"]][record["period"]] = record
    collected = [*late, *_withdrawn(every, series), *_rows(ledger, rows)]
    collected += [
        fault for name in series for rule in _RULES for fault in rule(ledger, series[name])
    ]
    collected += _never_final(rows, latest, series)
    collected += _nothing_revised(rows, (reported == vintages.transform("min")).to_numpy())
    return [_with_sign(ledger, warning) for warning in collected]


def _with_sign(ledger: LedgerRecords, warning: LedgerWarning) -> LedgerWarning:
    """Return a warning in which a quotient has the sign of its unit: ``869 ÷ 1000 = 86.9%``."""
    sign = ledger.expected[warning.indicator].sign if warning.column == "numerator" else ""
    return replace(warning, found=f"{warning.found}{sign}")


def _in_force(rows: Records) -> Records:
    """Return the rows that no later row withdraws."""
    withdrawn = rows.columns["status"].where(lambda status: status == WITHDRAWN)
    if not withdrawn.any():
        return rows
    days = _reported(rows)
    last = days.where(withdrawn).groupby(_keys(rows)).transform("max")
    return rows.take(np.flatnonzero(~(days <= last)))


def _reported(rows: Records) -> pd.Series[int]:
    """Return for each row the day on which it was reported, as a number."""
    days = rows.columns["reported_on"].map(dt.date.toordinal)
    return pd.Series(np.array(days.values)[days.codes])


def _keys(rows: Records) -> Codes:
    """Return for each row the number of its indicator and period."""
    return combinations([rows.columns[name].merged() for name in ("indicator", "period")])[0]


def _rows(ledger: LedgerRecords, rows: Records) -> Iterator[LedgerWarning]:
    columns = ("indicator", "period", "_value")
    numbers, first = rows.combinations(columns)
    far = np.array([_is_far(ledger, record) for record in rows.rows(first, columns)])[numbers]
    columns = ("period", "reported_on", "status")
    numbers, first = rows.combinations(columns)
    early = np.array([_is_early(record) for record in rows.rows(first, columns)])[numbers]
    figure = ("indicator", "value", "_value", "numerator")
    numbers, first = rows.combinations(figure)
    odd = np.array([bool(_usual(ledger, record)) for record in rows.rows(first, figure)])[numbers]
    fine = np.array([_is_too_fine(ledger, record) for record in rows.rows(first, figure)])[numbers]
    for row in np.flatnonzero(far | early | odd | fine).tolist():
        record = rows.record(row)
        if far[row]:
            yield _far(ledger.expected[record["indicator"]], record)
        if odd[row]:
            yield _warning(record, "outside_usual", allowed=_usual(ledger, record))
        if fine[row]:
            yield _warning(record, "finer_than_unit")
        if early[row]:
            end = record["period"].end
            yield _warning(record, "reported_before_end", "reported_on", (f"≥{end}",))


def _is_far(ledger: LedgerRecords, record: Record) -> bool:
    expected, value = ledger.expected[record["indicator"]], float(record["_value"])
    when = record["period"]
    far = (
        expected.is_far_above(value)
        or expected.is_far_below(value, when)
        or expected.is_like_part_of_year(value, when)
    )
    return far and expected.kind != "milestone"


def _far(expected: Expectation, record: Record) -> LedgerWarning:
    value, allowed = float(record["_value"]), (expected.band,)
    if expected.is_far_above(value):
        return _warning(record, "far_above", allowed=allowed)
    if expected.is_like_part_of_year(value, record["period"]):
        return _warning(record, "like_part_of_year", allowed=(shown(expected.baseline or 0),))
    counted_in = 0 if record["value"] else expected.denominator_unit(value)
    if counted_in:
        meant = _quotient(record, Decimal(record["denominator"]) / counted_in, value * counted_in)
        return replace(_warning(record, "far_below_quotient", allowed=allowed), nearest=meant)
    unit = expected.unit_meant(value)
    fault = _warning(record, "far_below_in_wan" if unit else "far_below", allowed=allowed)
    return replace(fault, nearest=unit)


def _usual(ledger: LedgerRecords, record: Record) -> tuple[str, ...]:
    return unusual(record["_value"], ledger.expected[record["indicator"]].limits)


def _is_too_fine(ledger: LedgerRecords, record: Record) -> bool:
    """Return whether a typed figure, not a quotient, has more decimals than its unit."""
    typed, most = record["value"], ledger.expected[record["indicator"]].decimals
    is_number = typed is not None and typed.form == "number" and record["numerator"] is None
    return is_number and record["_value"] != round(record["_value"], most)


def _is_early(record: Record) -> bool:
    return bool(record["status"] != "provisional" and record["reported_on"] < record["period"].end)


def _warning(
    record: Record,
    code: str,
    column: str = "",
    allowed: tuple[str, ...] = (),
    because_of: Iterable[Record] = (),
) -> LedgerWarning:
    """Return a warning about a record, at its figure where no column is named.

    What is said of a status names it in words, not by the code in the cell; what is said of a
    quotient shows it worked out, of a share in per cent.
    """
    place = column or ("value" if record["value"] else "numerator")
    fault = cell_fault(record, f"warnings.{code}", place, allowed)
    if place == "status":
        fault = replace(fault, found="")
    elif place == "numerator":
        found = _quotient(record, record["denominator"], float(record["_value"]))
        fault = replace(fault, found=found)
    since = max(row["reported_on"] for row in (record, *because_of))
    return LedgerWarning(**vars(fault), indicator=record["indicator"], since=since)


def _quotient(record: Record, denominator: object, quotient: float) -> str:
    """Return a quotient worked out, with four figures."""
    return f"{record['numerator']} ÷ {denominator} = {shown(float(f'{quotient:.4g}'))}"


def _pairs(series: dict[Period, Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each pair of successive records, in the order in which their periods end."""
    in_order = sorted(series, key=lambda when: when.rank)
    for before, after in pairwise(in_order):
        if before.time < after.time:
            yield series[before], series[after]


def _total_falls(ledger: LedgerRecords, series: dict[Period, Record]) -> Iterator[LedgerWarning]:
    for before, after in _pairs(series):
        is_total = ledger.expected[after["indicator"]].kind == "cumulative"
        if is_total and after["_value"] < before["_value"]:
            least = f"≥{shown(before['_value'])}"
            yield _warning(after, "total_falls", allowed=(least,), because_of=[before])


def _share_falls(ledger: LedgerRecords, series: dict[Period, Record]) -> Iterator[LedgerWarning]:
    first = min(series.values(), key=lambda record: record["period"].time)
    expected = ledger.expected[first["indicator"]]
    if not expected.share:
        return
    steps = [(before["_value"], after, [before]) for before, after in _pairs(series)]
    if expected.baseline is not None:
        steps.insert(0, (Decimal(str(expected.baseline)), first, []))
    for before, after, rows in steps:
        if before - after["_value"] > _FALL:
            least = f"≥{shown(round(before, 2) - _FALL)}"
            yield _warning(after, "share_falls", allowed=(least,), because_of=rows)


def _parts_differ(ledger: LedgerRecords, series: dict[Period, Record]) -> Iterator[LedgerWarning]:
    """Compare each amount of a flow with the sum of its reported parts.

    Where parts are missing, the sum of the others may be less than the whole, never more. A running
    total is no less than an earlier one of its year.
    """
    if not _is_flow(ledger, series):
        return
    of_year: dict[int, list[Period]] = defaultdict(list)
    for when in sorted(series, key=lambda when: when.rank):
        of_year[when.year].append(when)
    for when, whole in series.items():
        for reported in _divisions(when, of_year[when.year]):
            rows = [series[part] for part in reported]
            total = sum((row["_value"] for row in rows), Decimal(0))
            rounding = sum((_half_a_step(row) for row in (*rows, whole)), Decimal(0))
            months = sum(part.last - part.first + 1 for part in reported)
            is_whole = months == when.last - when.first + 1
            if total - whole["_value"] > rounding or (
                is_whole and whole["_value"] - total > rounding
            ):
                code = "parts_differ" if is_whole else "parts_exceed"
                yield _warning(whole, code, allowed=(_sum(rows),), because_of=rows)


def _is_flow(ledger: LedgerRecords, series: dict[Period, Record]) -> bool:
    return ledger.expected[next(iter(series.values()))["indicator"]].kind == "flow"


def _divisions(when: Period, reported: Iterable[Period]) -> Iterator[list[Period]]:
    """Yield the periods reported in `when`: those of each shorter kind, and each year to date."""
    within = [other for other in reported if other != when and when.covers(other)]
    for kind in ("half", "quarter", "month"):
        if of_kind := [other for other in within if other.kind == kind]:
            yield of_kind
    yield from ([other] for other in within if other.kind == "year_to_date")


def _sum(rows: Iterable[Record]) -> str:
    """Return the addition of the rows' numbers as text: ``1 + 2 = 3``."""
    values = [row["_value"] for row in rows]
    total = shown(sum(values, Decimal(0)))
    return " = ".join(dict.fromkeys([" + ".join(map(shown, values)), total]))


def _climbs(ledger: LedgerRecords, series: dict[Period, Record]) -> Iterator[LedgerWarning]:
    """Yield a warning where amounts of quarters or months grow as a running total would.

    A running total grows from each period to the next by what was done in it. So does a flow
    only where much more is done in each. Amounts from January on are warned of where each exceeds
    the one before by at least half of the first, in three quarters or six months.
    """
    if not _is_flow(ledger, series):
        return
    reported = Counter(when.year for when in series)
    for kind, fewest in (("quarter", 3), ("month", 6)):
        for year in sorted(year for year, count in reported.items() if count >= fewest):
            places = [part for part in parts(year) if part.kind == kind]
            rows = [series[part] for part in takewhile(series.__contains__, places)]
            if len(rows) < fewest:
                continue
            first = rows[0]["_value"]
            steps = [after["_value"] - before["_value"] for before, after in pairwise(rows)]
            if first > 0 and all(step >= first / 2 for step in steps):
                yield _warning(rows[-1], "climbs", allowed=(_sum(rows),), because_of=rows)


def _half_a_step(record: Record) -> Decimal:
    """Return by how much rounding may have changed a value; a whole number was not rounded."""
    step: Decimal = record["value"].step if record["value"] else Decimal(0)
    return step / 2 if step != 1 else Decimal(0)


def _after(today: dt.date, rows: Records) -> Iterator[LedgerWarning]:
    """Yield a warning for each row reported after today."""
    late = rows.columns["reported_on"].where(lambda day: day and day > today)
    for row in np.flatnonzero(late).tolist():
        record = rows.record(row)
        fault = cell_fault(record, "reported_after_today", "reported_on", (f"≤{today}",))
        yield LedgerWarning(
            **vars(fault), indicator=record.get("indicator", ""), since=record["reported_on"]
        )


def _never_final(
    rows: Records, latest: list[Record], series: Mapping[str, Mapping[Period, Record]]
) -> Iterator[LedgerWarning]:
    """Yield a warning for each provisional figure with reports in the ledger a year later.

    Nobody makes the figure of a half-year final once that of its year is.
    """
    reported = rows.columns["reported_on"]
    days = sorted({reported.values[code] for code in np.unique(reported.codes)})
    for record in latest:
        if record["status"] == "provisional" and not _is_settled(record, series):
            first_later = bisect_right(days, record["reported_on"] + _WAITED)
            if first_later < len(days):
                later: Record = {"reported_on": days[first_later]}
                yield _warning(record, "never_final", "status", because_of=[later])


def _is_settled(record: Record, series: Mapping[str, Mapping[Period, Record]]) -> bool:
    return any(
        when.covers(record["period"]) and one["status"] != "provisional"
        for when, one in series[record["indicator"]].items()
    )


def _withdrawn(
    rows: Records, series: Mapping[str, Mapping[Period, Record]]
) -> Iterator[LedgerWarning]:
    """Yield a warning for each withdrawal that no new figure has followed."""
    withdrawn = rows.columns["status"].where(lambda status: status == WITHDRAWN)
    for row in np.flatnonzero(withdrawn).tolist():
        record = rows.record(row)
        if record["period"] not in series.get(record["indicator"], {}):
            day = str(record["reported_on"])
            yield _warning(record, "withdrawn", "period", (day,))


def _nothing_revised(rows: Records, first: Truths) -> Iterator[LedgerWarning]:
    """Yield a warning for each revised figure without a report on an earlier day."""
    revised = rows.columns["status"].where(lambda status: status == "revised")
    for row in np.flatnonzero(revised & first).tolist():
        yield _warning(rows.record(row), "nothing_revised", "status")


_RULES: tuple[Callable[[LedgerRecords, dict[Period, Record]], Iterator[LedgerWarning]], ...] = (
    _total_falls,
    _share_falls,
    _parts_differ,
    _climbs,
)
