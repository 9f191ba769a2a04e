"""The goals that each programme states by year, where any programme of the plan states some.

A question for a programme that states none: what is each year to bring? A line that is to be held
"in 2018–2020" is one statement and no yearly goal; nor is the date of a milestone, so that a
programme of milestones alone is not checked. Look at a whole plan or a whole programme: a
narrower selection has lost the goals that were left out. Example: eight programmes say what 2018
and 2019 are to bring, and one has a single list of goals for all three years.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome

RULE = "no_yearly"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets, where any is stated by year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["childcare", "employment"])
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '7 / 26'), ('question', '0 / 26')]
    """
    if not book.stated_by_year:
        return
    for programme, indicators in book.by_programme(book.targets).items():
        by_year = [indicator for indicator in indicators if indicator in book.stated_by_year]
        if not by_year and all(book.goals[name].kind == "milestone" for name in indicators):
            continue
        n, goals = len(by_year), len(indicators)
        targets = [target for name in by_year or indicators for target in book.targets[name]]
        outcome = AGREED if by_year else Outcome("question", "none")
        rows: Evidence = [f"programmes:{programme}", *targets]
        words = {"goals": goals, "n": n}
        yield book.check(RULE, outcome, rows, f"{n} / {goals}", words, programme=programme)
