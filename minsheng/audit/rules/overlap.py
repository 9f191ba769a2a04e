"""Two goals that may count the same things.

A question where the plan leaves open whether they do: one piece of work might be reported under
both. The relation ``overlap`` says which numbers may cover each other, and has a note where it is
left open; without a note the plan itself tells them apart, and the check agrees. Example: 40
resident doctors are trained each year, and one or two in Chinese medicine; whether the latter are
among the 40 is not printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber

RULE = "overlap"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``overlap``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(result.severity, result.indicators) for result in check(Book(part))]
    [('question', ('healthcare.residents_trained', 'healthcare.tcm_residents_trained'))]
    """
    for relation in book.related("overlap"):
        sides = {role: relation[role] for role in ("one", "other")}
        outcome = Outcome("question", "open") if relation.note_en else AGREED
        words = {
            role: book.names(number.indicator for number in numbers)
            for role, numbers in sides.items()
        }
        line = "; ".join(map(_shown, sides.values()))
        yield book.check_relation(RULE, outcome, relation, line, words)


def _shown(numbers: tuple[PrintedNumber, ...]) -> str:
    """Return the numbers of one side; a number that is the same every year is written once."""
    shown = [number.shown_once for number in numbers]
    is_same = len({(number.indicator, number.shown_once) for number in numbers}) == 1
    return shown[0] if is_same else ", ".join(shown)
