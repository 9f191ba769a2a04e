"""Numerator over denominator against the share that is printed.

Example: 765 of 1,018 teachers against 75.15 %. Compared after rounding to the printed digits. A
quotient that differs is a contradiction, or a question where the relation carries a note, because
then the pairing is a reading of ours. Figures that several relations compute are left to
`readings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.quotient import held_against

RULE = "share"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``share`` whose result no other relation computes.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.arithmetic for found in check(Book(ms.load_plan().select(programme="childcare")))]
    ['765 / 1018 = 75.15 %']
    """
    relations = book.related("share")
    computed = Counter(figure.row for relation in relations for figure in relation.results)
    for relation in relations:
        if all(computed[figure.row] == 1 for figure in relation.results):
            yield from held_against(book, RULE, relation, ("numerator", "denominator", "share"))
