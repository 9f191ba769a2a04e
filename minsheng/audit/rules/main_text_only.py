"""Goals of the main text that the programme's annex does not take up.

Example: job subsidies for the urban poor stand in the main text and nowhere in the annex that sets
the programme out, so that no yearly goal and no numbered task carries them: a remark.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "main_text_only"
_ANNEX = "附件"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline goal of a programme with an annex.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="assistance.urban_dibao_job_subsidy")
    >>> [found.severity for found in check(Book(part))]
    ['remark']
    """
    annexes = {row["programme"] for row in book.rows("programmes") if row["annex"]}
    for indicator, goal in book.goals.items():
        figures = (*book.targets.get(indicator, ()), *book.restatements.get(indicator, ()))
        headline = bool(book.indicators[indicator]["headline"])
        if not headline or not figures or goal.programme not in annexes:
            continue
        carried = indicator in book.linked or any(_ANNEX in one.section for one in figures)
        yield book.check(
            RULE, "agreed" if carried else "remark", "same" if carried else "alone",
            (indicator,), rows=rows_of(figures), name=book.name(indicator),
            places=book.places(figures), programme_name=book.name(goal.programme),
        )  # fmt: skip
