"""How the planned change of each goal is spread over the years: front-loaded or back-loaded."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.plan.goals import goals
from minsheng.plan.requirements import HELD_REASONS, reason_of
from minsheng.plan.trajectory import steps

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# Reasons for which a goal has no planned change that could be spread over the years.
_NOT_SPREAD = {
    "yearly_rate",
    "no_number",
    "milestone",
    "no_baseline",
    "no_target",
    "outside_line",
    *HELD_REASONS,
}


@dataclass(frozen=True)
class Spread:
    """How the planned change of one goal is spread over the years."""

    indicator: str
    # Of each step the year in which it ends, its share of the whole planned change, and whether its
    # end is ``stated`` or ``interpolated``.
    years: tuple[int, ...]
    shares: tuple[float, ...]
    bases: tuple[str, ...]
    reason: str  # why the shares say nothing of the plan, or empty

    @property
    def first(self) -> float:
        """The first year's share."""
        return self.shares[0]

    @property
    def is_set_out(self) -> bool:
        """Whether the plan states every year itself."""
        return "interpolated" not in self.bases

    @property
    def turns_back(self) -> bool:
        """Whether a year leads away from the final target."""
        return min(self.shares) < 0


def spreads(plan: Plan) -> list[Spread]:
    """Return how the change of each goal is spread, in the order of the plan.

    Examples
    --------
    >>> (one,) = spreads(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> one.years, [round(share, 2) for share in one.shares]
    ((2018, 2019, 2020), [0.25, 0.5, 0.25])
    """
    reasons = {
        goal.indicator: "yearly_rate" if goal.is_flow and goal.share else reason_of(goal)
        for goal in goals(plan)
    }
    spread_out = []
    for indicator, rows in steps(plan).groupby("indicator", sort=False):
        shares, bases = tuple(rows["share_of_change"]), tuple(rows["basis"])
        why = _reason(shares, bases, [reasons[str(indicator)], *rows["reason"]])
        years = tuple(rows["year"].tolist())
        spread_out.append(Spread(str(indicator), years, shares, bases, why))
    return spread_out


def _reason(shares: tuple[float, ...], bases: tuple[str, ...], reasons: Collection[str]) -> str:
    """Return why shares say nothing of the plan; `reasons` are the goal's and those of its steps.

    Where the years before the last are only interpolated, nothing is said of them; nor is anything
    of the years outside those that the plan states an amount over.
    """
    goal_reason, *step_reasons = reasons
    if goal_reason in _NOT_SPREAD:
        return goal_reason
    if missing := next((code for code in step_reasons if code), ""):
        return "part_of_years" if missing == "no_target" else missing
    if any(math.isnan(share) for share in shares):
        return "no_change"
    return "spread_evenly" if set(bases[:-1]) == {"interpolated"} else ""
