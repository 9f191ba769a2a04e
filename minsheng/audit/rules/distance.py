"""A difference that is to become smaller against the printed growth of its two numbers.

A question where the growth makes it larger: how is it to be narrowed? The relation ``distance``
says which numbers and growth rates belong to the goal. The values of the year before are computed
from the rates; the check is a finding when both the difference and the quotient of the two numbers
have grown since. Example: pay differences are to narrow, and the higher of two wages is printed
with a growth of 7.4 % a year, the lower with 0.7 %.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, written

RULE = "distance"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``distance`` whose goal is to become less.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [result.arithmetic for result in check(Book(part))]
    ['63800 − 45900 = 17900 > 63800 / 1.074 − 45900 / 1.007 = 13800']
    """
    for relation in book.related("distance"):
        goal, high, low = (relation[role][0] for role in ("goal", "high", "low"))
        rates = relation["high_growth"][0], relation["low_growth"][0]
        factors = [1 + rate.exact / 100 for rate in rates]
        if book.goals[goal.indicator].direction >= 0 or min(factors) <= 0:
            continue
        high_before, low_before = high.exact / factors[0], low.exact / factors[1]
        now, before = high.exact - low.exact, high_before - low_before
        digit = max(high.last_digit, low.last_digit)
        before = (before / digit).quantize(Decimal(1), ROUND_HALF_UP) * digit
        wider = now > before and high.exact * low_before > low.exact * high_before
        line = (
            f"{high.shown} − {low.shown} = {written(now)} {'>' if wider else '≤'} "
            f"{_divided(high, factors[0])} − {_divided(low, factors[1])} = {written(before, digit)}"
        )
        words = {
            "high": book.name(high.indicator),
            "low": book.name(low.indicator),
            "year": high.year,
            "now": book.amount(now, high.indicator),
            "then": book.amount(before, high.indicator),
            "high_rate": rates[0],
            "low_rate": rates[1],
        }
        outcome = Outcome("question", "wider") if wider else AGREED
        yield book.check_relation(RULE, outcome, relation, line, words)


def _divided(number: PrintedNumber, factor: Decimal) -> str:
    return f"{number.shown} / {written(factor, Decimal('0.00001'))}"
