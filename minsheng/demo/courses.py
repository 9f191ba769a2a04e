"""How figures run: each course gives the value at a time, in years; of a flow the running total.

A pace of one is the plan's own path; see `minsheng.methods.plan_path`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from minsheng.demo.ground import Ground

Course: TypeAlias = Callable[[Ground, float], float]


def _bent(x: float, shares: Sequence[float], values: Sequence[float]) -> float:
    return float(np.interp(x, shares, values))


def steady(ground: Ground, time: float) -> float:
    """Run a little ahead of the plan's path."""
    return ground.along(time, ground.draw("pace", 1.02, 1.10))


def as_planned(ground: Ground, time: float) -> float:
    """Run on the plan's path itself; where it lies between two units, on the better one."""
    direction = ground.goal.direction
    units = direction * (ground.planned(time) - ground.start) / ground.unit
    return ground.start + direction * math.ceil(round(units, 6)) * ground.unit


def short(ground: Ground, time: float) -> float:
    """Stay behind the path from the first day to the last."""
    return ground.along(time, ground.draw("pace", 0.72, 0.86))


def catching_up(ground: Ground, time: float) -> float:
    """Fall far behind at first, and arrive in time all the same."""
    return ground.along(time, _bent(ground.gone(time), (0, 1 / 3, 2 / 3, 1), (0.2, 0.4, 0.7, 1.02)))


def moving_away(ground: Ground, time: float) -> float:
    """Move away from the target."""
    distance = abs(ground.end - ground.start) * ground.draw("pace", 0.15, 0.3)
    return ground.start - ground.goal.direction * distance * ground.gone(time)


def on_the_cut(ground: Ground, time: float) -> float:
    """Run at a pace of 0.95, where on track begins."""
    return ground.along(time, 0.95)


def early(ground: Ground, time: float) -> float:
    """Arrive at the final target after some 60 % of the time."""
    whole = ground.end - ground.start
    planned = (ground.planned(time) - ground.start) / whole if whole else 1.0
    return ground.start + whole * min(1.0, max(planned, ground.gone(time) / 0.6))


def one_short(ground: Ground, time: float) -> float:
    """Keep to the plan, and lack one unit at the end."""
    lacking = ground.unit if time >= (ground.goal.final_year or ground.goal.last_year) else 0.0
    return as_planned(ground, time) - ground.goal.direction * lacking


def held(ground: Ground, time: float) -> float:
    """Stay well inside a line."""
    return _beside_line(ground, time, ground.draw("inside", 0.3, 0.5) * _room(ground))


def drifting(ground: Ground, time: float) -> float:
    """Stay inside a line, and come closer to it every year."""
    begin = _inside_at_start(ground) or 0.6 * _room(ground)
    return _beside_line(ground, time, begin * (1 - 0.9 * ground.gone(time)))


def breached(ground: Ground, time: float) -> float:
    """Stay inside a line at first, then fall outside it."""
    begin = max(_inside_at_start(ground), 0.3 * _room(ground))
    outside = -max(0.06 * _size(ground), ground.unit)
    return _beside_line(ground, time, _bent(ground.gone(time), (0, 0.4, 1), (begin, 0.0, outside)))


def recovering(ground: Ground, time: float) -> float:
    """Stay outside a line, and come closer to it every year."""
    begin = min(_inside_at_start(ground), 0.0) or -max(0.2 * _size(ground), 4 * ground.unit)
    outside = min(begin * (1 - 0.9 * ground.gone(time)), -ground.unit)
    return _beside_line(ground, time, outside)


def _beside_line(ground: Ground, time: float, inside: float) -> float:
    return _line(ground, time) + ground.goal.direction * inside


def _line(ground: Ground, time: float) -> float:
    """Return the line in force: of the year, else the next one, else the last."""
    goal = ground.goal
    if goal.aim != "hold":
        return ground.end
    year = min((year for year in goal.yearly if year >= time), default=max(goal.yearly))
    return goal.yearly[year].value


def _room(ground: Ground) -> float:
    """Return how far inside its last line a figure can be."""
    line = ground.end
    if ground.goal.direction < 0:
        return line
    return 100 - line if ground.goal.share else 0.5 * line


def _size(ground: Ground) -> float:
    return abs(ground.end) or 10 * ground.unit


def _inside_at_start(ground: Ground) -> float:
    """Return how far inside its line the printed baseline is, zero where there is none."""
    if ground.goal.baseline is None:
        return 0.0
    return ground.goal.direction * (ground.start - ground.end)


def right_way(ground: Ground, time: float) -> float:
    """Move the right way every year."""
    return _by_swing(ground, ground.gone(time))


def wrong_way(ground: Ground, time: float) -> float:
    """Move the wrong way every year."""
    return _by_swing(ground, -ground.gone(time))


def stalled(ground: Ground, time: float) -> float:
    """Move the right way, and back in the last year."""
    return _by_swing(ground, _bent(ground.gone(time), (0, _before_last(ground), 1), (0, 1, 0.7)))


def turning(ground: Ground, time: float) -> float:
    """Move the wrong way, and back in the last year."""
    return _by_swing(ground, _bent(ground.gone(time), (0, _before_last(ground), 1), (0, -1, -0.7)))


def _before_last(ground: Ground) -> float:
    return ground.gone(ground.goal.last_year - 1)


def _by_swing(ground: Ground, swing: float) -> float:
    """Return the start moved by a share of the widest change, 15 % of it."""
    widest = max(0.15 * ground.start, 4 * ground.unit)
    return ground.start + ground.goal.direction * widest * swing
