"""Parts against their whole.

Example: 70 public and 73 private kindergartens against 143. The relation ``sum`` says which figures
belong together. Parts that do not make up the whole are a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare, equation, plus, severity
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import bare_total, total

RULE = "parts"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sum``.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.arithmetic for found in check(Book(ms.load_plan().select(programme="childcare")))]
    ['70 + 73 = 143', '1 + 69 = 70']
    """
    for relation in book.related("sum"):
        parts, whole = relation["part"], relation["whole"]
        outcome = compare(total(parts), total(whole))
        yield book.related_check(
            RULE, severity(outcome, relation.figures), outcome, relation,
            arithmetic=equation(plus(parts), bare_total(parts), plus(whole), outcome),
            parts=book.names(figure.indicator for figure in parts),
            whole=book.said(whole[0]), year=whole[0].year,
        )  # fmt: skip
