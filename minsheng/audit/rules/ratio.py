"""One printed number over another one against their printed ratio.

Compared after rounding to the printed digits. A contradiction where the ratio differs, or a
question where the relation ``ratio`` carries a note or a number is approximate. Example: 350 and
500 yuan against "1︰0.7".
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import check_quotient
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

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
        yield from check_quotient(book, RULE, relation, ("numerator", "denominator", "ratio"))
