"""Projects and reforms none of whose tasks leads to a number or a date.

Example: a reform with three tasks that create a mechanism each. They can be told but not
measured. One remark for each project, not for each task. Look at a whole plan or a whole
programme: a narrower selection has lost the links to what was left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "no_figure"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each group of numbered tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [found.severity for found in check(Book(part))]
    ['agreed', 'agreed', 'agreed']
    """
    tasks: dict[str, list[str]] = defaultdict(list)
    for row in book.rows("tasks"):
        tasks[row["group"]].append(row["task"])
    for row in sorted(book.rows("groups"), key=lambda row: str(row["group"])):
        own = sorted(tasks.get(row["group"], ()))
        if not own:
            continue
        behind = {
            indicator
            for task in own
            for indicator in book.indicators_of_task.get(task, ())
            if indicator in book.goals and book.goals[indicator].aim in ("reach", "hold")
        }
        yield book.check(
            RULE, "agreed" if behind else "remark", "same" if behind else "none",
            behind, rows=(f"groups:{row['group']}", *(f"tasks:{task}" for task in own)),
            arithmetic=str(len(behind)), programme=row["programme"],
            name=lambda lang, row=row: str(row[f"name_{lang}"]), n=len(own),  # type: ignore[misc]
            programme_name=book.name(row["programme"]),
        )  # fmt: skip
