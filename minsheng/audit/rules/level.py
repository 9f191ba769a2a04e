"""A level at the start plus what is added against the level stated for the end.

The relation ``level`` says which numbers belong together. A contradiction where the sum differs,
either way: too little does not reach the level, too much shows that something is counted twice or
given up. A question where minima do not guarantee a minimum, or a number is approximate. Example:
6,000 beds, then 100, 300 and 200 more, against 6,600.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare_sums
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "level"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``level``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '12 + ≥18 = ≥30 (30)'), ('contradiction', '1 + 1 + 1 + 1 = 4 ≠ 3')]
    """
    for relation in book.related("level"):
        start, additions, end = (relation[role] for role in ("start", "addition", "end"))
        outcome, line = compare_sums((*start, *additions), end)
        words = {"start": start, "additions": additions, "end": end}
        yield book.check_relation(RULE, outcome, relation, line, words)
