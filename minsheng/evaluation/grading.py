"""The class of each goal at the end of a period: its grade, its result, or why it has neither.

There is one rule for all reports. A goal whose last year is over is judged by what stood at the end
of that year, whatever its pace was. Any other goal to be reached is graded by its final target, its
pace, and the target of the year, whichever of these it has; lines and directions are kept or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from minsheng.evaluation.classes import CLASSES, FAVOURABLE
from minsheng.evaluation.judging import graded, grades_of, judge, outlook
from minsheng.evaluation.situation import Situation, line_of_year
from minsheng.methods import CLASS_OF, VERDICTS
from minsheng.methods.case import reason, verdict
from minsheng.plan.bounds import meet
from minsheng.plan.periods import Period

if TYPE_CHECKING:
    from minsheng.evaluation.judging import Outlook, Verdicts
    from minsheng.evaluation.readings import Readings
    from minsheng.plan.arrays import Codes, Truths
    from minsheng.plan.goal_arrays import GoalArrays

_CODE = {name: np.int8(code) for code, name in enumerate(CLASSES)}
_BY_VERDICT = np.array([_CODE[CLASS_OF[word]] for word in VERDICTS])
_WELL = np.isin(VERDICTS, FAVOURABLE)


def grade_of(pace: float) -> str:
    """Return the grade of a pace q.

    Examples
    --------
    >>> grade_of(1.05), grade_of(0.95), grade_of(0.5)
    ('ahead', 'in_line', 'lagging')
    """
    return CLASSES[int(grades_of(np.array(pace)))]


class Grading:
    """Classifies goals, and keeps the results at the end of each last year once computed."""

    def __init__(self, goals: GoalArrays, readings: Readings) -> None:
        self._goals, self._readings = goals, readings
        self._results: dict[int, Codes] = {}
        self._end = np.where(np.isnan(goals.end), goals.last_year, goals.end)
        dated = goals.once & ~np.isnan(goals.due)
        self._due = np.where(dated, goals.due, self._end)

    def classes(self, situation: Situation, verdicts: Verdicts, left: Outlook) -> Codes:
        """Return the class of each goal in a situation, a code of `CLASSES`."""
        goals, when = self._goals, situation.when
        done = goals.once & (verdicts.verdict == verdict("met"))
        reached = goals.reach & (left.reason == reason("target_reached"))
        names = graded(verdicts.method, verdicts.verdict, verdicts.pace.figure, reached | done)
        unasked = (names == _CODE["not_reported"]) & ~situation.report_due & ~situation.closed
        names = np.where(unasked, _CODE["no_report_due"], names)
        over = (self._due <= when.time) & (names != _CODE["not_judged"])
        for year in np.unique(self._end[over]):
            names = np.where(over & (self._end == year), self._results_of(int(year)), names)
        open_since = goals.once & (names == _CODE["not_reported"])
        open_since &= verdicts.verdict == verdict("missed")
        names = np.where(over & open_since, _CODE["not_met"], names)
        late = over & np.isin(names, [_CODE["not_met"], _CODE["not_reported"]])
        late &= goals.reach & ~goals.kept & ~(goals.flow & goals.line)
        late &= situation.reported_since & situation.meets_now
        return np.where(late, _CODE["late"], names).astype(np.int8)

    def _results_of(self, year: int) -> Codes:
        """Return the result of each goal by the end of a year, as if that were its last one."""
        if year not in self._results:
            self._results[year] = self._results_at(Period(year))
        return self._results[year]

    def _results_at(self, when: Period) -> Codes:
        goals = self._goals
        situation = Situation(goals, self._readings, when)
        verdicts, case = judge(situation), situation.case
        annual = verdicts.annual.verdict
        by_number = goals.reach & np.isin(annual, [verdict("met"), verdict("missed")])
        well = np.where(by_number, annual == verdict("met"), _WELL[verdicts.verdict])
        # An amount is met as a whole, whatever its last year brought; a line in every year.
        whole = goals.flow & goals.reach & ~goals.line
        well = np.where(whole, outlook(case, goals).reason == reason("target_reached"), well)
        well = well & ~(goals.line & self._is_broken_by(when))
        silent = np.isnan(case.observed) | (verdicts.verdict == verdict("not_reported"))
        return np.select(
            [_BY_VERDICT[verdicts.verdict] == _CODE["not_judged"], silent, well],
            [_CODE["not_judged"], _CODE["not_reported"], _CODE["met"]],
            _CODE["not_met"],
        )

    def _is_broken_by(self, when: Period) -> Truths:
        """Return which lines were left in one of the plan's years, as far as was reported."""
        goals = self._goals
        broken = np.zeros(len(goals), dtype=bool)
        for year, values in self._readings.year_ends(when).items():
            value, bound = line_of_year(goals, np.full(len(goals), float(year)))
            judged = (year >= goals.first_year) & (goals.held | goals.by_year) & ~np.isnan(values)
            broken |= judged & ~meet(values, bound, value, goals.direction)
        return broken
