"""Read tables that an output has only as HTML, such as a pandas frame, with the colours of cells.

Not by `pandas.read_html`: see ``docs/decisions/0023-frames-as-they-are-shown.md``. Of styles only
rules that name cells by their ids, as a Styler of pandas does, and ``style`` attributes of cells
are read. Rules for all cells of a kind are the layout of another page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minsheng.reports.exhibits import Colours, Table
from minsheng.writers.document import table_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_SPANNED = 1000
_RULE = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")  # begun nowhere within a selector
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ID = re.compile(r"#([\w-]+)")
_WITHOUT = ("", "inherit", "initial", "none", "transparent", "unset")
_LAYOUT = re.compile(
    r"(text-align|vertical-align|white-space|width|height|display|overflow|line-height"
    r"|(min|max)-(width|height)|padding|margin|position|font-(size|family|variant))"
)
"""Properties that change nothing of what a cell says."""


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


@dataclass
class Styles:
    """The styles of one piece of HTML."""

    by_id: Mapping[str, Mapping[str, str]]  # the properties of elements, by their ids
    # Properties of cells that a document cannot show, collected by `colours`.
    lost: dict[str, None] = field(default_factory=dict)

    @classmethod
    def of(cls, root: HtmlElement) -> Styles:
        """Return the styles defined in a piece of HTML."""
        by_id: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selectors, body in _RULE.findall(_COMMENT.sub("", sheet.text or "")):
                for selector in selectors.split(","):
                    if match := _ID.fullmatch(selector.strip()):
                        by_id.setdefault(match[1], {}).update(_properties(body))
        return cls(by_id)

    def colours(self, cell: HtmlElement) -> Colours:
        """Return the colours of a cell; its other properties are added to `lost`."""
        around: Iterable[HtmlElement] = [*reversed(list(cell.iterancestors("tr"))), cell]
        own: dict[str, str] = {}
        for element in around:
            own |= (
                {"background-color": element.get("bgcolor", "")} if element.get("bgcolor") else {}
            )
            own |= self.by_id.get(element.get("id", ""), {})
            own |= _properties(element.get("style", ""))
        background = self._colour(own, "background-color") or self._colour(own, "background")
        text = self._colour(own, "color")
        for name, value in own.items():
            if not _LAYOUT.match(name) and value not in _WITHOUT:
                self.lost[name] = None
        return Colours(background, text)

    def _colour(self, own: dict[str, str], name: str) -> str:
        """Remove a colour from the properties `own` and return it; empty if it is no colour."""
        colour = hexadecimal(own.get(name, ""))
        if colour:
            del own[name]
        return colour


def is_hidden(element: HtmlElement) -> bool:
    """Return whether an element's own attributes hide it."""
    shown = _properties(element.get("style", ""))
    return "hidden" in element.attrib or shown.get("display") == "none"


def _properties(body: str) -> dict[str, str]:
    return dict(_pairs(body))


def _pairs(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, mark, value = declaration.partition(":")
        if mark:
            yield name.strip().lower(), value.replace("!important", "").strip().lower()


def hexadecimal(colour: str) -> str:
    """Return a CSS colour as ``#rrggbb``, blended with white if translucent; empty if it is none.

    Examples
    --------
    >>> hexadecimal("yellow"), hexadecimal("rgba(255, 0, 0, 0.5)"), hexadecimal("linear-gradient()")
    ('#ffff00', '#ff7f7f', '')
    >>> hexadecimal("rgb(300, 0, 0)")
    '#ff0000'
    """
    from PIL import ImageColor

    match = re.fullmatch(r"rgba\(([^)]*?),\s*([\d.]+)\s*\)", colour)
    try:
        red, green, blue, *alpha = ImageColor.getrgb(f"rgb({match[1]})" if match else colour)
        opaque = float(match[2]) if match else alpha[0] / 255 if alpha else 1.0
    except ValueError:
        return ""
    mixed = (int(255 - opaque * (255 - min(part, 255))) for part in (red, green, blue))
    return "#" + "".join(f"{part:02x}" for part in mixed)
