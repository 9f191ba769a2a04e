"""Write numbers as readers of each language expect them: "1.5万人", "15,000 people", "87 %".

The counterpart of `minsheng.text.written_numbers`, which reads them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from minsheng.text.language import Lang, current, say

if TYPE_CHECKING:
    from minsheng.text.units import Unit

_LARGE = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
MISSING = "—"
BOUND_SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "range": ""}
"""The sign before a number with a bound."""
_WITHOUT_GAP = ("%", "‰")  # follow a number at once in English too
_ALWAYS_LARGE = 10**5
"""From here on Chinese always counts in 万; below only where that takes fewer figures."""


def plain(value: float, decimals: int = 2, *, fixed: bool = False, lang: Lang | None = None) -> str:
    """Return a number rounded half up, trailing zeros dropped unless `fixed`.

    Thousands are parted by a comma in English only; Chinese uses 万 and 亿, see `amount`.

    Examples
    --------
    >>> plain(1.3333333), plain(86.0), plain(2.5, 0), plain(1.5, 2, fixed=True)
    ('1.33', '86', '3', '1.50')
    >>> plain(15000, lang="en"), plain(-0.001)
    ('15,000', '0')
    >>> plain(float("nan"))
    '—'
    """
    if math.isnan(value):
        return MISSING
    if math.isinf(value):
        return "−∞" if value < 0 else "∞"
    rounded = _rounded(Decimal(repr(float(value))), decimals)
    text = f"{rounded:,f}" if (lang or current()) == "en" else f"{rounded:f}"
    return (text if fixed else _trimmed(text)).replace("-", "−")


def _rounded(value: Decimal, decimals: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> amount(15000, plan.unit("person"), "zh"), amount(15000, plan.unit("person"), "en")
    ('1.5万人', '15,000 people')
    >>> amount(87, plan.unit("percent"), "zh"), amount(87, plan.unit("percent"), "en")
    ('87%', '87%')
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    number = (
        _in_words(value, unit.decimals) if lang == "zh" else plain(value, unit.decimals, lang=lang)
    )
    return _with_symbol(number, value, unit, lang)


def reported(value: float, unit: Unit, decimals: float, lang: Lang | None = None) -> str:
    """Return an observed value with its unit, with as many decimals as it was reported with.

    Never with more than its unit has, or one decimal where its unit has none.

    Parameters
    ----------
    decimals
        How many; ``nan`` for a computed value, which is rounded as `computed` does unless it is
        exact in the decimals of its unit.

    Examples
    --------
    >>> import minsheng as ms
    >>> percent = ms.load_plan().unit("percent")
    >>> reported(88.07, percent, 1, "zh"), reported(88.0735, percent, 4, "zh")
    ('88.1%', '88.07%')
    >>> reported(704 / 8, percent, math.nan, "zh"), reported(100 / 3, percent, math.nan, "zh")
    ('88%', '33.33%')
    """
    if math.isnan(value):
        return MISSING
    if math.isnan(decimals):
        lang = lang or current()
        return _with_symbol(difference_number(value, unit, lang), value, unit, lang)
    most = min(int(decimals), max(unit.decimals, 1))
    return amount(value, replace(unit, decimals=most), lang)


def computed(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure that lies between those of a source, such as one on a path, with its unit.

    It is rounded by `computed_number`: no finer than its unit is counted in.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> computed(37_610_233.3, plan.unit("yuan"), "zh"), computed(34 / 3, plan.unit("piece"), "zh")
    ('3761万元', '11.3个')
    >>> computed(5.91625, plan.unit("bed_per_1000"), "zh")
    '5.92张'
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    return _with_symbol(computed_number(value, unit, lang), value, unit, lang)


def computed_number(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a computed figure as text without its unit; all computed figures are rounded so.

    It has as many decimals as its unit, or one where the unit has none; a figure that would become
    zero is shown by its first digit. Large figures have fewer: two decimals below 100 (three below
    1), one below 1,000, none above; in Chinese 万, 亿 and 万亿 from 100,000 on.

    Examples
    --------
    >>> import minsheng as ms
    >>> piece = ms.load_plan().unit("piece")
    >>> computed_number(2 / 3, piece, "zh"), computed_number(1 / 30, piece, "zh")
    ('0.7', '0.03')
    """
    most = max(unit.decimals, 1)
    if 0 < abs(value) < 0.5 * 10**-most:
        return plain(value, -math.floor(math.log10(abs(value))), lang=lang)
    return _shortened(value, most, lang or current())


def rate(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return an average a year with its unit, rounded by `computed_number`.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> rate(10_000_000 / 3, plan.unit("yuan"), "zh"), rate(10_000_000 / 3, plan.unit("yuan"), "en")
    ('333.3万元', '3,333,333 yuan')
    >>> rate(19 / 3, plan.unit("institution"), "zh"), rate(1 / 3, plan.unit("organisation"), "en")
    ('6.3所', '0.3')
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    return _as_change(computed_number(value, unit, lang), value, unit, lang)


def path_amount(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure of a planned path with its unit; see `path_number`.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> path_amount(5_000_000 / 3, plan.unit("yuan"), "zh")
    '166.7万元'
    """
    lang = lang or current()
    return _with_symbol(path_number(value, unit, lang), value, unit, lang)


def path_number(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure of a planned path without its unit, to be compared with observed ones.

    It has the decimals of its unit, or one where the unit has none, as it may lie between whole
    numbers; from 100,000 on a figure that is not whole is rounded by `computed_number`.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> path_number(100.375, plan.unit("percent"), "zh"), path_number(4.5, plan.unit("piece"), "zh")
    ('100.38', '4.5')
    """
    if abs(value) >= _ALWAYS_LARGE and value != round(value):
        return computed_number(value, unit, lang)
    return compact(value, max(unit.decimals, 1), lang)


def unit_of_rates(one: float, other: float, unit: Unit) -> Unit:
    """Return the unit with as many decimals as two averages a year need to be compared.

    With the fewest decimals, not below those of the unit, with which the quotient of the two
    figures shown reads as their quotient does in `times`. A reader who divides one by the other
    then finds the number that stands beside them.

    Examples
    --------
    >>> import minsheng as ms
    >>> piece = ms.load_plan().unit("piece")
    >>> pair = unit_of_rates(2 / 15, 1 / 15, piece)
    >>> rate(2 / 15, pair, "zh"), rate(1 / 15, pair, "zh"), times(2.0)
    ('0.133个', '0.067个', '2')
    """
    finer = unit
    if math.isnan(one) or not other or math.isnan(other):
        return unit
    for decimals in range(max(unit.decimals, 1), 4):
        finer = replace(unit, decimals=decimals)
        texts = (computed_number(value, finer, "en") for value in (one, other))
        shown = [float(text.replace(",", "").replace("−", "-")) for text in texts]
        if shown[1] and times(shown[0] / shown[1]) == times(one / other):
            break
    return finer


def times(quotient: float, lang: Lang | None = None) -> str:
    """Return how many times as large something is: one decimal, or two where one would read 1.

    Examples
    --------
    >>> times(14 / 3), times(1.02), times(1.0), times(1.996)
    ('4.7', '1.02', '1', '2')
    """
    rough = plain(quotient, 1, lang=lang)
    return plain(quotient, 2, lang=lang) if rough == "1" else rough


def _shortened(value: float, most: int, lang: Lang) -> str:
    """Return a number with about four digits and, unless in 万 or 亿, at most `most` decimals."""
    large = _LARGE if lang == "zh" else ()
    scale, word = next(
        (each for each in large if abs(value) >= max(each[0], _ALWAYS_LARGE)), (1, "")
    )
    scaled = value / scale
    size = abs(scaled)
    decimals = 3 if size < 1 else 2 if size < 100 else 1 if size < 1000 else 0
    if word:
        return plain(scaled, decimals, lang=lang) + word
    return compact(scaled, min(decimals, most), lang)


def without_binary_error(value: float) -> float:
    """Return a number as files hold it: without the digits that binary arithmetic adds.

    They come after at least three zeros behind the sixth decimal, for figures of up to a million. A
    fraction without an end keeps its digits.

    Examples
    --------
    >>> without_binary_error(86.85 - 87), without_binary_error(22_100 / 3)
    (-0.15, 7366.666666666667)
    """
    short = round(value, 6)
    return short + 0.0 if abs(value - short) < 1e-9 else value


def compact(value: float, decimals: int, lang: Lang | None = None) -> str:
    """Return an exact number as short as its language allows: 万 and 亿 in Chinese.

    From 100,000 on Chinese always counts in 万; below only where two decimals are enough, so that
    it takes no more figures than were typed.

    Examples
    --------
    >>> compact(10_000_000, 0, "zh"), compact(10_000_000, 0, "en")
    ('1000万', '10,000,000')
    >>> compact(63_800, 0, "zh"), compact(28_650, 0, "zh")
    ('6.38万', '28650')
    """
    lang = lang or current()
    return _in_words(value, decimals) if lang == "zh" else plain(value, decimals, lang=lang)


def _as_change(number: str, value: float, unit: Unit, lang: Lang) -> str:
    """Return the text of a change with its unit: percentage points for a share."""
    if unit.share:
        return say("labels.percentage_points", lang, number=number, n=abs(value))
    return _with_symbol(number, value, unit, lang)


def _with_symbol(number: str, value: float, unit: Unit, lang: Lang) -> str:
    symbol = unit.symbol(value, lang)
    gap = " " if lang == "en" and symbol and symbol not in _WITHOUT_GAP else ""
    return f"{number}{gap}{symbol}"


def _in_words(value: float, decimals: int) -> str:
    """Write a large number with 万亿, 亿 or 万, the largest that leaves at most four decimals.

    Below 100,000 that is two decimals.
    """
    exact = _rounded(Decimal(repr(float(value))), decimals)
    always = abs(exact) >= _ALWAYS_LARGE
    for size, word in _LARGE:
        scaled = exact / size
        is_short = scaled == round(scaled, 4 if always else 2)
        if abs(scaled) >= 1 and (is_short or (always and word == "万")):
            return _trimmed(f"{scaled:f}").replace("-", "−") + word
    return plain(value, decimals, lang="zh")


def difference(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a difference: percentage points for a share, never per cent.

    Examples
    --------
    >>> import minsheng as ms
    >>> percent = ms.load_plan().unit("percent")
    >>> difference(4, percent, "zh"), difference(1, percent, "en"), difference(4, percent, "en")
    ('4个百分点', '1 percentage point', '4 percentage points')
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    return _as_change(difference_number(value, unit, lang), value, unit, lang)


def difference_number(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a difference without its unit: exact where its unit's decimals allow, else computed.

    Examples
    --------
    >>> import minsheng as ms
    >>> piece = ms.load_plan().unit("piece")
    >>> difference_number(12_345, piece, "zh"), difference_number(34 / 3, piece, "zh")
    ('12345', '11.3')
    """
    printed = math.isclose(value, round(value, unit.decimals), rel_tol=0, abs_tol=1e-9)
    return compact(value, unit.decimals, lang) if printed else computed_number(value, unit, lang)


def difference_unit(unit: Unit, lang: Lang | None = None) -> str:
    """Return the unit of a difference, for an axis or a column.

    Examples
    --------
    >>> import minsheng as ms
    >>> difference_unit(ms.load_plan().unit("percent"), "zh")
    '百分点'
    """
    return say("labels.percentage_point", lang) if unit.share else unit.name(lang)


def stated(
    bound: str, value: float, unit: Unit, lang: Lang | None = None, *, high: float = math.nan
) -> str:
    """Return a figure with its bound as a symbol, for charts and tables.

    Parameters
    ----------
    bound, value, unit
        Bound, figure and unit; of a range `value` is the lower end.
    high
        The upper end of a range.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> stated(">=", 87, plan.unit("percent"), "zh"), stated("~", 4000, plan.unit("event"), "en")
    ('≥87%', '≈4,000 events')
    >>> stated("range", 1, plan.unit("piece"), "zh", high=2)
    '1—2个'
    """
    if math.isnan(value):
        return MISSING
    if bound == "range" and not math.isnan(high):
        return span(value, high, unit, lang)
    return _signed(bound, level(value, unit, lang, about=bound != "~"))


def stated_number(
    bound: str, value: float, unit: Unit, lang: Lang | None = None, *, high: float = math.nan
) -> str:
    """Return a figure with its bound but without its unit; see `stated`.

    Examples
    --------
    >>> import minsheng as ms
    >>> household = ms.load_plan().unit("household")
    >>> stated_number("range", 5000, household, "en", high=5500)
    '5,000–5,500'
    """
    if math.isnan(value):
        return ""
    if bound == "range" and not math.isnan(high):
        return with_dash(_ends(value, high, unit, lang or current()), lang)
    return _signed(bound, level_number(value, unit, lang, about=bound != "~"))


def _signed(bound: str, text: str) -> str:
    sign = BOUND_SIGNS.get(bound, "")
    return f"{sign} {text}" if sign and text[0].isascii() and text[0].isalpha() else sign + text


def span(low: float, high: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return both ends of a range with their unit, as plans print it.

    In Chinese a percent sign follows each end.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> household, percent = plan.unit("household"), plan.unit("percent")
    >>> span(5000, 5500, household, "zh"), span(5000, 5500, household, "en")
    ('5000—5500户', '5,000–5,500 households')
    >>> span(0.8, 1, percent, "zh"), span(0.8, 1, percent, "en")
    ('0.8%—1%', '0.8–1%')
    """
    lang = lang or current()
    first, last = _ends(low, high, unit, lang)
    if lang == "zh" and unit.share:
        first += unit.symbol(low, lang)
    return with_dash((first, _with_symbol(last, high, unit, lang)), lang)


def _ends(low: float, high: float, unit: Unit, lang: Lang) -> tuple[str, str]:
    """Return the ends of a range as numbers; in Chinese, below 100,000, both in 万 or neither."""
    first = level_number(low, unit, lang)
    is_marked = first != level_number(low, unit, lang, about=False)
    last = level_number(high, unit, lang, about=not is_marked)  # 约 stands once, before both
    if first.endswith("万") is not last.endswith("万") and abs(high) < _ALWAYS_LARGE:
        return plain(low, unit.decimals, lang=lang), plain(high, unit.decimals, lang=lang)
    return first, last


def with_dash(ends: tuple[str, str], lang: Lang | None = None) -> str:
    """Return a range; a word in place of the dash where a number is below zero.

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
    return _with_symbol(level_number(value, unit, lang, about=about), value, unit, lang)


def level_number(value: float, unit: Unit, lang: Lang | None = None, *, about: bool = True) -> str:
    """Return a target or a baseline without its unit: as printed, or as it follows from a change.

    What a plan prints has no more decimals than its unit. A level that has more follows from a
    growth or a change that the plan prints; it is shown with five figures, and with one decimal
    more than its unit at least, so that the growth can be computed from it again.

    Parameters
    ----------
    value, unit
        The level and its unit.
    about
        Whether a level that had to be rounded is marked with 约 (about).

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> level_number(82.82, plan.unit("person"), "zh"), level_number(87, plan.unit("percent"), "zh")
    ('82.82', '87')
    >>> level_number(32_000 * 1.065**5, plan.unit("yuan"), "zh")
    '约43842.8'
    """
    lang = lang or current()
    places, exact = unit.decimals, value
    if not _same(value, round(value, places)):
        size = math.floor(math.log10(abs(value)))
        places = 4 - size if abs(value) >= _ALWAYS_LARGE else max(places + 1, 4 - size)
        exact = float(_rounded(Decimal(repr(value)), places))
    number = compact(exact, max(places, 0), lang)
    return number if _same(value, exact) or not about else say("labels.about", lang, number=number)


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
