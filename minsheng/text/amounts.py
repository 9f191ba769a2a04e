"""Write amounts with their units, and differences: "1.5万人", "15,000 people", "4个百分点"."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng.text.language import Lang, current, say
from minsheng.text.numerals import ALWAYS_LARGE, MISSING, compact, plain, shortened, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from minsheng.text.units import Unit

_WITHOUT_GAP = ("%", "‰")  # follow a number at once in English too


def amount(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> amount(15000, plan.unit("person"), "zh"), amount(15000, plan.unit("person"), "en")
    ('15000人', '15,000 people')
    >>> amount(87, plan.unit("percent"), "zh"), amount(87, plan.unit("percent"), "en")
    ('87%', '87%')
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    return with_symbol(_exact(value, unit.decimals, unit, lang), value, unit, lang)


def reported(value: float, unit: Unit, decimals: float, lang: Lang | None = None) -> str:
    """Return an observed value with its unit, with as many decimals as it was reported with.

    Never with more than its unit has, or one decimal where its unit has none. With ``nan`` decimals
    it is a computed value, rounded as `computed` does unless it is exact in the decimals of its
    unit.

    Examples
    --------
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
        return with_symbol(difference_number(value, unit, lang), value, unit, lang)
    most = min(int(decimals), max(unit.decimals, 1))
    return amount(value, replace(unit, decimals=most), lang)


def computed(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure that lies between those of a source, such as one on a path, with its unit.

    It is rounded by `computed_number`: no finer than its unit is counted in.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> computed(37_610_233.3, plan.unit("yuan"), "zh"), computed(34 / 3, plan.unit("piece"), "zh")
    ('3761万元', '11.3个')
    >>> computed(5.91625, plan.unit("bed_per_1000"), "zh")
    '5.92张'
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    return with_symbol(computed_number(value, unit, lang), value, unit, lang)


def computed_number(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a computed figure as text without its unit; all computed figures are rounded so.

    It has as many decimals as its unit, or one where the unit has none, and more where rounding
    would change it by over a tenth: three times 0.133 years are 0.4, three times 0.1 are not. Large
    figures have fewer: two decimals below 100 (three below 1), one below 1,000, none above; in
    Chinese 万, 亿 and 万亿 from 100,000 on.

    Examples
    --------
    >>> piece = ms.load_plan().unit("piece")
    >>> [computed_number(value, piece, "zh") for value in (2 / 3, 0.4 / 3, 1 / 30)]
    ['0.7', '0.13', '0.03']
    """
    most = max(unit.decimals, 1)
    coarse = (1 + 1e-9) * abs(value) / 10
    while abs(round(value, most) - value) > coarse:
        most += 1
    if abs(value) < 1:
        return plain(value, most, lang=lang)
    return shortened(value, most, lang or current(), written_out=unit.has_wan)


def rate(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return an average a year with its unit, rounded by `computed_number`.

    Examples
    --------
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


def way(value: float, unit: Unit, write: Callable[[float, Unit], str]) -> str:
    """Return a change that may be a rise or a fall: with its sign, of a rank with its way in words.

    `write` writes the size of the change: `computed_number` or `rate`.

    Examples
    --------
    >>> from minsheng.text.units import Unit
    >>> rank = Unit("rank", "位", "rank", "位", "", share=False, growth=False, decimals=0)
    >>> way(-2, rank, computed_number), way(1, rank, rate), way(0, rank, rate)
    ('前移2', '后移1位', '0位')
    """
    if not unit.is_rank or math.isnan(value) or not value:
        return write(value, unit)
    return say(f"labels.place_{'up' if value < 0 else 'down'}", size=write(abs(value), unit))


def path_amount(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure of a planned path with its unit; see `path_number`.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> path_amount(5_000_000 / 3, plan.unit("yuan"), "zh")
    '166.7万元'
    """
    lang = lang or current()
    last = math.ceil(value) if unit.is_rank else value
    return with_symbol(path_number(value, unit, lang), last, unit, lang)


def path_number(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a figure of a planned path without its unit, to be compared with observed ones.

    It has the decimals of its unit, or one where the unit has none, as it may lie between whole
    numbers; from 100,000 on a figure that is not whole is rounded by `computed_number`. Nobody can
    be 6.6th: of a rank it is the two places that the path lies between.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> path_number(100.375, plan.unit("percent"), "zh"), path_number(4.5, plan.unit("piece"), "zh")
    ('100.38', '4.5')
    """
    if unit.is_rank and not math.isclose(value, round(value), rel_tol=0, abs_tol=1e-9):
        dash = "—" if (lang or current()) == "zh" else "–"
        return dash.join(compact(end, 0, lang) for end in (math.floor(value), math.ceil(value)))
    if abs(value) >= ALWAYS_LARGE and value != round(value):
        return computed_number(value, unit, lang)
    return _exact(value, max(unit.decimals, 1), unit, lang)


def unit_of_rates(one: float, other: float, unit: Unit) -> Unit:
    """Return the unit with as many decimals as two averages a year need to be compared.

    With the fewest decimals, not below those of the unit, with which the quotient of the two
    figures shown reads as their quotient does in `times`. A reader who divides one by the other
    then finds the number that stands beside them.

    Examples
    --------
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


def difference(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return a difference: percentage points for a share, never per cent.

    Examples
    --------
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
    >>> piece = ms.load_plan().unit("piece")
    >>> difference_number(12_345, piece, "zh"), difference_number(34 / 3, piece, "zh")
    ('12345', '11.3')
    """
    printed = math.isclose(value, round(value, unit.decimals), rel_tol=0, abs_tol=1e-9)
    return (
        _exact(value, unit.decimals, unit, lang) if printed else computed_number(value, unit, lang)
    )


def difference_unit(unit: Unit, lang: Lang | None = None) -> str:
    """Return the unit of a difference, for an axis or a column.

    Examples
    --------
    >>> difference_unit(ms.load_plan().unit("percent"), "zh")
    '百分点'
    """
    return say(f"labels.{unit.point}", lang) if unit.point else unit.name(lang)


def _exact(value: float, decimals: int, unit: Unit, lang: Lang | None) -> str:
    return compact(value, decimals, lang, written_out=unit.has_wan)


def _as_change(number: str, value: float, unit: Unit, lang: Lang) -> str:
    """Return the text of a change with its unit: percentage points for a share."""
    if unit.point:
        return say(f"labels.{unit.point}s", lang, number=number, n=abs(value))
    return with_symbol(number, value, unit, lang)


def with_symbol(number: str, value: float, unit: Unit, lang: Lang) -> str:
    """Return the text of a number with what follows it, or of a rank stands around it.

    Examples
    --------
    >>> from minsheng.text.units import Unit
    >>> rank = Unit("rank", "位", "rank", "位", "", share=False, growth=False, decimals=0)
    >>> with_symbol("12", 12, rank, "zh"), with_symbol("12", 12, rank, "en")
    ('第12位', '12th')
    """
    if unit.is_rank:
        return f"第{number}位" if lang == "zh" else number + _ending(int(value))
    symbol = unit.symbol(value, lang)
    gap = " " if lang == "en" and symbol and symbol not in _WITHOUT_GAP else ""
    return f"{number}{gap}{symbol}"


def _ending(rank: int) -> str:
    """Return the ending of an English ordinal."""
    return "th" if 10 < rank % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
