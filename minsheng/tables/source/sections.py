"""The published text by section, and the numbers in it.

Which line belongs to which section: 正文二(一), 附件1三(二)2, 正文第二篇第四章第一节. A Chinese
official document numbers its headings 一、 (一) 1. (1) and its annexes 附件1, 附件2 …; a long one
has 第一篇, 第一章, 第一节 above these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from minsheng.text.quantity import ITEM_NUMBER
from minsheng.text.written_numbers import digits_in, plain_forms

MAIN = "正文"
_NUMERALS = "一二三四五六七八九十"
_ANNEX = re.compile(r"\s*附件\s*(\d+)\s*$", re.ASCII)
_ANNEX_LIST = re.compile(r"\s*附件:\s*(?=1\.)", re.ASCII)
_LISTED = re.compile(r"\s*(\d+)\.\s*(.+?)\s*$", re.ASCII)
_HEADINGS = (
    # A line of words after such a number is a title; a sentence may begin with 第一章 too.
    *(re.compile(rf"\s*(第[{_NUMERALS}百零]+{level})(?!.*[。;])") for level in "篇章节"),
    re.compile(rf"\s*([{_NUMERALS}]+)、"),
    re.compile(rf"\s*(\([{_NUMERALS}]+\))"),
    re.compile(rf"\s*(?={ITEM_NUMBER})(\d{{1,2}})\.", re.ASCII),
    re.compile(r"\s*(\(\d{1,2}\))", re.ASCII),
)
_CONTEXT = 25
_COUNTS_NOTHING = re.compile(
    r"(?:(?:19|20)\d\d\s*年?\s*[-~至]{1,2}\s*)?(?:19|20)\d\d\s*年(?:底|末|初|\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\((?:19|20)\d\d-(?:19|20)\d\d\)"
    r"|(?:〔|\[)\d{4}(?:〕|\])\s*\d+号"
    r"|附件\s*\d+",
    re.ASCII,
)


@dataclass(frozen=True)
class Line:
    """One line: its number in the text, the deepest section it belongs to, its words.

    `text` has full-width digits and punctuation made plain, at the same places as in the original;
    `start` is where the words begin after the heading's own number.
    """

    number: int
    section: str
    text: str
    start: int = 0


@dataclass(frozen=True)
class Sections:
    """The lines of a text and, by section, which of them belong to it."""

    lines: tuple[Line, ...]
    within: Mapping[str, tuple[Line, ...]]

    def where(self, piece: str) -> list[str]:
        """Return the deepest sections that `piece` stands in, in the order of the text."""
        return list(dict.fromkeys(line.section for line in self.lines if finds(piece, line.text)))


def finds(piece: str, text: str) -> list[tuple[int, int]]:
    """Return the places of `piece` in `text` where it does not cut a number in two.

    Examples
    --------
    >>> finds("0.7%", "提高7.4%、0.7%"), finds("0.7%", "提高10.7%")
    ([(7, 11)], [])
    """
    wanted = plain_forms(piece).strip()
    if not wanted:
        return []
    before = r"(?<![\d.])" if wanted[0].isdigit() else ""
    after = r"(?!\.?\d)" if wanted[-1].isdigit() else ""
    pattern = re.compile(f"{before}{re.escape(wanted)}{after}", re.ASCII)
    return [match.span() for match in pattern.finditer(plain_forms(text))]


def split(text: str) -> Sections:
    r"""Return the sections of a text.

    The same heading printed twice is one section with the lines of both.

    Examples
    --------
    >>> found = split("标题\n二、目标\n(一)总体目标。达到90%\n附件1\n一、情况\n1.2018年。")
    >>> [line.section for line in found.lines]
    ['正文', '正文二', '正文二(一)', '附件1', '附件1一', '附件1一1']
    >>> [line.number for line in found.within["正文二"]]
    [2, 3]
    """
    lines = []
    within: dict[str, list[Line]] = {}
    for line, path in _walk(text):
        lines.append(line)
        for depth in range(1, len(path) + 1):
            label = "".join(path[:depth])
            members = within.setdefault(label, [])
            if not members or members[-1] is not line:
                members.append(line)
    return Sections(tuple(lines), {label: tuple(members) for label, members in within.items()})


@dataclass(frozen=True)
class PrintedNumber:
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


def printed_numbers(line: Line) -> Iterator[PrintedNumber]:
    """Yield the numbers of one line that could be figures of the plan.

    Examples
    --------
    >>> text = "2.2018年。2018—2020年建设3所,达1.5万人(渝委发〔2018〕33号)"
    >>> [number.digits for number in printed_numbers(split(text).lines[0])]
    ['3', '1.5']
    """
    skipped = [match.span() for match in _COUNTS_NOTHING.finditer(line.text)]
    for start, end in digits_in(line.text, line.start):
        if not any(first <= start < last for first, last in skipped):
            yield PrintedNumber(line, start, end, line.text[start:end])


def _walk(text: str) -> Iterator[tuple[Line, list[str]]]:
    """Yield each line with the path of headings above it."""
    annexes: dict[str, str] = {}
    path = _top(MAIN)
    in_list = False
    for number, raw in enumerate(text.splitlines(), start=1):
        plain = plain_forms(raw)
        listed = _annex_list_item(plain, in_list)
        annex = _ANNEX.match(plain)
        start = 0
        if listed:
            in_list = True
            start = plain.index(listed[1], plain.index("."))
            annexes[listed[1]] = listed[0]
            path = _top(MAIN)
        elif annex or plain.strip() in annexes:
            in_list = False
            order = annex[1] if annex else annexes[plain.strip()]
            path = _top(f"附件{order}")
            start = len(plain) if annex else 0
        else:
            in_list = False
            path, start = _descend(path, plain)
        yield Line(number, "".join(path), plain, start), path


def _annex_list_item(line: str, in_list: bool) -> tuple[str, str] | None:
    """Return number and name where `line` is an item of the list "附件:1.… 2.…", else None."""
    opening = _ANNEX_LIST.match(line)
    item = _LISTED.match(line[opening.end() :] if opening else line)
    return (item[1], item[2]) if item and (opening or in_list) else None


def _descend(path: list[str], line: str) -> tuple[list[str], int]:
    """Return the path after `line`, and where its words begin."""
    for depth, heading in enumerate(_HEADINGS, start=1):
        match = heading.match(line)
        if match:
            return _top(*path[:depth], match[1]), match.end()
    return path, 0


def _top(*labels: str) -> list[str]:
    """Return a path of headings with nothing below `labels`."""
    return [*labels, *[""] * (len(_HEADINGS) + 1 - len(labels))]
