"""The year in which a step is due against the year of the step that rests on it.

A question where it is due in a later year. The relation ``sequence`` says which step comes before
which. Example: homes are upgraded from 2018 on, and the plan for upgrading them stands among the
goals of 2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "sequence"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sequence``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '2020 > 2018'), ('agreed', '2018 ≤ 2020')]
    """
    for relation in book.related("sequence"):
        before, after = (
            [number for number in relation[role] if book.prints_year(number)]
            for role in ("before", "after")
        )
        if not before or not after:
            continue
        done = max(number.years[1] for number in before)
        begun = min(number.years[0] for number in after)
        is_late = done > begun
        steps = book.names(number.indicator for number in before)
        words = {"before": steps, "done": done, "begun": begun}
        outcome = Outcome("question", "late") if is_late else AGREED
        line = f"{done} {'>' if is_late else '≤'} {begun}"
        yield book.check_relation(RULE, outcome, relation, line, words)
