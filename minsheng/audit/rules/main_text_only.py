"""The headline goals of the main text against the annex of their programme.

A remark where the annex does not take a goal up, so that no yearly goal and no numbered task
carries it. A programme of whose annex the plan has no row is left out. Example: job subsidies for
the urban poor stand in the main text and nowhere in the annex that sets the programme out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "main_text_only"
_TABLES = ("baselines", "targets", "restatements", "groups", "tasks")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline goal of a programme with an annex.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="assistance.urban_dibao_job_subsidy")
    >>> [result.severity for result in check(Book(part))]
    ['remark']
    """
    tables = book.plan.tables
    sections = set().union(*(tables[name]["section"] for name in _TABLES if name in tables))
    annexes = {
        row["programme"]: row["annex"]
        for row in book.rows("programmes")
        if any(_is_in(row["annex"], section) for section in sections)
    }
    for indicator, goal in book.goals.items():
        numbers = (*book.targets.get(indicator, ()), *book.restatements.get(indicator, ()))
        if not book.is_headline(indicator) or not numbers or goal.programme not in annexes:
            continue
        in_annex = any(_is_in(annexes[goal.programme], number.section) for number in numbers)
        outcome = AGREED if in_annex or indicator in book.linked else Outcome("remark", "alone")
        yield book.check(RULE, outcome, numbers, words={"places": book.places(numbers)})


def _is_in(annex: str, sections: str) -> bool:
    """Return whether one of the `sections`, joined by ``;``, stands in an annex."""
    return any(re.match(rf"{re.escape(annex)}(?!\d)", section) for section in sections.split(";"))
