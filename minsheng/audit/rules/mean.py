"""A total over a count against the mean that is printed.

Compared after rounding to the printed digits. A contradiction where the mean differs, or a question
where the relation ``mean`` carries a note or a number is approximate. Example: 10,000 yuan in 5
grants against "2,000 a grant".
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import check_quotient
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "mean"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``mean``.

    Examples
    --------
    >>> import minsheng as ms
    >>> list(check(Book(ms.load_plan().select(programme="childcare"))))
    []
    """
    for relation in book.related("mean"):
        yield from check_quotient(book, RULE, relation, ("total", "count", "mean"))
