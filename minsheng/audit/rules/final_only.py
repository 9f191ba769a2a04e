"""Headline levels with a number for the last year alone, in a programme that states goals by year.

Example: the share of people who exercise is to be 50 % in 2020, and 2018 and 2019 say nothing,
while other goals of the programme have a number for each year. The years between then have nothing
to be held against: a remark. A level that stated additions bring about has its years there.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.relation import MAKING

RULE = "final_only"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline level to be reached.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [found.indicators[0] for found in check(Book(part)) if found.is_finding]
    ['culture_sport.facility_area_per_10k', 'culture_sport.sport_participation']
    """
    made = {
        result.indicator
        for relation in book.relations
        if any(relation[role] for role in MAKING)
        for result in relation.results
    }
    by_year = {book.goals[indicator].programme for indicator in book.stated_by_year}
    for goal in book.levels():
        headline = book.indicators[goal.indicator]["headline"]
        if goal.aim != "reach" or not headline or goal.indicator in made:
            continue
        if goal.programme not in by_year or goal.final_year != goal.last_year:
            continue
        stated = list(book.yearly(goal.indicator).values())
        alone = len(stated) == 1
        yield book.check(
            RULE, "remark" if alone else "agreed", "alone" if alone else "same",
            (goal.indicator,), rows=rows_of(stated), name=book.name(goal.indicator),
            target=book.said(stated[-1]), year=stated[-1].year, n=len(stated),
        )  # fmt: skip
