"""The amount done each year before the plan against the amount planned each year.

A question where less is planned than was done. The past is a mean or a total of the indicator
itself, or of another one that a relation ``pace`` names; where it is only a bound, no less may be
planned than was done, and nothing is said. Example: 1.8 万 new jobs a year in the past, at least
1.5 万 a year in the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng.audit.arithmetic import comparison_sign
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome, Words
from minsheng.audit.phrases import note_in_words
from minsheng.audit.printed import PrintedNumber, Relation, written
from minsheng.text.language import say

RULE = "past_pace"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each flow whose past is printed.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '15000 < 18000'), ('question', '30000000 < 166230000 / 3 = 55410000')]
    """
    for goal in book.flows():
        past, planned = (
            [number for number in table.get(goal.indicator, ()) if number.is_number]
            for table in (book.baselines, book.targets)
        )
        if past and planned:
            yield from _check(book, past[-1], planned)
    for relation in book.related("pace"):
        if relation["past"]:
            yield from _check(book, relation["past"][-1], relation["planned"], relation)


def _check(
    book: Book,
    past: PrintedNumber,
    planned: Sequence[PrintedNumber],
    relation: Relation | None = None,
) -> Iterator[Check]:
    goal = book.goals[planned[0].indicator]
    before, before_line = _each_year([past])
    ahead, ahead_line = _each_year(planned, book.beside_total(goal.indicator))
    slower = goal.direction * (ahead - before) < 0
    if not slower and not past.interval.is_number:
        return
    line = f"{ahead_line} {comparison_sign(goal, worse=slower)} {before_line}"
    outcome = Outcome("question", "slower") if slower else AGREED
    words = {
        "name": book.name(goal.indicator),
        "past_name": book.name(past.indicator),
        "past": past,
        "years": past.year,
        "statistic": _statistic(past),
        "planned": planned,
        "note": note_in_words(relation) if relation else "",
    }
    rows: Evidence = [past, *planned]
    if relation:
        rows = [f"relations:{relation.name}", *rows]
    about, whose = {goal.indicator, past.indicator}, goal.programme
    yield book.check(RULE, outcome, rows, line, words, programme=whose, indicators=about)


def _each_year(
    numbers: Sequence[PrintedNumber], beside: Sequence[PrintedNumber] = ()
) -> tuple[Decimal, str]:
    """Return the amount of each year and how it is computed: from a mean, a total or amounts.

    The amounts `beside` a total are those of years that it does not span.
    """
    by_statistic = {number.statistic: number for number in reversed(numbers)}
    if mean := by_statistic.get("mean"):
        return mean.exact, written(mean.exact)
    if total := by_statistic.get("total"):
        first, last = total.years
        years, parts = last - first + 1 + len(beside), [total, *beside]
    else:
        years, parts = len(numbers), list(numbers)
    amount = sum((part.exact for part in parts), Decimal(0))
    shown = " + ".join(written(part.exact) for part in parts)
    shown = f"({shown})" if len(parts) > 1 else shown
    if years == 1:
        return amount, written(amount)
    return amount / years, f"{shown} / {years} = {written(amount / years)}"


def _statistic(number: PrintedNumber) -> Words:
    return lambda lang: say(f"audit.over_years_{number.statistic}", lang)
