"""The several places that print one goal, against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from minsheng.audit.book import Book
from minsheng.audit.checks import Check, Outcome, Severity, Words
from minsheng.audit.printed import PrintedNumber
from minsheng.text.chinese_numerals import NUMERALS
from minsheng.text.language import Lang, listing, say
from minsheng.text.quantity import strength
from minsheng.text.written_numbers import fold

_NOT_WORDS = re.compile(r"[\d.\W]")
_YEAR = re.compile(r"\d{4}(?=年)")
_SPAN = re.compile(r"(\d{4})年?[-至](\d{4})年")
_AHEAD = re.compile(r"(?:未来|今后)([一二三四五六七八九十])年")
_KEEP = re.compile(r"保持|巩固|稳定在|控制在|维持")
_ARRIVE = re.compile(r"达到|达\d|提高到|增加到|上升到|降到|缩小到")
_PLACES = {
    "贫困地区农村": "poor",
    "农村": "rural",
    "乡村": "rural",
    "街镇": "all_towns",
    "乡镇": "townships",
    "城镇": "urban",
    "城区": "urban",
    "城市": "urban",
    "城乡": "both",
    "街道": "subdistricts",
    "镇": "towns",
    "村": "villages",
}
_PLACE = re.compile("|".join(_PLACES))

Pair = tuple[PrintedNumber, PrintedNumber]
"""A row of targets or baselines, and the row of restatements that prints it again."""


def restated(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator and set of differences.

    The several places that print one goal, against each other. Compared are value, bound, date,
    qualifier, period, kind of place, whether the number is to be kept (巩固) or reached (达到),
    and, where all these agree, the wording. A date is compared where both places print one. A
    contradiction where two values of one date exclude each other. A question where two values
    can both hold, or two dates, qualifiers (力争 here, none there), periods, or kinds of place (镇
    here, 街镇 there) differ, or the number is kept here and reached there. Only a remark where a
    bound stands in one place and a plain number in the other, which comes to the same when the
    year is judged, or where nothing but the words differ: neither wording has all the words of
    the other, and the sentence quotes both and asks whether they mean the same. Where 力争 stands
    earlier in the sentence, the finding says that it may not apply to the goal. Example: "95 %
    reached" in the main text, "held at 95 % or more" in an annex.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="culture_sport.spectator_events")
    >>> [(result.severity, result.arithmetic) for result in restated(Book(part))]
    [('remark', '≥3; ≥3; ≥3'), ('question', '≥4; ≥3')]
    """
    for restatements in book.restatements.values():
        pairs_by_kinds: dict[tuple[str, ...], list[Pair]] = defaultdict(list)
        for again in restatements:
            first = _first_printing(book, again)
            if first is not None:
                are_dated = book.prints_year(first) and book.prints_year(again)
                kinds = differences(first, again, are_dated=are_dated)
                pairs_by_kinds[kinds].append((first, again))
        for kinds, pairs in sorted(pairs_by_kinds.items(), reverse=True):
            yield _describe(book, kinds, pairs)


def differences(
    first: PrintedNumber, again: PrintedNumber, *, are_dated: bool = True
) -> tuple[str, ...]:
    """Return in what two printings of one goal differ, gravest first.

    Their years are compared where `are_dated` says that both are printed, their wordings where
    nothing else differs.
    """
    both = first.is_number and again.is_number
    kinds = ["date"] if are_dated and first.year != again.year else []
    if both and not _is_same_value(first, again):
        kinds.append("apart" if first.interval.misses(again.interval) else "value")
    elif both and first.bound != again.bound:
        kinds.append("bound")
    if first.strength and again.strength and first.strength != again.strength:
        is_ahead = _is_ahead(first) or _is_ahead(again)
        kinds.append("strength_ahead" if is_ahead else "strength")
    if {keeps(first), keeps(again)} == {True, False}:
        kinds.append("aim")
    periods = {period(first), period(again)}
    if None not in periods and len(periods) > 1:
        kinds.append("period")
    here, there = places(first), places(again)
    if not (here <= there or there <= here):
        kinds.append("place")
    if not kinds and not is_worded_alike(first.printed, again.printed):
        kinds.append("wording")
    return tuple(kinds)


def is_worded_alike(one: str, other: str) -> bool:
    """Return whether one wording has all the words of the other; numbers do not count.

    Examples
    --------
    >>> is_worded_alike("三级医院达到2家", "三级医院总数达到2家")
    True
    >>> is_worded_alike("服务成为常态", "文化活动成为常态")
    False
    """
    here, there = (Counter(_NOT_WORDS.sub("", fold(text))) for text in (one, other))
    return here <= there or there <= here


def _is_ahead(number: PrintedNumber) -> bool:
    """Return whether the word that makes a number aspired to stands earlier in the sentence."""
    return number.strength == "aspired" and strength(number.printed) != "aspired"


def _is_same_value(first: PrintedNumber, again: PrintedNumber) -> bool:
    highs = {str(first.value_high), str(again.value_high)}
    return first.exact == again.exact and len(highs) == 1


def keeps(number: PrintedNumber) -> bool | None:
    """Return whether the wording keeps a number or arrives at it, None where it says neither.

    Examples
    --------
    >>> import math
    >>> def worded(text):
    ...     return PrintedNumber("targets", "a", "2020", "value", "=", 1.0, math.nan, "", text, "")
    >>> keeps(worded("参保率巩固在95%以上")), keeps(worded("参保率达到95%"))
    (True, False)
    """
    plain = fold(number.printed)
    if _KEEP.search(plain):
        return True
    return False if _ARRIVE.search(plain) else None


def period(number: PrintedNumber) -> int | None:
    """Return how many years the wording itself speaks of, None where it names no period.

    Examples
    --------
    >>> import math
    >>> def worded(text):
    ...     return PrintedNumber("targets", "a", "2020", "value", "=", 1.0, math.nan, "", text, "")
    >>> period(worded("制订全区未来五年总体规划")), period(worded("制定2018—2020年建设规划"))
    (5, 3)
    """
    plain = fold(number.printed)
    if ahead := _AHEAD.search(plain):
        return int(NUMERALS[ahead[1]])
    if years := _SPAN.search(plain):
        return int(years[2]) - int(years[1]) + 1
    return None


def names_other_year(number: PrintedNumber) -> bool:
    """Return whether the wording names years of which none is the number's own.

    Examples
    --------
    >>> import math
    >>> def worded(text):
    ...     return PrintedNumber("targets", "a", "2017", "value", "=", 1.0, math.nan, "", text, "")
    >>> names_other_year(worded("于2016年12月通过了")), names_other_year(worded("2017年通过"))
    (True, False)
    """
    first, last = number.years
    years = [int(year) for year in _YEAR.findall(fold(number.printed))]
    return bool(years) and not any(first <= year <= last for year in years)


def places(number: PrintedNumber) -> frozenset[str]:
    """Return the kinds of place that the wording names.

    Examples
    --------
    >>> import math
    >>> def worded(text):
    ...     return PrintedNumber("targets", "a", "2020", "value", "=", 1.0, math.nan, "", text, "")
    >>> sorted(places(worded("推进3所街镇敬老院"))), sorted(places(worded("推进3所镇敬老院")))
    (['all_towns'], ['towns'])
    """
    return frozenset(_PLACES[word] for word in _PLACE.findall(fold(number.printed)))


def _first_printing(book: Book, again: PrintedNumber) -> PrintedNumber | None:
    """Return the row that is stated again: of its year and statistic, else the nearest in time."""
    indicator, last = again.indicator, again.years[1]
    rows = (*book.targets.get(indicator, ()), *book.baselines.get(indicator, ()))
    same = [row for row in rows if row.statistic == again.statistic]

    def distance(row: PrintedNumber) -> tuple[bool, int, tuple[int, int]]:
        return row.year != again.year, abs(row.years[1] - last), row.years

    return min(same, key=distance, default=None)


def _severity(kinds: tuple[str, ...]) -> Severity:
    if not kinds:
        return "agreed"
    if "apart" in kinds and "date" not in kinds:
        return "contradiction"
    return "remark" if kinds in (("bound",), ("wording",)) else "question"


def _describe(book: Book, kinds: tuple[str, ...], pairs: list[Pair]) -> Check:
    firsts = list(dict.fromkeys(first for first, _ in pairs))
    agains = [again for _, again in pairs]
    shown = {
        (number.section, number.statistic, number.shown_once): number.shown_once
        for number in (*firsts, *agains)
        if _has_value(book, number)
    }
    words = {
        "first": _printings(book, firsts),
        "again": _printings(book, agains),
        "kinds": _differences_in_words(kinds, pairs),
    }
    case = {(): "same", ("wording",): "worded"}.get(kinds, "differs")
    outcome = Outcome(_severity(kinds), case)
    return book.check("restated", outcome, (*firsts, *agains), "; ".join(shown.values()), words)


def _differences_in_words(kinds: tuple[str, ...], pairs: list[Pair]) -> Words:
    apart = sorted({place for first, again in pairs for place in places(first) ^ places(again)})
    texts = dict.fromkeys(number.printed for pair in pairs for number in pair)
    spans = sorted({span for pair in pairs for span in map(period, pair) if span})

    def words(lang: Lang) -> str:
        named = listing([say(f"audit.place_{place}", lang) for place in apart], lang)
        quoted = [say("audit.quoted", lang, text=text) for text in texts]
        values = {"places": named, "texts": listing(quoted, lang)}
        values["spans"] = listing([str(span) for span in spans], lang)
        return listing([say(f"audit.difference_{kind}", lang, **values) for kind in kinds], lang)

    return words


def _printings(book: Book, numbers: Sequence[PrintedNumber]) -> Words:
    """Return each printing in words: where, when, how much, how firmly."""
    groups: dict[tuple[str, str, float, str], list[PrintedNumber]] = defaultdict(list)
    for number in numbers:
        groups[number.section, number.bound, number.value, number.strength].append(number)

    def printing(group: list[PrintedNumber], lang: Lang) -> str:
        number, value, firm = group[0], "", ""
        if _has_value(book, number):
            words = book.number(number)(lang)
            value = say(f"audit.quoted_{number.statistic}", lang, figure=words)
        if number.strength:
            firm = say(f"audit.strength_{number.strength}", lang)
        place = book.places([number])(lang)
        dated = [each for each in group if book.prints_year(each) and not names_other_year(each)]
        when = say("audit.when", lang, years=book.years(dated)(lang)) if dated else ""
        return say("audit.printed", lang, place=place, when=when, figure=value, firm=firm)

    return lambda lang: say("audit.semicolon", lang).join(
        printing(group, lang) for group in groups.values()
    )


def _has_value(book: Book, number: PrintedNumber) -> bool:
    """Return whether a printing has a number; that of a milestone is only a yes."""
    return number.is_number and book.goals[number.indicator].kind != "milestone"
