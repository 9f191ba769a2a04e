"""Read an HTML report."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser

from minsheng.reports.exhibits.cells import PADDING
from minsheng.verification.comparing import Report, widened
from minsheng.writers.entries import Entry
from minsheng.writers.origin import read_fields

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LINES = (*_HEADINGS, "p", "li", "div", "td", "th", "caption", "blockquote", "ul", "ol")
_SILENT = ("script", "style")
_EMPTY = ("br", "img", "hr", "input", "col", "meta", "link", "wbr")


def read_page(text: str) -> Report:
    """Return the origin, numbers and table cells of an HTML report.

    Examples
    --------
    >>> page = '<p>差距<data value="4.0" data-number="gaps:a.gap">5个百分点</data></p>'
    >>> read_page(page).entries[0].shown
    '5个百分点'
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Report(read_fields(reader.fields), tuple(reader.entries))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.entries: list[Entry] = []
        self._section = ""
        self._open: list[tuple[str, Mapping[str, str]]] = []
        self._text: dict[int, str] = {}  # of the elements that are being read, by their depth
        self._line = ""
        self._begun: dict[int, int] = {}  # where in the line a number begins, by its depth
        self._marked: list[tuple[str, int, int]] = []  # its id, from where to where
        self._caption = ""
        self._columns: list[tuple[str, str]] = []
        self._cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.fields[given.get("name", "")] = given.get("content", "")
        if tag in _EMPTY:
            return
        if tag == "table":
            self._caption, self._columns = "", []
        elif tag == "tr":
            self._cells = []
        if tag in _LINES:
            self._end_of_line()
        self._open.append((tag, given))
        if tag in (*_HEADINGS, "caption", "th", "td"):
            self._text[len(self._open)] = ""
        if "data-number" in given:
            self._begun[len(self._open)] = len(self._line)

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self._open]:
            return
        while self._open:
            depth = len(self._open)
            name, given = self._open.pop()
            if depth in self._begun:
                begun = self._begun.pop(depth)
                self._marked.append((given["data-number"], begun, len(self._line)))
            if name in _LINES:
                self._end_of_line()
            self._closed(name, given, self._text.pop(depth, ""))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(name in _SILENT for name, _ in self._open):
            self._text = {depth: text + data for depth, text in self._text.items()}
            self._line += data

    def close(self) -> None:
        """Read the rest of the page, and its last line."""
        super().close()
        self._end_of_line()

    def _end_of_line(self) -> None:
        """Add the numbers of a line; a mark that is not closed extends to the end of the line."""
        self._marked += [
            (self._open[depth - 1][1]["data-number"], begun, len(self._line))
            for depth, begun in self._begun.items()
        ]
        self.entries += [
            Entry("sentence", number, widened(self._line, start, end), self._section)
            for number, start, end in self._marked
        ]
        self._line, self._marked = "", []
        self._begun = {}

    def _closed(self, tag: str, given: Mapping[str, str], text: str) -> None:
        if tag in _HEADINGS:
            self._section = text
        elif tag == "caption":
            self._caption = text
        elif given.get("class") == "line":
            return  # a drawing: it holds no number of its own
        elif "data-column" in given:
            self._columns.append((given["data-column"], text))
        elif tag in ("td", "th"):
            self._cells.append(text.strip(PADDING))
        elif tag == "tr" and len(self._cells) == len(self._columns):
            self._add(given.get("data-row", ""))

    def _add(self, row_id: str) -> None:
        self.entries += [
            Entry("table", row_id, shown, self._section, self._caption, self._cells[0], name, title)
            for shown, (name, title) in zip(self._cells, self._columns, strict=True)
        ]
