"""Targets against a baseline that meets them already.

A question for each kind: what else is asked of the year? A target is met when it is just what the
baseline is at the least. It may be met when the baseline is only a bound, and some of the values
that the bound allows meet the target ("more than 96" and 97): then who has the number must say. A
line to be held is left out, for it is meant to be met; targets below the baseline belong to
`looser_target` and `below_baseline`. Example: at least 94 % in 2018, where 2017 stood at more than
94 %.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import best_end, commas, weaker_end, worst_end
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber
from minsheng.plan.goals import Goal

RULE = "already_met"


def check(book: Book) -> Iterator[Check]:
    """Yield for each level to be reached a check of the targets met and one of those perhaps met.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [result.arithmetic for result in check(Book(part))]
    ['>94; ≥94', '>94; ≥94.5, ≥95']
    """
    for goal, baseline in book.levels_with_baseline():
        if goal.aim != "reach":
            continue
        targets = list(book.yearly(goal.indicator).values())
        met = [target for target in targets if _is_met(goal, target, baseline)]
        perhaps = [target for target in targets if _may_be_met(goal, target, baseline)]
        questions = [(Outcome("question", "met"), met), (Outcome("question", "perhaps"), perhaps)]
        for outcome, chosen in [pair for pair in questions if pair[1]] or [(AGREED, targets)]:
            line = f"{baseline.shown}; {commas(chosen)}"
            words = {"baseline": baseline, "start": baseline.year, "targets": chosen}
            yield book.check(RULE, outcome, (baseline, *chosen), line, words)


def _is_met(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> bool:
    """Return whether the target is just what the baseline is at the least."""
    strict = target.bound in ("<", ">") and target.bound != baseline.bound
    return weaker_end(goal, target) == worst_end(goal, baseline) and not strict


def _may_be_met(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> bool:
    """Return whether the baseline's range has values that meet the target and values that do not.

    An approximate baseline is no range, so it is left out.
    """
    value = weaker_end(goal, target)
    worst_fails = goal.direction * (worst_end(goal, baseline) - value) < 0
    best_meets = goal.direction * (best_end(goal, baseline) - value) >= 0
    return worst_fails and best_meets and not baseline.is_approximate
