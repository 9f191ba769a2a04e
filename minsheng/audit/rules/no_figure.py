"""The tasks of each project and reform against the goals with a number or a date.

A remark for each project or reform none of whose tasks is linked to such a goal: it can be
described but not measured. Look at a whole plan or a whole programme: a narrower selection has lost
the links to what was left out. Example: a reform with three tasks that create a mechanism each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import cell_in_words

RULE = "no_figure"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each project or reform with numbered tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [result.severity for result in check(Book(part))]
    ['agreed', 'agreed', 'agreed']
    """
    tasks_of_group: dict[str, list[str]] = defaultdict(list)
    for task in book.rows("tasks"):
        tasks_of_group[task["group"]].append(task["task"])
    measured = {name for name, goal in book.goals.items() if goal.aim in ("reach", "hold")}
    for row in book.groups():
        tasks = sorted(tasks_of_group[row["group"]])
        if not tasks:
            continue
        linked = {name for key in tasks for name in book.indicators_of_task.get(key, ())}
        goals = linked & measured
        outcome = AGREED if goals else Outcome("remark", "none")
        rows = (f"groups:{row['group']}", *(f"tasks:{key}" for key in tasks))
        words = {"name": cell_in_words([row], "name"), "n": len(tasks)}
        whose, line = row["programme"], str(len(goals))
        yield book.check(RULE, outcome, rows, line, words, programme=whose, indicators=goals)
