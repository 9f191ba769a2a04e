"""Write numbers as readers of each language expect them: "1.5万", "15,000", "0.67".

The counterpart of `minsheng.text.written_numbers`, which reads them. `minsheng.text.amounts` adds
units, `minsheng.text.bounded` the bounds of targets.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from minsheng.text.language import Lang, current

_LARGE = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
MISSING = "—"
ALWAYS_LARGE = 10**5
"""From here on Chinese counts in 万, 亿 and 万亿."""


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
    number = rounded(Decimal(repr(float(value))), decimals)
    text = f"{number:,f}" if (lang or current()) == "en" else f"{number:f}"
    return (text if fixed else _trimmed(text)).replace("-", "−")


def compact(
    value: float,
    decimals: int,
    lang: Lang | None = None,
    *,
    beside: float = 0,
    written_out: bool = False,
) -> str:
    """Return an exact number; in Chinese from 100,000 on in 万亿, 亿 or 万.

    In the largest of them that leaves at most four decimals. Below 100,000 all figures are written
    out, so that a number reads the same wherever it stands. `decimals` is how many it has at most.
    `beside` is the other end of a range: where it is counted in 万, so is this one. All figures are
    `written_out` before a unit that has a 万 of its own: 480000万元, not 48万万元.

    Examples
    --------
    >>> compact(10_000_000, 0, "zh"), compact(10_000_000, 0, "en"), compact(63_800, 0, "zh")
    ('1000万', '10,000,000', '63800')
    >>> compact(95_000, 0, "zh", beside=120_000)
    '9.5万'
    >>> compact(480_000, 0, "zh", written_out=True)
    '480000'
    """
    exact = rounded(Decimal(repr(float(value))), decimals)
    is_large = (lang or current()) == "zh" and not written_out
    if is_large and max(float(abs(exact)), abs(beside)) >= ALWAYS_LARGE:
        for size, word in _LARGE:
            scaled = exact / size
            if abs(scaled) >= 1 and (word == "万" or scaled == round(scaled, 4)):
                return _trimmed(f"{scaled:f}").replace("-", "−") + word
    return plain(value, decimals, lang=lang)


def shortened(value: float, most: int, lang: Lang, *, written_out: bool = False) -> str:
    """Return a number with about four digits and, unless in 万 or 亿, at most `most` decimals."""
    large = _LARGE if lang == "zh" and not written_out else ()
    scale, word = next(
        (each for each in large if abs(value) >= max(each[0], ALWAYS_LARGE)), (1, "")
    )
    scaled = value / scale
    size = abs(scaled)
    decimals = 3 if size < 1 else 2 if size < 100 else 1 if size < 1000 else 0
    if word:
        return plain(scaled, decimals, lang=lang) + word
    return compact(scaled, min(decimals, most), lang, written_out=written_out)


def times(quotient: float, lang: Lang | None = None) -> str:
    """Return how many times as large something is: one decimal, or two where one would read 1.

    Examples
    --------
    >>> times(14 / 3), times(1.02), times(1.0), times(1.996)
    ('4.7', '1.02', '1', '2')
    """
    rough = plain(quotient, 1, lang=lang)
    return plain(quotient, 2, lang=lang) if rough == "1" else rough


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


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a number rounded half up; zero without a sign."""
    number = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number if number else abs(number)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
