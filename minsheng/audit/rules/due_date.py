"""The due date of a numbered task against the years of the goals linked to it.

A question where none of the goals is set for the year in which the task is due: which of the two
dates holds? Example: a task due at the end of 2018 for a goal that is set for 2020 only.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome
from minsheng.audit.phrases import cell_in_words, years_in_words
from minsheng.audit.plan_rows import due_year

RULE = "due_date"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each task with a due date and a goal.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '2018; 2018, 2020')]
    """
    programmes = {row["group"]: row["programme"] for row in book.groups()}
    for row in sorted(book.rows("tasks"), key=lambda row: str(row["task"])):
        year = due_year(row)
        indicators = sorted(book.indicators_of_task.get(row["task"], ()))
        targets = [target for name in indicators for target in book.targets.get(name, ())]
        if year is None or row["group"] not in programmes or not targets:
            continue
        years = sorted({target.years[1] for target in targets})
        listed = ", ".join(map(str, years))
        outcome = AGREED if year in years else Outcome("question", "differ")
        rows: Evidence = [f"tasks:{row['task']}", *targets]
        line = f"{year}; {listed}"
        words = {
            "task": cell_in_words([row], "title"),
            "year": year,
            "years": years_in_words(years),
        }
        yield book.check(RULE, outcome, rows, line, words, programme=programmes[row["group"]])
