"""The records of a plan's tables, as input of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from minsheng.errors import Fault
from minsheng.plan.bounds import Limits, limits
from minsheng.tables.columns import Record

Records = Mapping[str, list[Record]]
FIGURES = ("baselines", "targets", "restatements")
"""The tables that hold the figures of a plan."""
TABLES = {*FIGURES, "units", "indicators", "groups", "tasks", "relations"}
"""The tables that the rules look at; where one of them cannot be read, the rules are silent."""


@dataclass(frozen=True)
class PlanTables:
    """The input of the rules: all records, the files' names and the years of the plan."""

    records: Records
    paths: Mapping[str, str]
    first_year: int
    last_year: int
    baseline_year: int

    def fault(
        self, code: str, table: str, record: Record, column: str, allowed: tuple[str, ...] = ()
    ) -> Fault:
        """Return a fault at one cell."""
        value = record.get(column)
        return Fault(
            code,
            self.paths[table],
            record["_row"],
            column,
            "" if value is None else str(value),
            allowed,
        )

    @cached_property
    def units(self) -> Mapping[str, Record]:
        """The rows of units, by unit."""
        return {record["unit"]: record for record in self.records["units"]}

    @cached_property
    def limits(self) -> Mapping[int, Limits]:
        """The limits of each indicator's values, by its row; none where its unit is unknown."""
        return {
            record["_row"]: limits(record, unit)
            for record in self.records["indicators"]
            if (unit := self.units.get(record["unit"]))
        }

    @cached_property
    def figures(self) -> Sequence[tuple[str, Record, Record]]:
        """Table, row and the row's indicator for each figure that can be judged.

        Rows with a faulty cell are left out: their fault is known, and others would only follow.
        """
        indicators = {record["indicator"]: record for record in self.records["indicators"]}
        return [
            (table, record, indicators[record["indicator"]])
            for table in FIGURES
            for record in self.records[table]
            if record["indicator"] in indicators and record["year"] and not record["_bad"]
        ]

    def levels(self) -> Iterator[tuple[str, Record, Record]]:
        """Yield the `figures` that are levels or amounts in the indicator's unit, not changes."""
        for table, record, indicator in self.figures:
            if not record.get("change"):
                yield table, record, indicator
