"""Tables that an output holds only as HTML, such as a pandas frame.

Not by `pandas.read_html`: see ``docs/decisions/0023-frames-as-they-are-shown.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Table
from minsheng.writers.document import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_MOST_SPANNED = 1000


def tables(html: str) -> list[Table]:
    """Return the tables of a piece of HTML, each cell as the text that it shows.

    A cell that spans several is repeated in each. What stands outside the tables, such as pandas'
    count of rows and columns, is a note of the last one.

    Examples
    --------
    >>> (table,) = tables("<table><thead><tr><th></th><th>beds</th></tr></thead>"
    ...                   "<tbody><tr><th>甲</th><td>12</td></tr></tbody></table>")
    >>> table.titles, table.values
    (['', 'beds'], ({'c2': 12.0},))
    """
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(html.replace("\x00", "\ufffd"), create_parent="div")
    for silent in root.xpath("//style | //script"):
        silent.drop_tree()
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    found = root.xpath("//table")
    outside = map(_line, root.xpath("//text()[not(ancestor::table)]"))
    notes = [text for text in outside if text]
    return [_table(each, notes if each is found[-1] else []) for each in found]


def _line(text: str) -> str:
    return " ".join(text.split())


def _table(table: HtmlElement, notes: list[str]) -> Table:
    head = _filled(table.xpath("thead/tr"))
    body = _filled(table.xpath("tr | tbody/tr | tfoot/tr"))
    width = max(map(len, [*head, *body]), default=0)
    columns = [[row[at] for row in head if at < len(row)] for at in range(width)]
    # pandas writes the names of a frame's columns and of its index in rows of their own.
    titles = [" · ".join(dict.fromkeys(filter(None, texts))) for texts in columns]
    return table_of(titles, body, _line("".join(table.xpath("caption//text()"))), notes)


def _filled(rows: Iterable[HtmlElement]) -> list[list[str]]:
    """Return the texts of rows, that of a cell that spans several in each of them."""
    spanned: dict[tuple[int, int], str] = {}
    filled: list[list[str]] = []
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in row.xpath("td | th"):
            while (number, len(line)) in spanned:
                line.append(spanned[number, len(line)])
            text = _line(cell.text_content())
            for _ in range(_span(cell, "colspan")):
                for below in range(1, _span(cell, "rowspan")):
                    spanned[number + below, len(line)] = text
                line.append(text)
        while (number, len(line)) in spanned:
            line.append(spanned[number, len(line)])
        filled.append(line)
    return filled


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "")
    return int(text) if text.isdecimal() and 0 < int(text) <= _MOST_SPANNED else 1
