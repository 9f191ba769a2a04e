"""A level at the start plus what is added against the level stated for the end.

Example: 6,000 beds, then 100, 300 and 200 more, against 6,600. The relation ``level`` says which
figures belong together. A plain level is taken as the number it prints, so a sum that differs is a
contradiction either way: too little does not reach it, too much shows that something is counted
twice or given up. Minima that do not secure a minimum are a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare, equation, plus, severity
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import bare_total, total

RULE = "level"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``level``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '12 + ≥18 = ≥30 (30)'), ('contradiction', '1 + 1 + 1 + 1 = 4 ≠ 3')]
    """
    for relation in book.related("level"):
        addends, end = (*relation["start"], *relation["addition"]), relation["end"]
        outcome = compare(total(addends), total(end))
        yield book.related_check(
            RULE, severity(outcome, relation.figures), outcome, relation,
            arithmetic=equation(plus(addends), bare_total(addends), plus(end), outcome),
            start=book.all_said(relation["start"]), additions=book.all_said(relation["addition"]),
            end=book.all_said(end),
        )  # fmt: skip
