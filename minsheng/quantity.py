"""Read quantities as people print and type them: "达到87%以上", "1.5万人", "９５％", "1︰0.8".

Two readers. `quantities` reads an expression of the plan and gives every quantity in it with its
bound; `number` reads one cell of a table. Both refuse what is ambiguous rather than guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Bound = Literal["=", ">=", "<=", ">", "<", "~", "range"]
Strength = Literal["firm", "aspired", "approximate"]

BOUNDS: tuple[Bound, ...] = ("=", ">=", "<=", ">", "<", "~", "range")

# Full-width forms are mapped one by one: Unicode's own folding (NFKC) would turn ㎡ into m2.
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ":" for c in "︰∶：﹕"} | {0x3000: " ", 0xA0: " "}
_FOLD |= {ord(c): "-" for c in "–—―－‐−"} | {ord(c): "~" for c in "～〜"}

_MULTIPLIER = {"": Decimal(1), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(10**8)}
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PREFIX: dict[str, Bound] = {
    "不低于": ">=", "不少于": ">=", "不小于": ">=", "至少": ">=",
    "不超过": "<=", "不高于": "<=", "不多于": "<=", "至多": "<=",
    "超过": ">", "高于": ">", "多于": ">", "超": ">",
    "低于": "<", "少于": "<", "约": "~", "近": "~",
}  # fmt: skip
_SUFFIX: dict[str, Bound] = {
    "以上": ">=", "及以上": ">=", "以内": "<=", "之内": "<=", "以下": "<=",
    "左右": "~", "余": ">", "多": ">",
}  # fmt: skip
# "超过4%以内" never occurs; where a prefix and a suffix both speak, the prefix is the verb.
_QUANTITY = re.compile(
    rf"(?P<prefix>{'|'.join(sorted(_PREFIX, key=len, reverse=True))})?\s*"
    rf"(?P<number>{_NUMBER})"
    rf"(?:(?P<colon>:)(?P<second>{_NUMBER})|[-~至](?P<high>{_NUMBER}))?"
    rf"(?P<multiplier>[千万亿]?)"
    rf"(?P<after>[^\d,。;；、，]{{0,10}})"
)
_YEAR = re.compile(r"\d{4}年?\s*[-~至]\s*\d{4}年|\d{4}年")
_ASPIRED = ("力争", "争取")
_APPROXIMATE = ("左右", "基本", "大约", "约")
_WHOLE = ("全覆盖", "全部", "所有", "全面覆盖")
_NONE = ("消除", "清零")


@dataclass(frozen=True)
class Quantity:
    """One quantity of an expression.

    Parameters
    ----------
    bound
        ``=`` for a plain number, ``>=`` for 以上, 不低于 …, ``range`` for "1-2".
    value, high
        Exact decimals, 万 and 亿 expanded, a percentage as 90, a ratio 1︰0.8 as 0.8; `high` only
        for a range.
    percent
        Whether a percent sign follows.
    worded
        Whether the number is coded from words (全覆盖, 消除) and not printed.
    """

    bound: Bound
    value: Decimal
    high: Decimal | None = None
    percent: bool = False
    worded: bool = False


def fold(text: str) -> str:
    """Return `text` with full-width digits and punctuation made plain and blanks trimmed.

    Examples
    --------
    >>> fold(" ９５．５％　")
    '95.5%'
    """
    return text.translate(_FOLD).strip()


def strength(text: str) -> Strength:
    """Return how firmly an expression promises.

    Examples
    --------
    >>> strength("力争达到2家"), strength("4000场左右"), strength("达到95%")
    ('aspired', 'approximate', 'firm')
    """
    if any(word in text for word in _ASPIRED):
        return "aspired"
    return "approximate" if any(word in text for word in _APPROXIMATE) else "firm"


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _bound(prefix: str | None, after: str, is_range: bool) -> Bound:
    if is_range:
        return "range"
    if prefix:
        return _PREFIX[prefix]
    for word in sorted(_SUFFIX, key=len, reverse=True):
        if word in after:
            return _SUFFIX[word]
    return "="


def quantities(text: str) -> list[Quantity]:
    """Return every quantity that an expression of the plan states, in order.

    Years ("2018年", "2018-2020年") are not quantities. Where no digit is left, the words 全覆盖,
    全部, 所有 give 100 and 消除, 清零 give 0, marked `worded`.

    Examples
    --------
    >>> [(q.bound, str(q.value)) for q in quantities("达到87%以上")]
    [('>=', '87')]
    >>> [(q.bound, str(q.value)) for q in quantities("近三年年均1.8万人")]
    [('=', '18000.0')]
    >>> [(q.bound, str(q.value)) for q in quantities("差距缩小到1︰0.8")]
    [('=', '0.8')]
    >>> [(q.bound, str(q.value), str(q.high)) for q in quantities("体育公园1-2个")]
    [('range', '1', '2')]
    >>> quantities("实现全覆盖")[0].worded
    True
    """
    plain = _YEAR.sub("", fold(text))
    found = []
    for match in _QUANTITY.finditer(plain):
        times = _MULTIPLIER[match["multiplier"]]
        value, high = _decimal(match["number"]), match["high"]
        if match["colon"]:
            if not value:
                continue
            value = _decimal(match["second"]) / value
        found.append(
            Quantity(
                bound=_bound(match["prefix"], match["after"], is_range=high is not None),
                value=value * times,
                high=_decimal(high) * times if high else None,
                percent=match["after"].startswith("%"),
            )
        )
    if found:
        return found
    if any(word in plain for word in _WHOLE):
        return [Quantity("=", Decimal(100), percent=True, worded=True)]
    if any(word in plain for word in _NONE):
        return [Quantity("=", Decimal(0), worded=True)]
    return []


def number(cell: str) -> Decimal:
    """Return the number in a table cell as people type it.

    Reads full-width digits, a thousands comma, 万 and 亿, a percent sign (``95%`` is 95), blanks
    around it.

    Raises
    ------
    ValueError
        When the cell holds anything else, or a comma that does not part thousands ("1,5").

    Examples
    --------
    >>> number("１.５万"), number("3,000"), number(" 95％ "), number("-0.5")
    (Decimal('15000.0'), Decimal('3000'), Decimal('95'), Decimal('-0.5'))
    """
    plain = fold(cell).replace(" ", "")
    match = re.fullmatch(
        r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([千万亿]?)%?", plain, re.ASCII
    )
    if not match:
        raise ValueError(cell)
    sign, digits, multiplier = match.groups()
    value = _decimal(digits) * _MULTIPLIER[multiplier]
    return -value if sign == "-" else value
