"""The numbers that a plan prints, as exact decimals, and the relations between them.

A `PrintedNumber` is one row of the tables baselines, targets or restatements. Its `Range` goes from
the least to the greatest value that the wording allows; a plain number is a range whose ends meet.
A `Relation` is a group of printed numbers that belong together, each in a role.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from minsheng.plan.periods import span
from minsheng.plan.years import years_text
from minsheng.text.numerals import BOUND_SIGNS
from minsheng.text.quantity import quantities

_INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Range:
    """All values from `low` to `high`; an open side is infinite above and zero below.

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

    def times(self, factor: int | Decimal) -> Range:
        """Return the range multiplied by `factor`."""
        return Range(self.low * factor, self.high * factor)

    def over(self, other: Range) -> Range | None:
        """Return the range of the quotient, None where the divisor may be zero."""
        if other.low <= 0:
            return None
        low = _ZERO if other.high.is_infinite() else self.low / other.high
        return Range(low, self.high / other.low)

    def widened(self, margin: Decimal) -> Range:
        """Return the range with `margin` added on both sides, never below zero."""
        return Range(max(self.low - margin, _ZERO), self.high + margin)

    def misses(self, other: Range) -> bool:
        """Return whether no value lies in both ranges."""
        return self.high < other.low or other.high < self.low

    def falls_short_of(self, other: Range) -> bool:
        """Return whether this bound does not guarantee `other`.

        A minimum guarantees neither a higher minimum nor a higher number; a maximum no lower one.

        Examples
        --------
        >>> three, four = Range(Decimal(3), _INFINITY), Range(Decimal(4), _INFINITY)
        >>> three.falls_short_of(four), four.falls_short_of(three)
        (True, False)
        """
        if self.high.is_infinite():
            return self.low < other.low
        return self.low == other.low == 0 and self.high > other.high > 0


@dataclass(frozen=True)
class PrintedNumber:
    """One row of baselines, targets or restatements; `value` is NaN where it has no number."""

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
    basis: str = ""
    note_zh: str = ""
    note_en: str = ""

    @classmethod
    def read(cls, table: str, record: Mapping[Any, Any]) -> PrintedNumber:
        """Return a record of `table`.

        Baselines lack the column ``strength``; only they have a basis and notes. A target that is
        stated as a change of a level has that change as its statistic: it is no value of a year.
        """
        low, high = (
            float(record[name]) if isinstance(record[name], int | float) else math.nan
            for name in ("value", "value_high")
        )
        columns = ("indicator", "statistic", "bound", "printed", "section")
        texts: dict[str, Any] = {name: record[name] for name in columns}
        optional = ("strength", "basis", "note_zh", "note_en")
        texts |= {"year": years_text(record), **{name: record.get(name, "") for name in optional}}
        texts["statistic"] = record.get("change") or texts["statistic"]
        return cls(table=table, value=low, value_high=high, **texts)

    @property
    def row(self) -> str:
        """The id of the row, such as ``targets:childcare.gross_enrolment@2018``."""
        place = f"@{self.section}" if self.table == "restatements" else ""
        return f"{self.table}:{self.indicator}@{self.year}{place}"

    @property
    def is_number(self) -> bool:
        """Whether the row has a value."""
        return not math.isnan(self.value)

    @property
    def is_approximate(self) -> bool:
        """Whether the wording makes the number approximate (左右, 基本)."""
        return self.bound == "~" or self.strength == "approximate"

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year that the number is for."""
        return span(self.year)

    @property
    def times(self) -> int:
        """How often the number counts in a sum: a yearly mean once for each of its years."""
        first, last = self.years
        return last - first + 1 if self.statistic == "mean" else 1

    @property
    def exact(self) -> Decimal:
        """The number as a decimal."""
        return Decimal(repr(self.value))

    @property
    def range(self) -> Range:
        """The values that the wording allows; a yearly mean is multiplied by its years."""
        return self._range_of_one.times(self.times)

    @property
    def _range_of_one(self) -> Range:
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
        >>> def digit(value, printed):
        ...     return PrintedNumber("baselines", "a.b", "2017", "value", "=", value, math.nan, "",
        ...                          printed, "").last_digit
        >>> str(digit(75.15, "比例为75.15%")), str(digit(15000, "1.5万人")), str(digit(9, "9所"))
        ('0.01', '1000', '1')
        """
        for quantity in quantities(self.printed):
            if quantity.value == self.exact:
                return quantity.last_digit
        return Decimal(1).scaleb(min(int(self.exact.normalize().as_tuple().exponent), 0))

    @property
    def rounding(self) -> Decimal:
        """By how much rounding may have changed the number: zero for a plain count."""
        return _ZERO if self.last_digit == 1 else self.last_digit / 2

    @property
    def shown(self) -> str:
        """The number in a line of arithmetic, with its bound; a yearly mean times its years."""
        return self._shown(self.times)

    @property
    def shown_once(self) -> str:
        """The number as printed, with its bound: of a yearly mean, that of one year."""
        return self._shown(1)

    def _shown(self, times: int) -> str:
        if self.bound == "range" and not math.isnan(self.value_high):
            ends = self._range_of_one.times(times)
            return f"{written(ends.low)}–{written(ends.high)}"
        return f"{BOUND_SIGNS.get(self.bound, '')}{written(self.exact * times)}"


_COMPUTED = ("whole", "end", "share", "ratio", "mean")
_COMPARED = ("standard", "planned", "goal", "after", "one", "greater")
RESULTS = (*_COMPUTED, *_COMPARED)
"""The roles of the numbers that the other numbers of a relation lead to; a relation has one."""
CONTRIBUTIONS = ("addition", "numerator", "removal", "numerator_addition")
"""The roles of the numbers that bring a result about."""


@dataclass(frozen=True)
class Relation:
    """Printed numbers that belong together: their kind, and the numbers in each role."""

    name: str
    kind: str
    roles: Mapping[str, tuple[PrintedNumber, ...]]
    note_zh: str
    note_en: str

    def __getitem__(self, role: str) -> tuple[PrintedNumber, ...]:
        """Return the numbers in a role, by year and size; empty where the role is not taken."""
        return self.roles.get(role, ())

    @property
    def numbers(self) -> tuple[PrintedNumber, ...]:
        """All numbers of the relation."""
        return tuple(number for role in sorted(self.roles) for number in self.roles[role])

    @property
    def results(self) -> tuple[PrintedNumber, ...]:
        """The numbers that the others lead to."""
        return next((self[role] for role in RESULTS if role in self.roles), ())


def read_relations(
    records: Iterable[Mapping[Any, Any]], numbers: Iterable[PrintedNumber]
) -> tuple[Relation, ...]:
    """Return the relations of the table `records`, by name.

    A relation with a member that is not among `numbers`, or has no value, is left out; only the
    ``goal`` of a distance may be a direction without a value.
    """
    by_key = {(number.indicator, number.year): number for number in numbers}
    members: dict[str, list[Mapping[Any, Any]]] = defaultdict(list)
    for record in records:
        members[record["relation"]].append(record)
    relations = []
    for name, rows in sorted(members.items()):
        roles: dict[str, list[PrintedNumber]] = defaultdict(list)
        for row in rows:
            number = by_key.get((row["indicator"], years_text(row)))
            if number is None or not (number.is_number or row["role"] == "goal"):
                break
            roles[row["role"]].append(number)
        else:
            ordered = {role: tuple(sorted(group, key=_by_year)) for role, group in roles.items()}
            zh, en = (
                "\n".join(sorted({row[note] for row in rows} - {""}))
                for note in ("note_zh", "note_en")
            )
            relations.append(Relation(name, rows[0]["kind"], ordered, zh, en))
    return tuple(relations)


def _by_year(number: PrintedNumber) -> tuple[tuple[int, int], Decimal, str]:
    """Sort key: year, size, indicator, so that the order of a table's rows does not matter."""
    return number.years, number.exact, number.indicator


def written(value: Decimal, digit: Decimal = Decimal("0.01")) -> str:
    """Return `value` rounded half up to a multiple of `digit`, without trailing zeros.

    Examples
    --------
    >>> written(Decimal("75.1473")), written(Decimal("6600.0")), written(Decimal("0.7"))
    ('75.15', '6600', '0.7')
    """
    exponent = min(int(digit.as_tuple().exponent), 0)
    text = f"{value.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
