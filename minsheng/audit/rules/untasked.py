"""The projects and reforms of each programme against the numbered tasks.

A remark for each programme with projects or reforms that no numbered task belongs to: nothing can
be started, carried on or finished under their name. Example: four reforms of housing are a sentence
each, where the reforms of other programmes have numbered tasks.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import cell_in_words

RULE = "untasked"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms, where the plan numbers its tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '0 / 6'), ('remark', '4 / 9')]
    """
    with_tasks = {row["group"] for row in book.rows("tasks")}
    if not with_tasks:
        return
    for programme, groups in book.groups_by_programme().items():
        without = [row for row in groups if row["group"] not in with_tasks]
        n = len(without)
        outcome = Outcome("remark", "bare") if without else AGREED
        rows = (f"programmes:{programme}", *(f"groups:{row['group']}" for row in without))
        words = {"groups": len(groups), "n": n, "names": cell_in_words(without, "name")}
        line = f"{n} / {len(groups)}"
        yield book.check(RULE, outcome, rows, line, words, programme=programme)
