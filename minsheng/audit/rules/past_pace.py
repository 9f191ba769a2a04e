"""The pace of the years before against the pace that is planned.

Example: 1.8 万 new jobs a year in the past, at least 1.5 万 a year in the plan. The past is a
mean or a total of the indicator itself, or of another one that a relation ``pace`` names. A
plan that asks for less than was done is a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng.audit.book import Book, Word, rows_of
from minsheng.audit.check import Check
from minsheng.audit.directions import side
from minsheng.audit.printed import Figure, number
from minsheng.plan.goals import Goal
from minsheng.text.language import say

RULE = "past_pace"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each flow whose past is printed.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '15000 < 18000'), ('question', '30000000 < 166230000 / 3 = 55410000')]
    """
    for goal in book.flows():
        past = [figure for figure in book.baselines.get(goal.indicator, ()) if figure.is_number]
        planned = [figure for figure in book.targets.get(goal.indicator, ()) if figure.is_number]
        if past and planned:
            yield _held(book, goal, past[-1:], planned)
    for relation in book.related("pace"):
        goal_of = book.goals[relation["planned"][0].indicator]
        if relation["past"]:
            yield _held(book, goal_of, relation["past"][-1:], relation["planned"],
                        relation.name, book.note(relation))  # fmt: skip


def _held(  # noqa: PLR0913  what is held against what, and why
    book: Book, goal: Goal, past: Sequence[Figure], planned: Sequence[Figure],
    relation: str = "", note: Word | str = "",
) -> Check:  # fmt: skip
    before, told_before = _a_year(past)
    ahead, told_ahead = _a_year(planned)
    slower = goal.direction * (ahead - before) < 0
    sign = side(goal, looser=slower)
    rows = rows_of((*past, *planned))
    return book.check(
        RULE, "question" if slower else "agreed", "slower" if slower else "same",
        {goal.indicator, *(figure.indicator for figure in past)},
        rows=(f"relations:{relation}", *rows) if relation else rows,
        arithmetic=f"{told_ahead} {sign} {told_before}",
        programme=goal.programme, name=book.name(goal.indicator),
        past_name=book.name(past[0].indicator), past=book.said(past[0]), years=past[0].year,
        statistic=_statistic(past[0]), planned=book.all_said(planned), note=note,
    )  # fmt: skip


def _a_year(figures: Sequence[Figure]) -> tuple[Decimal, str]:
    """Return the amount a year and how it is got at."""
    over = next((figure for figure in figures if figure.statistic == "mean"), None)
    if over is not None:
        return over.exact, number(over.exact)
    whole = next((figure for figure in figures if figure.statistic == "total"), None)
    if whole is not None:
        first, last = whole.years
        years, amount = last - first + 1, whole.exact
        shown = number(amount)
    else:
        years, amount = len(figures), sum((figure.exact for figure in figures), Decimal(0))
        shown = "(" + " + ".join(number(figure.exact) for figure in figures) + ")"
    if years == 1:
        return amount, number(amount)
    return amount / years, f"{shown} / {years} = {number(amount / years)}"


def _statistic(figure: Figure) -> Word:
    return lambda lang: say(f"audit.over_years_{figure.statistic}", lang)
