"""Read the quantities of a plan's expressions: "达到87%以上", "力争1.5万人", "1︰0.8".

`quantities` returns each number of an expression with its bound, `unread` what looks like a number
and has no one value: what is ambiguous is refused rather than guessed. The digits themselves are
read as in `minsheng.text.written_numbers`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from minsheng.text.chinese_numerals import in_digits
from minsheng.text.written_numbers import (
    DIGITS,
    EM_DASH,
    MORE_OF,
    MULTIPLIER,
    decimal,
    fold,
    plain_forms,
    power_of,
)

Bound = Literal["=", ">=", "<=", ">", "<", "~", "range"]
Strength = Literal["firm", "aspired", "approximate"]

_PREFIXES: dict[str, tuple[Bound, str]] = {
    "at_least": (">=", "至少 最少 (?:大于|多于|高于)或?等于 达到或超过 >= ≥"),
    "at_most": ("<=", "至多 最多 (?:小于|少于|低于)或?等于 <= ≤"),
    "about": ("~", "(?<![签预节集条制])约 大约 接近 (?<![附最临])近 ≈"),
    "more": (">", "超过 超出 高于 多于 大于 (?<![新大])突破 (?<![赶反])超 >"),
    "less": ("<", "低于 少于 小于 不足 不到 <"),
}
_NEGATED: dict[Bound, Bound] = {">": "<=", "<": ">="}
_SUFFIX: dict[str, Bound] = {"以上": ">=", "以内": "<=", "之内": "<=", "以下": "<=", "左右": "~"}
_MORE_THAN = ("余", "多")
_RANK = re.compile(r"[位名强]|行列|$")
_BOUND_WORDS = "|".join(
    f"(?P<{name}>{'|'.join(words.split())})" for name, (_, words) in _PREFIXES.items()
)
_PREFIX = re.compile(rf"(?P<negation>不得|不能|不应|不可|不宜|没有|未|不)?(?:{_BOUND_WORDS})")
# Where a prefix and a suffix both speak, the prefix is the verb.
_QUANTITY = re.compile(
    rf"(?:{_PREFIX.pattern}了?|(?P<first>前))?\s*"
    rf"(?P<sign>(?<![\w.%‰)\]-])-)?"
    rf"(?P<number>{DIGITS})"
    rf"(?:\s*(?P<colon>:|比)\s*(?P<second>{DIGITS})"
    rf"|\s*(?P<low_multiplier>{MULTIPLIER})(?P<low_unit>[^\d,。;；、，\s~至到-]{{0,4}})"
    rf"\s*(?:-{{1,2}}|(?:~{{1,2}}|[至到])(?P<high_sign>-?))\s*"
    rf"(?P<high>{DIGITS})(?=\s*{MULTIPLIER}\s*(?P=low_unit)))?"
    rf"\s*(?P<odd>{MORE_OF})(?P<multiplier>{MULTIPLIER})\s*"
    rf"(?=(?P<after>[^\d,。;；、，]{{0,10}}))",
    re.ASCII,
)
# 至少 and 至多 are adverbs: a verb may stand between them and the number ("至少组织开展2次").
_ADVERB = re.compile(r"(至少|至多)[^\d,。;；、，]{0,8}$")
_PERIOD = r"(?:19|20)\d\d"
ITEM_NUMBER = r"\d{1,2}\.(?=\D|(?:19|20)\d\d\s*(?:年|[-~至])|$)"
"""The number of an item, "1.": also before a year ("2.2021-2023年"), never "1.5万人"."""
_ITEM = re.compile(
    rf"^\s*(?:{ITEM_NUMBER}|\d{{1,2}}、(?=\D|{_PERIOD}年)|\(\d{{1,2}}\)(?=\s*\S))", re.ASCII | re.M
)
_DATE = re.compile(
    rf"\d{{4}}\s*年?\s*[-~至到]{{1,2}}\s*\d{{4}}\s*年|\({_PERIOD}\s*[-~至]{{1,2}}\s*{_PERIOD}\)"
    rf"|{_PERIOD}([-/.])\d{{1,2}}\1\d{{1,2}}(?!\d)"
    rf"|[〔\[(]{_PERIOD}[〕\])]\s*\d+号"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?"
    r"|\d{1,2}\s*月?(?:[-~至、]{1,2}\d{1,2}\s*)?月(?:\s*\d{1,2}\s*日)?",
    re.ASCII,
)
# Names that hold a digit.
_NAME = re.compile(
    r"PM\s?(?:2\.5|10)|(?:CO|SO|NO)2|\d[ADGK](?![A-Za-z])|\(1?/\d*[十百千万]+\)", re.ASCII
)
# The unit in the heading of a table row, "粮食产量(万吨) 30 32", or in a cell of its own, "粮食产量
# 万吨 30 32": of numbers with none of their own.
_UNIT_AHEAD = re.compile(
    rf"(?:\((?:单位:)?({MULTIPLIER})[^\d()]{{1,6}}\)"
    rf"|(?<=[\s|])({MULTIPLIER})(?:元|美元|人|人次|户|户次|吨|吨标准煤|亩|件|套|平方米|千瓦)(?=[\s|]))"
    rf"(?=[^\n。;]*$)"
)
# What a number is counted on: 12/10万, 12人/10万人, 12/100000, 每10万人12人.
_PER = re.compile(r"/(?:\d*[百千万亿]+人?|10{3,}(?![\d十百千万亿]))|每\d+[百千万亿]+", re.ASCII)
# Numbers in a row of which only the last has a multiplier or a percent sign: 5、6和7万人.
_LIST = re.compile(rf"({DIGITS}(?:[、和]{DIGITS})+)(\s*{MULTIPLIER}%?)", re.ASCII)
_HAS_UNIT = re.compile(r"\s?(?!预期|约束)[^\x00-\x7f]|[%/A-Za-z]")
# What looks like a number, and has no one value of its own.
_STRUCTURE = re.compile(rf"{DIGITS}(?::{DIGITS}){{2,}}", re.ASCII)
_REFUSED = re.compile(
    r"\d+(?:\.\d+){2,}"
    r"|\d+(?:\.\d+)?\s*/\s*\d+(?![\d十百千万亿])"
    r"|(?:\d+(?:\.\d+)?[百千万亿]+)+\d+[百千万亿]*"
    r"|[数几][十百千万亿]+|(?:[一二两三四五六七八九]|\d+(?:\.\d+)?)成(?=以|左|的|[,。;、]|$)"
    r"|[\d一二两三四五六七八九十]+(?:个|年|天)半(?!数)"
    r"|[一二两三四五六七八九]{2,}[十百千万亿]*(?=[个家所名人项户张座])"
    r"|[一二两三四五六七八九十]+分之[一二两三四五六七八九十]+|一半|过半|半数|减半"
    r"|(?:(?<!以)上|(?<![最附])近)[百千万亿]+|(?<![\d百千万亿])[百千万亿]+余|±\d+(?:\.\d+)?%?",
    re.ASCII,
)
_MINUS = re.compile(r"(?<![减欠])负(?=\d)")
_ZEROS = re.compile(r"(?<=\d)[〇○]+")
# A place in a ranking: 第十四位, 降至第三名; 摆在第一位 is none.
_PLACE = re.compile(
    r"(?:(?<=[至到列居])第|第(?=[一二三四五六七八九]?十))(?=[一二三四五六七八九十]+[位名])"
)
_ASPIRED = ("力争", "争取")
_APPROXIMATE = ("左右", "基本", "大约", "约")
_WHOLE = ("全覆盖", "全部", "所有", "全面覆盖")
_NONE = ("消除", "清零")


@dataclass(frozen=True)
class Quantity:
    """One quantity of an expression."""

    bound: Bound  # ``=`` for a plain number, ``>=`` for 以上, 不低于 …, ``range`` for "1-2"
    # Exact decimals, 万 and 亿 expanded, a percentage as 90, a ratio 1︰0.8 as 0.8 and 2.05︰1 as
    # 2.05; `high` only for a range.
    value: Decimal
    high: Decimal | None = None
    percent: bool = False  # whether a percent sign follows
    worded: bool = False  # whether the number is coded from words (全覆盖, 消除) and not printed
    # The size of the last printed digit: 0.01 for "75.15%", 1000 for "1.5万人".
    last_digit: Decimal = field(default=Decimal(1), compare=False, repr=False)


def says_bound(bound: Bound, text: str) -> bool:
    """Return whether `text` holds a word for `bound` anywhere.

    Examples
    --------
    >>> says_bound(">=", "分别不低于5张、3人"), says_bound(">=", "3人")
    (True, False)
    """
    if any(word in text for word, meant in _SUFFIX.items() if meant == bound):
        return True
    return any(_prefix_bound(match) == bound for match in _PREFIX.finditer(plain_forms(text)))


def strength(text: str) -> Strength:
    """Return the strength of an expression's promise: firm, aspired or approximate.

    Examples
    --------
    >>> strength("力争达到2家"), strength("4000场左右"), strength("达到95%")
    ('aspired', 'approximate', 'firm')
    """
    if any(word in text for word in _ASPIRED):
        return "aspired"
    return "approximate" if any(word in text for word in _APPROXIMATE) else "firm"


def quantities(text: str) -> list[Quantity]:
    """Return every quantity that an expression of the plan states, in order.

    Years, dates ("2018年", "2023年6月底", "2018-2020年"), item numbers ("2.") and names ("PM2.5",
    "4A级") are not quantities. What has no one value is left out; `unread` returns it. Chinese
    numerals are read before a measure word (十二个 is 12, 三级医院 is a name), those of one
    character only where no digit is left; failing that, the words 全覆盖, 全部, 所有 give 100 and
    消除, 清零 give 0, marked `worded`.

    Examples
    --------
    >>> [(q.bound, str(q.value)) for q in quantities("达到87%以上")]
    [('>=', '87')]
    >>> [(q.bound, str(q.value)) for q in quantities("突破67.7万亿元,不得高于5.5%")]
    [('>', '67700000000000.0'), ('<=', '5.5')]
    >>> [(q.bound, str(q.value)) for q in quantities("差距缩小到1︰0.8,收入比2.05︰1")]
    [('=', '0.8'), ('=', '2.05')]
    >>> [(q.bound, str(q.value), str(q.high)) for q in quantities("体育公园1-2个")]
    [('range', '1', '2')]
    >>> [str(q.value) for q in quantities("每周提供两盒学生饮用奶")], quantities("“两癌”检查")
    (['2'], [])
    >>> quantities("实现全覆盖")[0].worded
    True
    """
    return _parse(text)[0]


def unread(text: str) -> list[str]:
    """Return the parts of an expression that look like numbers but that `quantities` cannot read.

    Ratios without a 1 ("3︰2"), quotients, section numbers, estimates (三四十个) and shares in
    words (三分之二) may mean more than one number.

    Examples
    --------
    >>> unread("按3︰2配备,达到1/3,不少于数百人"), unread("达到87%以上")
    (['1/3', '数百', '3:2'], [])
    """
    return _parse(text)[1]


def _parse(text: str) -> tuple[list[Quantity], list[str]]:
    """Return the quantities of an expression, and the parts of it that are refused."""
    refused: list[str] = []

    def refuse(match: re.Match[str]) -> str:
        refused.append(match[0])
        return "、"

    def structure(match: re.Match[str]) -> str:
        """Keep the parts of a whole of 100, such as the shares of three industries."""
        parts = match[0].split(":")
        is_whole = abs(sum(map(decimal, parts), Decimal(-100))) <= Decimal("0.2")
        return "、".join(parts) if is_whole else refuse(match)

    plain = _ITEM.sub("", fold(text.translate(EM_DASH)))
    plain = _MINUS.sub("-", plain.replace("正负", "±"))
    plain = _ZEROS.sub(lambda zeros: "0" * len(zeros[0]), plain)
    for pattern in (_DATE, _NAME):
        plain = pattern.sub("、", plain)
    plain = _PER.sub("", in_digits(_STRUCTURE.sub(structure, plain), single=False))
    plain = _REFUSED.sub(refuse, _LIST.sub(_in_full, plain))
    for reading in (plain, in_digits(_PLACE.sub("", plain), single=True)):
        printed: list[Quantity] = []
        for match in _QUANTITY.finditer(reading):
            one = _quantity(match)
            printed += one
            if not one:
                refuse(match)
        if printed or refused:
            return printed, [words.strip() for words in refused]
    if any(word in plain for word in _WHOLE):
        return [Quantity("=", Decimal(100), percent=True, worded=True)], []
    if any(word in plain for word in _NONE):
        return [Quantity("=", Decimal(0), worded=True)], []
    return [], []


def _prefix_bound(match: re.Match[str]) -> Bound | None:
    """Return the bound that the words before a number state: 不得低于 is the contrary of 低于."""
    for name, (bound, _) in _PREFIXES.items():
        if match[name]:
            return _NEGATED.get(bound, bound) if match["negation"] else bound
    return None


def _bound(match: re.Match[str]) -> Bound:
    before, after = match.string[: match.start()], match["after"]
    adverb = _ADVERB.search(before)
    if prefix := _prefix_bound(match):
        return prefix
    if adverb:
        return ">=" if adverb[1] == "至少" else "<="
    if match["first"] and _RANK.match(after):
        return "<="  # the first three are those of rank 3 or better
    if match["odd"] or after.startswith(_MORE_THAN):
        return ">"
    return next((bound for word, bound in _SUFFIX.items() if word in after), "=")


def _quantity(match: re.Match[str]) -> list[Quantity]:
    """Return the quantity of one match, none for a ratio without a 1, two for 由…至…."""
    value, power = decimal(match["number"]), power_of(match["multiplier"] or _unit_ahead(match))
    if match["colon"]:
        sides = (value, decimal(match["second"]))
        if 1 not in sides:
            return []
        value = sides[0] if sides[1] == 1 else sides[1]
    percent = match["after"].startswith("%")
    if match["sign"]:
        value = -value
    if not match["high"]:
        return [_scaled(_bound(match), value, power, percent=percent)]
    # The lower end has its own multiplier ("5千-1万"), shares the upper one's ("1-2万"), or needs
    # none ("8000-1.2万").
    upper = decimal((match["high_sign"] or "") + match["high"])
    high, low_power = upper.scaleb(power), power
    if match["low_multiplier"]:
        low_power = power_of(match["low_multiplier"])
    elif value.scaleb(power) > high:
        low_power = 0
    if value.scaleb(low_power) > high:
        return []
    if match.string[: match.start("number")].endswith(("由", "从")):
        both = ((value, low_power), (upper, power))
        return [_scaled("=", each, of_ten, percent=percent) for each, of_ten in both]
    return [_scaled("range", value, low_power, percent=percent, high=high)]


def _in_full(match: re.Match[str]) -> str:
    """Return a list of numbers, each with the multiplier and the sign of the last."""
    numbers, shared = match.groups()
    if not shared.strip():
        return match[0]
    return "、".join(f"{one}{shared}" for one in re.split("[、和]", numbers))


def _unit_ahead(match: re.Match[str]) -> str:
    """Return the multiplier of the unit in brackets ahead of a number that has no unit."""
    unit = _UNIT_AHEAD.search(match.string, 0, match.start("number"))
    is_bare = unit and not _HAS_UNIT.match(match.string, match.end("number"))
    return unit[1] or unit[2] or "" if unit and is_bare else ""


def _scaled(
    bound: Bound, printed: Decimal, power: int, *, percent: bool, high: Decimal | None = None
) -> Quantity:
    last_digit = Decimal(1).scaleb(int(printed.as_tuple().exponent) + power)
    return Quantity(
        bound=bound,
        value=printed * 10**power,
        high=high,
        percent=percent,
        last_digit=last_digit.normalize() + 0,
    )
