"""The ratio of two printed figures against a printed ratio.

Example: 350 and 500 yuan against "1︰0.7". Compared after rounding to the printed digits; a ratio
that differs is a contradiction, or a question where the relation carries a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.quotient import held_against

RULE = "ratio"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``ratio``.

    Examples
    --------
    >>> import minsheng as ms
    >>> list(check(Book(ms.load_plan().select(programme="childcare"))))
    []
    """
    for relation in book.related("ratio"):
        yield from held_against(book, RULE, relation, ("numerator", "denominator", "ratio"))
