"""Numbers that may be all there are, or only those that are added.

Example: one incubator stands, and "two are to be completed". Those may be two in all, so that one
is to be added, or two more, three in all. The relation ``all_or_added`` says which figures belong
together, and its note what is left open: both readings are computed, and which one holds is a
question. Without a note the plan itself tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import number

RULE = "all_or_added"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``all_or_added``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '2 − 1 = 1; 2 + 1 = 3')]
    """
    for relation in book.related("all_or_added"):
        start, end = relation["start"][0], relation["end"][-1]
        more, together = end.exact - start.exact, end.exact + start.exact
        left_open = bool(relation.note_en)
        yield book.related_check(
            RULE, "question" if left_open else "agreed", "open" if left_open else "same", relation,
            arithmetic=f"{end.shown_once} − {start.shown_once} = {number(more)}; "
                       f"{end.shown_once} + {start.shown_once} = {number(together)}",
            start=book.all_said([start]), end=book.all_said([end]),
            more=book.amount(more, end.indicator), added=book.amount(end.exact, end.indicator),
            together=book.amount(together, end.indicator),
        )  # fmt: skip
