"""A figure that the text says is higher than another one.

Example: an enrolment of 86 %, "above the municipal average of 84.44 %". The relation ``exceeds``
says which figure is claimed to be the greater. A claim that the figures do not bear out is a
contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "claimed_order"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``exceeds``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [found.arithmetic for found in check(Book(part))]
    ['86 > 84.44', '76.9 > 76.24']
    """
    for relation in book.related("exceeds"):
        greater, lesser = relation["greater"][0], relation["lesser"][0]
        holds = greater.range.high > lesser.range.low
        yield book.related_check(
            RULE, "agreed" if holds else "contradiction", "same" if holds else "not", relation,
            arithmetic=f"{greater.shown} {'>' if holds else '≤'} {lesser.shown}",
            greater=book.said(greater), lesser=book.said(lesser), year=greater.year,
            other=book.name(lesser.indicator),
        )  # fmt: skip
