"""The headline goals (主要目标) of the plan against its numbered tasks.

A question where no task is linked to a goal with a number, or to what brings it about: who is to
bring the number about, and how? Only a remark for a milestone, which may be its own task, and for a
direction without a number ("more kinds of illness covered"). Goals in words are not checked.
Example: the number of museums is a headline goal, and no task speaks of museums.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.plan.goals import Goal

RULE = "no_task"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline number, milestone or direction, where tasks are numbered.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator=["healthcare.nurses", "healthcare.beds"])
    >>> [(result.severity, result.indicators) for result in check(Book(part))]
    [('agreed', ('healthcare.beds',)), ('question', ('healthcare.nurses',))]
    """
    if not book.rows("tasks"):
        return
    with_number = {goal.indicator for goal in (*book.levels(), *book.flows())}
    for indicator, goal in book.goals.items():
        without_number = _is_milestone(goal) or goal.aim == "direction"
        if not book.is_headline(indicator) or not (indicator in with_number or without_number):
            continue
        targets = [
            target
            for target in book.targets.get(indicator, ())
            if target.is_number or goal.aim == "direction"
        ]
        if not targets:
            continue
        unlinked = (
            Outcome("remark", "milestone") if without_number else Outcome("question", "alone")
        )
        supported = {indicator, *book.contributions.get(indicator, ())} & book.linked
        # An amount of the last year is not the whole of what is to be done; a level of it is.
        shown = targets if goal.is_flow else targets[-1:]
        words = {"targets": shown, "years": book.years(shown)}
        yield book.check(RULE, AGREED if supported else unlinked, shown, words=words)


def _is_milestone(goal: Goal) -> bool:
    return goal.aim == "reach" and goal.kind == "milestone" and goal.final is not None
