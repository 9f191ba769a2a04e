"""The date of a numbered task against the years of the goals that it stands behind.

Example: a task due at the end of 2018 for a goal that is set for 2020 only. When none of the goals
falls into the year the task is due, which of the two dates holds is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "due_date"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each task with a date and a goal behind it.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '2018; 2018, 2020')]
    """
    programmes = {row["group"]: row["programme"] for row in book.rows("groups")}
    for row in sorted(book.rows("tasks"), key=lambda row: str(row["task"])):
        year = getattr(row["due"], "year", None)
        # A date that is missing (NaT) has a year that is not a number.
        if not isinstance(year, int) or row["group"] not in programmes:
            continue
        figures = [
            figure
            for indicator in sorted(book.indicators_of_task.get(row["task"], ()))
            for figure in book.targets.get(indicator, ())
        ]
        if not figures:
            continue
        years = sorted({figure.years[1] for figure in figures})
        agreed = year in years
        yield book.check(
            RULE, "agreed" if agreed else "question", "same" if agreed else "differ",
            {figure.indicator for figure in figures},
            rows=(f"tasks:{row['task']}", *rows_of(figures)),
            programme=programmes[row["group"]],
            arithmetic=f"{year}; {', '.join(map(str, years))}",
            task=lambda lang, row=row: str(row[f"title_{lang}"]),  # type: ignore[misc]
            year=year, years=", ".join(map(str, years)),
        )  # fmt: skip
