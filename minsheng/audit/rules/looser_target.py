"""A final target, or a line to be held in any year, that is looser than the baseline.

Example: unemployment within 4 % where it was within 3.5 % already. Only levels are compared, and of
a baseline that is a bound its worse end. It may be meant as a line that must not be crossed, so it
is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.directions import side, worse, worst_end

RULE = "looser_target"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a baseline and a final target.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="employment.registered_unemployment")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '≤4, ≤4, ≤4 > ≤3.5')]
    """
    for goal in book.levels():
        base = book.baseline(goal.indicator)
        if base is None or goal.final_year is None:
            continue
        stated = book.yearly(goal.indicator)
        held = list(stated.values()) if goal.aim == "hold" else [stated[goal.final_year]]
        looser = [figure for figure in held if worse(goal, figure, worst_end(goal, base))]
        chosen = looser or held
        shown = ", ".join(figure.shown for figure in chosen)
        yield book.check(
            RULE, "question" if looser else "agreed", "looser" if looser else "same",
            (goal.indicator,), rows=rows_of((base, *chosen)),
            arithmetic=f"{shown} {side(goal, looser=bool(looser))} {base.shown}",
            name=book.name(goal.indicator), targets=book.all_said(chosen),
            baseline=book.said(base), start=base.year,
        )  # fmt: skip
