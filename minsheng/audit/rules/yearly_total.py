"""Yearly amounts against the total stated for all years.

Example: 9 + 7 + 3 kindergartens against "19 in three years". Amounts that cannot make up the total
are a contradiction; minima that do not secure a minimum are a question; a year without an amount
leaves a rest, which is a remark.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minsheng.audit.arithmetic import compare, equation, in_brackets, plus, severity
from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import bare_total, number, total

RULE = "yearly_total"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator with yearly amounts and a total.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.public_centres_built")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '9 + 7 + 3 = 19')]
    """
    for indicator in book.targets:
        amounts, whole = book.yearly(indicator), book.over_years(indicator, "total")
        if not amounts or whole is None:
            continue
        figures = tuple(amounts.values())
        first, last = whole.years
        silent = sorted(set(range(first, last + 1)) - set(amounts))
        computed = bare_total(figures)
        words: dict[str, Any] = {"name": book.name(indicator), "total": book.said(whole)}
        rows = rows_of((*figures, whole))
        if silent and computed.high < whole.range.low:
            rest = number(whole.range.low - computed.high)
            yield book.check(
                RULE, "remark", "rest", (indicator,), rows=rows,
                arithmetic=f"{whole.shown} − {in_brackets(figures)} = {rest}",
                years=", ".join(map(str, silent)), rest=rest, **words,
            )  # fmt: skip
            continue
        outcome = compare(total(figures), total((whole,)))
        yield book.check(
            RULE, severity(outcome, (*figures, whole)), outcome, (indicator,), rows=rows,
            arithmetic=equation(plus(figures), computed, whole.shown, outcome),
            amounts=book.all_said(figures), **words,
        )  # fmt: skip
