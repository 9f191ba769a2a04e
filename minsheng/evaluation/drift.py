"""How goals moved from year to year so far: the mean of the last years, and the last change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minsheng.methods.arithmetic import difference
from minsheng.methods.destatis import DRIFT_YEARS
from minsheng.plan.arrays import without_noise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.arrays import Floats, Places, Truths
    from minsheng.plan.goal_arrays import GoalArrays


@dataclass(frozen=True, eq=False)
class History:
    """Yearly points of each goal; of a flow what was done in each year."""

    drift: Floats  # mean of the yearly changes of the last five years, in the unit a year
    last_change: Floats  # the last yearly change
    points: Places  # how many yearly points there are in those years, the baseline among them
    span: Floats  # over how many years the drift is taken
    # Whether the last point is that of the goal's own year: it moves when its value does.
    newest: Truths

    def moved(self, shift: Floats) -> tuple[Floats, Floats]:
        """Return drift and last change where the newest value is moved by `shift`."""
        by = np.where(self.newest, shift, 0.0)
        return self.drift + by / self.span, without_noise(self.last_change + by)


def history(goals: GoalArrays, year_ends: Mapping[int, Floats], until: Floats) -> History:
    """Return the history of each goal, from its baseline to its year `until`.

    The mean of the changes of neighbouring years is the whole change over the number of years,
    also where a year between was not reported.
    """
    starts = {int(year) for year in np.unique(goals.start)}
    years = np.array(sorted(starts | set(year_ends)), dtype=np.float64)
    n = len(goals)
    unknown = np.full(n, np.nan)
    if not n or not len(years):
        return History(
            unknown, unknown, np.zeros(n, dtype=np.int64), unknown, np.zeros(n, dtype=bool)
        )
    values = np.array([year_ends.get(int(year), unknown) for year in years]).T
    values = np.where((years > goals.start[:, None]) & (years <= until[:, None]), values, np.nan)
    base = years == goals.start[:, None]
    values = np.where(base, goals.baseline[:, None], values)
    last = np.where(np.isnan(values), -np.inf, years).max(axis=1)
    known = ~np.isnan(values) & (years >= last[:, None] - DRIFT_YEARS)
    first = np.where(known, years, np.inf).min(axis=1)
    span = np.where(last > first, last - first, np.nan)
    at_last = _value_at(values, years, last)
    drift = difference(at_last, _value_at(values, years, first)) / span
    change = difference(at_last, _value_at(values, years, last - 1))
    return History(drift, change, known.sum(axis=1), span, last == until)


def _value_at(values: Floats, years: Floats, when: Floats) -> Floats:
    """Return the value of each goal in the year `when`; missing where that is none of `years`."""
    place = np.searchsorted(years, when).clip(0, len(years) - 1)
    nearest: Floats = values[np.arange(len(values)), place]
    return np.where(years[place] == when, nearest, np.nan)
