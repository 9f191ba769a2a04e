"""The headline goals of the main text against the annex of their programme.

A remark where the annex does not take a goal up, so that no yearly goal and no numbered task
carries it. Example: job subsidies for the urban poor stand in the main text and nowhere in the
annex that sets the programme out.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "main_text_only"
_ANNEX = "附件"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline goal of a programme with an annex.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="assistance.urban_dibao_job_subsidy")
    >>> [result.severity for result in check(Book(part))]
    ['remark']
    """
    annexes = {row["programme"] for row in book.rows("programmes") if row["annex"]}
    for indicator, goal in book.goals.items():
        numbers = (*book.targets.get(indicator, ()), *book.restatements.get(indicator, ()))
        if not book.is_headline(indicator) or not numbers or goal.programme not in annexes:
            continue
        in_annex = any(_ANNEX in number.section for number in numbers)
        outcome = AGREED if in_annex or indicator in book.linked else Outcome("remark", "alone")
        yield book.check(RULE, outcome, numbers, words={"places": book.places(numbers)})
