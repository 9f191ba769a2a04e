"""What is improbable in a ledger but not wrong: it is said, and travels into the reports."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from minsheng.observations import Doubt
from minsheng.periods import parts
from minsheng.tables.expected import shown
from minsheng.tables.observed import tell

if TYPE_CHECKING:
    from minsheng.periods import Period
    from minsheng.tables.checking import Record
    from minsheng.tables.observed import Reports

_FALL = 20
"""By how many percentage points a share falls from one period to the next before it is said."""

_WAITED = dt.timedelta(days=365)
"""How long a provisional figure may stand before it is said that it was never made final."""


def warnings(reports: Reports) -> list[Doubt]:
    """Return what is improbable in a ledger that has no fault."""
    rows = reports.records.get("observations", [])
    latest = _latest(rows)
    series: dict[str, dict[Period, Record]] = defaultdict(dict)
    for (indicator, when), record in latest.items():
        series[indicator][when] = record
    found = [fault for record in rows for fault in _row(reports, record)]
    found += [fault for name in series for rule in _RULES for fault in rule(reports, series[name])]
    found += [*_never_final(rows, latest), *_nothing_revised(rows)]
    return found


def _latest(rows: list[Record]) -> dict[tuple[str, Period], Record]:
    """Return the row of each indicator and period that no later one corrects."""
    latest: dict[tuple[str, Period], Record] = {}
    for record in rows:
        key = record["indicator"], record["period"]
        if key not in latest or latest[key]["reported_on"] < record["reported_on"]:
            latest[key] = record
    return latest


def _row(reports: Reports, record: Record) -> Iterator[Doubt]:
    expected, when = reports.expected[record["indicator"]], record["period"]
    value = float(record["_value"])
    far = expected.is_far_above(value) or expected.is_far_below(value, when)
    if far and expected.kind != "milestone":
        yield _doubt(record, "far_from_plan", allowed=(expected.band,))
    if record["status"] != "provisional" and record["reported_on"] < when.end:
        yield _doubt(record, "reported_before_end", "reported_on", (f"≥{when.end}",))


def _doubt(
    record: Record, code: str, column: str = "", allowed: tuple[str, ...] = (),
    because_of: Iterable[Record] = (),
) -> Doubt:  # fmt: skip
    """Return a doubt about a record, at its figure where no column is named."""
    place = column or ("value" if record["value"] else "numerator")
    told = tell(record, f"warnings.{code}", place, allowed)
    since = max(row["reported_on"] for row in (record, *because_of))
    return Doubt(**vars(told), indicator=record["indicator"], since=since)


def _pairs(series: dict[Period, Record]) -> Iterator[tuple[Record, Record]]:
    """Yield a record and the one after it, by the end of their periods."""
    in_order = sorted(series, key=lambda when: (when.time, -when.begin))
    for before, after in pairwise(in_order):
        if before.time < after.time:
            yield series[before], series[after]


def _total_falls(reports: Reports, series: dict[Period, Record]) -> Iterator[Doubt]:
    for before, after in _pairs(series):
        is_total = reports.expected[after["indicator"]].kind == "cumulative"
        if is_total and after["_value"] < before["_value"]:
            least = f"≥{shown(before['_value'])}"
            yield _doubt(after, "total_falls", allowed=(least,), because_of=[before])


def _share_falls(reports: Reports, series: dict[Period, Record]) -> Iterator[Doubt]:
    first = min(series.values(), key=lambda record: record["period"].time)
    expected = reports.expected[first["indicator"]]
    if not expected.share:
        return
    steps = [(before["_value"], after, [before]) for before, after in _pairs(series)]
    if expected.baseline is not None:
        steps.insert(0, (Decimal(str(expected.baseline)), first, []))
    for before, after, rows in steps:
        if before - after["_value"] > _FALL:
            least = f"≥{shown(round(before, 2) - _FALL)}"
            yield _doubt(after, "share_falls", allowed=(least,), because_of=rows)


def _parts_differ(reports: Reports, series: dict[Period, Record]) -> Iterator[Doubt]:
    for when, whole in series.items():
        if when.kind != "year" or reports.expected[whole["indicator"]].kind != "flow":
            continue
        for kind in ("half", "quarter", "month"):
            wanted = [part for part in parts(when.year) if part.kind == kind]
            rows = [series[part] for part in wanted if part in series]
            total = sum((row["_value"] for row in rows), Decimal(0))
            rounding = sum((_half_a_step(row) for row in (*rows, whole)), Decimal(0))
            if len(rows) == len(wanted) and abs(total - whole["_value"]) > rounding:
                yield _doubt(whole, "parts_differ", allowed=(shown(total),), because_of=rows)


def _half_a_step(record: Record) -> Decimal:
    """Return how far a figure may lie from the unrounded one; no part of a whole number."""
    step: Decimal = record["value"].step if record["value"] else Decimal(0)
    return step / 2 if step != 1 else Decimal(0)


def _never_final(rows: list[Record], latest: dict[tuple[str, Period], Record]) -> Iterator[Doubt]:
    """Find provisional figures a year before the last report of the ledger: its own clock."""
    in_time = sorted(rows, key=lambda record: record["reported_on"])
    days = [record["reported_on"] for record in in_time]
    for record in latest.values():
        if record["status"] == "provisional":
            until = record["reported_on"] + _WAITED
            later = in_time[bisect_right(days, until) :][:1]
            if later:
                yield _doubt(record, "never_final", "status", because_of=later)


def _nothing_revised(rows: list[Record]) -> Iterator[Doubt]:
    first: dict[tuple[str, Period], dt.date] = {}
    for record in rows:
        key = record["indicator"], record["period"]
        first[key] = min(first.get(key, record["reported_on"]), record["reported_on"])
    for record in rows:
        reported = first[record["indicator"], record["period"]]
        if record["status"] == "revised" and reported == record["reported_on"]:
            yield _doubt(record, "nothing_revised", "status")


_RULES: tuple[Callable[[Reports, dict[Period, Record]], Iterator[Doubt]], ...] = (
    _total_falls, _share_falls, _parts_differ,
)  # fmt: skip
