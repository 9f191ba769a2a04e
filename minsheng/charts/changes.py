"""Changes in words: what rises, what falls, and by how much a year."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from minsheng.text.language import say
from minsheng.text.numerals import MISSING, difference, plain, rate, rate_number

if TYPE_CHECKING:
    from minsheng.text.units import Unit


def a_year(low: float, high: float, unit: Unit) -> str:
    """Return a change a year, or the interval of one, as a rise or a fall without a sign.

    A missing end is open: there the change has no limit. Where the interval holds both rises and
    falls its ends keep their signs.

    Examples
    --------
    >>> import math
    >>> import minsheng as ms
    >>> percent = ms.load_plan().unit("percent")
    >>> a_year(-2.2, -2.2, percent), a_year(-2, 8, percent)
    ('每年降低2.2个百分点', '每年变化−2至8个百分点')
    >>> a_year(math.nan, 3, percent)
    '每年提高3个百分点以内'
    """
    kind = "share" if unit.share else "amount"
    return _between(low, high, kind, lambda value: rate(value, unit), rate_number)


def growth_a_year(low: float, high: float) -> str:
    """Return growth a year in words from per cent; see `a_year`.

    Examples
    --------
    >>> growth_a_year(-12.94, -12.94)
    '每年下降12.9%'
    """
    return _between(low, high, "growth", _per_cent, lambda value: plain(value, 1))


def must_a_year(value: float, unit: Unit | None = None) -> str:
    """Return for a title what must happen each year: of a unit, or of growth in per cent.

    Examples
    --------
    >>> import minsheng as ms
    >>> must_a_year(-2.2, ms.load_plan().unit("percent")), must_a_year(3.5)
    ('每年须降低2.2个百分点', '每年须增长3.5%')
    """
    kind = "growth" if unit is None else "share" if unit.share else "amount"
    told = _per_cent(abs(value)) if unit is None else rate(abs(value), unit)
    return say(f"charts.must_{_way(value)}_{kind}", change=told)


def gap_to_go(gap: float, direction: int, unit: Unit) -> str:
    """Return a gap as what is missing, or where less is better as what it must fall by."""
    key = "to_go" if direction > 0 else f"to_fall_{'share' if unit.share else 'amount'}"
    return say(f"charts.{key}", gap=difference(gap, unit))


def interval_of(low: float, high: float, unit: Unit) -> str:
    """Return what a bound leaves open of a difference; a missing end is open.

    Examples
    --------
    >>> import math
    >>> import minsheng as ms
    >>> interval_of(math.nan, 50, ms.load_plan().unit("bed"))
    '50张以内'
    """
    if math.isnan(low):
        return say("charts.at_most", amount=difference(high, unit))
    if math.isnan(high):
        return say("charts.at_least", amount=difference(low, unit))
    number = plain(low, max(unit.decimals, 2))
    return say("labels.from_to", low=number, high=difference(high, unit))


def _per_cent(value: float) -> str:
    return f"{plain(value, 1)}%"


def _way(value: float) -> str:
    return "up" if value >= 0 else "down"


def _between(
    low: float, high: float, kind: str, told: Callable[[float], str],
    number: Callable[[float], str],
) -> str:  # fmt: skip
    """Return an interval of changes in words; `told` writes with the unit, `number` without."""
    known = [end for end in (low, high) if not math.isnan(end)]
    if not known:
        return MISSING
    if len(known) == 1:
        (end,) = known
        move = say(f"charts.{_way(end)}_{kind}", change=told(abs(end)))
        # What may fall without limit rises at most, or falls at least, by its known end.
        most = math.isnan(low) == (end >= 0)
        return say("charts.at_most" if most else "charts.at_least", amount=move)
    if low == high:
        return say(f"charts.{_way(low)}_{kind}", change=told(abs(low)))
    if low < 0 < high:
        both = say("labels.from_to", low=number(low), high=told(high))
        return say("charts.changes", change=both)
    near, far = sorted((abs(low), abs(high)))
    both = say("labels.from_to", low=number(near), high=told(far))
    return say(f"charts.{_way(low + high)}_{kind}", change=both)
