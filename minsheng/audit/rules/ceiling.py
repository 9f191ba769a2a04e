"""Money paid over the people it went to, against the most that each can get.

Example: 1.27 亿元 for 28,300 people in twelve months is 374 yuan a month each. The allowance is at
most 350 in the country and 500 in town: even if everybody got the full amount, 16 % would have to
get that of the town. The relation ``ceiling`` says which figures belong together; it may have
several standards. The number of people is that of the end of the year, so more than a standard is a
question and no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import plus, rounded_to
from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number
from minsheng.audit.quotient import quotient

RULE = "ceiling"
MONTHS = 12
_HUNDRED = Decimal(100)


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``ceiling``.

    Examples
    --------
    >>> import minsheng as ms
    >>> [found.arithmetic for found in check(Book(ms.load_plan().select(programme="assistance")))]
    ['127000000 / 28300 / 12 = 374 > 350; (374 − 350) / (500 − 350) = 16 %']
    """
    for relation in book.related("ceiling"):
        paid, people = relation["paid"], relation["recipients"]
        least, most = relation["standard"][0], relation["standard"][-1]
        found = quotient(paid, people, Decimal(1) / MONTHS)
        if found is None:
            continue
        loose, value = found
        case = _case(loose.low, least, most)
        shown = rounded_to(value, least)
        held = most if case == "above" else least
        sign = "≤" if case == "same" else ">"
        line = f"{plus(paid)} / {plus(people)} / {MONTHS} = {shown} {sign} {held.shown_once}"
        share = ""
        if case == "between":
            above, span = value - least.exact, most.exact - least.exact
            share = number(above / span * _HUNDRED, Decimal(1))
            line += (f"; ({shown} − {least.shown_once}) / ({most.shown_once} − "
                     f"{least.shown_once}) = {share} %")  # fmt: skip
        yield book.related_check(
            RULE, "agreed" if case == "same" else "question", case, relation, arithmetic=line,
            year=least.year, paid=book.said(paid[0]), people=book.said(people[0]),
            computed=book.amount(value, least.indicator), least=book.said(least),
            most=book.said(most), most_name=book.name(most.indicator), share=share,
        )  # fmt: skip


def _case(lowest: Decimal, least: Figure, most: Figure) -> str:
    """Return where the mean lies; of rounded figures its lower end counts."""
    if lowest <= least.exact + least.slack:
        return "same"
    return "between" if lowest <= most.exact + most.slack else "above"
