"""Tables that an output holds only as HTML, such as a pandas frame, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from minsheng.reports.exhibits import Table
from minsheng.writers.document import table_of

_SILENT = ("style", "script")
_SPACE = re.compile(r"\s+")


@dataclass
class _Cell:
    text: str
    across: int
    down: int


@dataclass
class _Grid:
    """The rows of a table, head and body apart."""

    head: list[list[_Cell]] = field(default_factory=list)
    body: list[list[_Cell]] = field(default_factory=list)
    caption: str = ""


class _Reader(HTMLParser):
    """Collects the tables of a piece of HTML, and the text that stands outside them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self.outside: list[str] = []
        self._open: list[str] = []
        self._cell: _Cell | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.grids.append(_Grid())
        elif tag == "tr" and self.grids:
            self._rows().append([])
        elif tag in ("td", "th") and self.grids and self._rows():
            self._cell = _Cell("", _span(given.get("colspan")), _span(given.get("rowspan")))
            self._rows()[-1].append(self._cell)
        if tag not in ("br", "img", "hr", "input", "col", "meta", "link", "wbr"):
            self._open.append(tag)
        elif tag == "br" and self._cell:
            self._cell.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._cell = None
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if any(tag in self._open for tag in _SILENT):
            return
        if self._cell is not None:
            self._cell.text += data
        elif self.grids and "caption" in self._open:
            self.grids[-1].caption += data
        elif data.strip():
            self.outside.append(_line(data))

    def _rows(self) -> list[list[_Cell]]:
        return self.grids[-1].head if "thead" in self._open else self.grids[-1].body


def _span(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and 0 < int(text) <= 1000 else 1


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def tables(html: str) -> list[Table]:
    """Return the tables of a piece of HTML; none where it holds anything else than tables.

    What stands after a table, such as pandas' count of rows and columns, is its note.

    Examples
    --------
    >>> (table,) = tables("<table><thead><tr><th></th><th>beds</th></tr></thead>"
    ...                   "<tbody><tr><th>甲</th><td>12</td></tr></tbody></table>")
    >>> table.titles, table.values
    (['', 'beds'], ({'c2': 12.0},))
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if not reader.grids:
        return []
    last = len(reader.grids) - 1
    return [
        _table(grid, reader.outside if position == last else [])
        for position, grid in enumerate(reader.grids)
    ]


def _table(grid: _Grid, notes: list[str]) -> Table:
    head, body = _filled(grid.head), _filled(grid.body)
    width = max((len(row) for row in [*head, *body]), default=0)
    columns = [[row[i] for row in head if i < len(row)] for i in range(width)]
    # pandas writes the names of a frame's columns and of its index in rows of their own.
    titles = [" · ".join(dict.fromkeys(filter(None, texts))) for texts in columns]
    return table_of(titles, body, _line(grid.caption), notes)


def _filled(rows: list[list[_Cell]]) -> list[list[str]]:
    """Return the rows with every cell that spans several repeated in each."""
    below: dict[tuple[int, int], str] = {}
    filled: list[list[str]] = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            while (number, len(line)) in below:
                line.append(below[number, len(line)])
            for _ in range(cell.across):
                for further in range(1, cell.down):
                    below[number + further, len(line)] = _line(cell.text)
                line.append(_line(cell.text))
        while (number, len(line)) in below:
            line.append(below[number, len(line)])
        filled.append(line)
    return filled
