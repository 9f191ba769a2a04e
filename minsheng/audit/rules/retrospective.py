"""Targets for years that had ended when the plan was printed.

Example: what 2018 was to bring, in a plan printed on 21 February 2019. Such targets are kept
apart in an evaluation, for they could no longer guide anybody: one remark for each programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure

RULE = "retrospective"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('remark', '5 / 9')]
    """
    dated: dict[str, dict[str, list[Figure]]] = defaultdict(dict)
    for indicator, figures in book.targets.items():
        dated[book.goals[indicator].programme][indicator] = list(figures)
    for programme, by_indicator in sorted(dated.items()):
        ended = [
            figure
            for figures in by_indicator.values()
            for figure in figures
            if figure.years[1] < book.facts.printed.year
        ]
        concerned = {figure.indicator for figure in ended}
        yield book.check(
            RULE, "remark" if ended else "agreed", "ended" if ended else "same",
            concerned or by_indicator, rows=rows_of(ended), programme=programme,
            arithmetic=f"{len(concerned)} / {len(by_indicator)}",
            programme_name=book.name(programme), n=len(concerned), goals=len(by_indicator),
            printed=book.facts.printed.isoformat(),
            years=", ".join(sorted({figure.year for figure in ended})),
        )  # fmt: skip
