"""The document that every writer reads: headings, sentences, tables and figures.

Its texts are plain, without markup; each writer escapes them. Tables and figures are those of
`minsheng.reports.exhibits`. `reading.read` returns the document of an executed notebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from math import isfinite
from typing import TYPE_CHECKING, Any

from minsheng.plan.facts import MARKS, is_sign
from minsheng.reports.exhibits import Colours, Column, Figure, Place, Table
from minsheng.text.chinese_numerals import HEADING_NUMBER
from minsheng.text.language import Lang, say

if TYPE_CHECKING:
    from minsheng.charts.formulas import Formula


@dataclass(frozen=True)
class Run:
    """A piece of inline text; a line break in it is a line break for the reader."""

    text: str  # the text itself
    # How it is set.
    bold: bool = False
    italic: bool = False
    code: bool = False
    link: str = ""  # target of a link: ``http(s):``, ``mailto:``, ``#anchor``, or empty
    number: str = ""  # the id of the row or computation behind a number, or empty
    value: float | None = None  # the number itself; None if there is no single one
    # The drawing of a formula, if the text is TeX.
    formula: Formula | None = field(default=None, repr=False)


Inline = tuple[Run, ...]


def plain(inline: Inline) -> str:
    """Return the text of a line without its formatting.

    Examples
    --------
    >>> plain((Run("达到"), Run("90%", bold=True)))
    '达到90%'
    """
    return "".join(run.text for run in inline)


@dataclass(frozen=True)
class Heading:
    """A heading."""

    level: int  # that of the notebook, so that sections begin at 2
    # Its text, and the name of its place.
    text: Inline
    anchor: str
    is_annex: bool = False  # whether it is of an annex, which stands behind the signature

    @property
    def is_numbered(self) -> bool:
        """Whether it says its number itself, as those of annexes do and an author's may."""
        return self.is_annex or bool(HEADING_NUMBER.match(plain(self.text)))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; its role is ``answer``, ``note``, ``warning`` or empty."""

    text: Inline
    role: str = ""


@dataclass(frozen=True)
class Listing:
    """A list. A list inside another follows it with a deeper `level`."""

    items: tuple[Inline, ...]  # one line each
    ordered: bool = False  # whether the items are numbered
    role: str = ""  # as that of a paragraph
    level: int = 0  # 0 for a list of its own, 1 for one inside another, and so on
    # The number of the first item, for an ordered list that continues after a nested one.
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """A quotation."""

    text: Inline


@dataclass(frozen=True)
class Code:
    """Preformatted text."""

    text: str


@dataclass(frozen=True)
class Unreadable:
    """A sentence about content of the notebook that no writer can show."""

    text: str


@dataclass(frozen=True)
class Failure:
    """The error message of a cell that failed."""

    text: str


@dataclass(frozen=True)
class PlaceStart:
    """Where a place in which analysts write begins; only Word documents show places."""

    place: Place


@dataclass(frozen=True)
class PlaceEnd:
    """Where the place that began last ends."""


Shown = Heading | Paragraph | Listing | Quote | Code | Table | Figure | Unreadable | Failure
Block = Shown | PlaceStart | PlaceEnd


@dataclass(frozen=True)
class Document:
    """A report in one language."""

    lang: Lang  # ``zh`` or ``en``
    # The sentence that the notebook shows as its title, or else the first heading of level 1; it is
    # not among the blocks.
    title: str
    eyebrow: str  # the line above the title
    blocks: tuple[Block, ...]  # the content in reading order
    # The ``minsheng`` entry of the notebook's metadata, such as ``page_title``, ``plan``,
    # ``period``, ``fingerprint``, ``synthetic``, ``hypothetical``.
    properties: Mapping[str, Any] = field(default_factory=dict)
    # Whether the title says what the report finds. The first heading of level 1 is then the first
    # paragraph.
    is_finding: bool = False

    @property
    def name(self) -> str:
        """What the report is, in a few words; empty if its notebook does not say so."""
        return str(self.properties.get("page_title", ""))

    @property
    def kicker(self) -> str:
        """What the report is, where its title says what it finds; else empty."""
        return self.name if self.is_finding else ""

    @property
    def is_signed(self) -> bool:
        """Whether somebody signs the report: then its title says what it is."""
        return bool(self.properties.get("signature"))

    @property
    def marks(self) -> list[str]:
        """Those of `minsheng.plan.facts.MARKS` that the report bears.

        Its words are ``documents.<mark>``, and ``documents.<mark>_meaning`` says what it means.

        Examples
        --------
        >>> Document("zh", "差距", "", (), {"hypothetical": True}).marks
        ['hypothetical']
        """
        return [mark for mark in MARKS if self.properties.get(mark)]

    def to_read(self) -> Document:
        """Return the document as people read it.

        It is without the tables that stand only in the workbook. Where every page says that the
        data are made up, the paragraphs that say so of one exhibit are left out. Levels of headings
        are `closed_up`.
        """
        blocks = (
            replace(block, tables=tuple(t for t in block.tables if not t.only_in_workbook))
            if isinstance(block, Figure)
            else block
            for block in self.blocks
            if not ((isinstance(block, Table) and block.only_in_workbook) or self._is_mark(block))
        )
        return replace(self, blocks=tuple(closed_up(blocks)))

    def _is_mark(self, block: Block) -> bool:
        """Return whether a block only says of one exhibit what every page says of all."""
        is_made_up = "synthetic" in self.marks
        return is_made_up and isinstance(block, Paragraph | Quote) and is_sign(plain(block.text))

    @property
    def shown(self) -> tuple[Shown, ...]:
        """The blocks without the marks of places, for formats in which nobody writes."""
        return tuple(each for each in self.blocks if not isinstance(each, PlaceStart | PlaceEnd))

    def shortened(self) -> Document:
        """Return the document `to_read`, with long tables cut to their first rows, as on pages.

        One that is signed ends with its annexes: the page and the workbook have `closing_notes`.
        """
        blocks = self.to_read().blocks
        shown = blocks[: len(blocks) - len(self.closing_notes)] if self.is_signed else blocks
        cut = (each.shortened(self.lang) if isinstance(each, Table) else each for each in shown)
        return replace(self, blocks=tuple(cut))

    @property
    def closing_notes(self) -> list[Paragraph]:
        """The notes behind everything else, which say what the report was made from."""
        last_first = reversed(self.to_read().blocks)
        found = takewhile(
            lambda each: isinstance(each, Paragraph) and each.role == "note", last_first
        )
        return [each for each in found if isinstance(each, Paragraph)][::-1]


def closed_up(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with headings of which no level is left out; sections are of level 2.

    Headings that follow each other with one level keep one level.

    Examples
    --------
    >>> [block.level for block in closed_up(Heading(n, (), "") for n in (2, 4, 4, 3, 1))]
    [2, 3, 3, 3, 2]
    """
    above: list[int] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = max(block.level, 2)
            above = [*(each for each in above if each < level), level]
            yield replace(block, level=len(above) + 1)
        else:
            yield block


def warnings(document: Document) -> list[str]:
    """Return a sentence about each item of the notebook that the document cannot show, each once.

    Examples
    --------
    >>> warnings(Document("zh", "差距", "", (Unreadable("甲"), Code("x"), Unreadable("甲"))))
    ['甲']
    """
    return list(
        dict.fromkeys(block.text for block in document.blocks if isinstance(block, Unreadable))
    )


def attachments(document: Document) -> list[str]:
    """Return the lines that list the attachments of a report; empty if the notebook names none."""
    names = [str(name) for name in document.properties.get("attachments") or ()]
    if len(names) == 1:
        return [say("documents.attachment", document.lang, name=names[0])]
    keys = ["attachment_first", *["attachment_next"] * len(names)]
    return [
        say(f"documents.{key}", document.lang, n=n, name=name)
        for n, (key, name) in enumerate(zip(keys, names, strict=False), start=1)
    ]


def first_annex(document: Document) -> Heading | None:
    """Return the heading of the first annex; None without annexes."""
    headings = (block for block in document.blocks if isinstance(block, Heading))
    return next((one for one in headings if one.is_annex), None)


POINTS_KEPT = 3
"""How many points of a list stay on one page with the signature below it."""


def signature(document: Document) -> list[str]:
    """Return the lines with signatory and date; empty if the report is not to be signed."""
    words = document.properties.get("signature")
    if not words:
        return []
    departments = words.get("departments") or [say("documents.signed_by", document.lang)]
    return [
        *map(str, departments),
        str(words.get("date") or say("documents.signed_on", document.lang)),
    ]


def table_of(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    caption: str = "",
    notes: Sequence[str] = (),
    colours: Sequence[Sequence[Colours]] = (),
) -> Table:
    """Return a table of texts; a column in which every text is a number holds numbers.

    `colours` are those of each cell, if any is coloured.

    Examples
    --------
    >>> table = table_of(["名称", "床位"], [["甲", "1,200"], ["乙", ""]])
    >>> table.numeric, table.values
    ([False, True], ({'c2': 1200.0}, {'c2': None}))
    """
    names = [f"c{number}" for number in range(1, len(titles) + 1)]
    cells = [dict(zip(names, row, strict=False)) for row in rows]
    numbers = {
        name: found
        for name in names
        if (found := _numbers([row.get(name, "") for row in cells])) is not None
    }
    return Table(
        caption,
        tuple(
            Column(name, title, "number" if name in numbers else "text")
            for name, title in zip(names, titles, strict=True)
        ),
        tuple(cells),
        values=tuple(
            {name: column[at] for name, column in numbers.items()} for at in range(len(cells))
        ),
        notes=tuple(notes),
        colours=tuple(dict(zip(names, row, strict=False)) for row in colours),
    )


def _numbers(cells: Sequence[str]) -> list[float | None] | None:
    """Return the cells as numbers; None if one of them is no number or all are empty.

    What is missing or infinite keeps its text and has no number. A code such as 007 is no number.
    """
    numbers: list[float | None] = []
    for cell in cells:
        text = cell.strip().replace(",", "").replace("\u2212", "-").removesuffix("%")
        if "_" in text or re.match(r"-?0\d", text):  # which Python reads as numbers
            return None
        try:
            number = float(text or "nan")
        except ValueError:
            return None
        numbers.append(number if isfinite(number) else None)
    return numbers if any(value is not None for value in numbers) else None
