"""How firmly the targets of one relation are promised: firmly, or only aspired to (力争, 争取).

A question where one target is firm and another one, which a relation shows to be the same thing, is
aspired to: whether the goal binds decides how the final evaluation counts it. Example: "one
tertiary hospital more" without a qualifier, and "two in all, if possible" beside it, where one
stands already.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "mixed_strength"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation in which a target leads to a target.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(result.severity, result.indicators) for result in check(Book(part))]
    [('question', ('healthcare.tertiary_hospitals', 'healthcare.tertiary_hospitals_added'))]
    """
    kinds = ("level", "rundown", "share", "sum")
    for relation in (relation for kind in kinds for relation in book.related(kind)):
        targets = [number for number in relation.numbers if number.table == "targets"]
        results = [target for target in targets if target in relation.results]
        if not 0 < len(results) < len(targets):
            continue
        firm, aspired = (
            {target.indicator for target in targets if target.strength == strength}
            for strength in ("firm", "aspired")
        )
        outcome = Outcome("question", "mixed") if firm and aspired else AGREED
        words = {"firm": book.names(firm), "aspired": book.names(aspired)}
        yield book.check_relation(RULE, outcome, relation, words=words)
