"""Programmes that print no figure of where they start.

Example: a programme whose account of the situation names problems and gives no number, so that
nothing of it can be compared with before: a remark. Look at a whole plan or a whole programme: a
narrower selection has lost the figures that were left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "no_start"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["amenities", "housing"])
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('remark', '0'), ('agreed', '12')]
    """
    aimed = {book.goals[indicator].programme for indicator in book.targets}
    for programme in sorted(aimed):
        figures = [figure for indicator, own in book.baselines.items()
                   if book.goals[indicator].programme == programme
                   for figure in own if figure.is_number]  # fmt: skip
        yield book.check(
            RULE, "agreed" if figures else "remark", "same" if figures else "none", (),
            rows=(f"programmes:{programme}",), arithmetic=str(len(figures)),
            programme=programme, programme_name=book.name(programme), n=len(figures),
            start=book.facts.baseline_year,
        )  # fmt: skip
