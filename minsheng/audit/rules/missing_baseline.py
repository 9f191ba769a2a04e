"""Levels with a target and no baseline.

Example: nursing beds are to be 30 % of all, and how many they were is not printed. Neither the gap
nor the required change can be computed: a remark for each indicator.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "missing_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a number.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="eldercare.nursing_bed_share")
    >>> [found.severity for found in check(Book(part))]
    ['remark']
    """
    for goal in book.levels():
        base = book.baseline(goal.indicator)
        final = book.yearly(goal.indicator).get(goal.final_year or 0)
        if final is None:
            continue
        yield book.check(
            RULE, "agreed" if base else "remark", "same" if base else "missing",
            (goal.indicator,), rows=rows_of((base, final) if base else (final,)),
            name=book.name(goal.indicator), target=book.said(final), year=final.year,
            start=book.facts.baseline_year,
        )  # fmt: skip
