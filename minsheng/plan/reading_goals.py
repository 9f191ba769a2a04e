"""From the tables of plans to the arrays of their goals: the one reading of what plans want."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from minsheng.plan.arrays import PLAN, Codes, Days, Directory, Floats, Places, Truths, stacked
from minsheng.plan.bounds import LARGEST_SHARE, NO_BOUND, code, codes, intervals
from minsheng.plan.changes import CHANGES, levels
from minsheng.plan.goal_arrays import GoalArrays
from minsheng.plan.periods import MONTHS_OF_A_REPORT
from minsheng.plan.remembering import remembered
from minsheng.plan.target_arrays import Targets

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

_DESCRIPTION = ("indicator", "programme", "unit", "kind", "aim", "direction", "headline", "holder")
_OF_UNITS = ("share", "growth", "decimals")
_LIMITS = ("minimum", "maximum")
_YEARS = ("year", "first_year", "last_year")


class _Starts(NamedTuple):
    """For each goal its baseline year, both ends of its baseline and the bound."""

    year: Places
    low: Floats
    high: Floats
    bound: Codes


def goal_arrays(plans: Sequence[Plan], *, context: bool = False) -> GoalArrays:
    """Return the goals of `plans` in the order of their indicators.

    Two plans of one id are told apart by their places. Figures that are only `context` (their
    ``aim``) are among them where that is asked for.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> goal_arrays([part]).path.tolist()
    [[86.0, 87.0, 89.0, 90.0]]
    """
    if len(plans) != 1:
        return _read(plans, context=context)
    known = _known(plans[0])
    if context not in known:
        known[context] = _read(plans, context=context)
    return known[context]


@remembered
def _known(plan: Plan) -> dict[bool, GoalArrays]:
    """Return the goals of one plan that were read before, without and with figures of context."""
    return {}


def _read(plans: Sequence[Plan], *, context: bool) -> GoalArrays:
    rows = _rows(plans, context=context)
    place = rows[PLAN].to_numpy()
    facts = [plan.facts for plan in plans]
    usual_start, first, last = (
        np.array([getattr(fact, name) for fact in facts], dtype=np.int64)[place]
        for name in ("baseline_year", "first_year", "last_year")
    )
    directory = Directory(place, rows["indicator"])
    starts = _baselines(plans, rows, directory, usual_start)
    targets = _StatedTargets.read(plans, rows, directory)
    starts, counted = targets.counted_from(starts)
    targets = targets.as_levels(starts, counted)
    usual = max((fact.last_year - fact.baseline_year for fact in facts), default=0)
    shape = (len(rows), int((last - starts.year).max(initial=usual)) + 1)
    total, mean, span_first, span_last = targets.over_years(first, last)
    return GoalArrays(
        rows,
        directory,
        starts.year,
        first,
        last,
        starts.low,
        starts.high,
        starts.bound,
        counted,
        targets.compound(),
        targets.by_year(shape, starts.year),
        total,
        mean,
        span_first,
        span_last,
        _due_days(plans, directory, len(rows)),
        np.maximum(_first_reports(plans)[place], _first_values(rows)),
    )


def _first_values(rows: pd.DataFrame) -> Places:
    """Return the month by whose end the first value of a year can exist: 12 of a yearly figure."""
    months = rows["frequency"].map(MONTHS_OF_A_REPORT).fillna(1)
    first: Places = np.asarray(months, dtype=np.int64)
    return first


def _first_reports(plans: Sequence[Plan]) -> Places:
    """Return the month by whose end the calendar of each plan wants the first report of a year."""
    events = stacked(plans, "calendar", "frequency")
    months = events["frequency"].map(MONTHS_OF_A_REPORT)
    earliest = months.groupby(events[PLAN]).min().reindex(range(len(plans))).fillna(1)
    first: Places = np.asarray(earliest, dtype=np.int64)
    return first


def _rows(plans: Sequence[Plan], *, context: bool) -> pd.DataFrame:
    """Return the indicators with what their units say of them, and the ends of their values."""
    rows = stacked(plans, "indicators", *_DESCRIPTION, *_LIMITS, "frequency")
    if not context:
        rows = rows[rows["aim"].ne("context")]
    units = stacked(plans, "units", "unit", *_OF_UNITS, *_LIMITS)
    rows = rows.merge(units, on=[PLAN, "unit"], how="left", suffixes=("", "_of_unit"))
    usual = {"minimum": 0.0, "maximum": np.where(rows["share"], LARGEST_SHARE, np.inf)}
    for name in _LIMITS:
        declared = rows[name].fillna(rows.pop(f"{name}_of_unit"))
        rows[name] = declared.where(declared.notna(), usual[name])
    return rows


def _figures(
    plans: Sequence[Plan], directory: Directory, table: str, *columns: str
) -> tuple[pd.DataFrame, Places]:
    """Return the rows of a table that state a number of a goal, and the places of their goals."""
    names = ("indicator", *_YEARS, "bound", "value", "value_high", *columns)
    figures = stacked(plans, table, *names)
    place = directory.find(figures[PLAN].to_numpy(), figures["indicator"])
    stated = (place >= 0) & figures["value"].notna().to_numpy()
    return figures[stated], place[stated]


def _baselines(
    plans: Sequence[Plan], rows: pd.DataFrame, directory: Directory, usual: Places
) -> _Starts:
    """Return the baseline of each goal.

    It is that of the plan's baseline year (`usual`), or else the latest of an earlier or later
    single year; a number goes before a row that only names the year. What is done within years,
    or by a date, has no baseline but that of the plan.
    """
    names = ("indicator", "year", "bound", "value", "value_high")
    figures = stacked(plans, "baselines", *names)
    place = directory.find(figures[PLAN].to_numpy(), figures["indicator"])
    years = _years(figures["year"])
    level = ~rows["kind"].isin(["flow", "milestone"]).to_numpy()
    known = np.flatnonzero((place >= 0) & ~np.isnan(years))
    known = known[level[place[known]] | (years[known] == usual[place[known]])]
    figures, place, years = figures.iloc[known], place[known], years[known].astype(np.int64)
    stated = figures["value"].notna().to_numpy()
    order = np.lexsort((years, years == usual[place], stated))  # the last one of a goal counts
    start = usual.copy()
    start[place[order]] = years[order]
    is_chosen = stated & (years == start[place])
    figures, place = figures[is_chosen], place[is_chosen]
    low, high = np.full((2, len(rows)), np.nan)
    bound = np.full(len(rows), NO_BOUND)
    bound[place] = codes(figures["bound"])
    least, most = (rows[name].to_numpy()[place] for name in _LIMITS)
    values, highs = figures["value"].to_numpy(), figures["value_high"].to_numpy()
    low[place], high[place] = intervals(bound[place], values, highs, least, most)
    return _Starts(start, low, high, bound)


def _years(column: pd.Series[Any]) -> Floats:
    """Return a column of single years as floats, ``nan`` where a row is about several."""
    years: Floats = column.to_numpy(dtype=np.float64, na_value=np.nan)
    return years


@dataclass(frozen=True)
class _StatedTargets:
    """The rows of targets with a number of some goal."""

    frame: pd.DataFrame  # the rows: the years, ``statistic``, ``strength``, ``change``
    place: Places  # the place of each row's goal
    down: Truths  # for each goal whether less is better
    # Codes of bounds, numbers and upper ends of ranges.
    bound: Codes
    value: Floats
    high: Floats

    @classmethod
    def read(
        cls, plans: Sequence[Plan], rows: pd.DataFrame, directory: Directory
    ) -> _StatedTargets:
        """Return the rows as they stand in the tables."""
        figures, place = _figures(plans, directory, "targets", "statistic", "strength", "change")
        down = rows["direction"].eq("down").to_numpy()
        numbers = (figures[name].to_numpy() for name in ("value", "value_high"))
        return cls(figures, place, down, codes(figures["bound"]), *numbers)

    def _goals_with(self, words: Collection[str]) -> Truths:
        """Return the goals of which a target is stated as one of some changes."""
        chosen = np.zeros(len(self.down), dtype=bool)
        chosen[self.place[self.frame["change"].isin(words).to_numpy()]] = True
        return chosen

    def compound(self) -> Truths:
        """Return the goals that are to grow or to decline at a yearly average."""
        return self._goals_with([word for word, change in CHANGES.items() if change.is_yearly])

    def counted_from(self, starts: _Starts) -> tuple[_Starts, Truths]:
        """Return the baselines with those by definition, and which these are.

        Where no baseline is printed a change counts from an index of 100, or from no change.
        """
        counted = self._goals_with(CHANGES) & np.isnan(starts.low)
        start = np.where(self.compound(), 100.0, 0.0)
        low, high = (np.where(counted, start, end) for end in (starts.low, starts.high))
        bound = np.where(counted, code("="), starts.bound)
        return _Starts(starts.year, low, high, bound), counted

    def as_levels(self, starts: _Starts, counted: Truths) -> _StatedTargets:
        """Return the targets with changes turned into the levels that they lead to."""
        if not self._goals_with(CHANGES).any():
            return self
        baseline = np.where(starts.low == starts.high, starts.low, np.nan)
        years = np.nan_to_num(_years(self.frame["year"])) - starts.year[self.place]
        bound, value, high = levels(
            self.frame["change"].tolist(),
            (self.bound, self.value, self.high),
            (baseline[self.place], ~counted[self.place]),
            years.astype(np.int64),
        )
        return replace(self, bound=bound, value=value, high=high)

    @property
    def _targets(self) -> Targets:
        is_range = self.bound == code("range")
        weaker_is_high = is_range & self.down[self.place]
        return Targets(
            value=np.where(weaker_is_high, self.high, self.value),
            bound=self.bound,
            strength=self.frame["strength"].to_numpy(dtype=object),
            low=np.where(is_range, self.value, np.nan),
            high=np.where(is_range, self.high, np.nan),
        )

    def by_year(self, shape: tuple[int, int], start: Places) -> Targets:
        """Return the targets of single years; the first column is the year `start` of each goal."""
        yearly = Targets.empty(shape)
        at = self.frame["statistic"].eq("value").to_numpy()
        place = self.place[at]
        column = (_years(self.frame["year"])[at] - start[place]).astype(np.int64)
        yearly[place, column] = self._targets[at]
        return yearly

    def over_years(self, first: Places, last: Places) -> tuple[Targets, Targets, Places, Places]:
        """Return the totals and the yearly means, the first and the last year that they cover.

        The years are those of the total, or else of the mean; `first` and `last`, the plan's,
        where neither is stated.
        """
        over_years, first, last = [], first.copy(), last.copy()
        for name in ("mean", "total"):  # where both are stated the total has the last word
            at = np.flatnonzero(self.frame["statistic"].eq(name).to_numpy())[::-1]  # the first row
            targets = Targets.empty((len(self.down),))
            targets[self.place[at]] = self._targets[at]
            over_years.append(targets)
            for ends, column in ((first, "first_year"), (last, "last_year")):
                ends[self.place[at]] = self.frame[column].to_numpy()[at]
        mean, total = over_years
        return total, mean, first, last


def _due_days(plans: Sequence[Plan], directory: Directory, count: int) -> Days:
    """Return the last day within its year that each goal is due by, where one is printed."""
    days = np.full(count, np.datetime64("NaT", "D"))
    for number, plan in enumerate(plans):
        targets = plan.tables["targets"]
        if "due" not in targets:
            continue
        stated = targets[targets["due"].notna()]
        place = directory.find(np.full(len(stated), number), stated["indicator"])
        days[place[place >= 0]] = stated["due"].to_numpy("datetime64[D]")[place >= 0]
    return days
