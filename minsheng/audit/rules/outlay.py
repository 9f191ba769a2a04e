"""Money paid over the people it went to, against the monthly standard that each is due.

Example: 5,164.89 万元 for 7,006 people in twelve months is 614 yuan a month, where the standard is
650. The relation ``outlay`` says which figures belong together. The number of people is that of the
end of the year, so less than the standard is a question and no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import plus, rounded_to
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.quotient import quotient

RULE = "outlay"
MONTHS = 12


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``outlay``.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.arithmetic for found in check(Book(ms.load_plan().select(programme="assistance")))]
    ['51648900 / 7006 / 12 = 614 < 650']
    """
    for relation in book.related("outlay"):
        paid, people, standard = relation["paid"], relation["recipients"], relation["standard"][0]
        found = quotient(paid, people, Decimal(1) / MONTHS)
        if found is None:
            continue
        loose, value = found
        enough = loose.high >= standard.exact - standard.last_digit / 2
        shown = rounded_to(value, standard)
        sign = "≥" if enough else "<"
        yield book.related_check(
            RULE, "agreed" if enough else "question", "same" if enough else "short", relation,
            arithmetic=f"{plus(paid)} / {plus(people)} / {MONTHS} = {shown} {sign} "
                       f"{standard.shown_once}",
            year=standard.year, paid=book.said(paid[0]), people=book.said(people[0]),
            standard=book.said(standard), computed=book.amount(value, standard.indicator),
        )  # fmt: skip
