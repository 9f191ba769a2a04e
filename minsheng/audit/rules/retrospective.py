"""The years of the targets against the date on which the plan was printed.

A remark for each programme with targets for years that had ended by then: they could no longer
guide anybody, and an evaluation keeps them apart. A target without a printed year is not counted.
Example: what 2018 was to bring, in a plan
printed on 21 February 2019.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import years_in_words
from minsheng.text.dates import date_in_words

RULE = "retrospective"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '5 / 9')]
    """
    printed = book.facts.printed
    for indicators in book.by_programme(book.targets).values():
        targets = [target for name in indicators for target in book.targets[name]]
        dated = filter(book.prints_year, targets)
        ended = [target for target in dated if target.years[1] < printed.year]
        concerned = {target.indicator for target in ended}
        n, goals = len(concerned), len(indicators)
        years = {target.year for target in ended}
        words = {"n": n, "goals": goals, "printed": partial(date_in_words, printed)}
        words |= {"years": years_in_words(years), "ended": len(years)}
        outcome = Outcome("remark", "ended") if ended else AGREED
        about = concerned or indicators
        yield book.check(RULE, outcome, ended, f"{n} / {goals}", words, indicators=about)
