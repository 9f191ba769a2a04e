"""Read numbers as people type them: "1.5万", "９５％", "3,000".

`number` and `read_number` read a cell that holds a number and nothing else, `numbers_in` finds the
numbers of a sentence, `plain_forms` and `fold` make full-width forms plain. What is ambiguous is
refused rather than guessed. Built on this, `minsheng.text.quantity` reads the quantities of a
plan's expressions, each with its bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

# Full-width forms are mapped one by one: Unicode's own folding (NFKC) would turn ㎡ into m2.
_FOLD = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ":" for c in "︰∶：﹕"} | {0x3000: " ", 0xA0: " "}
_FOLD |= {ord(c): "≥" for c in "⩾≧"} | {ord(c): "≤" for c in "⩽≦"}
_FOLD |= {ord(c): "-" for c in "–—―－‐−"} | {ord(c): "~" for c in "～〜"}

EM_DASH = str.maketrans("—―", "~~")
"""Makes em dashes tildes: of all dashes only they are never a minus sign."""

MORE_OF = r"(?:[余多](?=[十百千]?[万亿]))?"
"""Pattern of 余 or 多 ahead of a multiplier: 20多万人 is more than 200,000."""

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
MULTIPLIER = r"(?:[百千]?万亿|[十百千]?[万亿]|千(?![瓦克米伏卡帕分])|百(?!分)|)"
"""Pattern of a multiplier, perhaps none; 千 and 百 begin units as well: 5千米, 3百分点."""

DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""Pattern of a number without sign, multiplier or percent sign; to be read by `decimal`."""

_CELL = re.compile(rf"(第?)([+-]?)({DIGITS}|\.\d+)({MULTIPLIER})([%‰位名]?)", re.ASCII)
_IN_SENTENCE = re.compile(rf"(?<![\w.])(-?)({DIGITS})\s*{MORE_OF}({MULTIPLIER})(%?)", re.ASCII)
_ARABIC = re.compile(DIGITS, re.ASCII)


def plain_forms(text: str) -> str:
    """Return `text` with full-width digits and punctuation made plain, character by character.

    The length stays the same, so that places in the result are places in `text`.

    Examples
    --------
    >>> plain_forms("９５％(１︰０.８)")
    '95%(1:0.8)'
    """
    return text if text.isascii() else text.translate(_FOLD)


def fold(text: str) -> str:
    """Return `text` with full-width digits and punctuation made plain and blanks trimmed.

    Examples
    --------
    >>> fold(" ９５．５％　")
    '95.5%'
    """
    return plain_forms(text).strip()


@dataclass(frozen=True)
class WrittenNumber:
    """A number as somebody typed it."""

    value: Decimal  # its value: 万 and 亿 expanded, 95 for 95%
    step: Decimal  # what one unit of its last digit is worth, a power of ten: 1000 for 1.5万
    sign: str  # the sign that follows: ``%``, ``‰``, ``位`` of a rank (第14位, 第14名), or nothing
    # Where it begins and ends in its text, sign and all.
    start: int
    end: int

    @property
    def percent(self) -> bool:
        """Whether a percent sign follows."""
        return self.sign == "%"

    def says(self, figure: float) -> bool:
        """Return whether it is `figure`, rounded half up to the digits that are written.

        Examples
        --------
        >>> read_number("88.2%").says(88.15), read_number("88.2%").says(88.26)
        (True, False)
        """
        steps = (Decimal(repr(float(figure))) / self.step).quantize(Decimal(1), ROUND_HALF_UP)
        return steps * self.step == self.value


@lru_cache(maxsize=4096)
def read_number(cell: str) -> WrittenNumber:
    """Return the number in a table cell as people type it.

    Reads full-width digits, a thousands comma, 万 and 亿, a sign (``95%`` is 95, ``第14位`` is 14),
    blanks around it. `ValueError` for anything else, a comma that does not part thousands ("1,5"),
    or a blank between digits ("1 5").

    Examples
    --------
    >>> read_number("１.５万").step, read_number("95％").sign, read_number("第14名").sign
    (Decimal('1E+3'), '%', '位')
    """
    match = _CELL.fullmatch(re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", fold(cell)))
    if not match or (match[1] and match[5] in ("%", "‰")):
        raise ValueError(cell)
    is_rank = bool(match[1]) or match[5] in ("位", "名")
    return _written(match, match[2], match[3], match[4], "位" if is_rank else match[5])


def number(cell: str) -> Decimal:
    """Return the value of a number in a table cell that has no sign but %; see `read_number`.

    Examples
    --------
    >>> number("１.５万"), number("3,000"), number(" 95％ "), number("-0.5")
    (Decimal('15000.0'), Decimal('3000'), Decimal('95'), Decimal('-0.5'))
    """
    written = read_number(cell)
    if written.sign not in ("", "%"):
        raise ValueError(cell)
    return written.value


def numbers_in(text: str) -> Iterator[WrittenNumber]:
    """Yield the numbers in a sentence, but for those that are part of a word ("PM2.5").

    Examples
    --------
    >>> [(str(one.value), one.start, one.end) for one in numbers_in("达到８８.２％，新增1.5 万人")]
    [('88.2', 2, 7), ('15000.0', 10, 15)]
    """
    found = _IN_SENTENCE.finditer(plain_forms(text.translate(EM_DASH)))
    return (_written(match, *match.groups()) for match in found)


def digits_in(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where the Arabic numbers of a text in `plain_forms` begin and end, from a place on.

    Sign and multiplier are left out.

    Examples
    --------
    >>> list(digits_in("PM2.5降到1,200"))
    [(2, 5), (7, 12)]
    """
    return (match.span() for match in _ARABIC.finditer(text, start))


def decimal(digits: str) -> Decimal:
    """Return the value of digits as `DIGITS` finds them, with or without commas.

    Examples
    --------
    >>> decimal("1,200.5")
    Decimal('1200.5')
    """
    return Decimal(digits.replace(",", ""))


def power_of(multiplier: str) -> int:
    """Return the power of ten of a multiplier as `MULTIPLIER` finds it: 4 for 万, 12 for 万亿.

    Examples
    --------
    >>> power_of("万"), power_of("万亿"), power_of("")
    (4, 12, 0)
    """
    return sum(_POWERS[character] for character in multiplier)


def _written(
    match: re.Match[str], minus: str, digits: str, multiplier: str, sign: str
) -> WrittenNumber:
    power, printed = power_of(multiplier), decimal(digits)
    value = printed * 10**power
    step = Decimal(1).scaleb(int(printed.as_tuple().exponent) + power)
    return WrittenNumber(-value if minus == "-" else value, step, sign, *match.span())
