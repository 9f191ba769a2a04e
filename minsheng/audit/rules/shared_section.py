"""The section numbers of goals against those of projects and reforms.

A remark for each programme where a headline goal and a project or reform have the same number:
whoever cites it may mean either. A goal that stands among the tasks on purpose has the number of
its task, so it is no double. Example: an annex numbers two headings 三, so that 三(二)1 is a goal
for 2018 and a reform.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import sections_in_words

RULE = "shared_section"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '0'), ('remark', '3')]
    """
    headline = book.by_programme(filter(book.is_headline, book.targets))
    for programme, groups in book.groups_by_programme().items():
        targets = (row for name in headline.get(programme, ()) for row in book.targets[name])
        cited = {section for target in targets for section in target.section.split(";")}
        shared = [row for row in groups if row["section"] in cited]
        outcome = Outcome("remark", "shared") if shared else AGREED
        rows = (f"programmes:{programme}", *(f"groups:{row['group']}" for row in shared))
        words = {"places": sections_in_words(sorted({row["section"] for row in shared}))}
        yield book.check(RULE, outcome, rows, str(len(shared)), words, programme=programme)
