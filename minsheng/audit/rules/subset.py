"""A part that is larger than what it is part of, or is not counted like it.

Example: 13 private homes among 39 homes agree. Film screenings that the plan counts among 1,288
sessions of mobile culture, and sets at 4,000 a year, do not. The relation ``subset`` says what is
part of what; figures of the same year are compared. A part that exceeds the whole is a
contradiction, or a question where the relation carries a note or a figure is approximate. A note
also says that part and whole may be counted differently, which is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check, Severity
from minsheng.audit.printed import Figure
from minsheng.audit.relation import Relation

RULE = "subset"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``subset`` with figures of the same year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '2 ≤ 39'), ('agreed', '13 ≤ 39')]
    """
    for relation in book.related("subset"):
        pairs = [(part, whole) for part in relation["part"] for whole in relation["whole"]
                 if (part.year, part.statistic) == (whole.year, whole.statistic)]  # fmt: skip
        if not pairs:
            continue
        larger = [pair for pair in pairs if _exceeds(*pair)]
        case = "exceeds" if larger else "unlike" if relation.note_en else "same"
        lines = [f"{part.shown_once} {'>' if _exceeds(part, whole) else '≤'} {whole.shown_once}"
                 for part, whole in pairs]  # fmt: skip
        yield book.related_check(
            RULE, _gravity(case, relation), case, relation,
            arithmetic="; ".join(dict.fromkeys(lines)),
            part=book.name(pairs[0][0].indicator),
            part_figures=book.all_said(part for part, _ in pairs),
            whole_figures=book.all_said(whole for _, whole in pairs),
        )  # fmt: skip


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.range.low > whole.range.high


def _gravity(case: str, relation: Relation) -> Severity:
    if case == "same":
        return "agreed"
    loose = any(figure.is_approximate for figure in relation.figures)
    return "question" if case == "unlike" or relation.note_en or loose else "contradiction"
