"""The departments that the text names as acting against those listed for the programme.

A question where a named department is neither lead nor responsible in the programme: does it answer
for anything? Which departments are named is data: the role ``named`` of the table of
responsibilities. Example: the poverty office is to bring about the renovation of houses together
with others, and stands in no list of the housing programme.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "unlisted"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each department that is named as acting.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="housing")
    >>> [result.rows for result in check(Book(part)) if result.is_finding]
    [('responsibilities:housing.poverty_alleviation.named',)]
    """
    for programme, roles in book.duties.items():
        for department in roles.get("named", ()):
            is_listed = department in book.responsible(programme)
            outcome = AGREED if is_listed else Outcome("question", "outside")
            rows = [f"responsibilities:{programme}.{department}.named"]
            words = {"department": book.the_department(department)}
            yield book.check(RULE, outcome, rows, words=words, programme=programme)
