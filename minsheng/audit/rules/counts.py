"""Printed counts of projects, reforms and tasks against what is listed.

Example: "5 projects, 11 tasks" against the tables of groups and tasks. A count that differs is a
contradiction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "counts"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each printed count.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '5 = 5, 11 = 11'), ('agreed', '3 = 3, 9 = 9')]
    """
    groups = {row["group"]: (row["programme"], row["kind"]) for row in book.rows("groups")}
    listed = Counter(groups.values())
    tasks = Counter(groups[row["group"]] for row in book.rows("tasks") if row["group"] in groups)
    rows = sorted(book.rows("counts"), key=lambda row: (row["programme"], row["kind"]))
    for row in rows:
        key = (row["programme"], row["kind"])
        pairs = [(_integer(row["groups"]), listed[key]), (_integer(row["tasks"]), tasks[key])]
        # A count without tasks ("4 reforms") says nothing of tasks.
        held = [(printed, found) for printed, found in pairs if printed is not None]
        agreed = all(printed == found for printed, found in held)
        yield book.check(
            RULE, "agreed" if agreed else "contradiction", "same" if agreed else "differ", (),
            rows=(f"counts:{row['programme']}.{row['kind']}",), programme=row["programme"],
            arithmetic=", ".join(f"{a} {'=' if a == b else '≠'} {b}" for a, b in held),
            programme_name=book.name(row["programme"]), printed=str(row["printed"]),
            groups=listed[key], tasks=tasks[key],
        )  # fmt: skip


def _integer(cell: object) -> int | None:
    """Return a whole number, None where the cell is missing."""
    try:
        return int(cell)  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError):
        return None
