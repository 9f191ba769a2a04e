"""Targets against a baseline that meets them already.

A question for each kind: what else is asked of the year? A target is met when it is just what the
baseline is at the least. It may be met when the baseline is only a bound, and some of the values
that the bound allows meet the target ("more than 96" and 97), or when the baseline is approximate:
then who has the number must say. Targets looser than the baseline belong to `looser_target` and
`below_baseline`, and so does a line to be held, which is meant to be met. What is left agrees: the
baseline does not meet it. Example: at least 94 % in 2018, where 2017 stood at more than 94 %.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.arithmetic import best_end, commas, is_looser, weaker_end, worst_end
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber
from minsheng.plan.goals import Goal

RULE = "already_met"


def check(book: Book) -> Iterator[Check]:
    """Yield for each level to be reached a check of the targets met and one of those perhaps met.

    Where there are neither, one check of the targets that the baseline does not meet.

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
        chosen: dict[str, list[PrintedNumber]] = {"met": [], "perhaps": [], "same": []}
        for target in book.yearly(goal.indicator).values():
            if not is_looser(goal, target, baseline):
                chosen[_case(goal, target, baseline)].append(target)
        questions = [Outcome("question", case) for case in ("met", "perhaps") if chosen[case]]
        for outcome in questions or ([AGREED] if chosen["same"] else []):
            targets = chosen[outcome.case]
            line = f"{baseline.shown}; {commas(targets)}"
            words = {"baseline": baseline, "start": baseline.year, "targets": targets}
            yield book.check(RULE, outcome, (baseline, *targets), line, words)


def _case(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> str:
    """Return whether the baseline meets a target that is no looser: ``met``, ``perhaps``, ``same``.

    A target "more than 10" is met by a baseline "more than 10", not by 10 itself.
    """
    value, strict = weaker_end(goal, target), target.bound in ("<", ">")
    if value == worst_end(goal, baseline):
        if strict and baseline.bound not in ("<", ">"):
            return "same" if baseline.bound == "=" else "perhaps"
        return "perhaps" if baseline.is_approximate else "met"
    beyond = goal.direction * (best_end(goal, baseline) - value)
    is_open = strict or baseline.bound in ("<", ">")
    return "perhaps" if beyond > 0 or (beyond == 0 and not is_open) else "same"
