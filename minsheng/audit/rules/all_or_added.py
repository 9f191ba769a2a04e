"""The two readings of a target that may be a total or an addition.

A question where the plan leaves open which one holds: the check computes both. The relation
``all_or_added`` says which numbers belong together, and has a note where it is left open; without
a note the plan itself says it, and the check agrees. Example: one incubator stands, and "two are to
be completed": two in all, so that one is to be added, or two more, three in all?
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import written

RULE = "all_or_added"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``all_or_added``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '2 − 1 = 1; 2 + 1 = 3')]
    """
    for relation in book.related("all_or_added"):
        start, end = relation["start"][0], relation["end"][-1]
        difference, total = end.exact - start.exact, end.exact + start.exact
        as_total = f"{end.shown_once} − {start.shown_once} = {written(difference)}"
        as_addition = f"{end.shown_once} + {start.shown_once} = {written(total)}"
        words = {
            "start": [start],
            "end": [end],
            "more": book.amount(difference, end.indicator),
            "added": book.amount(end.exact, end.indicator),
            "together": book.amount(total, end.indicator),
        }
        outcome = Outcome("question", "open") if relation.note_en else AGREED
        line = f"{as_total}; {as_addition}"
        yield book.check_relation(RULE, outcome, relation, line, words)
