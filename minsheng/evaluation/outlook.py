"""What is still to be done: the gap, and how fast from here against how fast so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minsheng.methods.case import reason
from minsheng.plan.arrays import without_noise

if TYPE_CHECKING:
    from minsheng.methods import Case
    from minsheng.plan.arrays import Codes, Floats, Truths
    from minsheng.plan.goal_arrays import GoalArrays


@dataclass(frozen=True)
class Outlook:
    """What is left of each goal.

    Parameters
    ----------
    gap
        ``d * (T - y)`` in the unit; zero or less: reached.
    required
        ``(T - y) / (tT - t)`` in the unit a year, for goals that are not reached.
    growth
        The same as compound growth a year, as a fraction; stocks on a ratio scale only.
    so_far
        ``(y - b) / (t - t0)``, what was achieved a year.
    faster
        ``required / so_far``: how many times as fast as so far.
    reason
        Why nothing is required, or why it cannot be said; codes of `REASONS`.
    growth_reason
        Why only the growth is missing.
    """

    gap: Floats
    required: Floats
    growth: Floats
    so_far: Floats
    faster: Floats
    reason: Codes
    growth_reason: Codes


def outlook(case: Case, goals: GoalArrays) -> Outlook:
    """Return what is left of each goal at the time of its observation."""
    left, gone = case.end - case.time, case.time - case.start
    gap = without_noise(case.direction * (case.target - case.observed))
    guards = [
        (goals.milestone, "milestone"),
        (np.isnan(case.target), "no_target"),
        (np.isnan(case.observed), "not_reported"),
        (goals.by_year | (goals.kept & case.reached), "to_hold"),
        (case.reached, "target_reached"),
        (left <= 0, "no_time_left"),
    ]
    why = np.select([guard for guard, _ in guards], [reason(word) for _, word in guards],
                    np.int8(0)).astype(np.int8)  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        required = np.where(why == 0, (case.target - case.observed) / left, np.nan)
        positive = (case.observed > 0) & (case.target > 0) & case.growth & ~case.flow
        growth = np.where((why == 0) & positive,
                          (case.target / case.observed) ** (1 / left) - 1, np.nan)  # fmt: skip
        so_far = np.where(gone > 0, (case.observed - case.baseline) / gone, np.nan)
        moving = case.direction * so_far > 0
        faster = np.where((why == 0) & moving, required / so_far, np.nan)
    so_far = np.where(goals.milestone, np.nan, so_far)
    gap = np.where(goals.milestone, np.nan, gap)
    asked = (why == 0) & np.isnan(growth)
    without: tuple[tuple[Truths, str], ...] = (
        (case.flow, "flow_has_no_growth"),
        (~case.growth, "no_ratio_scale"),
        (case.observed == 0, "zero_observed"),
        (case.target == 0, "zero_target"),
        ((case.observed < 0) | (case.target < 0), "negative_number"),
    )
    no_growth = np.select([asked & holds for holds, _ in without],
                          [reason(word) for _, word in without], np.int8(0))  # fmt: skip
    return Outlook(gap, required, growth, so_far, faster, why, no_growth.astype(np.int8))
