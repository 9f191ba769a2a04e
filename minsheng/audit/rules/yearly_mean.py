"""A yearly mean against the yearly amounts, or against the total, of the same years.

A contradiction where the mean times its years is not the sum; a question where a minimum does not
guarantee another or a number is approximate. Example: "6 a year on average" beside amounts of 6, 6
and 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare, equation, outcome_of, plus, total
from minsheng.audit.book import Book
from minsheng.audit.checks import Check
from minsheng.audit.printed import PrintedNumber

RULE = "yearly_mean"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator with a mean and amounts of all its years, or a total.

    Examples
    --------
    >>> import minsheng as ms
    >>> list(check(Book(ms.load_plan().select(indicator="employment.startup_loans"))))
    []
    """
    for indicator in book.targets:
        mean = book.over_years(indicator, "mean")
        amounts = _of_same_years(book, mean) if mean else ()
        if mean is None or not amounts:
            continue
        agreement = compare(total([mean]), total(amounts))
        left = f"{mean.times} × {mean.shown_once}"
        line = equation(left, mean.interval, plus(amounts), agreement)
        rows, words = (*amounts, mean), {"mean": mean, "amounts": amounts}
        yield book.check(RULE, outcome_of(agreement, rows), rows, line, words)


def _of_same_years(book: Book, mean: PrintedNumber) -> tuple[PrintedNumber, ...]:
    """Return the total over the mean's years, else the amounts of each of them, else nothing."""
    whole = book.over_years(mean.indicator, "total")
    if whole is not None and whole.year == mean.year:
        return (whole,)
    amounts = book.yearly(mean.indicator)
    first, last = mean.years
    years = range(first, last + 1)
    return tuple(amounts[year] for year in years) if set(years) <= set(amounts) else ()
