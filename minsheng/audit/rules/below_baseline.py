"""Targets for the years before the last against the baseline.

A question where a target is worse than the baseline: the two may be counted differently, or a
decline may be expected. Only levels to be reached are compared. Of a baseline that is only a bound,
a target beyond the bound is not compared: `already_met` asks for the number. Example: 2.72 nurses
in 2018, where there were 3.14 in 2017.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import check_against_baseline
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "below_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with a baseline and interim targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="healthcare.nurses")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '2.72, 2.93 < 3.14')]
    """
    for goal, baseline in book.levels_with_baseline():
        targets = book.yearly(goal.indicator)
        interim = [target for year, target in targets.items() if year != goal.final_year]
        if interim and goal.aim == "reach":
            yield from check_against_baseline(book, RULE, "below", baseline, interim)
