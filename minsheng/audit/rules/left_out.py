"""The departments that have a part in most programmes, and the programmes that leave them out.

A remark for each department that leads or is responsible in at least three quarters of the
programmes but not in all: was it forgotten, or has it nothing to do there? With fewer than four
programmes nothing is usual. Example: the towns are responsible in seven of nine programmes, and not
for the village paths.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "left_out"
_MOST = 0.75
_FEWEST_PROGRAMMES = 4


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each department that has a part in most programmes.

    Examples
    --------
    >>> import minsheng as ms
    >>> [(result.rows, result.arithmetic) for result in check(Book(ms.load_plan()))][-1]
    (('departments:towns',), '7 / 9')
    """
    programmes = [name for name in book.duties if book.responsible(name)]
    if len(programmes) < _FEWEST_PROGRAMMES:
        return
    departments = sorted(set().union(*map(book.responsible, programmes)))
    for department in departments:
        without = [name for name in programmes if department not in book.responsible(name)]
        n, of = len(programmes) - len(without), len(programmes)
        if n / of < _MOST:
            continue
        words = {
            "department": book.department(department),
            "n": n,
            "of": of,
            "names": book.names(without),
        }
        outcome = Outcome("remark", "some") if without else AGREED
        yield book.check(RULE, outcome, [f"departments:{department}"], f"{n} / {of}", words)
