"""Read tables that an output has only as HTML, such as a pandas frame.

Not by `pandas.read_html`: see ``docs/decisions/0023-frames-as-they-are-shown.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from minsheng.reports.exhibits import Colours, Table
from minsheng.writers.document import table_of
from minsheng.writers.reading_styles import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from minsheng.writers.reading_styles import Styles

_MOST_SPANNED = 1000


class _Cell(NamedTuple):
    text: str
    colours: Colours


def table_of_element(table: HtmlElement, notes: list[str], styles: Styles) -> Table:
    """Return the table of an HTML element, with the texts and colours of its cells.

    A cell that spans several rows or columns is repeated in each.

    `styles` are those of the surrounding HTML.

    Examples
    --------
    >>> from lxml.html import fragment_fromstring
    >>> from minsheng.writers.reading_styles import Styles
    >>> frame = fragment_fromstring("<table><thead><tr><th></th><th>beds</th></tr></thead>"
    ...                             "<tbody><tr><th>甲</th><td>12</td></tr></tbody></table>")
    >>> table = table_of_element(frame, [], Styles({}))
    >>> table.titles, table.values
    (['', 'beds'], ({'c2': 12.0},))
    """
    for line_break in table.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    head = _filled(table.xpath("thead/tr"), styles)
    body = _filled(table.xpath("tr | tbody/tr | tfoot/tr"), styles)
    width = max(map(len, [*head, *body]), default=0)
    columns = [[row[at].text for row in head if at < len(row)] for at in range(width)]
    # pandas writes the names of a frame's columns and of its index in rows of their own.
    titles = [" · ".join(dict.fromkeys(filter(None, texts))) for texts in columns]
    coloured = any(any(cell.colours) for row in body for cell in row)
    return table_of(
        titles,
        [[cell.text for cell in row] for row in body],
        "".join(map(line_of, table.xpath("caption"))),
        notes,
        [[cell.colours for cell in row] for row in body] if coloured else (),
    )


def line_of(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def _filled(rows: Iterable[HtmlElement], styles: Styles) -> list[list[_Cell]]:
    """Return the cells of rows; a cell that spans several rows or columns is repeated in each."""
    spanned: dict[tuple[int, int], _Cell] = {}
    filled: list[list[_Cell]] = []
    for number, row in enumerate(rows):
        line: list[_Cell] = []
        for cell in row.xpath("td | th"):
            if is_hidden(cell):
                continue
            while (number, len(line)) in spanned:
                line.append(spanned[number, len(line)])
            made = _Cell(line_of(cell), styles.colours(cell))
            for _ in range(_span(cell, "colspan")):
                for below in range(1, _span(cell, "rowspan")):
                    spanned[number + below, len(line)] = made
                line.append(made)
        while (number, len(line)) in spanned:
            line.append(spanned[number, len(line)])
        filled.append(line)
    return filled


def _span(cell: HtmlElement, name: str) -> int:
    text = cell.get(name, "")
    return int(text) if text.isdecimal() and 0 < int(text) <= _MOST_SPANNED else 1
