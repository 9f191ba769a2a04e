"""A printed figure as the audit reads it: exact, with its bound and the digits it is printed with.

All arithmetic here is decimal. A figure is a `Range`, from the least to the most that its wording
allows; a plain number is a range whose ends meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from minsheng.plan.periods import span
from minsheng.text.quantity import fold, quantities

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈"}
_POWERS = {"千": 3, "万": 4, "亿": 8}


@dataclass(frozen=True)
class Range:
    """From the least to the most; an open side is infinite above and zero below.

    Examples
    --------
    >>> twelve, six_or_more = Range(Decimal(12), Decimal(12)), Range(Decimal(6), _INFINITY)
    >>> (twelve + six_or_more.times(3)).low
    Decimal('30')
    """

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(max(self.low - other.high, _ZERO), self.high - other.low)

    def times(self, number: int | Decimal) -> Range:
        """Return the range of so many of it."""
        return Range(self.low * number, self.high * number)

    def over(self, other: Range) -> Range | None:
        """Return the range of the quotient, None where the divisor may be zero."""
        if other.low <= 0:
            return None
        low = _ZERO if other.high.is_infinite() else self.low / other.high
        return Range(low, self.high / other.low)

    def widened(self, by: Decimal) -> Range:
        """Return the range with `by` more room on both sides."""
        return Range(max(self.low - by, _ZERO), self.high + by)

    def misses(self, other: Range) -> bool:
        """Return whether no number lies in both."""
        return self.high < other.low or other.high < self.low

    def falls_short_of(self, other: Range) -> bool:
        """Return whether two bounds on the same side do not secure each other.

        Examples
        --------
        >>> three, four = Range(Decimal(3), _INFINITY), Range(Decimal(4), _INFINITY)
        >>> three.falls_short_of(four), four.falls_short_of(three)
        (True, False)
        """
        if self.high.is_infinite() and other.high.is_infinite():
            return self.low < other.low
        return self.low == other.low == 0 and self.high > other.high > 0


@dataclass(frozen=True)
class Figure:
    """One row of baselines, targets or restatements."""

    table: str
    indicator: str
    year: str
    statistic: str
    bound: str
    value: float
    value_high: float
    strength: str
    printed: str
    section: str

    @classmethod
    def read(cls, table: str, row: Mapping[Any, Any]) -> Figure:
        """Read a record of the table; what the table does not have is empty."""
        return cls(
            table, row["indicator"], str(row["year"]), row["statistic"], row["bound"],
            _number(row["value"]), _number(row["value_high"]), row.get("strength", ""),
            row["printed"], row["section"],
        )  # fmt: skip

    @property
    def row(self) -> str:
        """The id of its row."""
        place = f"@{self.section}" if self.table == "restatements" else ""
        return f"{self.table}:{self.indicator}@{self.year}{place}"

    @property
    def is_number(self) -> bool:
        """Whether it has a value."""
        return not math.isnan(self.value)

    @property
    def is_approximate(self) -> bool:
        """Whether its wording leaves the number loose (左右, 基本)."""
        return self.bound == "~" or self.strength == "approximate"

    @property
    def years(self) -> tuple[int, int]:
        """Its first and last year."""
        return span(self.year)

    @property
    def times(self) -> int:
        """How often it counts: a yearly mean once for each of its years."""
        first, last = self.years
        return last - first + 1 if self.statistic == "mean" else 1

    @property
    def exact(self) -> Decimal:
        """The number as a decimal."""
        return Decimal(repr(self.value))

    @property
    def range(self) -> Range:
        """What its wording allows, a mean times its years."""
        return self._one.times(self.times)

    @property
    def _one(self) -> Range:
        value = self.exact
        match self.bound:
            case ">=" | ">":
                return Range(value, _INFINITY)
            case "<=" | "<":
                return Range(_ZERO, value)
            case "range" if not math.isnan(self.value_high):
                return Range(value, Decimal(repr(self.value_high)))
        return Range(value, value)

    @property
    def last_digit(self) -> Decimal:
        """The size of the last printed digit: 0.01 for "75.15%", 1000 for "1.5万人".

        Examples
        --------
        >>> def half(value, printed):
        ...     return Figure("baselines", "a.b", "2017", "value", "=", value, math.nan, "",
        ...                   printed, "").last_digit
        >>> str(half(75.15, "比例为75.15%")), str(half(15000, "1.5万人")), str(half(9, "9所"))
        ('0.01', '1000', '1')
        """
        plain = fold(self.printed)
        for quantity in quantities(self.printed):
            if quantity.value != self.exact:
                continue
            exponent = int(quantity.value.as_tuple().exponent)
            unit = Decimal(1).scaleb(exponent)
            for word, power in _POWERS.items():
                if f"{quantity.value.scaleb(-power).quantize(unit):f}{word}" in plain:
                    return Decimal(1).scaleb(exponent + power).normalize() + 0
            return unit
        return Decimal(1).scaleb(min(int(self.exact.normalize().as_tuple().exponent), 0))

    @property
    def slack(self) -> Decimal:
        """How far the true number may be from the printed one: nothing for a plain count."""
        return _ZERO if self.last_digit == 1 else self.last_digit / 2

    @property
    def shown(self) -> str:
        """The number as a line of arithmetic has it, a mean times its years."""
        return self._shown(self.times)

    @property
    def shown_once(self) -> str:
        """The number as printed: of a mean, that of one year."""
        return self._shown(1)

    def _shown(self, times: int) -> str:
        if self.bound == "range" and not math.isnan(self.value_high):
            return f"{number(self._one.low * times)}–{number(self._one.high * times)}"
        return f"{SIGNS.get(self.bound, '')}{number(self.exact * times)}"


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def number(value: Decimal, digit: Decimal = Decimal("0.01")) -> str:
    """Return a number rounded half up to the size of `digit`, without trailing zeros.

    Examples
    --------
    >>> number(Decimal("75.1473")), number(Decimal("6600.0")), number(Decimal("0.7"))
    ('75.15', '6600', '0.7')
    """
    exponent = min(int(digit.as_tuple().exponent), 0)
    text = f"{value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


def signed(within: Range) -> str:
    """Return a range as a number with its sign.

    Examples
    --------
    >>> signed(Range(Decimal(30), _INFINITY)), signed(Range(Decimal(0), Decimal(5)))
    ('≥30', '≤5')
    """
    if within.low == within.high:
        return number(within.low)
    if within.high.is_infinite():
        return f"≥{number(within.low)}"
    return (f"{number(within.low)}–" if within.low else "≤") + number(within.high)


def total(figures: Iterable[Figure]) -> Range:
    """Return the sum of figures, each as loose as it is printed."""
    result = Range(_ZERO, _ZERO)
    for figure in figures:
        result += figure.range.widened(figure.slack * figure.times)
    return result


def bare_total(figures: Iterable[Figure]) -> Range:
    """Return the sum of figures as printed."""
    result = Range(_ZERO, _ZERO)
    for figure in figures:
        result += figure.range
    return result


def by_year(figure: Figure) -> tuple[tuple[int, int], Decimal, str]:
    """Order figures by year, then by size: no matter how the rows of the table stand."""
    return figure.years, figure.exact, figure.indicator
