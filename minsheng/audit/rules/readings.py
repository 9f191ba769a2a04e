"""One printed figure that can be read in several ways.

Example: is the inclusive rate one of children (17,086 of 20,744) or of kindergartens (112 of 143)?
Several relations ``share`` compute the same figure. When they do not all give what is printed, the
reading decides which targets are met at the baseline, and only the department that counts can say
which one holds: a question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import compare, in_brackets, rounded_to
from minsheng.audit.book import Book, Word
from minsheng.audit.check import Check
from minsheng.audit.directions import target_of
from minsheng.audit.printed import Figure
from minsheng.audit.quotient import quotient, scale_of
from minsheng.audit.relation import Relation
from minsheng.text.language import Lang, listing, say

RULE = "readings"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each figure that several relations compute.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '17086 / 20744 = 82.4 %; 112 / 143 = 78.3 %; 76.9 %')]
    """
    computing: dict[str, list[Relation]] = defaultdict(list)
    for relation in book.related("share"):
        for figure in relation.results[:1]:
            computing[figure.row].append(relation)
    for relations in computing.values():
        if len(relations) > 1:
            yield from _told(book, relations)


def _told(book: Book, relations: list[Relation]) -> Iterator[Check]:
    printed = relations[0].results[0]
    scale = scale_of(book, printed)
    sign = " %" if scale != 1 else ""
    lines, words, met = [], [], [_met(book, printed, printed.exact)]
    agreed = True
    for relation in relations:
        above, below = relation["numerator"], relation["denominator"]
        found = quotient(above, below, scale)
        if found is None:
            return
        loose, value = found
        agreed &= compare(loose, printed.range.widened(printed.last_digit / 2)) == "same"
        shown = rounded_to(value, printed)
        lines.append(f"{in_brackets(above)} / {in_brackets(below)} = {shown}{sign}")
        met.append(_met(book, printed, value))
        words.append(_reading(book, above, below, shown + sign.strip(), met[-1]))
    case = "same" if agreed else "open" if len(set(met)) > 1 else "differ"
    yield book.check(
        RULE, "agreed" if agreed else "question", case,
        {figure.indicator for relation in relations for figure in relation.figures},
        rows=[*(f"relations:{relation.name}" for relation in relations),
              *(figure.row for relation in relations for figure in relation.figures)],
        arithmetic="; ".join([*lines, printed.shown_once + sign]),
        programme=book.indicators[printed.indicator]["programme"],
        name=book.name(printed.indicator), printed=book.said(printed), year=printed.year,
        readings=lambda lang: say("audit.semicolon", lang).join(word(lang) for word in words),
        met=_years(met[0]),
    )  # fmt: skip


def _met(book: Book, printed: Figure, value: Decimal) -> tuple[str, ...]:
    """Return the years whose target a value meets."""
    goal = book.goals[printed.indicator]
    return tuple(
        figure.year
        for figure in book.yearly(printed.indicator).values()
        if goal.direction * (value - target_of(goal, figure)) >= 0
    )


def _years(met: tuple[str, ...]) -> Word:
    return lambda lang: listing(met, lang) if met else say("audit.no_year", lang)


def _reading(
    book: Book, above: tuple[Figure, ...], below: tuple[Figure, ...], value: str,
    met: tuple[str, ...],
) -> Word:  # fmt: skip
    over = book.names(figure.indicator for figure in above)
    under = book.names(figure.indicator for figure in below)

    def words(lang: Lang) -> str:
        return say("audit.reading", lang, above=over(lang), below=under(lang), value=value,
                   met=_years(met)(lang))  # fmt: skip

    return words
