"""Goals of the plan's front that no numbered task stands behind.

Example: the number of museums is a headline goal and no task speaks of museums. Only goals
with a number are checked, and a task behind what brings a goal about stands behind the goal.
Who is to bring it about, and how, must be asked: a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.relation import MAKING

RULE = "no_task"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline goal with a number, where the plan numbers its tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator=["healthcare.nurses", "healthcare.beds"])
    >>> [(found.severity, found.indicators) for found in check(Book(part))]
    [('agreed', ('healthcare.beds',)), ('question', ('healthcare.nurses',))]
    """
    if not book.rows("tasks"):
        return
    making: dict[str, set[str]] = defaultdict(set)
    for relation in book.relations:
        for role in MAKING:
            made = {figure.indicator for figure in relation[role]}
            for result in relation.results:
                making[result.indicator] |= made
    goals = sorted((*book.levels(), *book.flows()), key=lambda goal: goal.indicator)
    for goal in goals:
        if not book.indicators[goal.indicator]["headline"]:
            continue
        linked = bool(({goal.indicator} | making.get(goal.indicator, set())) & book.linked)
        figures = [figure for figure in book.targets.get(goal.indicator, ()) if figure.is_number]
        yield book.check(
            RULE, "agreed" if linked else "question", "same" if linked else "alone",
            (goal.indicator,), rows=rows_of(figures[-1:]),
            name=book.name(goal.indicator), targets=book.all_said(figures[-1:]),
        )  # fmt: skip
