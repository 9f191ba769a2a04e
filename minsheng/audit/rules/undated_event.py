"""The evaluations and other events that the plan prescribes once: whether they have a date.

A question to whoever issued the plan where an event has none: when is it due? What comes every
month or quarter needs no date of its own. Example: a mid-term and a final evaluation are to be
made, and when is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import cell_in_words

RULE = "undated_event"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each event of the calendar that happens once.

    Examples
    --------
    >>> import minsheng as ms
    >>> [result.rows for result in check(Book(ms.load_plan()))]
    [('calendar:final_evaluation',), ('calendar:midterm_evaluation',)]
    """
    for row in sorted(book.rows("calendar"), key=lambda row: str(row["event"])):
        if row["frequency"] == "once":
            outcome = AGREED if row["due"] else Outcome("question", "undated")
            rows, words = [f"calendar:{row['event']}"], {"event": cell_in_words([row], "name")}
            yield book.check(RULE, outcome, rows, str(row["due"]), words)
