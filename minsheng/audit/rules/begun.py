"""Works that are to be begun, and no word of when they are done.

Example: a kindergarten is "begun by the end of 2018", and when it opens is not printed. The goal
counts as reached when the first sod is cut, and what the work is to bring about has no year. A
start that a later step of the plan rests on (relation ``sequence``) agrees; else it is a remark.
The wording decides: 开工, 动工, 奠基, 启动.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.text.quantity import fold

RULE = "begun"
_BEGUN = re.compile(r"开工|动工|奠基|启动")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each milestone that is a start.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["childcare", "assistance"])
    >>> [(found.severity, found.indicators[0]) for found in check(Book(part))][1:]
    [('remark', 'childcare.east_new_town_started'), ('remark', 'childcare.yingpanshan_started')]
    """
    followed = {
        figure.indicator for relation in book.related("sequence") for figure in relation["before"]
    }
    for indicator, figures in book.targets.items():
        goal = book.goals[indicator]
        starts = [
            figure for figure in figures if figure.is_number and _BEGUN.search(fold(figure.printed))
        ]
        if goal.kind != "milestone" or not starts:
            continue
        goes_on = indicator in followed
        yield book.check(
            RULE, "agreed" if goes_on else "remark", "same" if goes_on else "alone", (indicator,),
            rows=rows_of(starts), name=book.name(indicator), year=starts[-1].year,
        )  # fmt: skip
