"""Yearly targets that do not move in the direction the plan wants.

Example: 95 % in 2018 and 94 % in 2019 for a share that is to rise. A path that turns back asks for
less in a later year: a question. Amounts within a year are no levels and may vary.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.directions import target_of, worse

RULE = "path_order"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with targets for two years or more.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '≥87, ≥89, ≥90')]
    """
    for goal in book.levels():
        path = list(book.yearly(goal.indicator).values())
        if len(path) < 2:
            continue
        turns = [
            (before, after)
            for before, after in pairwise(path)
            if worse(goal, after, target_of(goal, before))
        ]
        back = [after for _, after in turns]
        yield book.check(
            RULE, "question" if back else "agreed", "back" if back else "same",
            (goal.indicator,), rows=rows_of(path),
            arithmetic=", ".join(figure.shown for figure in path),
            name=book.name(goal.indicator), targets=book.all_said(path),
            back=book.all_said(back),
        )  # fmt: skip
