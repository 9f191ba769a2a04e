"""A level that is brought down, against what is taken off it year by year.

The relation ``rundown`` says which numbers belong together. A contradiction where the start less
the amounts taken off is not the level stated for the end; a question where a number is approximate
or a bound does not guarantee another. A remark where the start is not printed: the check says what
it would have to be, for without it the level cannot be followed. Example: 3,000 and 1,660 dangerous
houses are rebuilt, and none is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import (
    compare,
    equation,
    interval_written,
    outcome_of,
    plus,
    printed_total,
    total,
)
from minsheng.audit.book import Book
from minsheng.audit.checks import Check, Outcome

RULE = "rundown"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``rundown``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="housing")
    >>> [result.arithmetic for result in check(Book(part))]
    ['3000 + 1660 + 0 = 4660']
    """
    for relation in book.related("rundown"):
        start, removed, end = (relation[role] for role in ("start", "removal", "end"))
        words: dict[str, object] = {"removals": removed, "end": end, "start": start}
        if start:
            agreement = compare(total(start) - total(removed), total(end))
            left = printed_total(start) - printed_total(removed)
            difference = " − ".join([plus(start), *(number.shown for number in removed)])
            line = equation(difference, left, plus(end), agreement)
            outcome = outcome_of(agreement, relation.numbers)
        else:
            needed = printed_total((*removed, *end))
            words["needed"] = book.amount(needed.low, end[0].indicator)
            words["year"] = book.facts.baseline_year
            line = f"{plus((*removed, *end))} = {interval_written(needed)}"
            outcome = Outcome("remark", "no_start")
        yield book.check_relation(RULE, outcome, relation, line, words)
