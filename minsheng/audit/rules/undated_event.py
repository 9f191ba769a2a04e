"""Evaluations that the plan prescribes once and gives no date for.

Example: a mid-term and a final evaluation are to be made, and when is not printed. What comes every
month or quarter needs no date of its own. When it is due is a question to whoever issued the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "undated_event"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each event of the calendar that happens once.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.rows for found in check(Book(ms.load_plan()))]
    [('calendar:final_evaluation',), ('calendar:midterm_evaluation',)]
    """
    for row in sorted(book.rows("calendar"), key=lambda row: str(row["event"])):
        if row["frequency"] != "once":
            continue
        dated = bool(row["due"])
        yield book.check(
            RULE, "agreed" if dated else "question", "same" if dated else "undated", (),
            rows=(f"calendar:{row['event']}",), arithmetic=str(row["due"]),
            event=lambda lang, row=row: str(row[f"name_{lang}"]),  # type: ignore[misc]
        )  # fmt: skip
