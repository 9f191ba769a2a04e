"""The sum of parts against their whole.

The relation ``sum`` says which numbers belong together. A contradiction where the parts do not add
up to the whole; a question where a number is approximate or minima do not guarantee a minimum.
Example: 70 public and 73 private kindergartens against 143.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare_sums
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "parts"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sum``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in check(Book(part))]
    ['70 + 73 = 143', '1 + 69 = 70']
    """
    for relation in book.related("sum"):
        parts, whole = relation["part"], relation["whole"]
        outcome, line = compare_sums(parts, whole)
        names = book.names(number.indicator for number in parts)
        words = {"parts": names, "whole": whole[:1]}
        yield book.check_relation(RULE, outcome, relation, line, words)
