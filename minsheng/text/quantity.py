"""Read quantities as people print and type them: "达到87%以上", "1.5万人", "９５％", "1︰0.8".

The only module that turns the text of a number into its value. `number` and `read_number` read a
cell that holds a number and nothing else, `numbers_in` finds the numbers of a sentence, and
`quantities` those of an expression of the plan, each with its bound. What is ambiguous is refused
rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Bound = Literal["=", ">=", "<=", ">", "<", "~", "range"]
Strength = Literal["firm", "aspired", "approximate"]

# Full-width forms are mapped one by one: Unicode's own folding (NFKC) would turn ㎡ into m2.
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ":" for c in "︰∶：﹕"} | {0x3000: " ", 0xA0: " "}
_FOLD |= {ord(c): "-" for c in "–—―－‐−"} | {ord(c): "~" for c in "～〜"}

_POWERS = {"": 0, "千": 3, "万": 4, "亿": 8}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
# Who types a number parts thousands properly; a plan is printed as it is.
_TYPED_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_CELL = re.compile(rf"([+-]?)({_TYPED_DIGITS}|\.\d+)([千万亿]?)(%?)", re.ASCII)
_IN_SENTENCE = re.compile(rf"(?<![\w.])(-?)({_TYPED_DIGITS})\s*([千万亿]?)(%?)", re.ASCII)
_ARABIC = re.compile(_DIGITS, re.ASCII)
_PREFIXES: dict[Bound, str] = {
    ">=": "不低于 不少于 不小于 至少",
    "<=": "不超过 不高于 不多于 至多",
    ">": "超过 高于 多于 超",
    "<": "低于 少于",
    "~": "约 近",
}
_SUFFIXES: dict[Bound, str] = {">=": "以上 及以上", "<=": "以内 之内 以下", "~": "左右"}
_PREFIX = {word: bound for bound, words in _PREFIXES.items() for word in words.split()}
_SUFFIX = {word: bound for bound, words in _SUFFIXES.items() for word in words.split()}
_MORE_THAN = ("余", "多")
# "超过4%以内" never occurs; where a prefix and a suffix both speak, the prefix is the verb.
_QUANTITY = re.compile(
    rf"(?P<prefix>{'|'.join(sorted(_PREFIX, key=len, reverse=True))})?\s*"
    rf"(?P<number>{_DIGITS})"
    rf"(?:(?P<colon>:)(?P<second>{_DIGITS})"
    rf"|(?P<low_multiplier>[千万亿]?)%?[-~至](?P<high>{_DIGITS}))?"
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
    printed = [quantity for match in _QUANTITY.finditer(plain) if (quantity := _quantity(match))]
    if printed:
        return printed
    in_numerals = [
        Quantity(_bound(None, plain[: match.start()], match["after"]), NUMERALS[match["numeral"]])
        for match in _NUMERAL.finditer(plain)
    ]
    if in_numerals:
        return in_numerals
    if any(word in plain for word in _WHOLE):
        return [Quantity("=", Decimal(100), percent=True, worded=True)]
    if any(word in plain for word in _NONE):
        return [Quantity("=", Decimal(0), worded=True)]
    return []


def _quantity(match: re.Match[str]) -> Quantity | None:
    """Return the quantity of one match, None for a ratio to nothing ("0︰5")."""
    value, times = _decimal(match["number"]), 10 ** _POWERS[match["multiplier"]]
    high = _decimal(match["high"]) * times if match["high"] else None
    if match["colon"]:
        if not value:
            return None
        value = _decimal(match["second"]) / value
    last_digit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    # The lower end has its own multiplier ("5千-1万"), shares the upper one's ("1-2万"), or needs
    # none ("8000-1.2万").
    if match["low_multiplier"]:
        times = 10 ** _POWERS[match["low_multiplier"]]
    elif high is not None and value * times > high:
        times = 1
    before, after = match.string[: match.start()], match["after"]
    return Quantity(
        bound=_bound(match["prefix"], before, after, is_range=high is not None),
        value=value * times,
        last_digit=(last_digit * times).normalize() + 0,
        high=high,
        percent=after.startswith("%"),
    )


@dataclass(frozen=True)
class WrittenNumber:
    """A number as somebody typed it.

    Parameters
    ----------
    value
        Its value: 万 and 亿 expanded, 95 for 95%.
    step
        What one unit of its last digit is worth, a power of ten: 1000 for 1.5万.
    percent
        Whether a percent sign follows.
    start, end
        Where it begins and ends in its text, percent sign and all.
    """

    value: Decimal
    step: Decimal
    percent: bool
    start: int
    end: int

    def says(self, figure: float) -> bool:
        """Return whether it is `figure`, rounded half up to the digits that are written.

        Examples
        --------
        >>> read_number("88.2%").says(88.15), read_number("88.2%").says(88.26)
        (True, False)
        """
        steps = (Decimal(repr(float(figure))) / self.step).quantize(Decimal(1), ROUND_HALF_UP)
        return steps * self.step == self.value


def read_number(cell: str) -> WrittenNumber:
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
    >>> read_number("１.５万").step, read_number("95％").percent
    (Decimal('1E+3'), True)
    """
    match = _CELL.fullmatch(re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", fold(cell)))
    if not match:
        raise ValueError(cell)
    return _written(match)


def number(cell: str) -> Decimal:
    """Return the value of the number in a table cell; see `read_number`.

    Examples
    --------
    >>> number("１.５万"), number("3,000"), number(" 95％ "), number("-0.5")
    (Decimal('15000.0'), Decimal('3000'), Decimal('95'), Decimal('-0.5'))
    """
    return read_number(cell).value


def numbers_in(text: str) -> Iterator[WrittenNumber]:
    """Yield the numbers in a sentence, but for those that are part of a word ("PM2.5").

    Examples
    --------
    >>> [(str(one.value), one.start, one.end) for one in numbers_in("达到８８.２％，新增1.5 万人")]
    [('88.2', 2, 7), ('15000.0', 10, 15)]
    """
    return map(_written, _IN_SENTENCE.finditer(plain_forms(text)))


def digits_in(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where the Arabic numbers of a text begin and end, sign and multiplier left out.

    Parameters
    ----------
    text
        A text in plain forms; see `plain_forms`.
    start
        Where in the text to begin.

    Examples
    --------
    >>> list(digits_in("PM2.5降到1,200"))
    [(2, 5), (7, 12)]
    """
    return (match.span() for match in _ARABIC.finditer(text, start))


def _written(match: re.Match[str]) -> WrittenNumber:
    sign, digits, multiplier, percent = match.groups()
    power, printed = _POWERS[multiplier], _decimal(digits)
    value = printed * 10**power
    step = Decimal(1).scaleb(int(printed.as_tuple().exponent) + power)
    return WrittenNumber(-value if sign == "-" else value, step, bool(percent), *match.span())


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
