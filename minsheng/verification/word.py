"""Read a Word report, with every tracked change accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minsheng.reports.exhibits.cells import PADDING
from minsheng.verification.comparing import Report, widened
from minsheng.writers.archive import parsed_part, parts
from minsheng.writers.entries import Entry
from minsheng.writers.origin import read_fields
from minsheng.writers.word.marks import known
from minsheng.writers.word.properties import custom

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = ("moveFrom", "Fallback", "instrText", "delText")
_HEADING = "_Ms"
_CAPTION = re.compile(r"\D*\d+(?:　|\. )(.*)", re.DOTALL)


def read_word(raw: bytes) -> Report:
    """Return the origin, numbers and table cells of a Word report."""
    content = parts(raw)
    properties = content.get("docProps/custom.xml")
    reader = _Reader()
    root = parsed_part(content["word/document.xml"])
    reader.read(root.find(f"{_W}body"))
    origin = read_fields(custom(properties)) if properties else None
    return Report(origin, tuple(reader.entries))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    """Return the text of an element without what was deleted or moved away."""
    if _local(element) in _NOT_READ:
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    return "".join(map(_text, element))


class _Reader:
    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._section = ""
        self._before = ""  # the paragraph before
        self._line = ""  # this one, as far as it is read
        self._open: dict[str, tuple[str, int]] = {}  # id of a bookmark: digest, where it begins
        self._marked: list[tuple[str, int, int]] = []  # digest, from where to where

    def read(self, element: Element) -> None:
        """Read an element and its children in order."""
        name = _local(element)
        if name in _NOT_READ:
            return
        if name == "t":
            self._line += element.text or ""
        elif name == "bookmarkStart":
            self._begin(element)
        elif name == "bookmarkEnd":
            self._end(element)
        elif name == "tbl":
            self._table(element)
        else:
            for child in element:
                self.read(child)
        if name == "p":
            self._end_of_line()

    def _begin(self, mark: Element) -> None:
        name = mark.get(f"{_W}name", "")
        parsed = known(name)
        if parsed and parsed[0] == "n":
            self._open[mark.get(f"{_W}id", "")] = (parsed[1], len(self._line))
        elif name.startswith(_HEADING) and mark.getparent() is not None:
            self._section = _text(mark.getparent())

    def _end(self, mark: Element) -> None:
        opened = self._open.pop(mark.get(f"{_W}id", ""), None)
        if opened:
            self._marked.append((*opened, len(self._line)))

    def _end_of_line(self) -> None:
        """Add the numbers of a paragraph; a mark without an end extends to its last character."""
        self._marked += [(*opened, len(self._line)) for opened in self._open.values()]
        self.entries += [
            Entry("sentence", number, widened(self._line, start, end), self._section)
            for number, start, end in sorted(self._marked, key=lambda each: each[1:])
        ]
        self._before, self._line, self._marked = self._line, "", []
        self._open.clear()

    def _table(self, table: Element) -> None:
        caption = table.find(f"{_W}tblPr/{_W}tblCaption")
        # LibreOffice does not keep the caption that a table has for screen readers.
        exhibit = str(caption.get(f"{_W}val", "")) if caption is not None else self._visible()
        rows = [
            (_row_id(row), [_text(cell).strip(PADDING) for cell in _cells(row)])
            for row in table.iter(f"{_W}tr")
        ]
        if not rows:
            return
        titles = rows[0][1]
        self.entries += [
            Entry("table", row_id, shown, self._section, exhibit, cells[0], title, title)
            for row_id, cells in rows[1:]
            if len(cells) == len(titles)
            for shown, title in zip(cells, titles, strict=True)
        ]

    def _visible(self) -> str:
        """Return the caption that stands above a table, without its number."""
        match = _CAPTION.fullmatch(self._before)
        return match[1] if match else ""


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif _local(child) == "sdt":
            yield from child.iter(f"{_W}tc")


def _row_id(row: Element) -> str:
    marks = (known(mark.get(f"{_W}name", "")) for mark in row.iter(f"{_W}bookmarkStart"))
    return next((mark[1] for mark in marks if mark and mark[0] == "r"), "")
