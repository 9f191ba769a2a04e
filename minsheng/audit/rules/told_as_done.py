"""A goal of the plan against another place that tells it as done.

A question where the wording of a restatement says so for a year of the goal: do both speak of one
thing, and does the goal count as reached? The wording decides: 已 or 已经 before 通过, 完成, 建成,
实现, 达到. Example: "to undergo the re-inspection" among the goals of 2018, and "has been passed"
among the tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.text.written_numbers import fold

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
    >>> [result.severity for result in check(Book(part))]
    ['question']
    """
    for indicator, restatements in book.restatements.items():
        targets = book.targets.get(indicator, ())
        later = [row for row in restatements if row.years[1] >= book.facts.first_year]
        if not targets or not later:
            continue
        done = [row for row in later if is_done(row.printed)]
        years = {row.year for row in done}
        still_set = [row for row in targets if row.year in years and not is_done(row.printed)]
        words = {
            "goal": book.places(still_set or targets),
            "done": book.places(done or later),
            "years": book.years(still_set),
        }
        outcome = Outcome("question", "done") if still_set else AGREED
        rows = (*still_set, *done) if still_set else (*targets, *later)
        yield book.check(RULE, outcome, rows, words=words)
