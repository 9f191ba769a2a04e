"""The numbers that a plan prints, as exact decimals, and the relations between them.

A `PrintedNumber` is one row of the tables baselines, targets or restatements. Its interval holds
the values that the wording allows: the ends of a plain number meet, and the open side of a minimum
is infinite, so that a sum of minima is told as one. A `Relation` is a group of printed numbers that
belong together, each in a role.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from minsheng.plan.bounds import Interval
from minsheng.plan.periods import span
from minsheng.plan.years import years_text
from minsheng.text.bounded import BOUND_SIGNS, from_to
from minsheng.text.quantity import quantities

_INFINITY = Decimal("Infinity")


@dataclass(frozen=True)
class PrintedNumber:
    """One row of baselines, targets or restatements; `value` is NaN where it has no number.

    No value of the indicator can be below `least`.
    """

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
    least: float = 0.0

    @classmethod
    def read(cls, table: str, record: Mapping[Any, Any], least: float) -> PrintedNumber:
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
        return cls(table=table, value=low, value_high=high, least=least, **texts)

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

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and last year that the number is for."""
        return span(self.year)

    @property
    def times(self) -> int:
        """How often the number counts in a sum: a yearly mean once for each of its years."""
        first, last = self.years
        return last - first + 1 if self.statistic == "mean" else 1

    @cached_property
    def exact(self) -> Decimal:
        """The number as a decimal."""
        return Decimal(repr(self.value))

    @cached_property
    def interval(self) -> Interval[Decimal]:
        """The values that the wording allows; a yearly mean is multiplied by its years."""
        return self._interval_of_one.times(self.times)

    def widened(self, margin: Decimal) -> Interval[Decimal]:
        """Return the interval with `margin` added on both sides, never below what is possible."""
        low, high = self.interval.low, self.interval.high
        return Interval(max(low - margin, self._smallest * self.times), high + margin)

    @property
    def _smallest(self) -> Decimal:
        return Decimal(repr(self.least))

    @property
    def _interval_of_one(self) -> Interval[Decimal]:
        value = self.exact
        match self.bound:
            case ">=" | ">":
                return Interval(value, _INFINITY)
            case "<=" | "<":
                return Interval(self._smallest, value)
            case "range" if not math.isnan(self.value_high):
                return Interval(value, Decimal(repr(self.value_high)))
        return Interval(value, value)

    @cached_property
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
        return Decimal(0) if self.last_digit == 1 else self.last_digit / 2

    @cached_property
    def shown(self) -> str:
        """The number in a line of arithmetic, with its bound; a yearly mean times its years."""
        return self._shown(self.times)

    @cached_property
    def shown_once(self) -> str:
        """The number as printed, with its bound: of a yearly mean, that of one year."""
        return self._shown(1)

    def _shown(self, times: int) -> str:
        if self.bound == "range" and not math.isnan(self.value_high):
            ends = self._interval_of_one.times(times)
            return from_to(written(ends.low), written(ends.high))
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
