"""A goal of the plan that another place of it tells as done.

Example: "to undergo the re-inspection" among the goals of 2018, and "has been passed" among the
tasks. Whether both speak of one thing, and whether the goal counts as reached, is a question. The
wording decides: 已 or 已经 before 通过, 完成, 建成, 实现, 达到.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure
from minsheng.text.quantity import fold

RULE = "told_as_done"
_DONE = re.compile(r"已经?[^，,。]{0,4}(?:通过|完成|建成|实现|达到)")


def is_done(printed: str) -> bool:
    """Return whether the wording tells something as done.

    Examples
    --------
    >>> is_done("复查验收,已经顺利通过"), is_done("到2020年通过验收")
    (True, False)
    """
    return _DONE.search(fold(printed)) is not None


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal that is told again.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.balance_reinspection")
    >>> [found.severity for found in check(Book(part))]
    ['question']
    """
    for indicator, again in book.restatements.items():
        goals = list(book.targets.get(indicator, ()))
        later = [figure for figure in again if figure.years[1] >= book.facts.first_year]
        if not goals or not later:
            continue
        done = [figure for figure in later if is_done(figure.printed)]
        set_for = _open(goals, done)
        told = bool(set_for)
        yield book.check(
            RULE, "question" if told else "agreed", "done" if told else "same", (indicator,),
            rows=rows_of((*set_for, *done) if told else (*goals, *later)),
            name=book.name(indicator), goal=book.places(set_for or goals),
            done=book.places(done or later), years=", ".join(one.year for one in set_for),
        )  # fmt: skip


def _open(goals: list[Figure], done: list[Figure]) -> list[Figure]:
    """Return the targets of the years that are told as done, those told as done left out."""
    years = {figure.year for figure in done}
    return [goal for goal in goals if goal.year in years and not is_done(goal.printed)]
