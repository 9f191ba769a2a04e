"""A distance that is to shrink, between two figures whose printed growth widens it.

Example: pay differences are to narrow, and the higher of two wages is printed with a growth of
7.4 % a year, the lower with 0.7 %. The relation ``distance`` says which figures and rates belong to
the goal. Each rate is taken back by one year; if both the difference and the quotient have become
larger, how the distance is to be narrowed is a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number

RULE = "distance"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``distance`` whose goal is to become less.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [found.arithmetic for found in check(Book(part))]
    ['63800 − 45900 = 17900 > 63800 / 1.074 − 45900 / 1.007 = 13823']
    """
    for relation in book.related("distance"):
        goal, high, low = (relation[role][0] for role in ("goal", "high", "low"))
        before = [_before(one, relation[f"{role}_growth"][0])
                  for role, one in (("high", high), ("low", low))]  # fmt: skip
        if book.goals[goal.indicator].direction >= 0 or None in before:
            continue
        (above, above_line), (below, below_line) = before  # type: ignore[misc]
        now, then = high.exact - low.exact, above - below
        wider = now > then and high.exact * below > low.exact * above
        digit = min(high.last_digit, low.last_digit, Decimal(1))
        yield book.related_check(
            RULE, "question" if wider else "agreed", "wider" if wider else "same", relation,
            arithmetic=f"{high.shown} − {low.shown} = {number(now)} {'>' if wider else '≤'} "
                       f"{above_line} − {below_line} = {number(then, digit)}",
            high=book.name(high.indicator), low=book.name(low.indicator), year=high.year,
            now=book.amount(now, high.indicator), then=book.amount(then, high.indicator),
            high_rate=book.said(relation["high_growth"][0]),
            low_rate=book.said(relation["low_growth"][0]),
        )  # fmt: skip


def _before(figure: Figure, growth: Figure) -> tuple[Decimal, str] | None:
    """Return a figure one year earlier with its line of numbers, None where there was none."""
    factor = 1 + growth.exact / 100
    if factor <= 0:
        return None
    return figure.exact / factor, f"{figure.shown} / {number(factor, Decimal('0.00001'))}"
