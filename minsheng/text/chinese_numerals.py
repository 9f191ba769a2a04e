"""Read numbers that are written in Chinese characters: 十二个, 百分之五点五, 翻一番.

`in_digits` rewrites them with Arabic digits, so that `minsheng.text.quantity` reads one notation
only.
"""

from __future__ import annotations

import re

_DIGITS = {"〇": 0, "零": 0, "两": 2} | {word: n for n, word in enumerate("一二三四五六七八九", 1)}
NUMERALS = _DIGITS | {"十": 10}
"""The values of the numerals of one character."""

HEADING_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、])\s*"
)
"""The number that an author may have set before a heading."""

_SIZES = {"十": 10, "百": 100, "千": 1000}
_LARGE = (("亿", 10**8), ("万", 10**4))
_ONE = "".join(_DIGITS)
_ALL = _ONE + "十百千万亿"
# A numeral counts only before a measure word: 两盒 is 2, 两癌 and 三级医院 are names.
_MEASURES = (
    "盒|名|个|所|家|座|张|场|次(?!性)|户|套|支|门(?=课)|公里|项|人(?!民|口)|件|本|辆|台"
    "|位(?!一体|数)|亩|吨|元(?!结构|化)|倍|平方米"
    "|分钟|小时|岁|天(?![然气地赋])|米(?![面粮])|平方公里|立方米|公顷"
)
_NUMERAL = re.compile(rf"(?<![第每数几余上近\d.\s{_ALL}])[{_ALL}]+(?=[余多]?(?:{_MEASURES}))")
_RANK = re.compile(rf"(?<=前)[{_ALL}]+(?=[位名强]|行列|[,。;、]|$)")
_SHARE = re.compile(
    rf"(百|千|(?:10|十)?万)分之(?:([{_ALL}]+)(?:点([{_ONE}]+))?|(\d+(?:\.\d+)?))", re.ASCII
)
_PARTS = {"百": "%", "千": "‰", "万": "/1万"}
_DOUBLED = re.compile(r"翻了?([一二两三四]?)番")


def numeral_value(numeral: str) -> int | None:
    """Return the value of a Chinese numeral, None where it has none or more than one.

    "三四" is an estimate, and "一百五" is 150 to some and 105 to others.

    Examples
    --------
    >>> numeral_value("一百二十"), numeral_value("一亿二千万"), numeral_value("二〇二五")
    (120, 120000000, 2025)
    >>> numeral_value("三四"), numeral_value("一百五"), numeral_value("十四五")
    (None, None, None)
    """
    for word, size in _LARGE:
        head, unit, tail = numeral.rpartition(word)
        if unit:
            high = numeral_value(head) if head else 1
            low = numeral_value(tail) if tail else 0
            if high is None or low is None or low >= size:
                return None
            spoken = low and low < size // 10 and tail[0] not in "零〇"  # "一万五"
            return None if spoken else high * size + low
    if "〇" in numeral and set(numeral) <= set(_ONE):
        return int("".join(str(_DIGITS[word]) for word in numeral))
    return _below_ten_thousand(numeral)


def _below_ten_thousand(numeral: str) -> int | None:
    value, last, digit, zero = 0, 10_000, None, False
    for word in [*numeral, ""]:
        if word and word in "零〇":
            zero = True
        elif word in _DIGITS:
            if digit is not None:
                return None
            digit = _DIGITS[word]
        else:
            size = _SIZES.get(word, 1)
            if word or digit is not None:
                if size >= last or (value and last != size * 10 and not zero):
                    return None
                value += (1 if digit is None else digit) * size
            last, digit, zero = size, None, False
    return value


def in_digits(text: str, *, single: bool) -> str:
    """Return `text` with its Chinese numerals in Arabic digits, other words left as they are.

    `single` says whether a numeral of one character before a measure word is one: 一 and 两 are
    often part of an idiom.

    Examples
    --------
    >>> in_digits("新建十二个、两所", single=False), in_digits("前三位", single=True)
    ('新建12个、两所', '前3位')
    >>> in_digits("百分之五点五以内,比2010年翻两番", single=False)
    '5.5%以内,比2010年4倍'
    >>> in_digits("十万分之十二,进入前十", single=False)
    '12/10万,进入前10'
    """

    def share(match: re.Match[str]) -> str:
        sign = _PARTS.get(match[1], "/10万")
        if match[4]:
            return match[4] + sign
        whole = numeral_value(match[2])
        if whole is None:
            return match[0]
        fraction = "".join(str(_DIGITS[word]) for word in match[3] or "")
        return f"{whole}{'.' if fraction else ''}{fraction}{sign}"

    def count(match: re.Match[str]) -> str:
        numeral = match[0]
        if len(numeral) == 1 and not (single and numeral in NUMERALS):
            return numeral
        head = numeral.rstrip("万亿")
        simple = bool(head) and not set(head) & set("万亿")
        value = numeral_value(head if simple else numeral)
        if value is None:
            return numeral
        return f"{value}{numeral[len(head) :] if simple else ''}"

    text = _DOUBLED.sub(lambda match: f"{2 ** _DIGITS.get(match[1], 1)}倍", text)
    text = _RANK.sub(lambda match: str(numeral_value(match[0]) or match[0]), text)
    return _NUMERAL.sub(count, _SHARE.sub(share, text))
