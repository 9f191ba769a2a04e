"""Yearly amounts against the total stated for all years.

A contradiction where the amounts cannot make up the total; a question where minima do not guarantee
a minimum or a number is approximate. A remark where a year has no amount and the others leave a
rest: what the year is to bring is not printed. Amounts of years that the total does not span are
left out. Example: 9 + 7 + 3 kindergartens against "19 in three years".
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare_sums, in_brackets, printed_total
from minsheng.audit.book import Book
from minsheng.audit.checks import Check, Outcome
from minsheng.audit.phrases import years_in_words
from minsheng.audit.printed import written

RULE = "yearly_total"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator with yearly amounts and a total.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.public_centres_built")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '9 + 7 + 3 = 19')]
    """
    for indicator in book.targets:
        whole = book.over_years(indicator, "total")
        if whole is None:
            continue
        first, last = whole.years
        by_year = {y: amount for y, amount in book.yearly(indicator).items() if first <= y <= last}
        amounts = list(by_year.values())
        if not amounts:
            continue
        silent = sorted(set(range(first, last + 1)) - set(by_year))
        rest = whole.interval.low - printed_total(amounts).high
        words: dict[str, object] = {"total": whole, "amounts": amounts}
        if silent and rest > 0:
            outcome = Outcome("remark", "rest")
            line = f"{whole.shown} − {in_brackets(amounts)} = {written(rest)}"
            rest_words = book.amount(rest, indicator)
            words |= {"rest": rest_words, "years": years_in_words(silent), "n": len(silent)}
        else:
            outcome, line = compare_sums(amounts, [whole])
        yield book.check(RULE, outcome, (*amounts, whole), line, words)
