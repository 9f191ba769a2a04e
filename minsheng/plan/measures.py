"""Pure arithmetic on plain numbers; each function can be checked with a pencil.

Where a quantity is undefined the answer is ``nan``, never zero and never infinity; the callers say
why in words. Time is in years. `direction` is +1 where more is better and -1 where less is better.
"""

from __future__ import annotations

import math

from minsheng.plan.bounds import BOUND_TABLE, tolerance

NOT_DEFINED = math.nan


def gap(value: float, target: float, direction: int) -> float:
    """Return what is still to go, ``direction * (target - value)``, in the indicator's unit.

    Positive: still to go. Zero or negative: reached. For a share it is in percentage points.

    Examples
    --------
    >>> gap(86, 90, +1), gap(18, 5, -1)
    (4, 13)
    """
    return direction * (target - value)


def relative_gap(gap: float, target: float) -> float:
    """Return a gap as a share of the target's size; ``nan`` where the target is zero.

    Examples
    --------
    >>> relative_gap(gap(80, 100, +1), 100), relative_gap(gap(3, 0, -1), 0)
    (0.2, nan)
    """
    return gap / abs(target) if target else NOT_DEFINED


def required_change(baseline: float, target: float, years: float) -> float:
    """Return the change a year that leads from baseline to target, ``(T - b) / years``.

    Examples
    --------
    >>> round(required_change(82, 95, 3), 4)
    4.3333
    """
    return (target - baseline) / years if years > 0 else NOT_DEFINED


def required_growth(baseline: float, target: float, years: float) -> float:
    """Return the compound growth a year, ``(T / b) ** (1 / years) - 1``, as a fraction.

    ``nan`` unless both numbers are positive: growth means nothing across zero.

    Examples
    --------
    >>> round(required_growth(82, 95, 3), 6)
    0.050276
    >>> required_growth(0, 95, 3)
    nan
    """
    if baseline <= 0 or target <= 0 or years <= 0:
        return NOT_DEFINED
    return float((target / baseline) ** (1 / years) - 1)


def interpolate(time: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the straight line between two points ``(time, value)`` at `time`.

    Examples
    --------
    >>> round(interpolate(2019, (2018, 68), (2025, 99)), 6)
    72.428571
    """
    (first, low), (last, high) = start, end
    return low + (high - low) * (time - first) / (last - first)


def meets(value: float, bound: str, target: float, direction: int) -> bool:
    """Return whether a value meets a target by the comparator of its wording.

    以上, 以内, 不低于, 不超过 include the number; 超过, 高于, 低于 exclude it. A plain number and
    the weaker end of a range are met from the better side on, an approximate number also within
    its `tolerance`.

    Examples
    --------
    >>> meets(90, ">=", 90, +1), meets(90, ">", 90, +1), meets(3.5, "<=", 4, -1)
    (True, False, True)
    >>> meets(6.20, "=", 6.18, +1), meets(15_910, "~", 16_000, +1), meets(15_910, "=", 16_000, +1)
    (True, True, False)
    """
    compare = BOUND_TABLE[bound].compare
    room = tolerance(target) if bound == "~" else 0
    ahead = round(direction * (value - target) + room, 9)
    return bool(compare(value, target) if compare else ahead >= 0)


__all__ = ["gap", "interpolate", "meets", "relative_gap", "required_change", "required_growth"]


def __dir__() -> list[str]:
    return __all__
