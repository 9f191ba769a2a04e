"""One printed share against the several relations ``share`` that compute it.

A question where they do not all give what is printed: the reading of the definition decides which
targets the baseline meets, and only the department that counts can say which one holds. Example: is
the inclusive rate one of children (17,086 of 20,744) or of kindergartens (112 of 143)?
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import Quotient, percent_scale, rounded_to, weaker_end
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome, Words
from minsheng.audit.printed import PrintedNumber, Relation
from minsheng.text.language import Lang, listing, say

RULE = "readings"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each number that several relations compute.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('question', '17086 / 20744 = 82.4 %; 112 / 143 = 78.3 %; 76.9 %')]
    """
    relations_of: dict[str, list[Relation]] = defaultdict(list)
    for relation in book.related("share"):
        relations_of[relation.results[0].row].append(relation)
    for relations in relations_of.values():
        if len(relations) > 1:
            yield from _compare(book, relations)


def _compare(book: Book, relations: list[Relation]) -> Iterator[Check]:
    printed = relations[0].results[0]
    scale, sign = percent_scale(book, printed)
    lines, readings, years_met = [], [], [_years_met(book, printed, printed.exact)]
    agreements = set()
    for relation in relations:
        quotient = Quotient.of(relation["numerator"], relation["denominator"], scale)
        if quotient is None:
            return
        computed = rounded_to(quotient.value, printed)
        years = _years_met(book, printed, quotient.value)
        agreements.add(quotient.compare(printed))
        lines.append(f"{quotient.line} = {computed}{sign}")
        readings.append(_reading(book, relation, computed + sign.strip(), years))
        years_met.append(years)
    outcome = Outcome("question", "open" if len(set(years_met)) > 1 else "differ")
    numbers = [number for relation in relations for number in relation.numbers]
    words = {
        "name": book.name(printed.indicator),
        "printed": [printed],
        "readings": lambda lang: say("audit.semicolon", lang).join(
            reading(lang) for reading in readings
        ),
        "met": _years_in_words(years_met[0]),
    }
    yield book.check(
        RULE,
        AGREED if agreements == {"same"} else outcome,
        [*(f"relations:{relation.name}" for relation in relations), *numbers],
        "; ".join([*lines, printed.shown_once + sign]),
        words,
        programme=book.indicators[printed.indicator]["programme"],
    )


def _years_met(book: Book, printed: PrintedNumber, value: Decimal) -> tuple[str, ...]:
    """Return the years whose target `value` meets."""
    goal = book.goals[printed.indicator]
    return tuple(
        target.year
        for target in book.yearly(printed.indicator).values()
        if goal.direction * (value - weaker_end(goal, target)) >= 0
    )


def _years_in_words(years: tuple[str, ...]) -> Words:
    return lambda lang: listing(years, lang) if years else say("audit.no_year", lang)


def _reading(book: Book, relation: Relation, value: str, years: tuple[str, ...]) -> Words:
    """Return what one relation divides by what, the value, and the years whose target it meets."""
    above, below = (
        book.names(number.indicator for number in relation[role])
        for role in ("numerator", "denominator")
    )

    def words(lang: Lang) -> str:
        names = {"above": above(lang), "below": below(lang)}
        return say("audit.reading", lang, **names, value=value, met=_years_in_words(years)(lang))

    return words
