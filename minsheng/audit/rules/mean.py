"""A total over a count against the mean that is printed.

Compared after rounding to the printed digits. A contradiction where the mean differs, or a question
where the relation ``mean`` carries a note or a number is approximate. A question, too, where the
count is not printed: the check says what it would have to be. Example: 10,000 yuan in 5 grants
against "2,000 a grant".
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import (
    check_quotient,
    in_brackets,
    interval_written,
    printed_total,
)
from minsheng.audit.book import Book
from minsheng.audit.checks import Check, Outcome
from minsheng.audit.printed import Relation
from minsheng.plan.bounds import Interval
from minsheng.text.language import Lang, say
from minsheng.text.numerals import compact

RULE = "mean"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``mean``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '≥500000 / 2 = ≥250000')]
    """
    for relation in book.related("mean"):
        if relation["count"]:
            yield from check_quotient(book, RULE, relation, ("total", "count", "mean"))
        else:
            yield from _count_needed(book, relation)


def _count_needed(book: Book, relation: Relation) -> Iterator[Check]:
    """Yield the check of a relation without a count; nothing where the mean may be zero."""
    totals, means = relation["total"], relation["mean"]
    needed = printed_total(totals).over(printed_total(means))
    if needed is None:
        return
    line = f"{in_brackets(totals)} / {means[0].shown_once}"
    words = {
        "total_name": book.name(totals[0].indicator),
        "total": totals,
        "printed": means,
        "needed": lambda lang: _count_in_words(needed, lang),
    }
    outcome = Outcome("question", "no_count")
    yield book.check_relation(
        RULE, outcome, relation, f"{line} = {interval_written(needed)}", words
    )


def _count_in_words(needed: Interval[Decimal], lang: Lang) -> str:
    """Return the count as a number, or as at least the lower end of its interval."""
    count = compact(float(needed.low), 0, lang)
    return count if needed.is_number else say("wording.at_least", lang, x=count)
