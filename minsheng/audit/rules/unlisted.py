"""Departments that the text names as acting and that stand in no list of the programme.

Example: the poverty office is to bring about the renovation of houses together with others, and is
neither lead nor responsible in housing. Whether it answers for anything is a question. Which
departments are named is data: the role ``named`` of the table of responsibilities.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "unlisted"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each department that is named as acting.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="housing")
    >>> [found.rows for found in check(Book(part)) if found.is_finding]
    [('responsibilities:housing.poverty_alleviation.named',)]
    """
    for programme in sorted(book.duties):
        for department in book.duties[programme].get("named", ()):
            inside = department in book.responsible(programme)
            yield book.check(
                RULE, "agreed" if inside else "question", "same" if inside else "outside", (),
                rows=(f"responsibilities:{programme}.{department}.named",), programme=programme,
                department=book.departments((department,)), programme_name=book.name(programme),
            )  # fmt: skip
