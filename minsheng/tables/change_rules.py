"""The rules for targets that are stated as a change: see `minsheng.plan.changes`.

A change that cannot be turned into levels or amounts to observe is a fault, and so is one in the
direction that the indicator calls worse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.errors import Fault
from minsheng.plan.changes import CHANGES, INDEX_UNIT, Change
from minsheng.tables.limits import band, impossible
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.tables.columns import Record
    from minsheng.tables.plan_tables import PlanTables

_CEILINGS = ("<", "<=")


@dataclass(frozen=True)
class _Row:
    """A target that is stated as a change, its indicator, its unit and the row of its baseline."""

    record: Record
    indicator: Record
    unit: Record
    baseline: Record | None

    @property
    def change(self) -> Change:
        return CHANGES[self.record["change"]]

    @property
    def direction(self) -> str:
        """Whether a larger number of the change leads ``up`` or ``down``."""
        falls = self.change.turns(printed=self.baseline is not None)
        return "down" if falls else "up"


def change_faults(tables: PlanTables) -> Iterator[Fault]:
    """Yield a fault for each target stated as a change that cannot be followed."""
    for table, record, indicator in tables.figures:
        if table != "targets" or record.get("change") not in CHANGES or record["value"] is None:
            continue
        unit = tables.units.get(indicator["unit"])
        if unit is None:
            continue
        row = _Row(record, indicator, unit, _baseline(tables, indicator["indicator"]))
        if broken := _broken_rule(row):
            code, column, allowed = broken
            yield tables.fault(code, "targets", record, column, allowed)
        else:
            yield from _impossible_levels(tables, row)


def _broken_rule(row: _Row) -> tuple[str, str, tuple[str, ...]] | None:
    """Return fault code, column and allowed values for the first rule broken, or None."""
    change, indicator, baseline = row.change, row.indicator, row.baseline
    if indicator["kind"] in ("flow", "milestone"):
        return "change_of_flow", "change", ("stock", "cumulative")
    if indicator["aim"] != "reach":
        return "change_held", "change", ("reach",)
    if row.record["bound"] not in _CEILINGS and row.direction != indicator["direction"]:
        return "change_wrong_way", "change", (row.direction,)
    if baseline is None:
        if change.is_yearly and indicator["unit"] != INDEX_UNIT:
            return "growth_needs_level", "change", (INDEX_UNIT,)
        if change.is_percent and not change.is_yearly and not row.unit["share"]:
            return "percent_needs_level", "change", ()
        return None
    if baseline["bound"] not in ("=", "~"):
        return "change_from_a_bound", "change", ()
    if change.is_percent and not (row.unit["growth"] and baseline["value"] > 0):
        return "percent_of_no_ratio", "change", ("increase", "decrease")
    return None


def _impossible_levels(tables: PlanTables, row: _Row) -> Iterator[Fault]:
    """Yield a fault for each end of a change that leads to an impossible level."""
    change, baseline, allowed = row.change, row.baseline, tables.limits.get(row.indicator["_row"])
    if allowed is None or "-" in row.record["year"]:  # a level over several years is told elsewhere
        return
    start = baseline["value"] if baseline else Decimal(change.start)
    since = int(baseline["year"]) if baseline else tables.baseline_year
    years = int(row.record["year"]) - since
    for column in ("value", "value_high"):
        if (number := row.record[column]) is None:
            continue
        level = change.level(float(start), float(number), years, printed=baseline is not None)
        if impossible(Decimal(str(round(level, 9))), allowed)[0]:
            possible = (band(allowed.least, allowed.most),)
            fault = tables.fault("change_leads_outside", "targets", row.record, column, possible)
            yield replace(fault, nearest=plain(level, 4, lang="zh"))


def _baseline(tables: PlanTables, indicator: str) -> Record | None:
    """Return the row of the baseline that a goal counts from, None where no number is printed."""
    rows = [
        record
        for record in tables.records["baselines"]
        if record["indicator"] == indicator
        and record["value"] is not None
        and str(record["year"]).isdigit()
    ]
    own = [record for record in rows if record["year"] == str(tables.baseline_year)]
    return max(own or rows, key=lambda record: str(record["year"]), default=None)
