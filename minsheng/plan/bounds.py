"""Bounds of printed figures: what each of them means, for one figure and for many at once.

`BOUND_TABLE` is the one table of it. Arrays hold bounds as codes, their places in that table.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

import numpy as np

from minsheng.plan.arrays import Codes, Floats, Truths

if TYPE_CHECKING:
    import pandas as pd

Number = TypeVar("Number", float, Decimal)


@dataclass(frozen=True)
class Meaning:
    """What a bound means: its words, its open side, its comparison."""

    word: str  # its entry in the message catalogue ``wording``
    # The side on which a figure with this bound has no end of its own.
    open_side: Literal["", "above", "below"] = ""
    # The comparison that a value must pass against a target with this bound. None: the value must
    # be equal or on the better side, whichever that is for the indicator.
    compare: Callable[[Any, Any], Any] | None = None


BOUND_TABLE: Mapping[str, Meaning] = {
    "=": Meaning("plain"),
    ">=": Meaning("at_least", "above", operator.ge),
    "<=": Meaning("at_most", "below", operator.le),
    ">": Meaning("over", "above", operator.gt),
    "<": Meaning("under", "below", operator.lt),
    "~": Meaning("about"),
    "range": Meaning("range"),
}
"""The bounds of `minsheng.text.quantity` in their order: 以上, 不低于 are ``>=``, 以内, 不超过 are
``<=``, 超过 is ``>``, 低于 is ``<``, 左右 is ``~``, "1-2" is ``range``."""
NO_BOUND = np.int8(-1)
"""The code of a figure that is not there."""
LARGEST_SHARE = 100.0
"""A share cannot be above this unless its plan declares so."""
_CODE = {bound: np.int8(code) for code, bound in enumerate(BOUND_TABLE)}


@dataclass(frozen=True)
class Interval(Generic[Number]):
    """The values that a printed figure leaves open, `low` to `high`; an open side is infinite.

    The ends are floats, or decimals where sums and quotients must be exact.

    Examples
    --------
    >>> twelve = Interval(Decimal(12), Decimal(12))
    >>> six_or_more = Interval(Decimal(6), Decimal("Infinity"))
    >>> (twelve + six_or_more.times(3)).low
    Decimal('30')
    """

    low: Number
    high: Number

    @property
    def is_number(self) -> bool:
        """Whether the figure is one number."""
        return self.low == self.high

    @property
    def number(self) -> float:
        """The number, or ``nan`` where the figure is only a bound."""
        return float(self.low) if self.is_number else math.nan

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends as numbers: ``nan`` where a side is open."""
        low, high = (
            float(end) if math.isfinite(end) else math.nan for end in (self.low, self.high)
        )
        return low, high

    def map(self, function: Callable[[Number], Number]) -> Interval[Number]:
        """Apply a monotone function to both ends.

        Examples
        --------
        >>> Interval(94, 100).map(lambda x: 95 - x)
        Interval(low=-5, high=1)
        """
        ends = (function(self.low), function(self.high))
        return Interval(min(ends), max(ends))

    def __add__(self, other: Interval[Number]) -> Interval[Number]:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval[Number]) -> Interval[Number]:
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: Number | int) -> Interval[Number]:
        """Return the interval multiplied by a positive `factor`."""
        return Interval(self.low * factor, self.high * factor)

    def over(self, other: Interval[Number]) -> Interval[Number] | None:
        """Return the interval of the quotient, None where the divisor may be zero or less."""
        if other.low <= 0:
            return None
        low = self.low / (other.high if self.low > 0 else other.low)
        high = self.high / (other.low if self.high > 0 else other.high)
        return Interval(low, high)

    def misses(self, other: Interval[Number]) -> bool:
        """Return whether no value lies in both intervals."""
        return self.high < other.low or other.high < self.low

    def falls_short_of(self, other: Interval[Number]) -> bool:
        """Return whether this bound does not guarantee `other`.

        A minimum guarantees neither a higher minimum nor a higher number; a maximum, whose low end
        is not above zero, no lower maximum.

        Examples
        --------
        >>> three, four = Interval(3.0, math.inf), Interval(4.0, math.inf)
        >>> three.falls_short_of(four), four.falls_short_of(three)
        (True, False)
        """
        if math.isinf(self.high):
            return self.low < other.low
        return max(self.low, other.low) <= 0 and self.high > other.high > other.low


@dataclass(frozen=True)
class Limits:
    """What the values of an indicator may be."""

    # The smallest and the largest possible value; infinite where there is none.
    least: float = 0.0
    most: float = math.inf
    # Values beyond these are possible but improbable.
    usual_least: float = 0.0
    usual_most: float = math.inf


def limits(indicator: Mapping[Any, Any], unit: Mapping[Any, Any]) -> Limits:
    """Return the limits that the row of an indicator declares, else that of its unit.

    Where neither does, no value is below 0, a share is at most 100, and all that is possible is
    usual. The columns ``minimum``, ``maximum``, ``usual_minimum`` and ``usual_maximum`` may be
    absent, None or ``nan``.

    Examples
    --------
    >>> limits({"maximum": 150.0}, {"share": True, "usual_maximum": 110.0})
    Limits(least=0.0, most=150.0, usual_least=0.0, usual_most=110.0)
    """

    def declared(column: str, default: float) -> float:
        cells = (row.get(column) for row in (indicator, unit))
        known = (float(cell) for cell in cells if cell is not None and not math.isnan(cell))
        return next(known, default)

    least = declared("minimum", 0.0)
    most = declared("maximum", LARGEST_SHARE if unit["share"] else math.inf)
    return Limits(least, most, declared("usual_minimum", least), declared("usual_maximum", most))


def intervals(
    bounds: Codes, values: Floats, highs: Floats, least: Floats, most: Floats
) -> tuple[Floats, Floats]:
    """Return the smallest and the largest value that each printed figure allows.

    Of a range `values` and `highs` are its two ends. `least` and `most`, what is possible at all,
    are infinite where there is no limit.

    Examples
    --------
    >>> figures = codes([">", "<=", "=", "range"]), np.array([94.0, 3.5, 86.0, 10.0])
    >>> highs = np.array([np.nan] * 3 + [12.0])
    >>> low, high = intervals(*figures, highs, np.zeros(4), np.full(4, 100.0))
    >>> low.tolist(), high.tolist()
    ([94.0, 0.0, 86.0, 10.0], [100.0, 3.5, 86.0, 12.0])
    """
    side = np.array([*(meaning.open_side for meaning in BOUND_TABLE.values()), ""])[bounds]
    opens_above, opens_below = side == "above", side == "below"
    low = np.where(opens_below, least, values)
    return low, np.select([opens_above, bounds == code("range")], [most, highs], values)


def code(bound: str) -> np.int8:
    """Return the code of a bound: its place in `BOUND_TABLE`."""
    return _CODE[bound]


def codes(bounds: pd.Series[str] | list[str]) -> Codes:
    """Return the codes of bounds; `NO_BOUND` for an empty one."""
    import pandas as pd

    return pd.Series(bounds).map(_CODE).fillna(NO_BOUND).to_numpy(np.int8)


def words(codes: Codes) -> pd.Categorical[Any]:
    """Return the bounds of codes; empty for `NO_BOUND`."""
    import pandas as pd

    symbols = pd.Index([*BOUND_TABLE, ""])
    return pd.Categorical.from_codes(np.where(codes < 0, len(BOUND_TABLE), codes), symbols)


def tolerance(target: float) -> float:
    """Return how far from an approximate target a value may lie and still meet it.

    Half a unit of the last digit of the target that is not zero, no more than half a unit of its
    second one: a plan that says "about 16,000" counts in thousands.

    Examples
    --------
    >>> [tolerance(target) for target in (16_000, 3200, 1000, 0.35)]
    [500.0, 50.0, 50.0, 0.005]
    """
    exact = Decimal(repr(float(target))).normalize()
    if not exact:
        return 0.0
    last = min(int(exact.as_tuple().exponent), exact.adjusted() - 1)
    return float(Decimal(5).scaleb(last - 1))


def meet(values: Floats, bounds: Codes, targets: Floats, direction: Floats) -> Truths:
    """Return where values meet their targets; never where one of them is missing.

    The many-figure form of `minsheng.plan.measures.meets`; of an approximate target, within its
    `tolerance`.

    Examples
    --------
    >>> bounds, figures = codes([">=", ">"]), np.array([90.0, 90.0])
    >>> meet(figures, bounds, figures, np.ones(2)).tolist()
    [True, False]
    """
    known = ~(np.isnan(values) | np.isnan(targets))
    difference = values - targets
    met = direction * difference >= 0
    for bound, meaning in BOUND_TABLE.items():
        if meaning.compare:
            met = np.where(bounds == _CODE[bound], meaning.compare(difference, 0), met)
    about = np.nonzero(known & (bounds == _CODE["~"]))[0]
    room = np.array([tolerance(target) for target in targets[about]])
    met[about] = np.round(direction[about] * difference[about] + room, 9) >= 0
    return known & met
