"""Check values against the possible and the usual range that a plan declares."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng.text.bounded import from_to
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from decimal import Decimal

    from minsheng.plan.bounds import Limits


def impossible(value: Decimal, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return fault code and allowed range of an impossible value; both empty where it is possible.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from minsheng.plan.bounds import Limits
    >>> impossible(Decimal(130), Limits(0, 100)), impossible(Decimal(103), Limits(0, 150))
    (('share_over_100', ('0–100',)), ('', ()))
    >>> impossible(Decimal(-3), Limits()), impossible(Decimal(-30), Limits(-20, 20))
    (('negative_value', ()), ('outside_possible', ('−20…20',)))
    """
    number = float(value)
    if limits.least <= number <= limits.most:
        return "", ()
    if number < 0 == limits.least:
        return "negative_value", ()
    code = "share_over_100" if number > 100 == limits.most else "outside_possible"
    return code, (band(limits.least, limits.most),)


def unusual(value: Decimal, limits: Limits) -> tuple[str, ...]:
    """Return the usual range, as a tuple of one text, where `value` is outside it; else ``()``."""
    usual = limits.usual_least, limits.usual_most
    return () if usual[0] <= float(value) <= usual[1] else (band(*usual),)


def band(least: float, most: float) -> str:
    """Return a range of values as text; either end may be infinite.

    Examples
    --------
    >>> band(0, 100), band(-20, float("inf")), band(-30, 30)
    ('0–100', '≥−20', '−30…30')
    """
    low, high = (plain(end, 4, lang="zh") for end in (least, most))
    if math.isinf(most):
        return f"≥{low}"
    return f"≤{high}" if math.isinf(least) else from_to(low, high)
