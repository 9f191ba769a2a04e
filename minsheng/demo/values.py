"""The goals of a plan, with missing numbers made up, and functions that make up their values.

A `Course` is a function of a goal and a time in years that returns the value at that time, of a
flow the running total. A pace of one is the plan's own path; see `minsheng.methods.plan_path`.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from minsheng.plan.goals import Goal, goals
from minsheng.plan.trajectory import trajectory
from minsheng.text.quantity import quantities

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

MANY_UNITS = 10
"""So many units between start and target are enough to express a share of the way in units."""


def random_between(what: str, low: float, high: float) -> float:
    """Return a number between `low` and `high` that depends on nothing but the text `what`.

    So a number drawn for one indicator changes no number of another.

    Examples
    --------
    >>> number = random_between("one", 0, 1)
    >>> number == random_between("one", 0, 1), number == random_between("other", 0, 1)
    (True, False)
    """
    seed = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big")
    return float(np.random.default_rng(seed).uniform(low, high))


@dataclass(frozen=True)
class DemoGoal:
    """One goal of the plan, with the numbers that the plan lacks made up."""

    plan: str  # the plan's id
    goal: Goal
    # How many decimals a report gives: those of its unit; negative where the plan prints in 万 or
    # 亿, one digit finer than there: −2, so in hundreds, for "1.5万人".
    places: int
    # The planned path where it has a value, by year; of a flow the running total.
    stated: Mapping[int, float]

    def random(self, what: str, low: float, high: float) -> float:
        """Return a number between `low` and `high` that depends on plan, indicator and `what`."""
        return random_between(f"{self.plan}/{self.goal.indicator}/{what}", low, high)

    @property
    def decimals(self) -> int:
        """How many decimals a report is written with."""
        return max(self.places, 0)

    @property
    def step(self) -> float:
        """The smallest difference between two reports: one unit of the last digit given."""
        return float(10.0**-self.places)

    @cached_property
    def start(self) -> float:
        """The value in the baseline year: as printed, else made up."""
        goal = self.goal
        if goal.is_flow and goal.aim != "direction":
            return 0.0
        if goal.baseline is not None:
            worse, better = goal.baseline.low, goal.baseline.high
            if goal.direction < 0:
                worse, better = better, worse
            is_printed = math.isfinite(worse) and worse not in (goal.least, goal.most)
            return worse if is_printed or worse == better else better
        return self.rounded(self._made_up())

    def _made_up(self) -> float:
        goal = self.goal
        if not self.stated:  # only a direction: some level of a likely size
            if goal.share:
                return self.random("start", 55, 75)
            return self.random("start", 1, 3) if self.decimals else self.random("start", 200, 900)
        first = self.stated[min(self.stated)]
        if first == 0:
            return self.random("start", 12, 40) if goal.direction < 0 else 0.0
        distance = 0.12 if goal.share or self.decimals else 0.3
        return first * (1 - goal.direction * distance)

    @property
    def end(self) -> float:
        """The value at the end of the plan; `start` where the plan names no number."""
        return self.goal.final.value if self.goal.final else self.start

    @property
    def last_reported_year(self) -> int:
        """The last year that is reported: of a flow the last one with an amount."""
        if self.goal.is_flow and self.goal.final_year is not None:
            return self.goal.final_year
        return self.goal.last_year

    @cached_property
    def has_many_units(self) -> bool:
        """Whether start and target are enough units apart to tell shares of the distance apart."""
        return round(abs(self.end - self.start) * 10.0**self.decimals, 6) >= MANY_UNITS

    def planned(self, time: float) -> float:
        """Return the value of the plan's path at `time`, in years; linear between its numbers."""
        goal = self.goal
        known = {goal.baseline_year: self.start, **self.stated}
        if goal.is_flow:  # nothing is due in a year without an amount
            done = 0.0
            for year in range(goal.baseline_year, goal.last_year + 1):
                done = known[year] = known.get(year, done)
        years = sorted(known)
        return float(np.interp(time, years, [known[year] for year in years]))

    def time_share(self, time: float) -> float:
        """Return the share of the plan's years that has gone by at `time`."""
        begin = self.goal.first_year - 1
        return (time - begin) / (self.goal.last_year - begin)

    def at_pace(self, time: float, pace: float) -> float:
        """Return the value whose pace on the plan's own path is `pace` at `time`."""
        return self.start + pace * (self.planned(time) - self.start)

    def rounded(self, value: float) -> float:
        """Return a value as it can be observed: within what is possible, rounded."""
        within = min(max(value, self.goal.least), self.goal.most)
        return round(within, self.places) + 0.0


def demo_goals(plan: Plan) -> Iterator[DemoGoal]:
    """Yield every goal of `plan` but context figures, in the order of its indicators."""
    points = trajectory(plan).dropna(subset=["value"])
    stated: dict[str, dict[int, float]] = {}
    columns = (points[column] for column in ("indicator", "year", "value"))
    for indicator, year, value in zip(*columns, strict=True):
        stated.setdefault(indicator, {})[int(year)] = float(value)
    coarse = _places_of_large_numbers(plan)
    for goal in goals(plan):
        if goal.aim != "context":
            path = stated.get(goal.indicator, {})
            places = coarse.get(goal.indicator, plan.unit(goal.unit).decimals)
            yield DemoGoal(plan.facts.plan, goal, places, path)


def _places_of_large_numbers(plan: Plan) -> Mapping[str, int]:
    """Return the places of the indicators whose targets are all printed in 万 or 亿."""
    printed = plan.tables["targets"].groupby("indicator")["printed"].agg("、".join)
    finest = {
        indicator: min((quantity.last_digit for quantity in quantities(text)), default=Decimal(1))
        for indicator, text in printed.items()
    }
    return {str(name): 1 - digit.adjusted() for name, digit in finest.items() if digit > 1}


# ---- courses

Course: TypeAlias = Callable[[DemoGoal, float], float]


def _interpolate(x: float, shares: Sequence[float], values: Sequence[float]) -> float:
    return float(np.interp(x, shares, values))


def steady(subject: DemoGoal, time: float) -> float:
    """Return a value a little ahead of the plan's path."""
    return subject.at_pace(time, subject.random("pace", 1.02, 1.10))


def as_planned(subject: DemoGoal, time: float) -> float:
    """Return the value of the plan's path; between two whole units, the better one."""
    return _better_unit(subject, subject.planned(time))


def _better_unit(subject: DemoGoal, value: float) -> float:
    """Return `value`; where it lies between two units, the better one."""
    direction = subject.goal.direction
    units = direction * (value - subject.start) / subject.step
    return subject.start + direction * math.ceil(round(units, 6)) * subject.step


def short(subject: DemoGoal, time: float) -> float:
    """Return a value behind the path at any time."""
    return subject.at_pace(time, subject.random("pace", 0.72, 0.86))


def catching_up(subject: DemoGoal, time: float) -> float:
    """Return a value far behind the path at first that reaches the target in time."""
    pace = _interpolate(subject.time_share(time), (0, 1 / 3, 2 / 3, 1), (0.2, 0.4, 0.7, 1.02))
    return subject.at_pace(time, pace)


def moving_away(subject: DemoGoal, time: float) -> float:
    """Return a value that moves away from the target."""
    distance = abs(subject.end - subject.start) * subject.random("pace", 0.15, 0.3)
    return subject.start - subject.goal.direction * distance * subject.time_share(time)


def on_the_cut(subject: DemoGoal, time: float) -> float:
    """Return the value at a pace of 0.95, the lowest that is in line, or the next whole unit."""
    return _better_unit(subject, subject.at_pace(time, 0.95))


def early(subject: DemoGoal, time: float) -> float:
    """Return a value that reaches the final target after some 60 % of the time."""
    whole = subject.end - subject.start
    planned = (subject.planned(time) - subject.start) / whole if whole else 1.0
    return subject.start + whole * min(1.0, max(planned, subject.time_share(time) / 0.6))


def one_short(subject: DemoGoal, time: float) -> float:
    """Return a value on the plan's path that is one unit short at the end."""
    lacking = subject.step if time >= (subject.goal.final_year or subject.goal.last_year) else 0.0
    return as_planned(subject, time) - subject.goal.direction * lacking


def held(subject: DemoGoal, time: float) -> float:
    """Return a value well inside the line."""
    return _beside_line(subject, time, subject.random("inside", 0.3, 0.5) * _room(subject))


def drifting(subject: DemoGoal, time: float) -> float:
    """Return a value inside the line that comes closer to it every year."""
    begin = _inside_at_start(subject) or 0.6 * _room(subject)
    return _beside_line(subject, time, begin * (1 - 0.9 * subject.time_share(time)))


def breached(subject: DemoGoal, time: float) -> float:
    """Return a value inside the line at first and outside it later."""
    begin = max(_inside_at_start(subject), 0.3 * _room(subject))
    outside = -max(0.06 * _size(subject), subject.step)
    return _beside_line(
        subject, time, _interpolate(subject.time_share(time), (0, 0.4, 1), (begin, 0.0, outside))
    )


def recovering(subject: DemoGoal, time: float) -> float:
    """Return a value outside the line that comes closer to it every year."""
    begin = min(_inside_at_start(subject), 0.0) or -max(0.2 * _size(subject), 4 * subject.step)
    outside = min(begin * (1 - 0.9 * subject.time_share(time)), -subject.step)
    return _beside_line(subject, time, outside)


def _beside_line(subject: DemoGoal, time: float, inside: float) -> float:
    return _line(subject, time) + subject.goal.direction * inside


def _line(subject: DemoGoal, time: float) -> float:
    """Return the value of the line in force: that of the year, else the next one, else the last."""
    goal = subject.goal
    if goal.aim != "hold":
        return subject.end
    year = min((year for year in goal.yearly if year >= time), default=max(goal.yearly))
    return goal.yearly[year].value


def _room(subject: DemoGoal) -> float:
    """Return how far inside its last line a figure can be."""
    line = subject.end
    if subject.goal.direction < 0:
        return line
    return 100 - line if subject.goal.share else 0.5 * line


def _size(subject: DemoGoal) -> float:
    return abs(subject.end) or 10 * subject.step


def _inside_at_start(subject: DemoGoal) -> float:
    """Return how far inside its line the printed baseline is, zero where there is none."""
    if subject.goal.baseline is None:
        return 0.0
    return subject.goal.direction * (subject.start - subject.end)


def right_way(subject: DemoGoal, time: float) -> float:
    """Return a value that improves every year."""
    return _by_swing(subject, subject.time_share(time))


def wrong_way(subject: DemoGoal, time: float) -> float:
    """Return a value that worsens every year."""
    return _by_swing(subject, -subject.time_share(time))


def stalled(subject: DemoGoal, time: float) -> float:
    """Return a value that improves, and falls back in the last year."""
    return _by_swing(
        subject, _interpolate(subject.time_share(time), (0, _before_last(subject), 1), (0, 1, 0.7))
    )


def turning(subject: DemoGoal, time: float) -> float:
    """Return a value that worsens, and recovers in the last year."""
    return _by_swing(
        subject,
        _interpolate(subject.time_share(time), (0, _before_last(subject), 1), (0, -1, -0.7)),
    )


def _before_last(subject: DemoGoal) -> float:
    return subject.time_share(subject.goal.last_year - 1)


def _by_swing(subject: DemoGoal, swing: float) -> float:
    """Return the start moved by `swing` times the widest change, which is 15 % of the start."""
    widest = max(0.15 * subject.start, 4 * subject.step)
    return subject.start + subject.goal.direction * widest * swing
