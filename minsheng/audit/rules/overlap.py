"""Two goals that may count the same things.

Example: 40 resident doctors are trained each year, and one or two in Chinese medicine; whether the
latter are among the 40 is not printed. The relation ``overlap`` says which figures may cover each
other, and its note what is left open: one piece of work might then be reported under both, which is
a question. Without a note the plan itself tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure

RULE = "overlap"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``overlap``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(found.severity, found.indicators) for found in check(Book(part))]
    [('question', ('healthcare.residents_trained', 'healthcare.tcm_residents_trained'))]
    """
    for relation in book.related("overlap"):
        one, other = relation["one"], relation["other"]
        left_open = bool(relation.note_en)
        yield book.related_check(
            RULE, "question" if left_open else "agreed", "open" if left_open else "same", relation,
            arithmetic="; ".join((_side(one), _side(other))),
            one=book.names(figure.indicator for figure in one),
            other=book.names(figure.indicator for figure in other),
        )  # fmt: skip


def _side(figures: tuple[Figure, ...]) -> str:
    """Return the figures of one side; what is the same every year is said once."""
    shown = [figure.shown_once for figure in figures]
    same = len(set(shown)) == 1 and len({figure.indicator for figure in figures}) == 1
    return shown[0] if same else ", ".join(shown)
