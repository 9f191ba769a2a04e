"""Goals stated for early years and then no longer.

Example: a share of 70 % for 2018 and nothing for 2019 and 2020. Levels count from one stated
year, amounts from two, since one amount may well be done once. Milestones are done once, and
what brings a level about ends when the level is there. A part that is done away with goes on in
its whole (relation ``subset``): no class above 55 pupils means none above 65. Else, whether the
goal goes on is a question.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure
from minsheng.audit.relation import MAKING
from minsheng.plan.goals import Goal

RULE = "dropped"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a number for some year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="assistance.serious_illness_share")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '≥70 (2018)')]
    """
    making = {
        figure.indicator
        for relation in book.relations
        for role in MAKING
        for figure in relation[role]
    }
    for goal in (*book.levels(), *book.flows()):
        stated = list(book.yearly(goal.indicator).values())
        once = goal.is_flow and len(stated) < 2
        over_all = any(book.over_years(goal.indicator, one) for one in ("total", "mean"))
        if not stated or once or over_all or goal.indicator in making:
            continue
        if _goes_on_in_the_whole(book, goal, stated[-1]):
            continue
        last = stated[-1].years[1]
        gone = last < goal.last_year
        yield book.check(
            RULE, "question" if gone else "agreed", "dropped" if gone else "same",
            (goal.indicator,), rows=rows_of(stated),
            arithmetic=", ".join(f"{figure.shown} ({figure.year})" for figure in stated),
            name=book.name(goal.indicator), targets=book.all_said(stated),
            last=goal.last_year,
        )  # fmt: skip


def _goes_on_in_the_whole(book: Book, goal: Goal, last: Figure) -> bool:
    """Whether what it is part of is brought down as far in a later year."""
    return goal.direction < 0 and any(
        whole.years[0] > last.years[1] and whole.exact <= last.exact
        for relation in book.related("subset")
        if goal.indicator in {part.indicator for part in relation["part"]}
        for whole in relation["whole"]
    )
