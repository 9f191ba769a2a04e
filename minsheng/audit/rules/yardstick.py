"""Goals that are measured by a number that stands outside the plan.

A remark where the plan does not print that number, for without it the goal cannot be judged: who
gives it? A relation ``exceeds`` in which the goal is compared with the printed number makes the
goal agree. Such goals are recognised by their wording: 全国平均, 全市平均, 下达的, 前列, 实现同步,
同步增长 or 同步提高. Example: education is to have "the national average" of public spending, or
the screenings are to reach "the number set by the city".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "yardstick"
_OUTSIDE = re.compile(r"全[国省市县]平均|下达的|前列|实现同步|同步增长|同步提高")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose wording refers to a number outside the plan.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="education")
    >>> [(result.severity, result.indicators) for result in check(Book(part))]
    [('remark', ('education.fiscal_education_share',))]
    """
    printed = book.in_role("exceeds", "greater")
    for indicator, targets in book.targets_with_words(_OUTSIDE).items():
        outcome = AGREED if indicator in printed else Outcome("remark", "outside")
        yield book.check(RULE, outcome, targets, words={"places": book.places(targets)})
