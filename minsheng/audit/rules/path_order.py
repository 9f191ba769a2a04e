"""The yearly targets of a level against the direction that the plan wants.

A question where a later year asks for less than the year before. Amounts of a year are no levels
and may vary, so flows are not checked. Example: 95 % in 2018 and 94 % in 2019 for a share that is
to rise.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from minsheng.audit.arithmetic import commas, is_worse, weaker_end
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "path_order"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with targets for two years or more.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '≥87, ≥89, ≥90')]
    """
    for goal in book.levels():
        targets = list(book.yearly(goal.indicator).values())
        if len(targets) < 2:
            continue
        back = [
            later
            for earlier, later in pairwise(targets)
            if is_worse(goal, later, weaker_end(goal, earlier))
        ]
        outcome = Outcome("question", "back") if back else AGREED
        words = {"targets": targets, "back": back}
        yield book.check(RULE, outcome, targets, commas(targets), words)
