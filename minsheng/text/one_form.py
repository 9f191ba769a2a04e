"""One form of large Chinese numbers: all in 万, or none; figures are compared, not forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from minsheng.text.language import current
from minsheng.text.numerals import plain
from minsheng.text.tracing import TRACED

Place = TypeVar("Place")
NUMBER = re.compile(r"(\D*?)(\d+(?:\.\d+)?)(万?)((?![亿年])\D*)")
"""A text with one number, in its parts: what stands before, the figures, 万, what follows."""
_TEN_THOUSAND = 10_000
_YEARS = ("year", "span")  # how the ids of years end
_LEAST = 1_000  # smaller numbers stand beside those in 万 as they are


def unified(group: Mapping[Place, re.Match[str]]) -> dict[Place, str]:
    """Return the texts of a group that change, written anew.

    Where some numbers are written in 万 and others from 1,000 on are not, all are written out if
    none reaches 100,000, else all are written in 万: 3.85万 beside 38654.4 becomes 38500.

    Parameters
    ----------
    group
        Matches of `NUMBER` by their place.

    Examples
    --------
    >>> unified({at: NUMBER.fullmatch(at) for at in ("3.2万元", "约43842.8元")})
    {'3.2万元': '32000元'}
    """
    short = {at: match for at, match in group.items() if match[3]}
    whole = {at: match for at, match in group.items() if not match[3] and _size(match) >= _LEAST}
    if not short or not whole:
        return {}
    if max(map(_size, group.values())) < 10 * _TEN_THOUSAND:
        return {at: f"{match[1]}{_size(match):f}{match[4]}" for at, match in short.items()}
    return {
        at: f"{match[1]}{plain(float(_size(match) / _TEN_THOUSAND), 4)}万{match[4]}"
        for at, match in whole.items()
    }


def sentences_in_one_form(texts: Sequence[str]) -> list[str]:
    """Return Chinese texts with the traced numbers of each indicator in one form.

    Parameters
    ----------
    texts
        With the marks of `minsheng.text.tracing.traced`; the id of a number names its indicator,
        and says by its end whether it is a year. Years stay as they are.

    Examples
    --------
    >>> from minsheng.text.tracing import told, traced
    >>> ends = traced("3.2万元", "gaps:a.b.baseline"), traced("43843元以上", "targets:a.b@2030")
    >>> told(sentences_in_one_form(["由{}到{}".format(*ends)])[0])
    '由32000元到43843元以上'
    """
    if current() != "zh":
        return list(texts)
    groups: dict[str, dict[tuple[int, int, int], re.Match[str]]] = {}
    for at, text in enumerate(texts):
        for number in TRACED.finditer(text):
            match = NUMBER.fullmatch(number[3])
            if match and not number[1].endswith(_YEARS):
                groups.setdefault(_subject(number[1]), {})[at, *number.span(3)] = match
    changed = list(texts)
    anew = {place: text for group in groups.values() for place, text in unified(group).items()}
    for (at, start, end), text in sorted(anew.items(), reverse=True):  # from the end: places hold
        changed[at] = changed[at][:start] + text + changed[at][end:]
    return changed


def _subject(number_id: str) -> str:
    """Return the indicator of ``verdicts:a.b@2019.gap`` or ``gaps:a.b.gap``: ``a.b``."""
    name, at, _ = number_id.partition(":")[2].partition("@")
    return name if at else name.rpartition(".")[0]


def _size(match: re.Match[str]) -> Decimal:
    """Return the number without its sign."""
    scale = _TEN_THOUSAND if match[3] else 1
    size = (Decimal(match[2]) * scale).normalize()
    return size.quantize(Decimal(1)) if size == size.to_integral_value() else size
