"""What if: a baseline, a target, a year or a pace that a plan does not state, put in its tables.

An assumption changes only the rows of baselines and targets that it is about. The rows that it puts
there say so where others give the plan's own words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from minsheng.errors import BadInput, Fault
from minsheng.plan.facts import HYPOTHETICAL

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.facts import PlanFacts

Row = dict[str, Any]


@dataclass(frozen=True)
class Assumption:
    """What is assumed of one indicator, in its unit; what is None is left as the plan has it.

    Parameters
    ----------
    indicator
        Its id.
    target
        The target of `year`.
    year
        Its year. With no target, the year by which the last target is due in place of its own.
    baseline
        The baseline.
    change_per_year
        In place of a target: by how much the level changes each year from the baseline on, below
        zero where it falls. All targets up to the last lie on that line.
    arithmetic
        How the numbers were computed, if they were; see `minsheng.audit.assumptions`.

    Examples
    --------
    >>> Assumption("healthcare.nurses", target=3.2, year=2020).target
    3.2
    """

    indicator: str
    target: float | None = None
    year: int | None = None
    baseline: float | None = None
    change_per_year: float | None = None
    arithmetic: str = ""

    def __post_init__(self) -> None:
        for name in _NUMBERS:
            value = getattr(self, name)
            if name == "year" and isinstance(value, Integral):  # one of NumPy, too
                object.__setattr__(self, name, int(value))
            elif isinstance(value, Real):
                object.__setattr__(self, name, float(value))

    def faults(self) -> list[Fault]:
        """Return what is wrong with the assumption itself, whatever the plan."""
        given = {name: getattr(self, name) for name in _NUMBERS}
        numbers = {name: value for name, value in given.items() if value is not None}
        if not numbers:
            return [Fault("nothing_assumed", found=self.indicator, allowed=_NUMBERS)]
        if self.target is not None and self.change_per_year is not None:
            return [Fault("target_and_change", found=self.indicator)]
        codes = {name: "not_an_integer" if name == "year" else "not_a_number" for name in numbers}
        return [
            Fault(codes[name], column=name, found=str(value))
            for name, value in numbers.items()
            if not isinstance(value, int if name == "year" else float) or not math.isfinite(value)
        ]

    def applied(self, tables: Mapping[str, pd.DataFrame], facts: PlanFacts) -> dict[str, Any]:
        """Return the tables that the assumption changes, of a plan or of a selection of one.

        Raises `BadInput` where the plan does not say enough for the assumption to be about one
        number, or the number has more decimals than the unit.
        """
        changed = _Changed(self.indicator, {name: tables[name] for name in _READ}, facts)
        for name, value in (("target", self.target), ("baseline", self.baseline)):
            if value is not None and value != round(value, changed.decimals):
                found, most = f"{self.indicator} {name}={value!r}", str(changed.decimals)
                raise BadInput([Fault("assumed_finer_than_unit", found=found, nearest=most)])
        if self.baseline is not None:
            changed.state("baselines", changed.baseline_year, self.baseline)
        if self.change_per_year is not None:
            self._apply_change(changed, self.change_per_year)
        elif self.target is not None:
            self._apply_target(changed, self.target)
        elif self.year is not None:
            changed.move(self.year)
        changed.drop_relations()
        return changed.tables

    def _apply_target(self, changed: _Changed, target: float) -> None:
        year = self.year
        if year is None:
            whole = [row for row in changed.rows("targets") if _is_span(row)]
            if whole:
                total = min(whole, key=lambda row: row["statistic"] != "total")
                changed.restate("targets", total, target)
                return
            years = changed.years
            if changed.of_indicator["kind"] == "flow" and len(years) > 1:
                words = tuple(map(str, years))
                raise BadInput([Fault("year_of_target", found=self.indicator, allowed=words)])
            year = max(years, default=changed.facts.last_year)
        changed.state("targets", year, target)

    def _apply_change(self, changed: _Changed, change: float) -> None:
        if changed.of_indicator["kind"] in ("flow", "milestone"):
            raise BadInput([Fault("change_of_no_level", found=self.indicator)])
        start = changed.baseline
        if math.isnan(start):
            raise BadInput([Fault("change_without_baseline", found=self.indicator)])
        if self.year is not None and changed.years:
            changed.move(self.year)
        last = self.year or max(changed.years, default=changed.facts.last_year)
        for year in sorted({*changed.years, last}):
            level = start + change * (year - changed.baseline_year)
            changed.state("targets", year, round(level, changed.decimals))


_NUMBERS = ("target", "year", "baseline", "change_per_year")
_READ = ("indicators", "baselines", "targets", "relations", "units", "programmes")


@dataclass
class _Changed:
    """The tables of a plan while an assumption about one indicator is put in them."""

    indicator: str
    tables: dict[str, pd.DataFrame]
    facts: PlanFacts

    @property
    def of_indicator(self) -> Row:
        """The row of the indicator."""
        table = self.tables["indicators"]
        return dict(table[table["indicator"] == self.indicator].iloc[0])

    def rows(self, table: str) -> list[Row]:
        """Return the indicator's rows of a table, each with its place as ``at``."""
        frame = self.tables[table]
        own = frame[frame["indicator"] == self.indicator]
        records = own.to_dict("records")
        return [
            {**{str(name): value for name, value in row.items()}, "at": at}
            for at, row in zip(own.index, records, strict=True)
        ]

    def of_single_years(self, table: str) -> list[Row]:
        """Return its rows of one year, in the order of years."""
        rows = [row for row in self.rows(table) if not _is_span(row)]
        return sorted(rows, key=lambda row: int(row["year"]))

    @property
    def years(self) -> list[int]:
        """The years of which the plan states a target with a number, in order."""
        return [int(row["year"]) for row in self.of_single_years("targets") if _is_stated(row)]

    @property
    def baseline_year(self) -> int:
        """The year of the indicator's baseline; that of the plan where it has none."""
        usual, rows = self.facts.baseline_year, self.of_single_years("baselines")
        if not rows or any(row["year"] == usual for row in rows):
            return usual
        return int(max(rows, key=_is_stated_and_late)["year"])

    @property
    def baseline(self) -> float:
        """The baseline where it is one number, else ``nan``."""
        for row in self.of_single_years("baselines"):
            if row["year"] == self.baseline_year and row["bound"] in ("=", "~"):
                return float(row["value"])
        return math.nan

    @property
    def decimals(self) -> int:
        """The decimals of the indicator's unit."""
        units = self.tables["units"]
        return int(units.loc[units["unit"] == self.of_indicator["unit"], "decimals"].iloc[0])

    def state(self, table: str, year: int, value: float) -> None:
        """State a number for a year, in place of what is stated for it."""
        rows = self.of_single_years(table)
        for row in rows:
            if row["year"] == year:
                self.restate(table, row, value)
                return
        like = max(rows, key=_is_stated_and_late, default=self._new_row(table))
        self.restate(table, {**like, **_of_year(year), "statistic": "value", "at": None}, value)

    def restate(self, table: str, row: Row, value: float) -> None:
        """Write a row with another number to its place, or to the end where it has none."""
        indicator = self.of_indicator
        bound = "=" if table == "baselines" or indicator["kind"] == "milestone" else row["bound"]
        if bound in ("", "range") or row.get("change"):  # the bound of a change may be turned
            bound = "<=" if indicator["direction"] == "down" else ">="
        number = {"bound": bound, "value": value, "value_high": math.nan, "worded": False}
        self._put(table, {**row, **number, "basis": "printed", "derivation": "", "change": ""})
        if table == "targets" and indicator["aim"] in ("direction", "listed"):
            every = self.tables["indicators"]
            aims = every["aim"].mask(every["indicator"].eq(self.indicator), "reach")
            self.tables["indicators"] = every.assign(aim=aims)

    def move(self, year: int) -> None:
        """Have the last target due in another year; what was stated from that year on is dropped.

        `BadInput` where there is no target of one year.
        """
        rows = self.of_single_years("targets")
        stated = [row for row in rows if _is_stated(row)]
        if not stated:
            raise BadInput([Fault("no_target_to_move", found=self.indicator)])
        last = stated[-1]
        if last["year"] != year:
            self._put("targets", {**last, **_of_year(year)})
            later = [row["at"] for row in rows if row["at"] != last["at"] and row["year"] >= year]
            self.tables["targets"] = self.tables["targets"].drop(later).reset_index(drop=True)

    def drop_relations(self) -> None:
        """Drop relations, each as a whole, with a figure that is stated no longer."""
        own = self.rows("relations")
        if not own:
            return
        stated = {_span(row) for table in ("baselines", "targets") for row in self.rows(table)}
        lost = [row["relation"] for row in own if _span(row) not in stated]
        relations = self.tables["relations"]
        self.tables["relations"] = relations[~relations["relation"].isin(lost)].reset_index(
            drop=True
        )

    def _put(self, table: str, row: Row) -> None:
        """Put a row, marked as assumed, in its place ``at``; at the end where that is None."""
        import pandas as pd

        frame = self.tables[table]
        marked = {**row, "printed": HYPOTHETICAL, "due": None}
        made = pd.DataFrame([marked]).reindex(columns=frame.columns).astype(frame.dtypes)
        at = len(frame) if row["at"] is None else row["at"]
        parts = [frame.iloc[:at], made, frame.iloc[at + 1 :]]
        self.tables[table] = pd.concat(parts, ignore_index=True)

    def _new_row(self, table: str) -> Row:
        """Return an empty row for an indicator of which a table says nothing."""
        empty = {"str": "", "bool": False}
        kinds = self.tables[table].dtypes.items()
        columns: Row = {str(name): empty.get(str(kind)) for name, kind in kinds}
        programmes = self.tables["programmes"].set_index("programme")
        of_programme = str(programmes.loc[self.of_indicator["programme"], "section"])
        named = [row["section"] for other in ("targets", "baselines") for row in self.rows(other)]
        section = [*named, of_programme][0]
        return {**columns, "indicator": self.indicator, "strength": "firm", "section": section}


def _is_stated(row: Row) -> bool:
    return not math.isnan(row["value"])


def _is_stated_and_late(row: Row) -> tuple[bool, int]:
    return _is_stated(row), int(row["year"])


def _span(row: Row) -> tuple[int, int]:
    return int(row["first_year"]), int(row["last_year"])


def _is_span(row: Row) -> bool:
    first, last = _span(row)
    return first != last


def _of_year(year: int) -> Row:
    return {"year": year, "first_year": year, "last_year": year}
