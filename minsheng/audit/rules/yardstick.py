"""Goals measured by a number that the plan does not print.

Example: education is to have "the national average" of public spending, or the screenings are to
reach "the number set by the city". Without that number the goal cannot be judged, so it is a
remark: who gives it? The wording decides: 全国平均, 全市平均, 下达的, 前列, 实现同步, 同步增长 or
同步提高. A relation ``exceeds`` that names the number of elsewhere makes the goal agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.text.quantity import fold

RULE = "yardstick"
_OUTSIDE = re.compile(r"全[国省市县]平均|下达的|前列|实现同步|同步增长|同步提高")


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose wording points to a number of elsewhere.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="education")
    >>> [(found.severity, found.indicators) for found in check(Book(part))]
    [('remark', ('education.fiscal_education_share',))]
    """
    printed = {
        figure.indicator for relation in book.related("exceeds") for figure in relation["greater"]
    }
    for indicator, figures in book.targets.items():
        outside = [figure for figure in figures if _OUTSIDE.search(fold(figure.printed))]
        if not outside:
            continue
        known = indicator in printed
        yield book.check(
            RULE, "agreed" if known else "remark", "same" if known else "outside", (indicator,),
            rows=rows_of(outside), name=book.name(indicator), places=book.places(outside),
        )  # fmt: skip
