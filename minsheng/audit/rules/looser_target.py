"""The final target of a level, or the line to be held in each year, against the baseline.

A question where it is looser than the baseline: it may be meant as a line that must not be crossed.
Of a baseline that is only a bound, a target beyond the bound is not compared: the baseline may be
better or worse. Example: unemployment within 4 %, where it was within 3.5 % already.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import check_against_baseline
from minsheng.audit.book import Book
from minsheng.audit.checks import Check

RULE = "looser_target"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a baseline and a final target.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="employment.registered_unemployment")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '≤4, ≤4, ≤4 > ≤3.5')]
    """
    for goal, baseline in book.levels_with_baseline():
        if goal.final_year is not None:
            targets = book.yearly(goal.indicator)
            every_year = goal.aim == "hold"
            final = [target for year, target in targets.items() if year == goal.final_year]
            chosen = list(targets.values()) if every_year else final
            yield from check_against_baseline(book, RULE, "looser", baseline, chosen)
