"""Write Word reports in the layout of official documents, with native tables."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from minsheng.errors import BadInput
from minsheng.plan.facts import is_sign
from minsheng.reports.exhibits import Figure, Place, Table
from minsheng.text.language import say, using
from minsheng.writers.archive import packed, parts
from minsheng.writers.columns import ems
from minsheng.writers.document import (
    POINTS_KEPT,
    Block,
    Code,
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    PlaceEnd,
    PlaceStart,
    Quote,
    Run,
    Unreadable,
    attachments,
    first_annex,
    plain,
    signature,
)
from minsheng.writers.glyphs import visible
from minsheng.writers.origin import fields_of
from minsheng.writers.wide_tables import landscape, split_wide_tables
from minsheng.writers.word.file import Paper, opened
from minsheng.writers.word.lines import content, read_lines
from minsheng.writers.word.lists import Lists
from minsheng.writers.word.ooxml import (
    element,
    field,
    field_begin,
    field_end,
    insert,
    local,
    paragraph,
)
from minsheng.writers.word.pictures import drawings
from minsheng.writers.word.places import Written, control, is_margin, keep_written
from minsheng.writers.word.properties import set_custom
from minsheng.writers.word.tables import TableMaker, grid, sheet_of
from minsheng.writers.word.text import Numbering, Text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NO_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_SECTIONS, _LINES = 3, 66  # a document longer than this has a table of contents
_CHARACTERS = 28  # to a line
_A_LINE, _LINE = 400, 579  # twips: of space, and from line to line of the body text
_TITLE = 19  # characters to a line of a title
_YEARS = re.compile(r"(（[\d—-]+年?）)$")
_LONG_WORD = re.compile(r"[!-~]{30,}")
_ROLES = ("answer", "note", "warning")
_LONGEST_PROPERTY = 255  # what Word takes


def docx(document: Document, template: str | Path = "") -> bytes:
    """Return `document` as a Word file; the same document gives the same bytes.

    Parameters
    ----------
    document
        The document to be written.
    template
        A department's own Word file or template, whose page, header, footer and styles are used.
        Its text is left out.

    Raises
    ------
    BadInput
        For a template that cannot be used.

    Examples
    --------
    >>> docx(Document("zh", "所需增速", "", ()))[:2]
    b'PK'
    """
    document = document.shortened()
    paper = opened(document, template)
    sheet = sheet_of(paper.width, max(paper.width, paper.width_across))
    with using(document.lang):
        writer = _Writer(split_wide_tables(document, sheet), paper)
        paper.fill(writer.body())
    if writer.places:
        keep_written(paper.file, writer.written())
    properties = paper.file.core_properties
    properties.title = visible(document.title)[:_LONGEST_PROPERTY]
    properties.subject = visible(document.eyebrow)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = properties.category = ""
    properties.language = "zh-CN" if document.lang == "zh" else "en-GB"
    properties.revision = 1
    properties.created = properties.modified = _NO_DAY
    set_custom(paper.file, fields_of(document))
    buffer = BytesIO()
    paper.file.save(buffer)
    return packed(parts(buffer.getvalue()))


class _Writer:
    """Makes the Word elements of one document."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self._document = document
        self._paper = paper
        self._ids = paper.ids
        self._text = Text(paper.file, document.lang, document.blocks)
        self._text.link_style = paper.ids["link"]
        self._lists = Lists(paper.file, document.lang)
        self._numbering = Numbering(document.lang)
        self._numbered = {
            block.anchor: (block.level - 1, "")
            if block.is_numbered
            else self._numbering.next(block.level - 1)
            for block in document.blocks
            if isinstance(block, Heading)
        }
        self._grids = {
            id(block): grid(block, paper.width, paper.width if is_inside else paper.width_across)
            for block, is_inside in zip(document.blocks, _in_places(document.blocks), strict=True)
            if isinstance(block, Table)
        }
        self.places: dict[str, Place] = {}
        nothing = say("labels.no_rows", document.lang)
        self._tables = TableMaker(paper.ids, self._text.plain, nothing, self._text.marks)
        self._counts = {"table": 0, "figure": 0}

    def body(self) -> Iterator[tuple[Element, bool]]:
        """Yield the elements of the body, each with whether it goes on a landscape page."""
        for each in [*self._front(), *self._contents()]:
            yield each, False
        blocks = self._document.blocks
        leading = [_leads(block, after) for block, after in zip_longest(blocks, blocks[1:])]
        wide = [isinstance(block, Table) and self._grids[id(block)].across for block in blocks]
        across = landscape(blocks, wide, leading)
        annex = first_annex(self._document)
        place: Place | None = None
        content: list[Element] = []
        made: list[tuple[Element, bool]] = []
        for block, leads, is_across in zip(blocks, leading, across, strict=True):
            if block is annex:
                yield from self._closed(made)
                made = []
            if isinstance(block, PlaceStart):
                place, content = block.place, []
            elif isinstance(block, PlaceEnd) and place:
                made += [(each, is_across) for each in self._control(place, content)]
                place = None
            elif place:
                content += self._block(block, leads=leads)
            else:
                made += [(each, is_across) for each in self._block(block, leads=leads)]
        yield from made if annex else self._closed(made)

    def written(self) -> Written:
        """Return what the file holds, once its body is in it."""
        read = read_lines(self._paper.file.element.body)
        package = self._paper.file.part.package
        margins = [each.blob for each in package.iter_parts() if is_margin(each.partname)]
        return Written(
            self.places,
            {
                key: tuple(line.text for line in read.lines if line.place == key and line.text)
                for key in self.places
            },
            content(read.lines, margins),
        )

    def _control(self, place: Place, content: list[Element]) -> list[Element]:
        if place.key in self.places:
            return content  # nobody could say which of the two counts
        self.places[place.key] = place
        return control(place, len(self.places), content, self._ids["quote"])

    def _say(self, key: str, /, **values: object) -> str:
        return say(f"documents.{key}", self._document.lang, **values)

    def _paragraph(self, role: str, text: str | Inline, *properties: Element) -> Element:
        runs = self._text.plain(text) if isinstance(text, str) else self._text.runs(text)
        if _LONG_WORD.search(text if isinstance(text, str) else plain(text)):
            # It takes a line of its own; spread out, what is left on the line before would be torn.
            properties = (*properties, element("jc", val="left"))
        if not isinstance(text, str) and any(run.formula for run in text):
            # On lines of one height a formula would be cut off.
            properties = (*properties, element("spacing", line=_LINE, lineRule="atLeast"))
        return paragraph(self._ids[role], *runs, properties=properties)

    def _front(self) -> Iterator[Element]:
        title = self._document.title
        if self._document.is_signed:
            # Broken by Word, a title of several lines may part the last word, or the years.
            name, mark, rest = title.partition("》")
            name = _YEARS.sub(r"\n\1", name) if ems(name) > _TITLE else name
            title = f"{name}{mark}\n{rest}" if mark else title
        yield self._paragraph("title", title)
        if self._document.eyebrow and not self._document.is_signed:
            # The plan on one line, the programme on the next: a line is short in this size.
            yield self._paragraph("subtitle", self._document.eyebrow.replace(" · ", "\n"))
        if self._document.kicker:
            yield self._paragraph("subtitle", self._document.kicker)
        for mark in self._document.marks:
            yield self._paragraph("warning", self._say(f"{mark}_meaning"))

    def _contents(self) -> list[Element]:
        """Return a table of contents for a long document; empty for a short one.

        It is a field without page numbers, which Word adds when it updates the field: a wrong page
        number is worse than none.
        """
        headings = [block for block in self._document.blocks if isinstance(block, Heading)]
        entries = [block for block in headings if self._numbered[block.anchor][0] <= 2]
        sections = sum(self._numbered[block.anchor][0] == 1 for block in entries)
        if sections <= _SECTIONS or _lines(self._document.blocks) <= _LINES:
            return []
        made = [
            self._paragraph(
                f"toc{self._numbered[block.anchor][0]}",
                (
                    Run(self._numbered[block.anchor][1], link=f"#{block.anchor}"),
                    *(Run(each.text, link=f"#{block.anchor}") for each in block.text),
                ),
            )
            for block in entries
        ]
        for position, each in enumerate(field_begin(r'TOC \o "1-2" \h \z \u'), start=1):
            made[0].insert(position, each)
        made[-1].append(field_end())
        insert(made[-1][0], element("spacing", after=_A_LINE))
        gallery = element(
            "docPartObj",
            element("docPartGallery", val="Table of Contents"),
            element("docPartUnique"),
        )
        head = self._paragraph("contents", self._say("contents_wide"))
        return [element("sdt", element("sdtPr", gallery), element("sdtContent", head, *made))]

    def _block(self, block: Block, *, leads: bool) -> list[Element]:
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                keep = [element("keepNext")] if leads else []
                role = block.role if block.role in _ROLES else "body"
                return [self._paragraph(role, block.text, *keep)]
            case Listing():
                return self._listing(block)
            case Quote():
                return [self._paragraph("quote", block.text)]
            case Code():
                return [self._paragraph("code", block.text)]
            case Figure():
                return self._picture(block)
            case Unreadable() | Failure():
                return [self._paragraph("warning", block.text)]
            case Table():
                return self._table(block)
            case PlaceStart() | PlaceEnd():
                return []

    def _heading(self, block: Heading) -> Element:
        depth, number = self._numbered[block.anchor]
        role = f"heading{depth}"
        # A template that numbers its headings itself needs no number of ours.
        text = block.text if role in self._paper.numbered else (Run(number), *block.text)
        # Annexes begin on a page of their own.
        first = [element("pageBreakBefore")] if block is first_annex(self._document) else []
        made = self._paragraph(role, text, *first)
        name = self._text.bookmarks[block.anchor]
        number_of_mark = name.removeprefix("_Ms")
        made.insert(1, element("bookmarkStart", id=number_of_mark, name=name))
        made.append(element("bookmarkEnd", id=number_of_mark))
        return made

    def _listing(self, block: Listing) -> list[Element]:
        item = self._lists.of(ordered=block.ordered, level=min(block.level, 8), start=block.start)
        role = "note" if block.role == "note" else "list"
        return [self._paragraph(role, text, deepcopy(item)) for text in block.items]

    def _caption(self, kind: str, text: str, *properties: Element) -> Element:
        self._counts[kind] += 1
        label = self._say(f"numbered_{kind}")
        number = field(f"SEQ {label.strip()} \\* ARABIC", str(self._counts[kind]))
        gap = "　" if self._document.lang == "zh" else ". "
        return paragraph(
            self._ids["caption"],
            *self._text.plain(label),
            number,
            *self._text.plain(f"{gap}{text}"),
            properties=properties,
        )

    def _table(self, block: Table) -> list[Element]:
        caption = []
        if block.caption:
            caption = [self._caption("table", block.shown_caption(), element("keepNext"))]
        made = self._tables.native(block, self._grids[id(block)])
        notes = (self._paragraph("table_note", note) for note in block.notes)
        return [*caption, made, *notes]

    def _picture(self, block: Figure) -> list[Element]:
        name = f"{self._say('numbered_figure')}{self._counts['figure'] + 1}"
        continued = visible(block.shown_caption()) + self._say("continued")
        try:
            pieces = drawings(self._paper, block, name, continued, self._text.drawn)
        except BadInput as error:
            reason = error.faults[0].found
            words = self._say("picture_unreadable", caption=block.shown_caption(), error=reason)
            return [self._paragraph("warning", words), self._paragraph("note", block.shown_alt())]
        last = [element("keepNext")]
        keep = [element("keepNext")] if block.notes else []
        return [
            *(paragraph(self._ids["figure"], piece) for piece in pieces[:-1]),
            paragraph(self._ids["figure"], pieces[-1], properties=last),
            self._caption("figure", block.shown_caption(), *keep),
            *(self._paragraph("table_note", note) for note in block.notes),
        ]

    def _closed(self, body: list[tuple[Element, bool]]) -> list[tuple[Element, bool]]:
        """Return the body with the lines of attachments, signatory and date, if there are any.

        They stay on one page with the last paragraphs before them.
        """
        lines = signature(self._document)
        made = [self._paragraph("attachment", line) for line in attachments(self._document)]
        if made:
            insert(made[0][0], element("spacing", before=_A_LINE))
        made += self._signed(lines) if lines else []
        if made:
            before = _last_paragraphs([each for each, _ in body])
            paragraphs = [one for each in made for one in each.iter(qn("w:p"))]
            for each in [*before, *paragraphs[:-1]]:
                insert(each[0], element("keepNext"))
        return [*body, *((each, False) for each in made)]

    def _signed(self, lines: list[str]) -> list[Element]:
        """Return the lines of signature and date below an empty one, in places if they have any."""
        first, *made = [self._paragraph("signature", line) for line in ("", *lines)]
        places = self._document.properties["signature"].get("places", [])
        if len(places) != len(("signature", "date")):
            return [first, *made]
        signed, date = (
            self._control(place, content)
            for place, content in zip(places, (made[:-1], made[-1:]), strict=True)
        )
        return [first, *signed, *date]


def _last_paragraphs(body: list[Element]) -> list[Element]:
    """Return the last paragraphs with text and the empty ones among them; none above a table."""
    found: list[Element] = []
    texts = 0
    for block in reversed(body):
        if local(block) == "tbl":
            break
        for each in reversed([*block.iter(qn("w:p"))]):
            found.append(each)
            texts += bool("".join(each.itertext()).strip())
            if texts == POINTS_KEPT:
                return found
    return found


def _in_places(blocks: Iterable[Block]) -> Iterator[bool]:
    """Yield for each block whether analysts write there: no section begins within a place."""
    inside = False
    for block in blocks:
        inside = isinstance(block, PlaceStart) or (inside and not isinstance(block, PlaceEnd))
        yield inside


def _leads(block: Block, after: Block | None) -> bool:
    """Return whether a paragraph stays with the next block: a lead-in or a mark of made-up data."""
    return isinstance(block, Paragraph) and (
        isinstance(after, Table | Figure) or (after is not None and is_sign(plain(block.text)))
    )


def _lines(blocks: Iterable[Block]) -> int:
    """Return the estimated number of lines of the blocks."""
    lines = 0
    for block in blocks:
        match block:
            case Table():
                lines += 2 + len(block.rows)
            case Figure():
                lines += 14
            case Listing():
                lines += sum(
                    1 + sum(len(r.text) for r in item) // _CHARACTERS for item in block.items
                )
            case Heading() | Paragraph() | Quote():
                lines += 1 + sum(len(run.text) for run in block.text) // _CHARACTERS
            case Code() | Unreadable() | Failure():
                lines += 1 + block.text.count("\n")
    return lines
