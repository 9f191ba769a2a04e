"""The target of a level against its baseline.

A remark for each level that has a target and no baseline: neither the gap nor the required change
can be computed. Example: nursing beds are to be 30 % of all, and how many they were is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "missing_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a number.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="eldercare.nursing_bed_share")
    >>> [result.severity for result in check(Book(part))]
    ['remark']
    """
    for goal in book.levels():
        baseline = book.baseline(goal.indicator)
        final = book.yearly(goal.indicator).get(goal.final_year or 0)
        if final is None:
            continue
        words = {"targets": [final], "baseline": baseline, "start": book.facts.baseline_year}
        outcome = AGREED if baseline else Outcome("remark", "missing")
        yield book.check(RULE, outcome, [baseline, final] if baseline else [final], words=words)
