"""A total over a count against the mean that is printed.

Example: 10,000 yuan in 5 grants against "2,000 a grant". Compared after rounding to the printed
digits; a mean that differs is a contradiction, or a question where the relation carries a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.quotient import held_against

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
        yield from held_against(book, RULE, relation, ("total", "count", "mean"))
