"""From the tables of plans to the arrays of their goals: the one reading of what plans want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from minsheng.plan.arrays import PLAN, Codes, Days, Directory, Floats, Places, Truths, stacked
from minsheng.plan.bounds import LARGEST_SHARE, NO_BOUND, code, codes, intervals
from minsheng.plan.goal_arrays import GoalArrays
from minsheng.plan.periods import span
from minsheng.plan.target_arrays import Targets

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

_DESCRIPTION = ("indicator", "programme", "unit", "kind", "aim", "direction", "headline", "holder")
_OF_UNITS = ("share", "growth", "decimals")
_LIMITS = ("minimum", "maximum")


class _Years(NamedTuple):
    """The years of each goal's plan, baseline, first and last, and how many columns hold them."""

    start: Places
    first: Places
    last: Places
    columns: int


def goal_arrays(plans: Sequence[Plan], *, context: bool = False) -> GoalArrays:
    """Return the goals of `plans` in the order of their indicators.

    Parameters
    ----------
    plans
        The plans; two of one id are told apart by their places.
    context
        Whether figures that are only context (``aim`` is ``context``) are among them.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> goal_arrays([part]).path.tolist()
    [[86.0, 87.0, 89.0, 90.0]]
    """
    rows = _rows(plans, context=context)
    place = rows[PLAN].to_numpy()
    facts = [plan.facts for plan in plans]
    start, first, last = (
        np.array([getattr(fact, name) for fact in facts], dtype=np.int64)[place]
        for name in ("baseline_year", "first_year", "last_year")
    )
    columns = max((fact.last_year - fact.baseline_year for fact in facts), default=0) + 1
    directory = Directory(place, rows["indicator"])
    down = rows["direction"].eq("down").to_numpy()
    baselines = _baselines(plans, rows, directory, start)
    years = _Years(start, first, last, columns)
    yearly, total, mean, span_first, span_last = _stated_targets(plans, directory, down, years)
    return GoalArrays(
        rows,
        directory,
        start,
        first,
        last,
        *baselines,
        yearly,
        total,
        mean,
        span_first,
        span_last,
        _due_days(plans, directory, len(rows)),
    )


def _rows(plans: Sequence[Plan], *, context: bool) -> pd.DataFrame:
    """Return the indicators with what their units say of them, and the ends of their values."""
    rows = stacked(plans, "indicators", *_DESCRIPTION, *_LIMITS)
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
    names = ("indicator", "year", "bound", "value", "value_high", *columns)
    figures = stacked(plans, table, *names)
    place = directory.find(figures[PLAN].to_numpy(), figures["indicator"])
    stated = (place >= 0) & figures["value"].notna().to_numpy()
    return figures[stated], place[stated]


def _baselines(
    plans: Sequence[Plan], rows: pd.DataFrame, directory: Directory, start: Places
) -> tuple[Floats, Floats, Codes]:
    """Return both ends of each baseline, and its bound."""
    figures, place = _figures(plans, directory, "baselines")
    is_of_year = _years(figures["year"]) == start[place]
    figures, place = figures[is_of_year], place[is_of_year]
    low, high = np.full((2, len(rows)), np.nan)
    bound = np.full(len(rows), NO_BOUND)
    bound[place] = codes(figures["bound"])
    least, most = (rows[name].to_numpy()[place] for name in _LIMITS)
    values, highs = figures["value"].to_numpy(), figures["value_high"].to_numpy()
    low[place], high[place] = intervals(bound[place], values, highs, least, most)
    return low, high, bound


def _years(texts: pd.Series[str]) -> Floats:
    """Return years as numbers; a span of years is none."""
    import pandas as pd

    place, names = pd.factorize(texts)
    years: Floats = pd.to_numeric(pd.Series(names), errors="coerce").to_numpy(dtype=np.float64)
    return years[place] if len(years) else np.empty(0)


def _stated_targets(
    plans: Sequence[Plan],
    directory: Directory,
    down: Truths,
    years: _Years,
) -> tuple[Targets, Targets, Targets, Places, Places]:
    """Return the targets by year, the totals and the yearly means.

    After them the first and the last year that the total covers, or else the mean; those of
    `years`, the plan's, where neither is stated.
    """
    figures, place = _figures(plans, directory, "targets", "statistic", "strength")
    bound = codes(figures["bound"])
    is_range = bound == code("range")
    value, value_high = figures["value"].to_numpy(), figures["value_high"].to_numpy()
    printed = Targets(
        value=np.where(is_range & down[place], value_high, value),
        bound=bound,
        strength=figures["strength"].to_numpy(dtype=object),
        low=np.where(is_range, value, np.nan),
        high=np.where(is_range, value_high, np.nan),
    )
    statistic = figures["statistic"]
    in_year = statistic.eq("value").to_numpy()
    yearly = Targets.empty((len(down), years.columns))
    column = (_years(figures["year"])[in_year] - years.start[place[in_year]]).astype(np.int64)
    yearly[place[in_year], column] = printed[in_year]
    over_years, (first, last) = [], [ends.copy() for ends in (years.first, years.last)]
    for name in ("mean", "total"):  # where both are stated the total has the last word on the years
        at = np.flatnonzero(statistic.eq(name).to_numpy())[::-1]  # the first row counts
        targets = Targets.empty((len(down),))
        targets[place[at]] = printed[at]
        over_years.append(targets)
        spans = [span(text) for text in figures["year"].iloc[at]]
        first[place[at]], last[place[at]] = np.array(spans, np.int64).reshape(-1, 2).T
    mean, total = over_years
    return yearly, total, mean, first, last


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
