"""A numerator over a denominator against the share that is printed.

Compared after rounding to the printed digits. A contradiction where the share differs, or a
question where the relation ``share`` carries a note, because then the pairing is only one reading,
or where a number is approximate. A share that several relations compute is left to `readings`.
Example: 765 of 1,018 teachers against 75.15 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.arithmetic import check_quotient
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "share"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``share`` whose result no other relation computes.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in check(Book(part))]
    ['765 / 1018 = 75.15 %']
    """
    relations = book.related("share")
    computed = Counter(number.row for relation in relations for number in relation.results)
    for relation in relations:
        if all(computed[number.row] == 1 for number in relation.results):
            yield from check_quotient(book, RULE, relation, ("numerator", "denominator", "share"))
