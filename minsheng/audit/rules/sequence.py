"""A step that rests on another one which is set for later.

Example: homes are upgraded from 2018 on, and the plan for upgrading them stands among the goals of
2020. The relation ``sequence`` says which step comes before which. A step that is due in a later
year than the one after it is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "sequence"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sequence``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '2020 > 2018'), ('agreed', '2018 ≤ 2020')]
    """
    for relation in book.related("sequence"):
        before, after = relation["before"], relation["after"]
        done, begun = max(one.years[1] for one in before), min(one.years[0] for one in after)
        late = done > begun
        yield book.related_check(
            RULE, "question" if late else "agreed", "late" if late else "same", relation,
            arithmetic=f"{done} {'>' if late else '≤'} {begun}",
            before=book.names(one.indicator for one in before), done=done, begun=begun,
        )  # fmt: skip
