"""Convert a number shown in a table to a value and an Excel format that shows the same text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHOWN = re.compile(
    r"(?P<before>[≥≤><≈]?)(?P<sign>[-−]?)(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<scale>[万亿]?)"
    r"(?P<after>%?\*?)"
)
# A number among words of a table: what stands before and after it holds no other.
_WORDED = re.compile(
    r"(?P<before>(?:累计|约|共)?[≥≤><≈]?)(?P<sign>[-−]?)"
    r"(?P<number>(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?)"
    r"(?P<scale>[万亿]?)(?P<after>(?!年.|月|日|个月)[^\d\"\\，,。；;、—–~/\n]{0,24})"
)
_SCIENTIFIC = re.compile(r"-?\d(?:\.(\d+))?e[+-]\d+")
_MOST_DIGITS = 15  # that Excel keeps
_CODE = re.compile(r"0\d")
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}
_NEAR = 1e-9


@dataclass(frozen=True)
class Number:
    """A value and its number format.

    Examples
    --------
    >>> number("≥87", 87.0)
    Number(value=87.0, format='"≥"0')
    """

    value: float
    format: str


def number(shown: str, value: object = None) -> Number | None:
    """Return the value and the format with which Excel shows `shown`; None if that is no number.

    A bound becomes part of the format. 90% is stored as 90, not as 0.9. Numbers in 万 and 亿 are
    stored and shown in full, since Excel has no format for them.

    `value` is the value behind it, if known, which may be more exact; if it contradicts `shown`,
    None is returned.

    Examples
    --------
    >>> number("1.33", 4 / 3).format, number("86%").format, number("1.35万*")
    ('0.00', '0"%"', Number(value=13500.0, format='#,##0"*"'))
    >>> number("1.50e+10").format
    '0.00E+00'

    A range is none, nor a code: Excel would drop its zeros, or its digits after the fifteenth.

    >>> number("1–2"), number("007"), number("500110199001011234")
    (None, None, None)
    """
    shown = shown.strip("\u2007\u2008 ")
    if scientific := _SCIENTIFIC.fullmatch(shown):
        places = f".{'0' * len(scientific[1])}" if scientific[1] else ""
        return Number(value if isinstance(value, float) else float(shown), f"0{places}E+00")
    match = _SHOWN.fullmatch(shown)
    if match is None:
        return None
    digits = match["number"].replace(",", "")
    if len(digits.partition(".")[0]) > _MOST_DIGITS or _CODE.match(digits):
        return None
    decimals = len(digits.partition(".")[2])
    scale = _SCALES[match["scale"]]
    printed = float(digits) * scale * (-1 if match["sign"] else 1)
    exact = (
        float(value) if isinstance(value, int | float) and not isinstance(value, bool) else printed
    )
    if abs(exact - printed) > (0.5 + _NEAR) * scale / 10**decimals:
        return None
    if scale > 1:
        decimals = 0
    grouped = "#,##0" if scale > 1 or "," in match["number"] else "0"
    form = grouped + ("." + "0" * decimals if decimals else "")
    return Number(exact, _quoted(match["before"]) + form + _quoted(match["after"]))


def number_with_words(shown: str) -> Number | None:
    """Return the number of a text with its words as format, so that Excel shows the same text.

    Such as a number with its unit. A range, two numbers, and a sentence are none. Numbers in 万 and
    亿 are stored and shown in full.

    Examples
    --------
    >>> number_with_words("累计12.4万人"), number_with_words("累计4座（2018年）")
    (Number(value=124000.0, format='"累计"#,##0"人"'), None)
    """
    match = _WORDED.fullmatch(shown)
    if match is None:
        return None
    digits = match["number"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return None
    scale = _SCALES[match["scale"]]
    decimals = len(digits.partition(".")[2]) if scale == 1 else 0
    grouped = "#,##0" if scale > 1 or "," in match["number"] else "0"
    form = grouped + ("." + "0" * decimals if decimals else "")
    value = round(float(digits) * scale, decimals + 2) * (-1 if match["sign"] else 1)
    return Number(value, _quoted(match["before"]) + form + _quoted(match["after"]))


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
