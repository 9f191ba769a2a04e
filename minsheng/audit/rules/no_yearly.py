"""Programmes that state no goal by year where others of the same plan do.

Example: eight programmes say what 2018 and 2019 are to bring, and one has a single list of goals
for all three years. A line that is to be held "in 2018–2020" is one statement and no yearly goal.
What each year is to bring is a question. Look at a whole plan or a whole programme: a narrower
selection has lost the goals that were left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check

RULE = "no_yearly"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets, where any is stated by year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["childcare", "employment"])
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '10 / 26'), ('question', '0 / 26')]
    """
    if not book.stated_by_year:
        return
    goals = Counter(book.goals[indicator].programme for indicator in book.targets)
    yearly = Counter(book.goals[indicator].programme for indicator in book.stated_by_year)
    for programme in sorted(goals):
        own = [indicator for indicator in book.targets
               if book.goals[indicator].programme == programme]  # fmt: skip
        stated = sorted(book.stated_by_year & set(own)) or own
        n = yearly[programme]
        yield book.check(
            RULE, "agreed" if n else "question", "same" if n else "none", stated,
            rows=(f"programmes:{programme}",
                  *rows_of(figure for one in stated for figure in book.targets[one])),
            arithmetic=f"{n} / {goals[programme]}", programme=programme,
            programme_name=book.name(programme), goals=goals[programme], n=n,
        )  # fmt: skip
