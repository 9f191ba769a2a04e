"""The planned change until the plan was printed against the whole planned change.

A remark where more than half of it lies in years that had ended by then: most of the goal was past
when it was set. For a level the change is counted from the baseline, for a flow it is the amounts.
Example: of the 1.00 bed per thousand to be added, 0.70 fell into 2018, and the plan was printed in
2019.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from minsheng.audit.arithmetic import in_brackets, plus
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import years_in_words
from minsheng.audit.printed import PrintedNumber, written
from minsheng.plan.goals import Goal
from minsheng.text.dates import date_in_words

RULE = "ended_share"
HALF = Decimal("0.5")


class _Share(NamedTuple):
    """A share of the planned change, how it is computed, and of which numbers."""

    value: Decimal
    line: str
    numbers: list[PrintedNumber]


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose planned change is known by year.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="healthcare.beds")
    >>> [result.arithmetic for result in check(Book(part))]
    ['(5.88 − 5.18) / (6.18 − 5.18) = 70 %']
    """
    printed = book.facts.printed
    for goal in (*book.levels(), *book.flows()):
        targets = book.yearly(goal.indicator)
        ended = [target for year, target in targets.items() if year < printed.year]
        share = (_of_amounts if goal.is_flow else _of_change)(book, goal, ended) if ended else None
        if share is None:
            continue
        percent = written(share.value * 100)
        words: dict[str, object] = {"share": percent, "printed": partial(date_in_words, printed)}
        words |= {"years": years_in_words(target.year for target in ended), "ended": len(ended)}
        outcome = Outcome("remark", "late") if share.value > HALF else AGREED
        yield book.check(RULE, outcome, share.numbers, f"{share.line} = {percent} %", words)


def _of_amounts(book: Book, goal: Goal, ended: list[PrintedNumber]) -> _Share | None:
    """Return the share of a flow's whole that falls into ended years."""
    targets = list(book.yearly(goal.indicator).values())
    total = book.over_years(goal.indicator, "total")
    whole = [total, *book.beside_total(goal.indicator)] if total else targets
    amount = sum((target.exact for target in whole), Decimal(0))
    if amount <= 0:
        return None
    done = sum((target.exact for target in ended), Decimal(0))
    line = f"{plus(ended)} / {in_brackets(whole)}"
    return _Share(done / amount, line, [*targets, *([total] if total else [])])


def _of_change(book: Book, goal: Goal, ended: list[PrintedNumber]) -> _Share | None:
    """Return the share of a level's change from the baseline that falls into ended years."""
    baseline, last = book.baseline(goal.indicator), ended[-1]
    if baseline is None or baseline.bound != "=" or goal.final_year is None:
        return None
    final = book.yearly(goal.indicator).get(goal.final_year)
    if final is None:  # stated as a change over the years
        return None
    change, done = final.exact - baseline.exact, last.exact - baseline.exact
    if goal.direction * change <= 0 or goal.direction * done < 0:
        return None
    start = written(baseline.exact)
    line = f"({written(last.exact)} − {start}) / ({written(final.exact)} − {start})"
    return _Share(done / change, line, [baseline, last, final])
