"""The Arabic numbers of a text, without those that count nothing: years, dates, list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.text.quantity import digits_in

if TYPE_CHECKING:
    from minsheng.tables.source.sections import Line

_CONTEXT = 25
_NO_FIGURE = re.compile(
    r"(?:(?:19|20)\d\d年?\s*[-~至]\s*)?(?:19|20)\d\d年(?:底|末|初|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\((?:19|20)\d\d-(?:19|20)\d\d\)"
    r"|(?:〔|\[)\d{4}(?:〕|\])\s*\d+号"
    r"|附件\s*\d+",
    re.ASCII,
)


@dataclass(frozen=True)
class Figure:
    """One Arabic number: its line, where in the line it stands, its digits."""

    line: Line
    start: int
    end: int
    digits: str

    def context(self) -> str:
        """Return the words round it, at most 25 characters, cut where a clause ends."""
        text = self.line.text
        room = max(_CONTEXT - (self.end - self.start), 0)
        left = text[max(self.start - room // 2, 0) : self.start]
        right = text[self.end : self.end + room - len(left)]
        left = re.split(r"[,。;:、]", left)[-1]
        if self.start - len(left) > 0 and text[self.start - len(left) - 1].isdigit():
            left = left.lstrip("0123456789.")  # never show half a number
        return f"{left}{self.digits}{re.split(r'[。;]', right)[0]}".strip()[:_CONTEXT]


def figures(line: Line) -> Iterator[Figure]:
    """Yield the numbers of one line that could be figures of the plan.

    Examples
    --------
    >>> from minsheng.tables.source.sections import split
    >>> text = "2.2018年。2018—2020年建设3所,达1.5万人(渝委发〔2018〕33号)"
    >>> [figure.digits for figure in figures(split(text).lines[0])]
    ['3', '1.5']
    """
    skipped = [match.span() for match in _NO_FIGURE.finditer(line.text)]
    for start, end in digits_in(line.text, line.start):
        if not any(first <= start < last for first, last in skipped):
            yield Figure(line, start, end, line.text[start:end])
