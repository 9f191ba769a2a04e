"""One goal printed in several places: value, bound, date, qualifier, period and kind of place.

Example: "95 % reached" in the main text and "held at 95 % or more" in an annex. Values that exclude
each other are a contradiction. Two values that can both hold, two dates, two qualifiers (力争 here,
none there), two periods, two kinds of place (镇 here, 街镇 there), or a number that is to be kept
here (巩固) and reached there (达到) are a question. A bound in one place and a plain number in the
other comes to the same when the year is judged, so it is a remark. Where 力争 stands earlier in the
sentence, the finding says that it may not reach the goal.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book, Word, rows_of
from minsheng.audit.check import Check, Severity
from minsheng.audit.printed import Figure
from minsheng.text.language import Lang, listing, say
from minsheng.text.quantity import fold, strength

RULE = "restated"
_NUMERALS = {word: n for n, word in enumerate("一二三四五六七八九十", start=1)}
_SPAN = re.compile(r"(\d{4})年?[-至](\d{4})年")
_AHEAD = re.compile(r"(?:未来|今后)([一二三四五六七八九十])年")
_KEEP = re.compile(r"保持|巩固|稳定在|控制在|维持")
_ARRIVE = re.compile(r"达到|达\d|提高到|增加到|上升到|降到|缩小到")
_PLACES = {
    "贫困地区农村": "poor", "农村": "rural", "乡村": "rural", "街镇": "all_towns",
    "乡镇": "townships", "城镇": "urban", "城区": "urban", "城市": "urban", "城乡": "both",
    "街道": "subdistricts", "镇": "towns", "村": "villages",
}  # fmt: skip
_PLACE = re.compile("|".join(_PLACES))


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator and kind of difference.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="culture_sport.spectator_events")
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('question', '≥4; ≥3'), ('agreed', '≥3; ≥3; ≥3')]
    """
    for indicator, again in book.restatements.items():
        found: dict[tuple[str, ...], list[tuple[Figure, Figure]]] = defaultdict(list)
        for figure in again:
            first = _first(book, figure)
            if first is not None:
                found[differences(first, figure)].append((first, figure))
        for kinds, pairs in sorted(found.items(), reverse=True):
            yield _told(book, indicator, kinds, pairs)


def differences(first: Figure, again: Figure) -> tuple[str, ...]:
    """Return in what two printings of one goal differ, gravest first."""
    found = []
    if first.year != again.year:
        found.append("date")
    if first.is_number and again.is_number and not _same_number(first, again):
        found.append("apart" if first.range.misses(again.range) else "value")
    elif first.bound != again.bound and first.is_number and again.is_number:
        found.append("bound")
    if first.strength and again.strength and first.strength != again.strength:
        found.append("strength_ahead" if _is_ahead(first) or _is_ahead(again) else "strength")
    if {keeps(first), keeps(again)} == {True, False}:
        found.append("aim")
    if None not in (periods := (period(first), period(again))) and len(set(periods)) > 1:
        found.append("period")
    here, there = places(first), places(again)
    if not (here <= there or there <= here):
        found.append("place")
    return tuple(found)


def _is_ahead(figure: Figure) -> bool:
    """Whether a figure is aspired to by a word that stands earlier in the sentence."""
    return figure.strength == "aspired" and strength(figure.printed) != "aspired"


def _same_number(first: Figure, again: Figure) -> bool:
    highs = {str(first.value_high), str(again.value_high)}
    return first.exact == again.exact and len(highs) == 1


def keeps(figure: Figure) -> bool | None:
    """Return whether the wording keeps a number or arrives at it, None where it says neither.

    Examples
    --------
    >>> import math
    >>> def said(printed):
    ...     return Figure("targets", "a.b", "2020", "value", "=", 1.0, math.nan, "", printed, "")
    >>> keeps(said("参保率巩固在95%以上")), keeps(said("参保率达到95%"))
    (True, False)
    """
    plain = fold(figure.printed)
    if _KEEP.search(plain):
        return True
    return False if _ARRIVE.search(plain) else None


def period(figure: Figure) -> int | None:
    """Return how many years the wording itself speaks of, None where it names no period.

    Examples
    --------
    >>> import math
    >>> def said(printed):
    ...     return Figure("targets", "a.b", "2020", "value", "=", 1.0, math.nan, "", printed, "")
    >>> period(said("制订全区未来五年总体规划")), period(said("制定2018—2020年建设规划"))
    (5, 3)
    """
    plain = fold(figure.printed)
    if ahead := _AHEAD.search(plain):
        return _NUMERALS[ahead[1]]
    if years := _SPAN.search(plain):
        return int(years[2]) - int(years[1]) + 1
    return None


def places(figure: Figure) -> frozenset[str]:
    """Return the kinds of place that the wording names.

    Examples
    --------
    >>> import math
    >>> def said(printed):
    ...     return Figure("targets", "a.b", "2020", "value", "=", 1.0, math.nan, "", printed, "")
    >>> sorted(places(said("推进3所街镇敬老院"))), sorted(places(said("推进3所镇敬老院")))
    (['all_towns'], ['towns'])
    """
    return frozenset(_PLACES[word] for word in _PLACE.findall(fold(figure.printed)))


def _first(book: Book, again: Figure) -> Figure | None:
    """Return the row that is stated again: of its year and statistic, else the nearest in time."""
    own = (*book.targets.get(again.indicator, ()), *book.baselines.get(again.indicator, ()))
    same = [figure for figure in own if figure.statistic == again.statistic]
    exact = [figure for figure in same if figure.year == again.year]
    if exact:
        return exact[0]
    return min(same, key=lambda figure: (abs(figure.years[1] - again.years[1]), figure.years),
               default=None)  # fmt: skip


def _gravity(kinds: tuple[str, ...]) -> Severity:
    if not kinds:
        return "agreed"
    if "apart" in kinds and "date" not in kinds:
        return "contradiction"
    return "remark" if kinds == ("bound",) else "question"


def _told(
    book: Book, indicator: str, kinds: tuple[str, ...], pairs: list[tuple[Figure, Figure]]
) -> Check:
    firsts = list(dict.fromkeys(first for first, _ in pairs))
    agains = [again for _, again in pairs]
    shown = {
        (one.section, one.statistic, one.shown_once): one.shown_once
        for one in (*firsts, *agains)
        if one.is_number and not _is_yes(book, one)
    }
    return book.check(
        RULE, _gravity(kinds), "differs" if kinds else "same", (indicator,),
        rows=rows_of((*firsts, *agains)),
        arithmetic="; ".join(shown.values()),
        name=book.name(indicator), first=_printed(book, firsts), again=_printed(book, agains),
        kinds=_kinds(kinds, pairs),
    )  # fmt: skip


def _kinds(kinds: tuple[str, ...], pairs: list[tuple[Figure, Figure]]) -> Word:
    apart = sorted({place for first, again in pairs for place in places(first) ^ places(again)})
    spans = sorted({span for pair in pairs for span in map(period, pair) if span})

    def words(lang: Lang) -> str:
        named = listing([say(f"audit.place_{place}", lang) for place in apart], lang)
        years = listing([str(span) for span in spans], lang)
        return listing([say(f"audit.difference_{kind}", lang, places=named, spans=years)
                        for kind in kinds], lang)  # fmt: skip

    return words


def _printed(book: Book, figures: list[Figure]) -> Word:
    """Return each printing in words: where, when, how much, how firmly."""
    groups: dict[tuple[str, str, float, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.section, figure.bound, figure.value, figure.strength].append(figure)

    def words(lang: Lang) -> str:
        told = []
        for same in groups.values():
            figure = same[0]
            number = book.said(figure)(lang) if figure.is_number and not _is_yes(book, figure) \
                else ""  # fmt: skip
            firm = say(f"audit.strength_{figure.strength}", lang) if figure.strength else ""
            told.append(say(
                "audit.printed", lang, place=book.places([figure])(lang),
                years=listing([one.year for one in same], lang),
                figure=say(f"audit.quoted_{figure.statistic}", lang, figure=number)
                if number else "", firm=firm,
            ))  # fmt: skip
        return say("audit.semicolon", lang).join(told)

    return words


def _is_yes(book: Book, figure: Figure) -> bool:
    return book.goals[figure.indicator].kind == "milestone"
