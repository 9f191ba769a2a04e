"""Read quantities as people print and type them: "达到87%以上", "1.5万人", "９５％", "1︰0.8".

Two readers. `quantities` reads an expression of the plan and gives every quantity in it with its
bound; `number` reads one cell of a table. Both refuse what is ambiguous rather than guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
    "左右": "~",
}  # fmt: skip
_MORE_THAN = ("余", "多")
# "超过4%以内" never occurs; where a prefix and a suffix both speak, the prefix is the verb.
_QUANTITY = re.compile(
    rf"(?P<prefix>{'|'.join(sorted(_PREFIX, key=len, reverse=True))})?\s*"
    rf"(?P<number>{_NUMBER})"
    rf"(?:(?P<colon>:)(?P<second>{_NUMBER})"
    rf"|(?P<low_multiplier>[千万亿]?)%?[-~至](?P<high>{_NUMBER}))?"
    rf"(?P<multiplier>[千万亿]?)"
    rf"(?P<after>[^\d,。;；、，]{{0,10}})"
)
# 至少 and 至多 are adverbs: a verb may stand between them and the number ("至少组织开展2次").
_ADVERB = re.compile(r"(至少|至多)[^\d,。;；、，]{0,8}$")
# A Chinese numeral counts only before a measure word: 两盒 is 2, 两癌 and 三级医院 are names.
NUMERALS = {word: Decimal(n) for n, word in enumerate("零一二三四五六七八九十")} | {
    "两": Decimal(2)
}
_MEASURES = "盒|名|个|所|家|座|张|场|次(?!性)|户|套|支|门(?=课)|公里|项|人(?!民)|件|本|辆|台"
_ONE = "".join(NUMERALS)
_NUMERAL = re.compile(
    rf"(?<![第{_ONE}百千万亿])(?P<numeral>[{_ONE}])(?P<after>(?:{_MEASURES})[^,。;；、，]{{0,8}})"
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
    last_digit
        The size of the last printed digit: 0.01 for "75.15%", 1000 for "1.5万人".
    """

    bound: Bound
    value: Decimal
    high: Decimal | None = None
    percent: bool = False
    worded: bool = False
    last_digit: Decimal = field(default=Decimal(1), compare=False, repr=False)


def plain_forms(text: str) -> str:
    """Return `text` with full-width digits and punctuation made plain, character by character.

    The length stays the same, so that places in the result are places in `text`.

    Examples
    --------
    >>> plain_forms("９５％(１︰０.８)")
    '95%(1:0.8)'
    """
    return text.translate(_FOLD)


def says_bound(bound: Bound, text: str) -> bool:
    """Return whether `text` holds a word for `bound` anywhere.

    Examples
    --------
    >>> says_bound(">=", "分别不低于5张、3人"), says_bound(">=", "3人")
    (True, False)
    """
    words = [word for word, meant in (*_PREFIX.items(), *_SUFFIX.items()) if meant == bound]
    return any(word in text for word in words)


def fold(text: str) -> str:
    """Return `text` with full-width digits and punctuation made plain and blanks trimmed.

    Examples
    --------
    >>> fold(" ９５．５％　")
    '95.5%'
    """
    return plain_forms(text).strip()


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


def _bound(prefix: str | None, before: str, after: str, *, is_range: bool = False) -> Bound:
    if is_range:
        return "range"
    adverb = _ADVERB.search(before)
    if prefix or adverb:
        return _PREFIX[prefix or adverb[1]]  # type: ignore[index]
    if after.startswith(_MORE_THAN):
        return ">"
    for word in sorted(_SUFFIX, key=len, reverse=True):
        if word in after:
            return _SUFFIX[word]
    return "="


def quantities(text: str) -> list[Quantity]:
    """Return every quantity that an expression of the plan states, in order.

    Years ("2018年", "2018-2020年") are not quantities. Where no digit is left, a single Chinese
    numeral before a measure word is read (两盒 is 2, 三级医院 is a name); failing that, the words
    全覆盖, 全部, 所有 give 100 and 消除, 清零 give 0, marked `worded`.

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
    >>> [str(q.value) for q in quantities("每周提供两盒学生饮用奶")], quantities("“两癌”检查")
    (['2'], [])
    >>> quantities("实现全覆盖")[0].worded
    True
    """
    plain = _YEAR.sub("", fold(text))
    found = [quantity for match in _QUANTITY.finditer(plain) if (quantity := _read(match))]
    if found:
        return found
    found = [
        Quantity(_bound(None, plain[: match.start()], match["after"]), NUMERALS[match["numeral"]])
        for match in _NUMERAL.finditer(plain)
    ]
    if found:
        return found
    if any(word in plain for word in _WHOLE):
        return [Quantity("=", Decimal(100), percent=True, worded=True)]
    if any(word in plain for word in _NONE):
        return [Quantity("=", Decimal(0), worded=True)]
    return []


def _read(match: re.Match[str]) -> Quantity | None:
    """Return the quantity of one match, None for a ratio to nothing ("0︰5")."""
    value, times = _decimal(match["number"]), _MULTIPLIER[match["multiplier"]]
    high = _decimal(match["high"]) * times if match["high"] else None
    if match["colon"]:
        if not value:
            return None
        value = _decimal(match["second"]) / value
    last_digit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    # The lower end has its own multiplier ("5千-1万"), shares the upper one's ("1-2万"), or needs
    # none ("8000-1.2万").
    if match["low_multiplier"]:
        times = _MULTIPLIER[match["low_multiplier"]]
    elif high is not None and value * times > high:
        times = Decimal(1)
    before, after = match.string[: match.start()], match["after"]
    return Quantity(
        bound=_bound(match["prefix"], before, after, is_range=high is not None),
        value=value * times,
        last_digit=(last_digit * times).normalize() + 0,
        high=high,
        percent=after.startswith("%"),
    )


def number(cell: str) -> Decimal:
    """Return the number in a table cell as people type it.

    Reads full-width digits, a thousands comma, 万 and 亿, a percent sign (``95%`` is 95), blanks
    around it.

    Raises
    ------
    ValueError
        When the cell holds anything else, a comma that does not part thousands ("1,5"), or a blank
        between digits ("1 5").

    Examples
    --------
    >>> number("１.５万"), number("3,000"), number(" 95％ "), number("-0.5")
    (Decimal('15000.0'), Decimal('3000'), Decimal('95'), Decimal('-0.5'))
    """
    plain = re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", fold(cell))
    match = re.fullmatch(
        r"([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)([千万亿]?)%?", plain, re.ASCII
    )
    if not match:
        raise ValueError(cell)
    sign, digits, multiplier = match.groups()
    value = _decimal(digits) * _MULTIPLIER[multiplier]
    return -value if sign == "-" else value
