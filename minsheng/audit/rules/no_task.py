"""Goals of the plan's front that no numbered task stands behind.

Example: the number of museums is a headline goal and no task speaks of museums. A task behind what
brings a goal about stands behind the goal. Who is to bring a number about, and how, must be asked:
a question. A milestone may be its own task, and a direction ("more kinds of illness covered") has
no number: a remark. Goals in words are not checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check, Severity
from minsheng.audit.relation import MAKING

RULE = "no_task"
_GRAVITY: Mapping[str, Severity] = {"same": "agreed", "alone": "question", "milestone": "remark"}


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each headline number, milestone or direction, where tasks are numbered.

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
    milestones = [
        goal
        for goal in book.goals.values()
        if goal.aim == "reach" and goal.kind == "milestone" and goal.final is not None
    ]
    directions = [goal for goal in book.goals.values() if goal.aim == "direction"]
    goals = (*book.levels(), *book.flows(), *milestones, *directions)
    for goal in sorted(goals, key=lambda goal: goal.indicator):
        if not book.indicators[goal.indicator]["headline"]:
            continue
        linked = bool(({goal.indicator} | making.get(goal.indicator, set())) & book.linked)
        figures = [figure for figure in book.targets.get(goal.indicator, ())
                   if figure.is_number or goal.aim == "direction"]  # fmt: skip
        if not figures:
            continue
        bare = goal.kind == "milestone" or goal.aim == "direction"
        case = "same" if linked else "milestone" if bare else "alone"
        yield book.check(
            RULE, _GRAVITY[case], case, (goal.indicator,), rows=rows_of(figures[-1:]),
            name=book.name(goal.indicator), targets=book.all_said(figures[-1:]),
            year=figures[-1].year,
        )  # fmt: skip
