"""Interim targets that lie below the baseline.

Example: 2.72 nurses in 2018 where there were 3.14 in 2017. Either the baseline or the path may be
counted differently, or a decline is expected: a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.directions import side, worse, worst_end

RULE = "below_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with a baseline and interim targets.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="healthcare.nurses")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '2.72, 2.93 < 3.14')]
    """
    for goal in book.levels():
        base = book.baseline(goal.indicator)
        stated = book.yearly(goal.indicator)
        interim = [stated[year] for year in stated if year != goal.final_year]
        if base is None or not interim or goal.aim != "reach":
            continue
        below = [figure for figure in interim if worse(goal, figure, worst_end(goal, base))]
        chosen = below or interim
        shown = ", ".join(figure.shown for figure in chosen)
        yield book.check(
            RULE, "question" if below else "agreed", "below" if below else "same",
            (goal.indicator,), rows=rows_of((base, *chosen)),
            arithmetic=f"{shown} {side(goal, looser=bool(below))} {base.shown}",
            name=book.name(goal.indicator), baseline=book.said(base), start=base.year,
            targets=book.all_said(chosen),
        )  # fmt: skip
