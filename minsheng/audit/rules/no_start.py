"""The baselines that each programme prints.

A remark for a programme with targets that prints no number of where it starts: nothing of it can be
compared with before. Look at a whole plan or a whole programme: a narrower selection has lost the
baselines that were left out. Example: a programme whose account of the situation names problems and
gives no number.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "no_start"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["amenities", "housing"])
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '0'), ('agreed', '12')]
    """
    with_baseline = book.by_programme(book.baselines)
    for programme in book.by_programme(book.targets):
        indicators = with_baseline.get(programme, [])
        n = sum(number.is_number for name in indicators for number in book.baselines[name])
        outcome = AGREED if n else Outcome("remark", "none")
        rows, words = [f"programmes:{programme}"], {"n": n, "start": book.facts.baseline_year}
        yield book.check(RULE, outcome, rows, str(n), words, programme=programme)
