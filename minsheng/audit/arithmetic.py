"""Two printed statements held against each other: how far they agree, and the line of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from minsheng.audit.check import Severity
from minsheng.audit.printed import Figure, Range, number, signed

Outcome = Literal["same", "short", "apart"]


def compare(computed: Range, stated: Range) -> Outcome:
    """Return whether what is computed agrees with what is stated.

    ``apart``: no number is both. ``short``: two bounds on the same side, of which the computed one
    does not secure the stated one. ``same``: anything else.

    Examples
    --------
    >>> ten = Range(Decimal(10), Decimal(10))
    >>> compare(ten, ten), compare(ten, Range(Decimal(11), Decimal("Infinity")))
    ('same', 'apart')
    """
    if computed.misses(stated):
        return "apart"
    return "short" if computed.falls_short_of(stated) else "same"


def severity(outcome: Outcome, figures: Iterable[Figure]) -> Severity:
    """Return how grave an outcome is: about approximate figures one can only ask."""
    if outcome == "same":
        return "agreed"
    loose = any(figure.is_approximate for figure in figures)
    return "question" if outcome == "short" or loose else "contradiction"


def equation(left: str, computed: Range, stated: str, outcome: Outcome) -> str:
    """Return the line of numbers.

    Examples
    --------
    >>> four = Range(Decimal(4), Decimal(4))
    >>> equation("1 + 3", four, "4", "same"), equation("1 + 3", four, "3", "apart")
    ('1 + 3 = 4', '1 + 3 = 4 ≠ 3')
    """
    result = signed(computed)
    if outcome == "same":
        return f"{left} = {result}" + ("" if result == stated else f" ({stated})")
    short = "<" if computed.high.is_infinite() else ">"
    return f"{left} = {result} {'≠' if outcome == 'apart' else short} {stated}"


def plus(figures: Iterable[Figure]) -> str:
    """Return figures as a sum."""
    return " + ".join(figure.shown for figure in figures)


def in_brackets(figures: Sequence[Figure]) -> str:
    """Return figures as a sum, in brackets where there are several."""
    return f"({plus(figures)})" if len(figures) > 1 else plus(figures)


def rounded_to(value: Decimal, figure: Figure) -> str:
    """Return `value` with the digits that `figure` is printed with."""
    digit = min(figure.last_digit, Decimal(1))
    return number(value.quantize(digit, ROUND_HALF_UP), digit)
