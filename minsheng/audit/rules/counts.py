"""Printed counts of projects, reforms and tasks against those that the plan lists.

A contradiction where a count differs from the number of rows in the tables ``groups`` and
``tasks``. Example: "5 projects, 11 tasks".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "counts"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each printed count.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '5 = 5, 11 = 11'), ('agreed', '3 = 3, 9 = 9')]
    """
    kinds = {row["group"]: (row["programme"], row["kind"]) for row in book.groups()}
    groups = Counter(kinds.values())
    tasks = Counter(kinds[row["group"]] for row in book.rows("tasks") if row["group"] in kinds)
    for row in sorted(book.rows("counts"), key=lambda row: (row["programme"], row["kind"])):
        programme, kind = row["programme"], row["kind"]
        listed = {"groups": groups[programme, kind], "tasks": tasks[programme, kind]}
        # A count without tasks ("4 reforms") says nothing of tasks.
        printed = {
            name: count for name in listed if (count := _whole_number(row[name])) is not None
        }
        agrees = all(count == listed[name] for name, count in printed.items())
        line = ", ".join(
            f"{count} {'=' if count == listed[name] else '≠'} {listed[name]}"
            for name, count in printed.items()
        )
        outcome = AGREED if agrees else Outcome("contradiction", "differ")
        rows, words = [f"counts:{programme}.{kind}"], {"printed": str(row["printed"]), **listed}
        yield book.check(RULE, outcome, rows, line, words, programme=programme)


def _whole_number(cell: object) -> int | None:
    """Return a whole number, None where the cell is missing."""
    try:
        return int(cell)  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError):
        return None
