"""A yearly mean against the yearly amounts, or against the total, of the same years.

Example: "6 a year on average" beside amounts of 6, 6 and 6. A mean that times its years is not the
sum is a contradiction; a minimum that does not secure another is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import compare, equation, plus, severity
from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, total

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
        if mean is None:
            continue
        figures = _same_years(book, indicator, mean)
        if not figures:
            continue
        line = f"{mean.times} × {mean.shown_once}"
        outcome = compare(total((mean,)), total(figures))
        yield book.check(
            RULE, severity(outcome, (*figures, mean)), outcome, (indicator,),
            rows=rows_of((*figures, mean)),
            arithmetic=equation(line, mean.range, plus(figures), outcome),
            name=book.name(indicator), mean=book.said(mean), amounts=book.all_said(figures),
        )  # fmt: skip


def _same_years(book: Book, indicator: str, mean: Figure) -> tuple[Figure, ...]:
    """Return the total over the mean's years, else the amounts of each of them, else nothing."""
    whole = book.over_years(indicator, "total")
    if whole is not None and whole.year == mean.year:
        return (whole,)
    amounts = book.yearly(indicator)
    first, last = mean.years
    years = range(first, last + 1)
    return tuple(amounts[year] for year in years) if set(years) <= set(amounts) else ()
