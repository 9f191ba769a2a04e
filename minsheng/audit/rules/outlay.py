"""Money paid for each recipient against the monthly standard that is due to each.

A question where it is less than the standard; no contradiction, because the number of recipients is
that of the end of the year. The relation ``outlay`` says which numbers belong together. Example:
5,164.89 万元 for 7,006 people in twelve months is 614 yuan a month, where the standard is 650.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import monthly_payment, rounded_to
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "outlay"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``outlay``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [result.arithmetic for result in check(Book(part))]
    ['51648900 / 7006 / 12 = 614 < 650']
    """
    for relation in book.related("outlay"):
        payment, standard = monthly_payment(relation), relation["standard"][0]
        if payment is None:
            continue
        is_enough = payment.interval.high >= standard.exact - standard.last_digit / 2
        computed = rounded_to(payment.value, standard)
        line = f"{payment.line} = {computed} {'≥' if is_enough else '<'} {standard.shown_once}"
        words = {
            "year": standard.year,
            "paid": relation["paid"][0],
            "people": relation["recipients"][0],
            "standard": standard,
            "computed": book.amount(payment.value, standard.indicator),
        }
        outcome = AGREED if is_enough else Outcome("question", "short")
        yield book.check_relation(RULE, outcome, relation, line, words)
