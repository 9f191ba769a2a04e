"""Targets that the baseline meets already.

Example: at least 94 % in 2018 where 2017 stood at more than 94 %. Of a baseline that is only
a bound it may be so for some targets ("more than 96" and 97): who has the number must say.
Both are questions: what else is asked of the year? A line to be held is left out, for it is
meant to be met; a target below the baseline is told by `looser_target` and `below_baseline`.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, rows_of
from minsheng.audit.check import Check
from minsheng.audit.directions import best_end, target_of, worst_end
from minsheng.audit.printed import Figure
from minsheng.plan.goals import Goal

RULE = "already_met"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached: one for what is met, one for what may be.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [found.arithmetic for found in check(Book(part))]
    ['>94; ≥94', '>94; ≥94.5, ≥95']
    """
    for goal in book.levels():
        base = book.baseline(goal.indicator)
        if base is None or goal.aim != "reach":
            continue
        targets = list(book.yearly(goal.indicator).values())
        met = [figure for figure in targets if _met(goal, figure, base)]
        perhaps = [figure for figure in targets if _may_be_met(goal, figure, base)]
        if met:
            yield _told(book, goal, base, met, "met")
        if perhaps:
            yield _told(book, goal, base, perhaps, "perhaps")
        if not met and not perhaps:
            yield _told(book, goal, base, targets, "same")


def _met(goal: Goal, figure: Figure, base: Figure) -> bool:
    """Whether the target is just what the baseline has at the least."""
    return bool(target_of(goal, figure) == worst_end(goal, base)) and (
        figure.bound not in ("<", ">") or figure.bound == base.bound
    )


def _may_be_met(goal: Goal, figure: Figure, base: Figure) -> bool:
    """Whether some of what the baseline leaves open meets the target and some does not."""
    value = target_of(goal, figure)
    return (
        goal.direction * (worst_end(goal, base) - value) < 0
        and goal.direction * (best_end(goal, base) - value) >= 0
        and not base.is_approximate
    )


def _told(book: Book, goal: Goal, base: Figure, figures: list[Figure], case: str) -> Check:
    shown = ", ".join(figure.shown for figure in figures)
    return book.check(
        RULE, "agreed" if case == "same" else "question", case, (goal.indicator,),
        rows=rows_of((base, *figures)), arithmetic=f"{base.shown}; {shown}",
        name=book.name(goal.indicator), baseline=book.said(base), start=base.year,
        targets=book.all_said(figures),
    )  # fmt: skip
