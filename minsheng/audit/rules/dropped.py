"""The last year of a goal's targets against the last year of the plan.

A question where the targets end earlier: does the goal go on? A level counts from one stated year,
an amount from two, since one amount may well be done once. Not checked are milestones, which are
done once; what brings a level about, which ends when the level is there; and a part that is done
away with, when the whole that it belongs to (relation ``subset``) is brought down as far later: no
class above 55 pupils means none above 65. Example: a share of 70 % for 2018 and nothing for 2019
and 2020.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber
from minsheng.plan.goals import Goal

RULE = "dropped"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a number for some year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="assistance.serious_illness_share")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '≥70 (2018)')]
    """
    contributions = {name for names in book.contributions.values() for name in names}
    for goal in (*book.levels(), *book.flows()):
        targets = list(book.yearly(goal.indicator).values())
        done_once = goal.is_flow and len(targets) < 2
        over_all = any(book.over_years(goal.indicator, name) for name in ("total", "mean"))
        if not targets or done_once or over_all or goal.indicator in contributions:
            continue
        if _goes_on_in_the_whole(book, goal, targets[-1]):
            continue
        ends_early = targets[-1].years[1] < goal.last_year
        outcome = Outcome("question", "dropped") if ends_early else AGREED
        line = ", ".join(f"{target.shown} ({target.year})" for target in targets)
        words = {"targets": targets, "last": goal.last_year}
        yield book.check(RULE, outcome, targets, line, words)


def _goes_on_in_the_whole(book: Book, goal: Goal, last: PrintedNumber) -> bool:
    """Return whether the whole that a goal is part of is brought down as far in a later year."""
    return goal.direction < 0 and any(
        whole.years[0] > last.years[1] and whole.exact <= last.exact
        for relation in book.related("subset")
        if goal.indicator in {part.indicator for part in relation["part"]}
        for whole in relation["whole"]
    )
