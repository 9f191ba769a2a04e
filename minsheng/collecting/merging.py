"""Put the lines of a place of a Word report into the file of its paragraphs.

Only what was changed is written anew: a block of the file that stands in Word as it did keeps its
Markdown, with its links, wherever it was moved to, and so do notes and the rest of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from minsheng.collecting.markup import markup
from minsheng.reports.exhibits import Place
from minsheng.reports.paragraphs import quotation
from minsheng.reports.paragraphs.markdown import NOTE, NOTE_END, SECTIONS, Block, blocks, rows_of
from minsheng.reports.paragraphs.quoting import LINK
from minsheng.text.language import Lang, say
from minsheng.writers.archive import parts
from minsheng.writers.document import Document, PlaceEnd, PlaceStart
from minsheng.writers.reading_markdown import blocks as document_blocks
from minsheng.writers.word.lines import Line
from minsheng.writers.word.places import folded, read_written
from minsheng.writers.word.writer import docx

Kept = tuple[int, int]  # from which line of Word to which


@dataclass(frozen=True)
class Merged:
    """The text of a file with what was collected."""

    text: str  # the whole text
    # What Markdown could not keep, as in `~minsheng.writers.word.lines.Line`.
    lost: Sequence[tuple[str, str]] = ()
    struck: Sequence[str] = ()  # the lines that stood in the file and stand in Word no longer


def shown_lines(texts: Sequence[str], lang: Lang) -> list[tuple[str, ...]]:
    r"""Return the lines of Word that show each of some blocks of Markdown.

    Examples
    --------
    >>> shown_lines(["甲 **乙**", "- 一\n- 二"], "zh")
    [('甲 乙',), ('一', '二')]
    """
    made = [
        each
        for number, text in enumerate(texts)
        for each in (
            PlaceStart(Place(str(number), "")),
            *document_blocks(quotation([LINK.sub(r"\1", text)])),
            PlaceEnd(),
        )
    ]
    written = read_written(parts(docx(Document(lang, "", "", tuple(made)))))
    return [written.lines[str(n)] if written else () for n in range(len(texts))]


def lines_of(text: str, section: str, lang: Lang) -> list[str]:
    """Return the lines of Word that show a section of a file."""
    own = [each.text for each in blocks(text, "")[0] if each.section == section]
    return [line for lines in shown_lines(own, lang) for line in lines]


@dataclass(frozen=True)
class Hand:
    """How the words of a Word report are written down."""

    note: str  # who wrote what is new: it stands above as a note for the editor
    lang: Lang  # the language of the report, and of headings that are not there yet
    numbered: frozenset[str] = frozenset()  # ids of the lists of Word whose items are numbered


def merge(text: str, section: str, lines: Sequence[Line], hand: Hand) -> Merged:
    """Return the text of a file, perhaps a new one, in which a section holds the lines of a place.

    The section is one of `~minsheng.reports.paragraphs.SECTIONS`.
    """
    rows = rows_of(text)
    merger = _Merger(rows, section, lines, hand)
    for start, end, content in sorted(merger.edits(), key=lambda edit: edit[0], reverse=True):
        rows[start:end] = _spaced(rows, start, end, content)
    return Merged("\n".join(rows).strip("\n") + "\n", merger.lost, merger.struck())


class _Merger:
    def __init__(self, rows: list[str], section: str, lines: Sequence[Line], hand: Hand) -> None:
        self.lost: list[tuple[str, str]] = []
        self._rows = rows
        self._section = section
        self._lines = lines
        self._hand = hand
        found, _ = blocks("\n".join(rows), "")
        self._own = [each for each in found if each.section == section]
        texts = [each.text for each in self._own]
        self._shown = [tuple(map(folded, one)) for one in shown_lines(texts, hand.lang)]
        self._now = [folded(line.text) for line in lines]
        self._kept = _kept(self._shown, self._now)
        self._gone = [n for n in range(len(self._own)) if n not in self._kept]

    def edits(self) -> Iterator[tuple[int, int, list[str]]]:
        """Yield from which row to which the file changes, and what stands there then."""
        for start, end, gone, before in _gaps(len(self._own), self._kept, len(self._now)):
            content = self._rows_for(start, end, gone)
            for n in gone:
                first, last = self._own[n].line - 1, self._own[n].end
                yield first, last, [*_notes(self._rows[first:last]), *content]
                content = []
            if content:
                at = _row_for(self._rows, self._own, self._section, before)
                if at is None:
                    title = say(f"evaluations.section_{self._section}", self._hand.lang)
                    content = [f"## {title}", "", *content]
                    at = len(self._rows)
                yield at, at, content

    def struck(self) -> list[str]:
        """Return the lines of the file that Word no longer has, once the edits are made."""
        texts = [self._own[n].text for n in self._gone]
        return [line for lines in shown_lines(texts, self._hand.lang) for line in lines]

    def _rows_for(self, start: int, end: int, gone: Sequence[int]) -> list[str]:
        """Return the rows for lines of Word that take the place of some blocks."""
        rows: list[str] = []
        fresh: list[Line] = []
        at = start
        while at < end:
            n = self._moved(at, end)
            if n is None:
                fresh.append(self._lines[at])
                at += 1
                continue
            rows += [*self._new(fresh, gone), "", *self._source(n)]
            fresh = []
            at += len(self._shown[n])
            self._gone.remove(n)
        rows += self._new(fresh, gone)
        return [self._hand.note, *rows[1:]] if rows else []

    def _source(self, n: int) -> list[str]:
        return self._rows[self._own[n].line - 1 : self._own[n].end]

    def _moved(self, at: int, end: int) -> int | None:
        """Return the block that stands at a line of Word as it did elsewhere."""
        for n in self._gone:
            lines = self._shown[n]
            if at + len(lines) <= end and tuple(self._now[at : at + len(lines)]) == lines:
                return n
        return None

    def _new(self, lines: Sequence[Line], gone: Sequence[int]) -> list[str]:
        links = [
            (match[1], f"#{match[2]}")
            for n in gone
            if n in self._gone
            for match in LINK.finditer(self._own[n].text)
        ]
        made = markup(lines, links if lines else (), self._hand.numbered)
        self.lost += made.lost
        return [row for block in made.blocks for row in ("", *block.split("\n"))]


def _kept(shown: Sequence[tuple[str, ...]], now: Sequence[str]) -> dict[int, Kept]:
    """Return the blocks whose lines stand in Word as they did, in their order."""
    flat = [(n, line) for n, lines in enumerate(shown) for line in lines]
    matcher = SequenceMatcher(None, [line for _, line in flat], now, autojunk=False)
    places = {
        match.a + step: match.b + step
        for match in matcher.get_matching_blocks()
        for step in range(match.size)
    }
    kept: dict[int, Kept] = {}
    at = 0
    last = 0
    for n, lines in enumerate(shown):
        found = [places.get(at + step, -1) for step in range(len(lines))]
        at += len(lines)
        if not lines:
            kept[n] = (last, last)  # it holds a picture alone, which nobody can have edited
        elif found[0] >= 0 and found == list(range(found[0], found[0] + len(found))):
            kept[n] = (found[0], found[0] + len(found))
            last = kept[n][1]
    return kept


def _gaps(
    blocks_there: int, kept: dict[int, Kept], count: int
) -> Iterator[tuple[int, int, list[int], int]]:
    """Yield what lies between blocks that are kept: lines of Word, blocks, the block before."""
    start, gone, before = 0, list[int](), -1
    for n in range(blocks_there + 1):
        if n < blocks_there and n not in kept:
            gone.append(n)
            continue
        first, end = kept[n] if n < blocks_there else (count, count)
        if gone or first > start:
            yield start, first, gone, before
        start, gone, before = end, [], n


def _notes(rows: Sequence[str]) -> list[str]:
    """Return the notes for the editor among the rows of a block."""
    found: list[str] = []
    is_open = False
    for row in rows:
        is_open = is_open or row.lstrip().startswith(NOTE)
        if is_open:
            found.append(row)
        is_open = is_open and NOTE_END not in row
    return found


def _row_for(rows: Sequence[str], own: Sequence[Block], section: str, before: int) -> int | None:
    """Return the row before which new text goes; None if the section has no heading yet."""
    if before >= 0:
        return own[before].end
    if own:
        at = own[0].line - 1
        while at and rows[at - 1].lstrip().startswith(NOTE):
            at -= 1
        return at
    for number in range(1, len(rows) + 1):
        # A heading says which section follows: the first word below it is read as its own.
        probe = "\n".join([*rows[:number], "", "x"])
        if rows[number - 1].lstrip().startswith("##") and (
            blocks(probe, "")[0][-1].section == section
        ):
            return number
    return 0 if section == SECTIONS[0] and not any(row.strip() for row in rows) else None


def _spaced(rows: Sequence[str], start: int, end: int, content: list[str]) -> list[str]:
    """Return rows with a blank one where they would touch their neighbours."""
    if not content:
        return []
    before = [""] if start and rows[start - 1].strip() else []
    after = [""] if end < len(rows) and rows[end].strip() else []
    return [*before, *content, *after]
