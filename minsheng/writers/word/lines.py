"""Read the body of a Word document as lines, each with the place that it stands in.

Tracked changes are read as accepted: what was inserted stands there, what was deleted does not and
is listed. Content controls are found at any depth. Whoever reads them with python-docx alone sees
nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.text.language import say
from minsheng.writers.archive import parsed_part
from minsheng.writers.document import Inline, Run, plain
from minsheng.writers.reading_parts import merged
from minsheng.writers.word.ooxml import local
from minsheng.writers.word.places import BOOKMARK, TAG

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DELETED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")
_MADE_BY_WORD = ("SEQ", "TOC", "PAGE", "NUMPAGES", "REF", "STYLEREF")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "ptab": "\t"}
_LOST = {
    "u": "underline",
    "strike": "strike",
    "dstrike": "strike",
    "highlight": "highlight",
    "color": "colour",
    "vertAlign": "raised",
}
THINGS = ("picture", "footnote", "textbox")
"""What a line holds that is no formatting."""
_OFF = ("0", "false", "off", "none")
_HEADING = "_Ms"


@dataclass(frozen=True)
class Line:
    """A paragraph or a table of a document."""

    runs: Inline = ()  # its text; for a table empty
    rows: tuple[tuple[str, ...], ...] = ()  # the texts of the cells of a table
    place: str = ""  # key of the place whose control it stands in; empty for none
    section: str = ""  # the heading that it stands under
    numbering: str = ""  # id of the list that it is an item of; empty for none
    level: int = 0  # its level in that list, from 0
    # What it holds that no paragraph's file can: names of formatting, ``picture``, and the text of
    # ``footnote`` and ``textbox``.
    lost: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """Its text without formatting; cells of a table are separated by tabs."""
        return "\n".join(map("\t".join, self.rows)) if self.rows else plain(self.runs)


PICTURE = "\ufffc"
"""What stands for a picture in `content`: the character that replaces an object."""


def content(lines: Iterable[Line], margins: Iterable[bytes] = ()) -> dict[str, tuple[str, ...]]:
    """Return by heading what the lines outside all places hold: texts and `PICTURE`.

    `margins` are the parts of headers and footers.

    Examples
    --------
    >>> content([Line((Run("甲"),), lost=(("picture", ""),)), Line((Run("乙"),), place="a")])
    {'标题': ('甲', '￼')}
    """
    read = [line for raw in margins for line in read_lines(parsed_part(raw)).lines]
    named = [(line, line.section or say("documents.front")) for line in lines if not line.place]
    named += [(line, say("documents.margins")) for line in read]
    found: dict[str, list[str]] = {}
    for line, section in named:
        things = [
            PICTURE if kind == "picture" else text for kind, text in line.lost if kind in THINGS
        ]
        found.setdefault(section, []).extend(each for each in (line.text, *things) if each.strip())
    return {section: tuple(texts) for section, texts in found.items() if texts}


@dataclass
class Lines:
    """What the body of a document holds."""

    lines: list[Line] = field(default_factory=list)  # its lines in order, empty ones too
    # The key of each control of a place, in order.
    controls: list[str] = field(default_factory=list)
    # By name of the bookmark of a place: the numbers of its first and last line.
    first: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    inserted: int = 0  # how many insertions are tracked
    # The place and the text of each tracked deletion.
    deleted: list[tuple[str, str]] = field(default_factory=list)
    comments: int = 0  # how many comments there are


def read_lines(
    body: Iterator[Element] | Element,
    links: Mapping[str, str] | None = None,
    footnotes: Mapping[str, str] | None = None,
) -> Lines:
    """Return the lines of a document.

    `links` holds the addresses of hyperlinks by the id of their relationship, `footnotes` the texts
    of footnotes by their id.
    """
    reader = _Reader(links or {}, footnotes or {})
    reader.blocks(body, "")
    return reader.read


class _Reader:
    def __init__(self, links: Mapping[str, str], footnotes: Mapping[str, str]) -> None:
        self.read = Lines()
        self._links = links
        self._footnotes = footnotes
        self._section = ""
        self._names: dict[str, str] = {}  # names of open bookmarks by id
        self._fields: list[list[str]] = []  # instructions of open fields; a result is being read
        self._runs: list[Run] = []
        self._lost: dict[tuple[str, str], None] = {}
        self._own_place = ""
        self._joined: list[Run] = []  # of a paragraph whose end was deleted

    def blocks(self, parent: Iterator[Element] | Element, place: str) -> None:
        """Read paragraphs, tables and controls, all of them in a place."""
        for child in parent:
            name = local(child)
            if name == "p":
                self._paragraph(child, place)
            elif name == "tbl":
                self._table(child, place)
            elif name == "sdt":
                self._control(child, place)
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self._mark(child, inside=False)
            elif name in _DELETED:
                self._note_deletion(child, place)
            elif name == "AlternateContent":
                self.blocks(_chosen(child), place)
            elif not name.endswith("Pr"):
                self.blocks(child, place)

    def _control(self, control: Element, place: str) -> None:
        properties = control.find(qn("w:sdtPr"))
        content = control.find(qn("w:sdtContent"))
        if content is None or (
            properties is not None and properties.find(qn("w:docPartObj")) is not None
        ):
            return  # a table of contents, which Word makes
        key = _key(properties)
        if key:
            self.read.controls.append(key)
        if not key or properties is None or properties.find(qn("w:showingPlcHdr")) is None:
            self.blocks(content, key or place)
            if self._joined:  # the end of its last paragraph was deleted
                self._add(Line(merged(self._joined)), key or place)
                self._joined = []

    def _table(self, table: Element, place: str) -> None:
        if not place and any(_key(each) for each in table.iter(qn("w:sdtPr"))):
            for child in table:
                self.blocks(child, place)  # somebody moved a place into a table
            return
        start = len(self.read.lines)
        rows = []
        for row in _own(table, "w:tr", "w:tbl"):
            cells = []
            for cell in _own(row, "w:tc", "w:tr"):
                at = len(self.read.lines)
                self.blocks(cell, place)
                cells.append("\n".join(line.text for line in self.read.lines[at:]))
            rows.append(tuple(cells))
        lost = tuple(each for line in self.read.lines[start:] for each in line.lost)
        del self.read.lines[start:]
        if place:
            self._add(Line(rows=tuple(rows), lost=lost), place)
            return
        for row in rows:  # each can be changed by itself
            self._add(Line(rows=(row,), lost=lost), place)
            lost = ()

    def _add(self, line: Line, place: str) -> None:
        self.read.lines.append(replace(line, place=place, section=self._section))

    def _paragraph(self, paragraph: Element, place: str) -> None:
        self._runs, self._lost, self._own_place = self._joined, {}, ""
        self._joined = []
        if any(
            each.get(qn("w:name"), "").startswith(_HEADING)
            for each in paragraph.iter(qn("w:bookmarkStart"))
        ):
            self._section = "".join(each.text or "" for each in paragraph.iter(qn("w:t")))
        self._inline(paragraph, "", place)
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None and properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None:
            self._joined = self._runs
            return
        numbering, level = _numbering(properties)
        line = Line(merged(self._runs), numbering=numbering, level=level, lost=tuple(self._lost))
        self._add(line, self._own_place or place)

    def _inline(self, parent: Element, link: str, place: str) -> None:
        for child in parent:
            name = local(child)
            if name == "r":
                self._run(child, link, place)
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self._mark(child, inside=True)
            elif name in _DELETED:
                self._note_deletion(child, place)
            elif name in _INSERTED:
                self.read.inserted += 1
                self._inline(child, link, place)
            elif name == "hyperlink":
                self._inline(child, self._links.get(child.get(qn("r:id"), ""), ""), place)
            elif name == "t":
                self._text(child.text or "", Run(""))  # of an equation
            elif name == "AlternateContent":
                self._inline(_chosen(child), link, place)
            elif name.endswith("Pr") or _is_made(child.get(qn("w:instr"), "")):
                continue
            else:
                key = _key(child.find(qn("w:sdtPr")))
                if key:
                    self.read.controls.append(key)
                    self._own_place = key
                self._inline(child, link, place)

    def _run(self, run: Element, link: str, place: str) -> None:
        properties = run.find(qn("w:rPr"))
        kinds = {
            local(each)
            for each in (properties if properties is not None else ())
            if each.get(qn("w:val"), "") not in _OFF
        }
        style = Run("", bold="b" in kinds, italic="i" in kinds, link=link)
        for child in run:
            name = local(child)
            if name in ("t", "delText"):
                self._text(child.text or "", style)
                for kind in (_LOST[each] for each in _LOST if each in kinds and child.text):
                    self._lost[kind, ""] = None
            elif name in _BREAKS and child.get(qn("w:type"), "") != "page":
                self._text(_BREAKS[name], style)
            elif name == "sym":
                self._text(_symbol(child), style)
            elif name == "fldChar":
                self._field(child.get(qn("w:fldCharType"), ""))
            elif name == "instrText" and self._fields:
                self._fields[-1].append(child.text or "")
            elif name == "commentReference":
                self.read.comments += 1
            elif name in ("footnoteReference", "endnoteReference"):
                words = self._footnotes.get(child.get(qn("w:id"), ""), "")
                self._lost["footnote", words] = None
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._picture(child)
            elif name == "ruby":
                for each in child.iterfind(f"{qn('w:rubyBase')}/{qn('w:r')}"):
                    self._run(each, link, place)

    def _text(self, text: str, style: Run) -> None:
        made = any(_is_made("".join(each)) for each in self._fields)
        if text and not made:
            self._runs.append(replace(style, text=text))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append([])
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _picture(self, picture: Element) -> None:
        chosen = _chosen(picture) if local(picture) == "AlternateContent" else picture
        boxes = [each for each in chosen.iter() if local(each) == "txbxContent"]
        for box in boxes:
            self._lost["textbox", _words(box)] = None
        if not boxes:
            self._lost["picture", ""] = None

    def _mark(self, mark: Element, *, inside: bool) -> None:
        """Note the line of a bookmark: one that ends before a line's text ends before the line."""
        name, at = mark.get(qn("w:name"), ""), len(self.read.lines)
        if local(mark) == "bookmarkStart":
            self._names[mark.get(qn("w:id"), "")] = name
            if name.startswith(BOOKMARK):
                self.read.first.setdefault(name, at)
            return
        name = self._names.pop(mark.get(qn("w:id"), ""), "")
        if name.startswith(BOOKMARK):
            self.read.last[name] = at if inside and plain(tuple(self._runs)).strip() else at - 1

    def _note_deletion(self, element: Element, place: str) -> None:
        words = _words(element)
        if words.strip():
            self.read.deleted.append((self._own_place or place, words))


def _key(properties: Element | None) -> str:
    """Return the key of the place that a control is for; empty for any other control."""
    tag = properties.find(qn("w:tag")) if properties is not None else None
    words = str(tag.get(qn("w:val"), "")) if tag is not None else ""
    return words.removeprefix(TAG) if words.startswith(TAG) else ""


def _numbering(properties: Element | None) -> tuple[str, int]:
    found = properties.find(qn("w:numPr")) if properties is not None else None
    if found is None:
        return "", 0
    number, level = (found.find(qn(f"w:{name}")) for name in ("numId", "ilvl"))
    name = str(number.get(qn("w:val"), "")) if number is not None else ""
    depth = str(level.get(qn("w:val"), "0")) if level is not None else "0"
    return ("" if name == "0" else name), int(depth) if depth.isdigit() else 0


def _chosen(alternatives: Element) -> Element:
    """Return the first of several forms of the same content."""
    return next(iter(alternatives), alternatives)


def _is_made(instruction: str) -> bool:
    """Return whether Word makes the text of a field, as a number or a table of contents."""
    return instruction.strip().partition(" ")[0].upper() in _MADE_BY_WORD


def _symbol(element: Element) -> str:
    code = str(element.get(qn("w:char"), ""))
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _own(parent: Element, name: str, kind: str) -> Iterator[Element]:
    """Yield what `parent` holds itself, without what a table within one of its cells holds."""
    for each in parent.iter(qn(name)):
        if next(each.iterancestors(qn(kind)), None) is parent:
            yield each


def _words(element: Element) -> str:
    """Return all text in an element, deleted text too."""
    return "".join(each.text or "" for each in element.iter() if local(each) in ("t", "delText"))
