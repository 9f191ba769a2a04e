"""What shares, ratios and means have in common: a quotient held against a printed figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng.audit.arithmetic import compare, in_brackets, rounded_to, severity
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, Range, bare_total, total
from minsheng.audit.relation import Relation

_HUNDRED = Decimal(100)


def quotient(
    above: Sequence[Figure], below: Sequence[Figure], scale: Decimal
) -> tuple[Range, Decimal] | None:
    """Return the quotient of two sums, as loose as printed and as a number; None over zero."""
    loose = total(above).over(total(below))
    bare, divisor = bare_total(above), bare_total(below)
    if loose is None or divisor.low <= 0:
        return None
    return loose.times(scale), bare.low / divisor.low * scale


def scale_of(book: Book, result: Figure) -> Decimal:
    """Return 100 for a share, which is printed in per cent, and 1 for anything else."""
    return _HUNDRED if book.unit(result.indicator).share else Decimal(1)


def line(above: Sequence[Figure], below: Sequence[Figure], value: Decimal, result: Figure,
         sign: str = "") -> str:  # fmt: skip
    """Return the line of numbers, with the digits of the printed result.

    `sign` is what follows the number, `` %`` for a share.
    """
    return f"{in_brackets(above)} / {in_brackets(below)} = {rounded_to(value, result)}{sign}"


def held_against(
    book: Book, rule: str, relation: Relation, roles: tuple[str, str, str]
) -> Iterator[Check]:
    """Yield the check of one quotient, nothing where it is not defined."""
    above, below, results = (relation[role] for role in roles)
    result = results[0]
    scale = scale_of(book, result)
    found = quotient(above, below, scale)
    if found is None:
        return
    loose, value = found
    # Half of the last printed digit, so that either way of rounding agrees.
    outcome = compare(loose, result.range.widened(result.last_digit / 2))
    told = severity(outcome, relation.figures)
    if told == "contradiction" and relation.note_en:
        told = "question"
    sign = " %" if scale == _HUNDRED else ""
    arithmetic = line(above, below, value, result, sign)
    if outcome != "same":
        arithmetic += f" ≠ {result.shown_once}{sign}"
    yield book.related_check(
        rule, told, outcome, relation, arithmetic=arithmetic, printed=book.said(result),
        year=result.year, above=book.all_said(above), below=book.all_said(below),
        computed=rounded_to(value, result) + sign.strip(),
    )  # fmt: skip
