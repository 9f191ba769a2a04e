"""The goals to be reached or done of each programme: whether a year is printed for them.

A remark for each programme with goals for which neither the wording nor the numbered task names a
year: the tables then have the last year of the plan, or the whole of it, which is only a reading. A
line to be held needs no date. Example: "100 courses for teachers", in a task without a date.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "undated"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with goals to be reached or done.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.indicators) for result in check(Book(part))]
    [('remark', ('amenities.path_coverage',))]
    """
    to_do = [name for name in book.targets if book.goals[name].aim in ("reach", "listed")]
    for indicators in book.by_programme(to_do).values():
        undated = [indicator for indicator in indicators if indicator in book.without_year]
        targets = [target for name in undated or indicators for target in book.targets[name]]
        n, goals = len(undated), len(indicators)
        words = {"names": book.names(undated), "n": n, "goals": goals, "last": book.facts.last_year}
        outcome = Outcome("remark", "undated") if undated else AGREED
        yield book.check(RULE, outcome, targets, f"{n} / {goals}", words)
