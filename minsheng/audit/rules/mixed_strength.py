"""One and the same thing promised firmly in one place and aspired to (力争, 争取) in another.

Example: "one tertiary hospital more" without a qualifier, "two in all, if possible" beside
it, where one stands already. Relations tell that the figures are one thing. Whether the goal
binds decides how it is counted in the final evaluation, so it is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "mixed_strength"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation in which a target leads to a target.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(found.severity, found.indicators) for found in check(Book(part))]
    [('question', ('healthcare.tertiary_hospitals', 'healthcare.tertiary_hospitals_added'))]
    """
    for kind in ("level", "rundown", "share", "sum"):
        for relation in book.related(kind):
            results = [figure for figure in relation.results if figure.table == "targets"]
            means = [figure for figure in relation.figures
                     if figure.table == "targets" and figure not in results]  # fmt: skip
            if not results or not means:
                continue
            strengths = {figure.strength for figure in (*results, *means)}
            mixed = {"firm", "aspired"} <= strengths
            chosen = (*results, *means)
            yield book.related_check(
                RULE, "question" if mixed else "agreed", "mixed" if mixed else "same", relation,
                firm=book.names(figure.indicator for figure in chosen
                                if figure.strength == "firm"),
                aspired=book.names(figure.indicator for figure in chosen
                                   if figure.strength == "aspired"),
            )  # fmt: skip
