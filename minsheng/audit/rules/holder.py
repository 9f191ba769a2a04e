"""The department that holds the data of a goal against those responsible in its programme.

A remark where it is not among them: nobody in the programme is bound to deliver the number. Which
department holds the data is judged by its function; the plan need not say so. Example: years of
schooling are counted by the statistics bureau, which neither leads the education programme nor is
responsible in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome

RULE = "holder"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a holder, where the plan names who is responsible.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.years_of_schooling")
    >>> [result.severity for result in check(Book(part))]
    ['remark']
    """
    for indicator, goal in book.goals.items():
        holder = book.indicators[indicator]["holder"]
        responsible = book.responsible(goal.programme)
        if goal.aim == "context" or not holder or not responsible:
            continue
        outcome = AGREED if holder in responsible else Outcome("remark", "outside")
        rows: Evidence = [f"indicators:{indicator}", *book.targets.get(indicator, ())[-1:]]
        words = {"holder": book.the_department(holder)}
        yield book.check(RULE, outcome, rows, words=words, indicators=[indicator])
