"""Better and worse: figures compared in the direction that the plan wants."""

from __future__ import annotations

from decimal import Decimal

from minsheng.audit.printed import Figure
from minsheng.plan.goals import Goal


def worst_end(goal: Goal, base: Figure) -> Decimal:
    """Return the end of the baseline that is furthest from the better side."""
    return base.range.low if goal.direction > 0 else base.range.high


def best_end(goal: Goal, base: Figure) -> Decimal:
    """Return the end of the baseline that is nearest to the better side."""
    return base.range.high if goal.direction > 0 else base.range.low


def target_of(goal: Goal, figure: Figure) -> Decimal:
    """Return the number of a target, of a range its weaker end."""
    if figure.bound == "range" and goal.direction < 0:
        return figure.range.high
    return figure.exact


def worse(goal: Goal, figure: Figure, than: Decimal) -> bool:
    """Return whether a target asks for less than a number."""
    return goal.direction * (target_of(goal, figure) - than) < 0


def side(goal: Goal, *, looser: bool) -> str:
    """Return the sign between a target and its baseline.

    A target that is not looser is at least as good.
    """
    if looser:
        return "<" if goal.direction > 0 else ">"
    return "≥" if goal.direction > 0 else "≤"
