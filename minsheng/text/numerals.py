"""Write numbers as readers of each language expect them: "1.5万人", "15,000 people", "87 %".

The counterpart of `minsheng.text.quantity`, which reads them.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from minsheng.text.language import Lang, current, say

if TYPE_CHECKING:
    from minsheng.text.units import Unit

_WAN, _YI = Decimal(10_000), Decimal(10**8)
MISSING = "—"
_SYMBOL = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈", "range": ""}


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
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    text = f"{rounded:,f}" if (lang or current()) == "en" else f"{rounded:f}"
    if "." in text and not fixed:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")


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

    Parameters
    ----------
    decimals
        How many; ``nan`` for a computed value, which is shown with those of its unit.

    Examples
    --------
    >>> import minsheng as ms
    >>> percent = ms.load_plan().unit("percent")
    >>> reported(88.07, percent, 1, "zh"), reported(88.07, percent, math.nan, "zh")
    ('88.1%', '88.07%')
    """
    return amount(
        value, unit if math.isnan(decimals) else replace(unit, decimals=int(decimals)), lang
    )


def rate(value: float, unit: Unit, lang: Lang | None = None) -> str:
    """Return an average a year with its unit: not a figure of the plan, so it is rounded.

    Two decimals below 100 (three below 0.1), one below 1,000, none above; in Chinese 万 from
    10,000 on.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> rate(10_000_000 / 3, plan.unit("yuan"), "zh"), rate(10_000_000 / 3, plan.unit("yuan"), "en")
    ('333.3万元', '3,333,333 yuan')
    >>> rate(19 / 3, plan.unit("institution"), "zh"), rate(1 / 3, plan.unit("organisation"), "en")
    ('6.33所', '0.33')
    """
    lang = lang or current()
    if math.isnan(value):
        return MISSING
    number = rate_number(value, lang)
    if unit.share:
        return say("labels.percentage_points", lang, number=number, n=abs(value))
    return _with_symbol(number, value, unit, lang)


def rate_number(value: float, lang: Lang | None = None) -> str:
    """Return the number of a `rate` without its unit, which has a column of its own.

    Examples
    --------
    >>> rate_number(10_000_000 / 3, "zh"), rate_number(22_100 / 3, "en")
    ('333.3万', '7,367')
    """
    lang = lang or current()
    wan = lang == "zh" and abs(value) >= _WAN
    scaled = value / float(_WAN) if wan else value
    size = abs(scaled)
    decimals = 3 if size < 0.1 else 2 if size < 100 else 1 if size < 1000 else 0
    return plain(scaled, decimals, lang=lang) + ("万" if wan else "")


def compact(value: float, decimals: int, lang: Lang | None = None) -> str:
    """Return an exact number as short as its language allows: 万 and 亿 in Chinese.

    Examples
    --------
    >>> compact(10_000_000, 0, "zh"), compact(10_000_000, 0, "en")
    ('1000万', '10,000,000')
    """
    lang = lang or current()
    return _in_words(value, decimals) if lang == "zh" else plain(value, decimals, lang=lang)


def _with_symbol(number: str, value: float, unit: Unit, lang: Lang) -> str:
    symbol = unit.symbol(value, lang)
    gap = " " if lang == "en" and symbol and not unit.share else ""
    return f"{number}{gap}{symbol}"


def _in_words(value: float, decimals: int) -> str:
    """Write a large number with 万 or 亿 where that is exact enough to read back."""
    exact = Decimal(repr(float(value)))
    for size, word in ((_YI, "亿"), (_WAN, "万")):
        scaled = exact / size
        if abs(scaled) >= 1 and scaled == round(scaled, 4):
            return f"{plain(float(scaled), 4, lang='zh')}{word}"
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
    number = plain(value, max(unit.decimals, 2), lang=lang)
    if unit.share:
        return say("labels.percentage_points", lang, number=number, n=abs(value))
    return _with_symbol(number, value, unit, lang)


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

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> stated(">=", 87, plan.unit("percent"), "zh"), stated("~", 4000, plan.unit("event"), "en")
    ('≥87%', '≈4,000 events')
    >>> stated("range", 1, plan.unit("piece"), "zh", high=2)
    '1–2个'
    """
    if math.isnan(value):
        return MISSING
    if bound == "range" and not math.isnan(high):
        return f"{plain(value, unit.decimals, lang=lang)}–{amount(high, unit, lang)}"
    return f"{_SYMBOL.get(bound, '')}{amount(value, unit, lang)}"
