"""Two printed numbers against the claim that one is higher than the other.

A contradiction where the numbers do not bear the claim out; bounds that leave it open are not
compared. The relation ``exceeds`` says which number is claimed to be the greater one. Example: an
enrolment of 86 %, "above the municipal average of 84.44 %".
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "claimed_order"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``exceeds``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in check(Book(part))]
    ['86 > 84.44', '76.9 > 76.24']
    """
    for relation in book.related("exceeds"):
        greater, lesser = relation["greater"][0], relation["lesser"][0]
        holds = greater.interval.low > lesser.interval.high
        if not holds and greater.interval.high > lesser.interval.low:
            continue
        line = f"{greater.shown} {'>' if holds else '≤'} {lesser.shown}"
        words = {"greater": greater, "lesser": lesser, "years": book.years([greater])}
        words |= {"other": book.name(lesser.indicator)}
        outcome = AGREED if holds else Outcome("contradiction", "not")
        yield book.check_relation(RULE, outcome, relation, line, words)
