"""Inline text and numbered headings of a Word document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from minsheng.text.language import Lang
from minsheng.writers.document import Block, Heading, Inline, Run
from minsheng.writers.word.marks import Marks
from minsheng.writers.word.ooxml import element, run
from minsheng.writers.word.pictures import formula

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordFile
    from lxml.etree import _Element as Element

_KAI, _MONO = "楷体_GB2312", "Courier New"  # of what is slanted and of code, in any template
_DIGITS = "〇一二三四五六七八九"
_EN_SPACE = "\u2002"
_DEEPEST = 4
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_PLAIN = "%/:?@!$&'()*+,;=~-._"
_LONGEST_LINK = 2000  # Word refuses to open a file with a longer one


def chinese(number: int) -> str:
    """Return a number below 100 in Chinese numerals, as used in headings.

    Examples
    --------
    >>> [chinese(n) for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    """
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens % 10]}十")
    return ten + (_DIGITS[ones] if ones else "")


@dataclass
class Numbering:
    """Counts headings: 一、（一）1.（1）, in English 1 1.1 1.1.1.

    Examples
    --------
    >>> numbering = Numbering("zh")
    >>> [numbering.next(depth) for depth in (1, 2, 2, 1)]
    [(1, '一、'), (2, '（一）'), (2, '（二）'), (1, '二、')]
    """

    lang: Lang
    _counts: list[int] = field(default_factory=list)

    def next(self, depth: int) -> tuple[int, str]:
        """Return the depth, at most four, and the number of the next heading; sections are 1."""
        depth = min(depth, _DEEPEST)
        self._counts = [*self._counts[:depth], 0][:depth]
        self._counts[-1] += 1
        if self.lang == "en":
            return depth, ".".join(map(str, self._counts)) + _EN_SPACE
        number = self._counts[-1]
        words = (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")
        return depth, words[depth - 1]


class Text:
    """Makes runs and links of one document.

    Parameters
    ----------
    file
        The Word file; external links are stored in its relationships.
    lang
        Its language.
    blocks
        Blocks of the document, to which internal links may lead.
    """

    def __init__(self, file: WordFile, lang: Lang, blocks: Sequence[Block]) -> None:
        self._file = file
        self._lang = lang
        self.link_style = ""
        self.marks = Marks()
        self.drawn = count(1)
        anchors = [block.anchor for block in blocks if isinstance(block, Heading)]
        # Word wants short names of letters and digits; a hidden one begins with a line.
        self.bookmarks = {anchor: f"_Ms{number}" for number, anchor in enumerate(anchors, start=1)}

    def plain(self, text: str) -> list[Element]:
        """Return the runs of a text in the style of its paragraph."""
        return self.runs((Run(text),))

    def runs(self, inline: Inline) -> list[Element]:
        """Return the runs and links of a line; numbers are enclosed in hidden bookmarks."""
        return [piece for each in inline if each.text for piece in self._marked(each)]

    def _marked(self, each: Run) -> list[Element]:
        if not each.number:
            return [self._one(each)]
        begin, end = self.marks.of_number(each.number)
        return [begin, self._one(each), end]

    def _one(self, each: Run) -> Element:
        if each.formula:
            return formula(self._file.part, each.text, each.formula, next(self.drawn))
        made = self._link(each.link)
        if made is None:
            return run(each.text, *self._type(each))
        made.append(run(each.text, element("rStyle", val=self.link_style), *self._type(each)))
        return made

    def _link(self, link: str) -> Element | None:
        """Return a hyperlink element without text, or None if its target does not exist."""
        if link.startswith("#"):
            name = self.bookmarks.get(link[1:])
            return element("hyperlink", anchor=name, history=1) if name else None
        address = safe_address(link)
        if not address:
            return None
        related = self._file.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        made = element("hyperlink", history=1)
        made.set(qn("r:id"), related)
        return made

    def _type(self, each: Run) -> list[Element]:
        fonts: dict[str, str] = {}
        parts = []
        if self._lang == "zh":
            # Without it quotation marks and dashes take the Latin face.
            fonts["hint"] = "eastAsia"
        if each.code:
            fonts |= {"ascii": _MONO, "hAnsi": _MONO}
        if each.italic and self._lang == "zh":
            fonts["eastAsia"] = _KAI  # Chinese type is not slanted, it changes its face
        elif each.italic:
            parts.append(element("i"))
        if each.bold:
            parts.append(element("b"))
        return [element("rFonts", **fonts), *parts] if fonts else parts


def safe_address(link: str) -> str:
    """Return an address that Word accepts, or ""; Word offers to repair a file with a bad address.

    Examples
    --------
    >>> safe_address("https://a.cn/统计 表?q=1"), safe_address("http://[")
    ('https://a.cn/%E7%BB%9F%E8%AE%A1%20%E8%A1%A8?q=1', '')
    """
    try:
        parts = urlsplit(link)
        place = _host(parts) if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    whole = bool(place) if parts.scheme in ("http", "https") else parts.scheme == "mailto"
    rest = (quote(each, safe=_PLAIN, errors="replace") for each in parts[2:])
    address = urlunsplit((parts.scheme, place, *rest))
    return address if whole and len(address) <= _LONGEST_LINK else ""


def _host(parts: SplitResult) -> str:
    """Return host and port of an address in ASCII (IDNA); empty if the host is invalid."""
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not _HOST.fullmatch(host):
        return ""
    return host if parts.port is None else f"{host}:{parts.port}"
