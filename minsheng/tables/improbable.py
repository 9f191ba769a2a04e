"""What is improbable in a ledger but not wrong: it is said, and travels into the reports."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from minsheng.periods import parts
from minsheng.tables.expected import shown
from minsheng.tables.observed import tell

if TYPE_CHECKING:
    from minsheng.errors import Fault
    from minsheng.periods import Period
    from minsheng.tables.checking import Record
    from minsheng.tables.observed import Reports

_FALL = 20
"""By how many percentage points a share falls from one period to the next before it is said."""

_WAITED = dt.timedelta(days=365)
"""How long a provisional figure may stand before it is said that it was never made final."""


def warnings(reports: Reports) -> list[Fault]:
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


def _row(reports: Reports, record: Record) -> Iterator[Fault]:
    expected, when = reports.expected[record["indicator"]], record["period"]
    value = float(record["_value"])
    far = expected.is_far_above(value) or expected.is_far_below(value, when)
    if far and expected.kind != "milestone":
        yield _told(record, "warnings.far_from_plan", (expected.band,))
    if record["status"] != "provisional" and record["reported_on"] < when.end:
        yield tell(record, "warnings.reported_before_end", "reported_on", (f"≥{when.end}",))


def _told(record: Record, code: str, allowed: tuple[str, ...] = ()) -> Fault:
    return tell(record, code, "value" if record["value"] else "numerator", allowed)


def _pairs(series: dict[Period, Record]) -> Iterator[tuple[Record, Record]]:
    """Yield a record and the one after it, by the end of their periods."""
    in_order = sorted(series, key=lambda when: (when.time, -when.begin))
    for before, after in pairwise(in_order):
        if before.time < after.time:
            yield series[before], series[after]


def _total_falls(reports: Reports, series: dict[Period, Record]) -> Iterator[Fault]:
    for before, after in _pairs(series):
        is_total = reports.expected[after["indicator"]].kind == "cumulative"
        if is_total and after["_value"] < before["_value"]:
            yield _told(after, "warnings.total_falls", (f"≥{shown(before['_value'])}",))


def _share_falls(reports: Reports, series: dict[Period, Record]) -> Iterator[Fault]:
    first = min(series.values(), key=lambda record: record["period"].time)
    expected = reports.expected[first["indicator"]]
    if not expected.share:
        return
    steps = [(before["_value"], after) for before, after in _pairs(series)]
    if expected.baseline is not None:
        steps.insert(0, (Decimal(str(expected.baseline)), first))
    for before, after in steps:
        if before - after["_value"] > _FALL:
            yield _told(after, "warnings.share_falls", (f"≥{shown(round(before, 2) - _FALL)}",))


def _parts_differ(reports: Reports, series: dict[Period, Record]) -> Iterator[Fault]:
    for when, whole in series.items():
        if when.kind != "year" or reports.expected[whole["indicator"]].kind != "flow":
            continue
        for kind in ("half", "quarter", "month"):
            wanted = [part for part in parts(when.year) if part.kind == kind]
            rows = [series[part] for part in wanted if part in series]
            total = sum((row["_value"] for row in rows), Decimal(0))
            rounding = sum((_half_a_step(row) for row in (*rows, whole)), Decimal(0))
            if len(rows) == len(wanted) and abs(total - whole["_value"]) > rounding:
                yield _told(whole, "warnings.parts_differ", (shown(total),))


def _half_a_step(record: Record) -> Decimal:
    """Return how far a figure may lie from the unrounded one; no part of a whole number."""
    step: Decimal = record["value"].step if record["value"] else Decimal(0)
    return step / 2 if step != 1 else Decimal(0)


def _never_final(rows: list[Record], latest: dict[tuple[str, Period], Record]) -> Iterator[Fault]:
    """Find provisional figures a year before the last report of the ledger: its own clock."""
    last = max((record["reported_on"] for record in rows), default=None)
    for record in latest.values():
        if record["status"] == "provisional" and last - record["reported_on"] > _WAITED:
            yield tell(record, "warnings.never_final", "status")


def _nothing_revised(rows: list[Record]) -> Iterator[Fault]:
    first: dict[tuple[str, Period], dt.date] = {}
    for record in rows:
        key = record["indicator"], record["period"]
        first[key] = min(first.get(key, record["reported_on"]), record["reported_on"])
    for record in rows:
        reported = first[record["indicator"], record["period"]]
        if record["status"] == "revised" and reported == record["reported_on"]:
            yield tell(record, "warnings.nothing_revised", "status")


_RULES: tuple[Callable[[Reports, dict[Period, Record]], Iterator[Fault]], ...] = (
    _total_falls, _share_falls, _parts_differ,
)  # fmt: skip
