"""Indicators whose data are held by a department that has no part in the programme.

Example: years of schooling are the statistics bureau's, which neither leads the education programme
nor is responsible in it. Nobody in the programme is bound to deliver the number: a remark. Which
department would hold the figures is judged by its function; the plan need not say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "holder"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a holder, where the plan names who is responsible.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.years_of_schooling")
    >>> [found.severity for found in check(Book(part))]
    ['remark']
    """
    for indicator, goal in book.goals.items():
        holder = book.indicators[indicator]["holder"]
        responsible = book.responsible(goal.programme)
        if goal.aim == "context" or not holder or not responsible:
            continue
        inside = holder in responsible
        yield book.check(
            RULE, "agreed" if inside else "remark", "same" if inside else "outside",
            (indicator,),
            rows=(f"indicators:{indicator}", *rows_of(book.targets.get(indicator, ())[-1:])),
            name=book.name(indicator), holder=book.departments((holder,)),
            programme_name=book.name(goal.programme),
        )  # fmt: skip
