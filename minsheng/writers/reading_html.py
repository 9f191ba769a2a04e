"""Convert the HTML output of a cell to blocks of a document; unreadable elements are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from minsheng.writers.document import Block, Code, Heading, Paragraph, Run, plain
from minsheng.writers.reading_parts import (
    NO_CELL,
    Cell,
    anchor_of,
    line_and_others,
    lists,
    merged,
    quoted,
    safe_link,
)
from minsheng.writers.reading_tables import Styles, is_hidden, line_of, table_of_element

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FORMULA = "minsheng-formula"
"""The element that holds the TeX of a formula where Markdown is read as HTML."""

_SILENT = ("base", "col", "colgroup", "head", "link", "meta", "style", "template", "title", "wbr")
_LOST = (
    *("applet", "audio", "button", "canvas", "embed", "frame", "iframe", "input", "math", "object"),
    *("script", "select", "textarea", "video"),
)
_BLOCKS = (
    *("address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dl"),
    *("dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "legend", "li"),
    *(
        "main",
        "nav",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ),
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD, _ITALIC = ("b", "dt", "strong", "th"), ("cite", "em", "i", "var")
_CODE = ("code", "kbd", "samp", "tt")
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2000/svg",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
_WITH_CAPITALS = re.compile(r"(?<!\w)[a-z]+[A-Z]\w*")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def blocks(html: str, cell: Cell = NO_CELL) -> list[Block]:
    """Return the blocks of a piece of HTML: text, headings, lists, tables, links, pictures.

    Names of elements that cannot be read, such as scripts, frames and widgets, come last.

    The HTML need not be well formed; `cell` is the one that the output belongs to.

    Examples
    --------
    >>> found = blocks("<p>达到<b>90%</b></p><script>draw()</script>", Cell("en", 3))
    >>> found[0].text
    (Run(text='达到', bold=False, italic=False, code=False, link='', number='', value=None), \
Run(text='90%', bold=True, italic=False, code=False, link='', number='', value=None))
    >>> found[1].text
    'Cell 3: a part of its HTML cannot be shown in a document (script); see the executed notebook.'
    """
    from lxml.html import HTMLParser, document_fromstring

    # A whole page may be put out too; a body within a body is none.
    text = html.replace("\x00", "\ufffd")
    parser = HTMLParser()
    root = document_fromstring(f"<html><body>{text}</body></html>", parser=parser).body
    styles = Styles.of(root)
    lost: dict[str, None] = {}
    for element in list(root.iter("sup", "sub")):
        _shift(element)
    # HTML tells no capitals apart, SVG does.
    names = {name.lower(): name for name in _WITH_CAPITALS.findall(html)}
    read_blocks = _Reader(cell, styles, lost, names).read(root)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        read_blocks.append(cell.unreadable("html_too_deep"))
    if lost:
        read_blocks.append(cell.unreadable("html_unreadable", kinds=", ".join(lost)))
    if styles.lost:
        read_blocks.append(cell.unreadable("style_unreadable", kinds=", ".join(styles.lost)))
    return read_blocks


def _shift(element: HtmlElement) -> None:
    """Replace the text of ``sup`` or ``sub`` by raised or lowered characters: 10⁴, not 104."""
    text = "".join(element.itertext())
    table, mark = (_RAISED, "^") if element.tag == "sup" else (_LOWERED, "_")
    if not element.xpath(".//img") and text.strip():
        shifted = text.translate(table)
        known = all(ord(character) in table for character in text)
        element[:] = []
        element.text = shifted if known else f"{mark}({text})" if len(text) > 1 else mark + text


@dataclass
class _Reader:
    """Reads one element into blocks; `line` collects the runs of the current paragraph.

    `names` maps lower-case names to the spelling with capitals in the source.
    """

    cell: Cell
    styles: Styles
    lost: dict[str, None]
    names: Mapping[str, str]
    level: int = 0
    found: list[Block] = field(default_factory=list)
    line: list[Run] = field(default_factory=list)

    def read(self, element: HtmlElement) -> list[Block]:
        self._inside(element, Run(""))
        self._end_line()
        return self.found

    def _within(self, element: HtmlElement, level: int = 0) -> list[Block]:
        return _Reader(self.cell, self.styles, self.lost, self.names, level).read(element)

    def _inside(self, element: HtmlElement, setting: Run) -> None:
        self._text(element.text, setting)
        for child in element:
            if isinstance(child.tag, str) and not is_hidden(child):
                self._element(child, setting)
            self._text(child.tail, setting)

    def _text(self, text: str | None, setting: Run) -> None:
        if text:
            self.line.append(replace(setting, text=_SPACE.sub(" ", text)))

    def _end_line(self) -> None:
        line = _trimmed(self.line)
        if line:
            self.found.append(Paragraph(merged(line)))
        self.line = []

    def _element(self, element: HtmlElement, setting: Run) -> None:
        tag = element.tag.rpartition(":")[2].lower()
        if tag in _SILENT or "data-adds" in element.attrib:  # our script sorts what is there
            return
        if tag in _LOST:
            self.lost[tag] = None
        elif tag == "br":
            self.line.append(Run("\n"))
        elif tag == FORMULA:
            run, lost = self.cell.formula(element.text_content())
            self.line.append(replace(setting, text=run.text, code=run.code, formula=run.formula))
            self.found += lost
        elif blocks := self._block(tag, element):
            self._end_line()
            self.found += blocks
        elif tag in _BLOCKS:
            self._end_line()
            self._inside(element, _set(setting, tag, element))
            self._end_line()
        else:
            self._inside(element, _set(setting, tag, element))

    def _block(self, tag: str, element: HtmlElement) -> list[Block]:
        """Return the blocks of an element that is more than inline text; empty for others."""
        if tag in _HEADINGS:
            return self._heading(_HEADINGS[tag], element)
        if tag == "img":
            return [self._picture(element)]
        if tag == "svg":
            return [self._drawing(element)]
        if tag in ("ul", "ol"):
            return list(self._list(element))
        if tag == "pre":
            return [Code("".join(element.itertext()).strip("\n"))]
        if tag == "blockquote":
            return quoted(self._within(element))
        if tag == "table" and not element.xpath(".//table"):
            return self._table(element)
        return []

    def _heading(self, level: int, element: HtmlElement) -> list[Block]:
        text, others = line_and_others(self._within(element))
        return [Heading(level, text, anchor_of(plain(text))), *others] if text else others

    def _picture(self, element: HtmlElement) -> Block:
        return self.cell.picture(element.get("src", ""), element.get("alt", ""))

    def _drawing(self, element: HtmlElement) -> Block:
        from lxml.etree import tostring

        for each in element.iter("*"):
            each.tag = self.names.get(each.tag, each.tag)
            for name in list(each.attrib):
                if name in _NAMESPACES:
                    del each.attrib[name]
                elif name in self.names:
                    each.set(self.names[name], each.attrib.pop(name))
        svg = tostring(element, encoding="unicode", with_tail=False)
        declared = " ".join(f'{name}="{address}"' for name, address in _NAMESPACES.items())
        svg = svg.replace("<svg", f"<svg {declared}", 1)
        title = element.findtext(".//title") or ""
        return self.cell.drawing(svg, title)

    def _list(self, element: HtmlElement) -> Iterator[Block]:
        items = [self._within(item, self.level + 1) for item in element.iterchildren("li")]
        start = element.get("start", "")
        return lists(
            items,
            ordered=element.tag == "ol",
            level=self.level,
            start=int(start) if start.isdecimal() else 1,
        )

    def _table(self, element: HtmlElement) -> list[Block]:
        notes = []
        after = element.getnext()
        # What pandas counts below a frame that it has cut.
        is_frame = "dataframe" in element.get("class", "").split()
        if is_frame and after is not None and after.tag == "p":
            notes = [line_of(after)]
            after.set("hidden", "")
        pictures = [self._picture(each) for each in element.iter("img")]
        drawings = element.xpath(".//svg[not(ancestor::svg)]")
        pictures += [self._drawing(each) for each in drawings]
        self.lost |= dict.fromkeys(each.tag for each in element.iter(*_LOST))
        for each in [*drawings, *element.iter(*_LOST, "style")]:
            each.drop_tree()
        return [table_of_element(element, notes, self.styles), *pictures]


def _trimmed(line: Sequence[Run]) -> list[Run]:
    """Return a line without the spaces that a browser would collapse."""
    runs: list[Run] = []
    before = "\n"
    for run in line:
        text = run.text
        if text != "\n" and before in " \n":
            text = text.lstrip(" ")
        if text == "\n" and runs:
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
        if text:
            runs.append(replace(run, text=text))
            before = text[-1]
    while runs and not runs[-1].text.strip(" \n"):
        runs.pop()
    while runs and not runs[0].text.strip(" \n"):
        runs.pop(0)
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
    return runs


def _set(setting: Run, tag: str, element: HtmlElement) -> Run:
    return replace(
        setting,
        bold=setting.bold or tag in _BOLD,
        italic=setting.italic or tag in _ITALIC,
        code=setting.code or tag in _CODE,
        link=setting.link or (safe_link(element.get("href", "")) if tag == "a" else ""),
    )
