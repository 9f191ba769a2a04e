"""Works that are to be begun, and whether the plan says what follows.

A remark where it does not: the goal counts as reached when the work begins, and no year is printed
for when it is finished. A start that a later step of the plan rests on (relation ``sequence``)
agrees. Works that are to be begun are recognised by the wording of a milestone: 开工, 动工, 奠基,
启动. Example: a kindergarten is "begun by the end of 2018", and when it opens is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "begun"
_BEGUN = re.compile(r"开工|动工|奠基|启动")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each milestone that is a start.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["childcare", "assistance"])
    >>> [(result.severity, result.indicators[0]) for result in check(Book(part))][1:]
    [('remark', 'childcare.east_new_town_started'), ('remark', 'childcare.yingpanshan_started')]
    """
    followed = book.in_role("sequence", "before")
    for indicator, targets in book.targets_with_words(_BEGUN).items():
        starts = [target for target in targets if target.is_number]
        if book.goals[indicator].kind != "milestone" or not starts:
            continue
        outcome = AGREED if indicator in followed else Outcome("remark", "alone")
        yield book.check(RULE, outcome, starts, words={"years": book.years(starts[-1:])})
