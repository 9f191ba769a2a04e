"""The same distinctive figure printed for two indicators of one programme.

Example: 2.21 万平方米 of school buildings under two headings. Either they are one thing counted
twice or two things that happen to be equal: a question. A figure is distinctive from three
significant digits on; shares are left out, for 12.5 % of two things is no surprise, and so
are figures that a relation ties together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number

RULE = "same_figure"
DIGITS = 3


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each figure printed twice, one for each programme without any.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="education")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '22100 = 22100')]
    """
    tied = {
        frozenset(pair)
        for relation in book.relations
        for pair in combinations(sorted({figure.indicator for figure in relation.figures}), 2)
    }
    found: dict[str, dict[tuple[str, str, str], dict[str, Figure]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for table in (book.baselines, book.targets):
        for indicator, figures in table.items():
            for figure in filter(_is_distinctive, figures):
                if not book.unit(indicator).share:
                    key = (book.indicators[indicator]["unit"], number(figure.exact), figure.bound)
                    programme = book.goals[indicator].programme
                    found[programme][key].setdefault(indicator, figure)
    for programme, figures_of in sorted(found.items()):
        doubles = [
            printed
            for _, printed in sorted(figures_of.items())
            if len(printed) > 1
            and any(frozenset(pair) not in tied for pair in combinations(sorted(printed), 2))
        ]
        for printed in doubles:
            chosen = [printed[indicator] for indicator in sorted(printed)]
            yield book.check(
                RULE, "question", "twice", printed, rows=rows_of(chosen), programme=programme,
                arithmetic=" = ".join(figure.shown_once for figure in chosen),
                names=book.names(printed), figure=book.said(chosen[0]),
                places=book.places(chosen),
            )  # fmt: skip
        if not doubles:
            yield book.check(
                RULE, "agreed", "same", (), rows=(f"programmes:{programme}",), programme=programme,
                n=len(figures_of), arithmetic=str(len(figures_of)),
                programme_name=book.name(programme),
            )  # fmt: skip


def _is_distinctive(figure: Figure) -> bool:
    return figure.is_number and len(figure.exact.normalize().as_tuple().digits) >= DIGITS
