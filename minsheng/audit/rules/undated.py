"""Goals with a number and no date, as far as neither the goal nor its task prints a year.

Example: "100 courses for teachers", in a task without a date. The table has the last year of the
plan, or the whole of it, which is a reading. A line to be held needs no date. One remark for each
programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "undated"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with goals to be reached.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(found.severity, found.indicators) for found in check(Book(part))]
    [('remark', ('amenities.path_coverage',))]
    """
    goals: dict[str, list[str]] = defaultdict(list)
    for goal in book.goals.values():
        if goal.aim == "reach" and goal.indicator in book.targets:
            goals[goal.programme].append(goal.indicator)
    for programme, own in sorted(goals.items()):
        undated = [indicator for indicator in own if indicator in book.without_year]
        chosen = undated or own
        yield book.check(
            RULE, "remark" if undated else "agreed", "undated" if undated else "same", chosen,
            rows=rows_of(figure for one in chosen for figure in book.targets[one]),
            arithmetic=f"{len(undated)} / {len(own)}", programme=programme,
            programme_name=book.name(programme), names=book.names(undated), n=len(undated),
            goals=len(own), last=book.facts.last_year,
        )  # fmt: skip
