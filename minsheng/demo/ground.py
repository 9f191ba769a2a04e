"""The ground that a story stands on: where a goal starts, where it is to go, how it is counted."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from minsheng.plan.goals import Goal, goals
from minsheng.plan.trajectory import trajectory

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

FINE = 10
"""From how many units between start and target on a share of the way can be told in units."""


def drawn(what: str, low: float, high: float) -> float:
    """Return a number between `low` and `high` that hangs on nothing but `what`.

    So what is drawn for one indicator changes nothing for another.

    Examples
    --------
    >>> drawn("one", 0, 1) == drawn("one", 0, 1), drawn("one", 0, 1) == drawn("other", 0, 1)
    (True, False)
    """
    seed = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big")
    return float(np.random.default_rng(seed).uniform(low, high))


@dataclass(frozen=True)
class Ground:
    """What the plan says of one goal, completed where the plan is silent.

    Parameters
    ----------
    plan
        The plan's id.
    goal
        The goal.
    decimals
        Of its unit.
    stated
        The planned path where it has a value, by year; of a flow the running total.
    """

    plan: str
    goal: Goal
    decimals: int
    stated: Mapping[int, float]

    def draw(self, what: str, low: float, high: float) -> float:
        """Return a number between `low` and `high` that hangs on plan, indicator and `what`."""
        return drawn(f"{self.plan}/{self.goal.indicator}/{what}", low, high)

    @property
    def unit(self) -> float:
        """One unit of the last decimal."""
        return float(10.0**-self.decimals)

    @cached_property
    def start(self) -> float:
        """Where the goal stands in the baseline year: as printed, else made up."""
        goal = self.goal
        if goal.is_flow and goal.aim != "direction":
            return 0.0
        if goal.baseline is not None:
            worse, better = goal.baseline.low, goal.baseline.high
            if goal.direction < 0:
                worse, better = better, worse
            return worse if math.isfinite(worse) else better
        return self.rounded(self._made_up())

    def _made_up(self) -> float:
        goal = self.goal
        if not self.stated:  # only a direction: some level of a likely size
            if goal.share:
                return self.draw("start", 55, 75)
            return self.draw("start", 1, 3) if self.decimals else self.draw("start", 200, 900)
        first = self.stated[min(self.stated)]
        if first == 0:
            return self.draw("start", 12, 40) if goal.direction < 0 else 0.0
        distance = 0.12 if goal.share or self.decimals else 0.3
        return first * (1 - goal.direction * distance)

    @property
    def end(self) -> float:
        """Where the goal is to arrive; its start where the plan names no number."""
        return self.goal.final.value if self.goal.final else self.start

    @property
    def until(self) -> int:
        """The last year that is reported: of a flow the last one that something is due in."""
        if self.goal.is_flow and self.goal.final_year is not None:
            return self.goal.final_year
        return self.goal.last_year

    @cached_property
    def is_fine(self) -> bool:
        """Whether a share of the way can be told in units."""
        return round(abs(self.end - self.start) / self.unit, 6) >= FINE

    def planned(self, time: float) -> float:
        """Return where the plan's path is at `time`, in years; straight where it is silent."""
        goal = self.goal
        known = {goal.baseline_year: self.start, **self.stated}
        if goal.is_flow:  # nothing is due in a year without an amount
            done = 0.0
            for year in range(goal.baseline_year, goal.last_year + 1):
                done = known[year] = known.get(year, done)
        years = sorted(known)
        return float(np.interp(time, years, [known[year] for year in years]))

    def gone(self, time: float) -> float:
        """Return the share of the plan's years that has gone by at `time`."""
        begin = self.goal.first_year - 1
        return (time - begin) / (self.goal.last_year - begin)

    def along(self, time: float, pace: float) -> float:
        """Return the value whose pace on the plan's own path is `pace` at `time`."""
        return self.start + pace * (self.planned(time) - self.start)

    def rounded(self, value: float, decimals: int | None = None) -> float:
        """Return a value as it can be observed: not negative, a share within 100, rounded."""
        within = min(max(value, 0.0), 100.0 if self.goal.share else math.inf)
        return round(within, self.decimals if decimals is None else decimals) + 0.0


def grounds(plan: Plan) -> Iterator[Ground]:
    """Yield the ground of every goal of `plan`, in the order of its indicators."""
    path = trajectory(plan).dropna(subset=["value"])
    stated: dict[str, dict[int, float]] = {}
    for indicator, year, value in zip(path["indicator"], path["year"], path["value"], strict=True):
        stated.setdefault(indicator, {})[int(year)] = float(value)
    units = plan.tables["units"]
    decimals = dict(zip(units["unit"], units["decimals"], strict=True))
    for goal in goals(plan):
        if goal.aim != "context":
            yield Ground(plan.facts.plan, goal, int(decimals[goal.unit]),
                         stated.get(goal.indicator, {}))  # fmt: skip
