"""How planned changes are spread over the years, and which of them can be shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.plan.goals import goals
from minsheng.plan.requirements import HELD, reason_of, steps
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_SAME = 1e-9  # shares closer than this are the same
# What no year brings closer, or has no known start; a line to be held is no change to spread.
_LEFT_OUT = {"yearly_rate", "no_number", "milestone", "no_baseline", "no_target", "outside_line",
             *HELD}  # fmt: skip


@dataclass(frozen=True)
class Spread:
    """How one indicator's planned change is spread: year, share and basis of each step."""

    indicator: str
    years: tuple[int, ...]
    shares: tuple[float, ...]
    bases: tuple[str, ...]

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


def spreads_of(plan: Plan) -> tuple[list[Spread], list[str]]:
    """Return what can be drawn in its order, and for everything else the reason."""
    reasons = {goal.indicator: "yearly_rate" if goal.is_flow and goal.share else reason_of(goal)
               for goal in goals(plan)}  # fmt: skip
    spreads: list[Spread] = []
    left: list[str] = []
    for indicator, rows in steps(plan).groupby("indicator", sort=False):
        spread = Spread(str(indicator), tuple(rows["year"]), tuple(rows["share_of_change"]),
                        tuple(rows["basis"]))  # fmt: skip
        code = _reason(spread, list(rows["reason"]), reasons[str(indicator)])
        if code:
            left.append(code)
        else:
            spreads.append(spread)
    return sorted(spreads, key=lambda spread: -spread.first), left


def _reason(spread: Spread, told: Sequence[str], why: str) -> str:
    """Return why a spread is not drawn, or ``""``."""
    missing = next((code for code in told if code), "")
    if why in _LEFT_OUT:
        return why
    if missing:
        return missing
    if any(math.isnan(share) for share in spread.shares):
        return "no_change"
    return "spread_evenly" if set(spread.bases[:-1]) == {"interpolated"} else ""


def finding(spreads: Sequence[Spread], years: range) -> str:
    """Return how many are front-loaded and how many back-loaded.

    What the plan sets out year by year is told apart from what it states for some years only.
    """
    if not spreads:
        return say("charts.loading_title_none")
    even = 1 / len(years)
    whole = [spread for spread in spreads if spread.is_set_out]
    partly = [spread for spread in spreads if not spread.is_set_out]
    told = [say(f"charts.loading_{key}", n=len(some), parts=_compared(some, even))
            for key, some in (("whole", whole), ("partly", partly)) if some]  # fmt: skip
    return say("charts.loading_title", share=plain(100 * even, 0),
               told=say("charts.semicolon").join(told))  # fmt: skip


def _compared(spreads: Sequence[Spread], even: float) -> str:
    """Return how many put more, less or the same as an even share into the first year."""
    front = sum(spread.first > even + _SAME for spread in spreads)
    back = sum(spread.first < even - _SAME for spread in spreads)
    counts = {"front": front, "back": back, "even": len(spreads) - front - back}
    parts = [say(f"charts.loading_{part}", n=n) for part, n in counts.items() if n]
    return say("charts.comma").join(parts)
