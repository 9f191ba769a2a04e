"""The baseline of each goal: whether it is one exact number of one year, printed as such.

A remark for each indicator whose baseline is only a bound, a range, an approximate number, a mean
or a total: the required change is then a pair of numbers, or there is only a pace to compare with.
A remark, too, where a note on the baseline limits it, as that its year is not printed: the sentence
repeats the note. A baseline that is computed of printed numbers is told as such.
Examples: "more than 94 %", "within 3.5 %", "1.8 万 a year on average".
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import note_in_words
from minsheng.audit.printed import PrintedNumber

RULE = "uncertain_baseline"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a baseline.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '>94')]
    """
    for indicator, goal in book.goals.items():
        baselines = [row for row in book.baselines.get(indicator, ()) if row.is_number]
        if goal.aim == "context" or goal.kind == "milestone" or not baselines:
            continue
        baseline = baselines[-1]
        words = {"baseline": baseline, "years": baseline.year, "start": book.facts.baseline_year}
        words["note"] = note_in_words(baseline)
        yield book.check(RULE, _outcome(baseline), [baseline], baseline.shown_once, words)


def _outcome(baseline: PrintedNumber) -> Outcome:
    if baseline.statistic != "value":
        return Outcome("remark", "average" if baseline.statistic == "mean" else "total")
    if baseline.bound == "~":
        return Outcome("remark", "approximate")
    if baseline.bound in ("<", "<=", ">", ">=", "range"):
        return Outcome("remark", "bound")
    if baseline.note_en:
        return Outcome("remark", "noted")
    return Outcome("agreed", "derived") if baseline.basis == "derived" else AGREED
