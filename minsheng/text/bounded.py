"""Write targets and baselines with their bounds: "≥87%", "1—2个", "约43842.8元以上", "前10位"."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.text.amounts import with_symbol
from minsheng.text.language import Lang, current, say
from minsheng.text.numerals import ALWAYS_LARGE, MISSING, compact, rounded

if TYPE_CHECKING:
    from minsheng.text.units import Unit

BOUND_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "range": ""}
"""The sign before a number with a bound."""
_WORDS = {">=": "at_least", "<=": "at_most", ">": "over", "<": "under", "~": "about"}


def target_in_words(
    bound: str, value: float, unit: Unit, lang: Lang | None = None, *, high: float = math.nan
) -> str:
    """Return a figure with its bound as a sentence says it.

    A range of which only one end is at hand is told as that number.

    Examples
    --------
    >>> percent = ms.load_plan().unit("percent")
    >>> target_in_words(">=", 90, percent, "zh"), target_in_words(">=", 90, percent, "en")
    ('90%以上', 'at least 90%')
    >>> target_in_words("range", 5, percent, "en", high=8)
    '5–8%'
    >>> target_in_words("range", 5, percent, "en")
    '5%'
    >>> yuan = ms.load_plan().unit("yuan")
    >>> [target_in_words(">=", 32_000 * 1.065**5, yuan, lang) for lang in ("zh", "en")]
    ['约43842.8元以上', 'about 43,842.8 yuan or more']
    """
    if math.isnan(value):
        return MISSING
    if bound == "range" and not math.isnan(high):
        return span(value, high, unit, lang)
    if bound not in _WORDS:
        return level(value, unit, lang)
    lang = lang or current()
    number, is_rounded = _level(value, unit, lang)
    text = with_symbol(number, value, unit, lang)
    if unit.is_rank:
        return say(f"wording.rank_{_WORDS[bound]}", lang, place=text, number=number)
    return _bounded(bound, text, lang, about=is_rounded)


def stated(
    bound: str, value: float, unit: Unit, lang: Lang | None = None, *, high: float = math.nan
) -> str:
    """Return a figure with its bound as a symbol, for charts and tables.

    A figure that had to be rounded, and a rank, has its bound in words. Of a range `value` is the
    lower end and `high` the upper one.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> stated(">=", 87, plan.unit("percent"), "zh"), stated("~", 4000, plan.unit("event"), "en")
    ('≥87%', '≈4,000 events')
    >>> stated("range", 1, plan.unit("piece"), "zh", high=2)
    '1—2个'
    """
    if unit.is_rank or _is_about(bound, value, unit):
        return target_in_words(bound, value, unit, lang, high=high)
    if math.isnan(value):
        return MISSING
    if bound == "range" and not math.isnan(high):
        return span(value, high, unit, lang)
    return BOUND_SIGNS.get(bound, "") + level(value, unit, lang, about=bound != "~")


def stated_number(
    bound: str, value: float, unit: Unit, lang: Lang | None = None, *, high: float = math.nan
) -> str:
    """Return a figure with its bound but without its unit; see `stated`.

    Examples
    --------
    >>> household = ms.load_plan().unit("household")
    >>> stated_number("range", 5000, household, "en", high=5500)
    '5,000–5,500'
    """
    if math.isnan(value):
        return ""
    if bound == "range" and not math.isnan(high):
        return with_dash(_ends(value, high, unit, lang or current()), lang)
    if _is_about(bound, value, unit):
        return _bounded(bound, level_number(value, unit, lang, about=False), lang, about=True)
    return BOUND_SIGNS.get(bound, "") + level_number(value, unit, lang, about=bound != "~")


def _is_about(bound: str, value: float, unit: Unit) -> bool:
    """Return whether a figure has a bound and had to be rounded."""
    return bound in _WORDS and bound != "~" and _level(value, unit, "zh")[1]


def _bounded(bound: str, text: str, lang: Lang | None, *, about: bool) -> str:
    kind = "about_" if about and bound != "~" else ""
    return say(f"wording.{kind}{_WORDS[bound]}", lang, x=text)


def span(low: float, high: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return both ends of a range with their unit, as plans print it.

    In Chinese a percent sign follows each end.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> household, percent = plan.unit("household"), plan.unit("percent")
    >>> span(5000, 5500, household, "zh"), span(5000, 5500, household, "en")
    ('5000—5500户', '5,000–5,500 households')
    >>> span(0.8, 1, percent, "zh"), span(0.8, 1, percent, "en")
    ('0.8%—1%', '0.8–1%')
    """
    lang = lang or current()
    first, last = _ends(low, high, unit, lang)
    if lang == "zh" and unit.is_rank:
        return with_symbol(with_dash((first, last), lang), high, unit, lang)
    if lang == "zh" and unit.share:
        first += unit.symbol(low, lang)
    return with_dash((first, with_symbol(last, high, unit, lang)), lang)


def _ends(low: float, high: float, unit: Unit, lang: Lang) -> tuple[str, str]:
    """Return the ends of a range as numbers; 约 stands once, before both."""
    first = level_number(low, unit, lang, beside=high)
    is_marked = _level(low, unit, lang)[1]
    return first, level_number(high, unit, lang, about=not is_marked)


def with_dash(ends: tuple[str, str], lang: Lang | None = None) -> str:
    """Return a range, of years too; a word in place of the dash where a number is below zero.

    Examples
    --------
    >>> with_dash(("5", "7"), "en"), with_dash(("−25", "−3.4"), "en"), with_dash(("−3", "2"), "zh")
    ('5–7', '−25 to −3.4', '−3至2')
    """
    if any(end.startswith("−") for end in ends):
        return say("labels.from_to", lang, low=ends[0], high=ends[1])
    return ("—" if (lang or current()) == "zh" else "–").join(ends)


def from_to(low: str, high: str) -> str:
    """Return a range in a line of arithmetic or a fault, the same in every language.

    Examples
    --------
    >>> from_to("0", "100"), from_to("−10", "−3")
    ('0–100', '−10…−3')
    """
    is_below_zero = low.startswith(("−", "-")) or high.startswith(("−", "-"))
    return f"{low}{'…' if is_below_zero else '–'}{high}"


def level(value: float, unit: Unit, lang: Lang | None = None, *, about: bool = True) -> str:
    """Return a target or a baseline with its unit; see `level_number`."""
    lang = lang or current()
    return with_symbol(level_number(value, unit, lang, about=about), value, unit, lang)


def level_number(
    value: float, unit: Unit, lang: Lang | None = None, *, about: bool = True, beside: float = 0
) -> str:
    """Return a target or a baseline without its unit: as printed, or as it follows from a change.

    What a plan prints has no more decimals than its unit. A level that has more follows from a
    growth or a change that the plan prints; it is shown with five figures, and with one decimal
    more than its unit at least, so that the growth can be computed from it again. `about` marks one
    that had to be rounded with 约; `beside` is as in `minsheng.text.numerals.compact`.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> level_number(82.82, plan.unit("person"), "zh"), level_number(87, plan.unit("percent"), "zh")
    ('82.82', '87')
    >>> level_number(32_000 * 1.065**5, plan.unit("yuan"), "zh")
    '约43842.8'
    """
    number, is_rounded = _level(value, unit, lang or current(), beside)
    return say("labels.about", lang, number=number) if is_rounded and about else number


def _level(value: float, unit: Unit, lang: Lang, beside: float = 0) -> tuple[str, bool]:
    """Return a level as text, and whether it had to be rounded."""
    places, exact = unit.decimals, value
    if not _same(value, round(value, places)):
        size = math.floor(math.log10(abs(value)))
        places = 4 - size if abs(value) >= ALWAYS_LARGE else max(places + 1, 4 - size)
        exact = float(rounded(Decimal(repr(value)), places))
    number = compact(exact, max(places, 0), lang, beside=beside, written_out=unit.has_wan)
    return number, not _same(value, exact)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
