"""Baselines that are no single number of the baseline year.

Example: "more than 94 %", "within 3.5 %", "1.8 万 a year on average". What must change is then
a pair of numbers, or a pace to compare with: a remark for each indicator.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure

RULE = "uncertain_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a baseline.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('remark', '>94')]
    """
    for indicator, goal in book.goals.items():
        figures = [figure for figure in book.baselines.get(indicator, ()) if figure.is_number]
        if goal.aim == "context" or goal.kind == "milestone" or not figures:
            continue
        figure = figures[-1]
        case = _case(figure)
        yield book.check(
            RULE, "remark" if case != "same" else "agreed", case, (indicator,),
            rows=rows_of((figure,)), arithmetic=figure.shown_once,
            name=book.name(indicator), baseline=book.said(figure), years=figure.year,
            start=book.facts.baseline_year,
        )  # fmt: skip


def _case(figure: Figure) -> str:
    if figure.statistic != "value":
        return "average" if figure.statistic == "mean" else "total"
    if figure.bound == "~":
        return "approximate"
    return "bound" if figure.bound in ("<", "<=", ">", ">=", "range") else "same"
