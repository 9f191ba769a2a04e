"""The goals of each programme that carry a note on what they count.

A remark for each programme with such goals: before they are measured, somebody has to settle what
their notes leave open. A goal in words alone is left out: `measurability` names it. Example: a
share of schools "up to the standard", of which it is not said whether it counts schools or floor
area.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "open_note"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with goals to be reached or held.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '5 / 7')]
    """
    measured = [name for name in book.targets if book.goals[name].aim in ("reach", "hold")]
    for programme, indicators in book.by_programme(measured).items():
        noted = [name for name in indicators if book.indicators[name]["note_en"]]
        n, goals = len(noted), len(indicators)
        words = {"names": book.names(noted), "n": n, "goals": goals}
        rows = [f"indicators:{name}" for name in noted or indicators]
        outcome = Outcome("remark", "noted") if noted else AGREED
        line = f"{n} / {goals}"
        about = noted or indicators
        yield book.check(RULE, outcome, rows, line, words, programme=programme, indicators=about)
