"""A part against what it is part of, in numbers of the same year.

The relation ``subset`` says what is part of what. A contradiction where the part is larger, or a
question where the relation carries a note or a number is approximate. A note also says that part
and whole may be counted differently, which is a question even where the part is not larger. Bounds
that leave open which is larger are not compared.
Examples: 13 private homes among 39 homes agree. Film screenings that the plan counts among 1,288
sessions of mobile culture, and sets at 4,000 a year, do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import outcome_of
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, Relation

RULE = "subset"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``subset`` with numbers of the same year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('agreed', '2 ≤ 39'), ('agreed', '13 ≤ 39')]
    """
    for relation in book.related("subset"):
        pairs = [
            (part, whole)
            for part in relation["part"]
            for whole in relation["whole"]
            if (part.year, part.statistic) == (whole.year, whole.statistic)
            and (_exceeds(part, whole) or part.interval.high <= whole.interval.low)
        ]
        if not pairs:
            continue
        lines = [
            f"{part.shown_once} {'>' if _exceeds(part, whole) else '≤'} {whole.shown_once}"
            for part, whole in pairs
        ]
        outcome = _outcome(relation, exceeds=any(_exceeds(*pair) for pair in pairs))
        words = {
            "part": book.name(pairs[0][0].indicator),
            "part_figures": [part for part, _ in pairs],
            "whole_figures": [whole for _, whole in pairs],
        }
        line = "; ".join(dict.fromkeys(lines))
        yield book.check_relation(RULE, outcome, relation, line, words)


def _exceeds(part: PrintedNumber, whole: PrintedNumber) -> bool:
    return part.interval.low > whole.interval.high


def _outcome(relation: Relation, *, exceeds: bool) -> Outcome:
    if not exceeds:
        return Outcome("question", "unlike") if relation.note_en else AGREED
    severity = outcome_of("apart", relation.numbers).severity
    return Outcome("question" if relation.note_en else severity, "exceeds")
