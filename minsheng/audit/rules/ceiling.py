"""Money paid for each recipient against the most that a recipient can get.

A question where the monthly payment is above a standard; no contradiction, because the number of
recipients is that of the end of the year. The relation ``ceiling`` says which numbers belong
together. With several standards, a payment between the lowest and the highest one tells how many
recipients must get the highest. Example: 1.27 亿元 for 28,300 people in twelve months is 374 yuan a
month each. The allowance is at most 350 in the country and 500 in town: even if everybody got the
full amount, 16 % would have to get that of the town.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import monthly_payment, rounded_to
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, written

RULE = "ceiling"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``ceiling``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [result.arithmetic for result in check(Book(part))]
    ['127000000 / 28300 / 12 = 374 > 350; (374 − 350) / (500 − 350) = 16 %']
    """
    for relation in book.related("ceiling"):
        payment = monthly_payment(relation)
        if payment is None:
            continue
        least, most = relation["standard"][0], relation["standard"][-1]
        outcome = _outcome(payment.interval.low, least, most)
        computed = rounded_to(payment.value, least)
        standard = most if outcome.case == "above" else least
        sign = ">" if outcome.is_finding else "≤"
        line = f"{payment.line} = {computed} {sign} {standard.shown_once}"
        share = ""
        if outcome.case == "between":
            above, width = payment.value - least.exact, most.exact - least.exact
            share = written(above / width * 100, Decimal(1))
            shown = least.shown_once
            line += f"; ({computed} − {shown}) / ({most.shown_once} − {shown}) = {share} %"
        words = {
            "year": least.year,
            "paid": relation["paid"][0],
            "people": relation["recipients"][0],
            "computed": book.amount(payment.value, least.indicator),
            "least": least,
            "most": most,
            "most_name": book.name(most.indicator),
            "share": share,
        }
        yield book.check_relation(RULE, outcome, relation, line, words)


def _outcome(payment: Decimal, least: PrintedNumber, most: PrintedNumber) -> Outcome:
    """Return where the lower end of the payment lies between the lowest and highest standard."""
    if payment <= least.exact + least.rounding:
        return AGREED
    return Outcome("question", "between" if payment <= most.exact + most.rounding else "above")
