"""The years for which a headline level has targets, in a programme that states goals by year.

A remark where only the last year has one: the years before it have nothing to be compared with. A
level that stated additions bring about is not checked, for the additions have their years. Example:
the share of people who exercise is to be 50 % in 2020 and has no target for 2018 and 2019, while
other goals of the programme have a number for each year.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "final_only"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline level to be reached.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [result.indicators[0] for result in check(Book(part)) if result.is_finding]
    ['culture_sport.facility_area_per_10k', 'culture_sport.sport_participation']
    """
    by_year = book.by_programme(book.stated_by_year)
    for goal in book.levels():
        if goal.aim != "reach" or not book.is_headline(goal.indicator):
            continue
        if goal.indicator in book.contributions or goal.programme not in by_year:
            continue
        if goal.final_year != goal.last_year:
            continue
        targets = list(book.yearly(goal.indicator).values())
        if not targets:  # all that is stated is a change over the years
            continue
        words = {"targets": targets[-1:], "n": len(targets)}
        outcome = Outcome("remark", "alone") if len(targets) == 1 else AGREED
        yield book.check(RULE, outcome, targets, words=words)
