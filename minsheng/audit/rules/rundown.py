"""A level that is brought down, against what is taken off it year by year.

Example: 3,000 and 1,660 dangerous houses are rebuilt and none is left. The relation ``rundown``
says which figures belong together. Where the start is printed the difference must be the end, else
it is a contradiction. Where it is not, the amounts need a certain start: a remark, since the level
cannot be followed without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare, equation, plus, severity
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import bare_total, signed, total

RULE = "rundown"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``rundown``.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.arithmetic for found in check(Book(ms.load_plan().select(programme="housing")))]
    ['3000 + 1660 + 0 = 4660']
    """
    for relation in book.related("rundown"):
        start, removed, end = relation["start"], relation["removal"], relation["end"]
        words = {"removals": book.all_said(removed), "end": book.all_said(end)}
        if not start:
            needed = bare_total((*removed, *end))
            yield book.related_check(
                RULE, "remark", "no_start", relation,
                needed=book.amount(needed.low, end[0].indicator),
                arithmetic=f"{plus((*removed, *end))} = {signed(needed)}",
                year=book.facts.baseline_year, **words,
            )  # fmt: skip
            continue
        outcome = compare(total(start) - total(removed), total(end))
        left = bare_total(start) - bare_total(removed)
        line = " − ".join([plus(start), *(figure.shown for figure in removed)])
        yield book.related_check(
            RULE, severity(outcome, relation.figures), outcome, relation,
            arithmetic=equation(line, left, plus(end), outcome),
            start=book.all_said(start), **words,
        )  # fmt: skip
