"""Write Excel workbooks: a cover, a table of contents, and one sheet for each table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from math import ceil
from typing import TYPE_CHECKING, Any

from minsheng.reports.exhibits import Colours, Figure, Table
from minsheng.reports.exhibits.cells import PADDING, text_width
from minsheng.text.formulas import starts_a_formula
from minsheng.text.language import say
from minsheng.text.shortening import MOST_ROWS
from minsheng.writers.archive import packed, parts
from minsheng.writers.document import (
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Unreadable,
    plain,
)
from minsheng.writers.excel.numbers import number
from minsheng.writers.glyphs import visible
from minsheng.writers.origin import fields_of

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NO_DAY = dt.datetime(2000, 1, 1)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # what Excel takes, in its own units
_NARROW, _WIDE = 8.0, 48.0  # widths of a column, in characters
_FONT = {"zh": "宋体", "en": "Calibri"}
_HEAD_ROW = 3
_BETWEEN_IDS = "  "
# A line that is flush runs on over empty cells; ids make no row higher; a number stands a step
# away from the text of the next column.
_ALIGNED: Mapping[str, Mapping[str, Any]] = {
    "text": {"vertical": "top", "wrap_text": True},
    "flush": {"vertical": "center", "wrap_text": False},
    "id": {"vertical": "top", "indent": 1},
    "number": {"horizontal": "right", "vertical": "top", "indent": 1},
    "head": {"horizontal": "center", "vertical": "center", "wrap_text": True},
}
_LINE, _HIGHEST = 14.5, 409.0  # points; Excel takes no higher row


def xlsx(document: Document) -> bytes:
    """Return the tables of `document` as a workbook; the same document gives the same bytes.

    Examples
    --------
    >>> xlsx(Document("zh", "所需增速", "", ()))[:2]
    b'PK'
    """
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    book = Workbook()
    book.remove(book.active)
    properties = book.properties
    properties.title = visible(document.title)
    properties.subject = visible(document.eyebrow)
    properties.creator = ""
    properties.language = "zh-CN" if document.lang == "zh" else "en-GB"
    properties.created = _NO_DAY
    for name, text in fields_of(document).items():
        book.custom_doc_props.append(StringProperty(name=name, value=text))
    _Writer(document, book).write()
    buffer = BytesIO()
    book.save(buffer)
    content = parts(buffer.getvalue())
    # openpyxl writes the time of saving, whatever it is told.
    content[_CORE] = _MODIFIED.sub(rb"\g<1>" + _NO_DAY.isoformat().encode() + b"Z", content[_CORE])
    return packed(content)


def put(cell: Cell, text: str) -> None:
    """Write `text` into a cell as text, even if it looks like a formula."""
    shown = visible(text)
    if len(shown) > _LONGEST_TEXT:
        shown = shown[: _LONGEST_TEXT - 1] + "…"
    cell.value = shown
    cell.data_type = "s"
    # Shows an apostrophe to who edits the cell: what is typed there stays text.
    cell.quotePrefix = starts_a_formula(shown)


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a valid name for a sheet that is not among `taken`.

    Examples
    --------
    >>> sheet_name("表1 目标/基期: 逐年", set()), sheet_name("a", {"A"})
    ('表1 目标 基期 逐年', 'a 2')
    """
    name = " ".join(_FORBIDDEN.sub(" ", visible(wanted)).split()).strip("'")
    others = {each.lower() for each in taken}
    for attempt in range(1, len(taken) + 2):
        tail = f" {attempt}" if attempt > 1 else ""
        short = _cut(name, _LONGEST_NAME - len(tail)).rstrip(" '") + tail
        if short.lower() not in others:
            return short
    raise AssertionError


def _cut(text: str, units: int) -> str:
    """Return the beginning of `text`, at most `units` UTF-16 code units long."""
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text


@dataclass
class _Writer:
    document: Document
    book: Workbook
    names: list[tuple[str, str, Table]] = field(default_factory=list)
    dressed: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def write(self) -> None:
        cover = self._sheet(self._say("sheet_cover"))
        contents = self._sheet(self._say("sheet_contents"))
        for place, section, table in _numbered_tables(self.document):
            label = f"{self._say('numbered_table')}{place}"
            name = sheet_name(f"{label} {table.shown_caption()}", set(self.book.sheetnames))
            self.names.append((name, section, table))
            self._table(self._sheet(name), table, label)
        self._cover(cover)
        self._contents(contents)

    def _say(self, key: str, /, **values: object) -> str:
        return say(f"documents.{key}", self.document.lang, **values)

    def _sheet(self, name: str) -> Worksheet:
        sheet = self.book.create_sheet(name)
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.center.text = "— &P —"
        if self.document.marks:
            sheet.oddHeader.center.text = " · ".join(map(self._say, self.document.marks))
        return sheet

    def _text(  # noqa: PLR0913  how a cell looks, all of which its style is looked up by
        self,
        cell: Cell,
        text: str,
        size: float = 11,
        align: str = "text",
        *,
        background: str = "",
        number_format: str = "General",
        **how: str | bool,
    ) -> Cell:
        from openpyxl.styles import Alignment, Font, PatternFill

        key = (size, align, background, number_format, *sorted(how.items()))
        if key in self.dressed:
            # Half of the time of a workbook went into looking up styles cell by cell.
            cell._style = copy(self.dressed[key])
        else:
            cell.font = Font(name=_FONT[self.document.lang], size=size, **how)
            cell.alignment = Alignment(**_ALIGNED[align])
            cell.number_format = number_format
            if background:
                cell.fill = PatternFill("solid", fgColor=background)
            self.dressed[key] = copy(cell._style)
        put(cell, text)
        return cell

    def _cover(self, sheet: Worksheet) -> None:
        """Write the cover: title, answer, sources and warnings."""
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 88
        properties = self.document.properties
        self._text(sheet["A1"], self.document.title, 18, "flush", bold=True)
        row = 2
        for mark in self.document.marks:
            words = f"{self._say(mark)}  {self._say(f'{mark}_meaning')}"
            self._text(sheet.cell(row, 1), words, 12, "flush", bold=True, color="9C0006")
            row += 1
        facts = [
            ("cover_plan", self.document.eyebrow),
            ("cover_report", str(properties.get("page_title", ""))),
            ("cover_period", str(properties.get("period", ""))),
            ("cover_fingerprint", str(properties.get("fingerprint", ""))),
            ("cover_what", self._meaning()),
        ]
        for key, text in facts:
            if text:
                row += 1
                self._text(sheet.cell(row, 1), self._say(key), bold=True)
                self._text(sheet.cell(row, 2), text)
        first = row + 2
        sheet.column_dimensions["C"].width = _WIDE
        for row, (text, ids) in enumerate(_said(self.document), start=first):
            if row == first:
                self._text(sheet.cell(row, 1), self._say("cover_findings"), bold=True)
            self._text(sheet.cell(row, 2), text)
            if ids:
                # What the numbers of the sentence come from, for looking up.
                beside = _BETWEEN_IDS.join(ids)
                self._text(sheet.cell(row, 3), beside, 9, "id", color="595959")
        _heighten(sheet, 2, sheet.max_row)
        # Ids are for looking up: printed beside the sentences they would make those too small.
        sheet.print_area = f"A1:B{sheet.max_row}"

    def _meaning(self) -> str:
        meaning = self._say("cover_meaning", n=len(self.names))
        known = any(any(table.ids) for _, _, table in self.names)
        return self._say("cover_ids", meaning=meaning) if known else meaning

    def _contents(self, sheet: Worksheet) -> None:
        from openpyxl.styles import Alignment
        from openpyxl.worksheet.hyperlink import Hyperlink

        for column, width in zip("ABCD", (34, 56, 34, 8), strict=True):
            sheet.column_dimensions[column].width = width
        self._head(
            sheet,
            1,
            [self._say(f"contents_{key}") for key in ("sheet", "caption", "section", "rows")],
        )
        for row, (name, section, table) in enumerate(self.names, start=2):
            cell = self._text(sheet.cell(row, 1), name, color="1F4E79", underline="single")
            place = "'" + name.replace("'", "''") + "'!A1"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=name)
            self._text(sheet.cell(row, 2), table.shown_caption())
            self._text(sheet.cell(row, 3), section)
            rows = sheet.cell(row, 4, len(table.rows))
            rows.number_format, rows.alignment = "0", Alignment(vertical="top")
        if not self.names:
            self._text(sheet.cell(2, 1), say("labels.no_rows", self.document.lang))
        _heighten(sheet, 1, sheet.max_row)
        sheet.freeze_panes = "A2"

    def _head(self, sheet: Worksheet, row: int, titles: list[str]) -> None:
        from openpyxl.styles import Border, PatternFill, Side

        for column, title in enumerate(titles, start=1):
            cell = self._text(sheet.cell(row, column), title, 11, "head", bold=True)
            cell.fill = PatternFill("solid", fgColor="EDEDED")
            cell.border = Border(bottom=Side("thin", color="595959"))

    def _table(self, sheet: Worksheet, table: Table, label: str) -> None:
        from openpyxl.utils import get_column_letter

        grouped, known = any(table.groups), any(table.ids)
        titles = [
            *([self._say("column_group")] if grouped else []),
            *table.titles,
            *([self._say("column_id")] if known else []),
        ]
        self._text(sheet["A1"], f"{label}　{table.shown_caption()}", 14, "flush", bold=True)
        self._text(sheet["A2"], self.document.eyebrow, 10, "flush")
        self._head(sheet, _HEAD_ROW, titles)
        first = 2 if grouped else 1
        widths = [_width(title) for title in titles]
        for at, row in enumerate(table.shown_rows(), start=_HEAD_ROW + 1):
            if grouped:
                self._text(sheet.cell(at, 1), row.group)
                widths[0] = max(widths[0], _width(row.group))
            cells = zip(row.cells, row.values, table.numeric, row.colours, strict=True)
            for column, (shown, value, numeric, colours) in enumerate(cells, start=first):
                self._cell(sheet.cell(at, column), shown, value, numeric, colours)
                widths[column - 1] = max(widths[column - 1], _width(shown))
            if known:
                # Ids are for looking up; they make no row higher.
                self._text(sheet.cell(at, len(titles)), row.id, 11, "id", color="595959")
                widths[-1] = max(widths[-1], _width(row.id))
        for column, width in enumerate(widths, start=1):
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = min(max(width + 2, _NARROW), _WIDE)
        last = _HEAD_ROW + len(table.rows)
        _heighten(sheet, _HEAD_ROW, last)
        sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, first + 1)
        sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
        if titles and table.rows:
            sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(titles))}{last}"
        elif titles:
            last += 1
            self._text(sheet.cell(last, 1), say("labels.no_rows", self.document.lang))
        self._below(sheet, table, last + 2)

    def _below(self, sheet: Worksheet, table: Table, row: int) -> None:
        """Write the notes below a table, and the source if it is of the data package."""
        known = any(table.ids)  # tables of one's own have no rows of a package
        source = str(self.document.properties.get("fingerprint", "")) if known else ""
        lines = [*table.notes, *([self._say("source", fingerprint=source)] if source else [])]
        for at, text in enumerate(lines, start=row):
            self._text(sheet.cell(at, 1), text, 10, "flush")

    def _cell(
        self, cell: Cell, shown: str, value: float | None, numeric: bool, colours: Colours
    ) -> None:
        stored = number(shown, value) if numeric else None
        how = {"color": colours.text[1:]} if colours.text else {}
        self._text(
            cell,
            shown.strip(PADDING),
            11,
            "number" if numeric else "text",
            background=colours.background[1:],
            number_format=stored.format if stored else "General",
            **how,
        )
        if stored:
            cell.value = stored.value


def _heighten(sheet: Worksheet, first: int, last: int) -> None:
    """Set the height of rows to that of their text, since not every program does so itself."""
    rooms = {column.index: column.width - 1 for column in sheet.column_dimensions.values()}
    for row in sheet.iter_rows(first, last):
        lines = 1
        for cell in row:
            # Most texts are short: to look at how a cell is aligned takes longer than at its text.
            if isinstance(cell.value, str) and (
                len(cell.value) * 2 > rooms[cell.column_letter] or "\n" in cell.value
            ):
                if not cell.alignment.wrap_text:
                    continue
                room = rooms[cell.column_letter]
                lines = max(
                    lines, sum(max(1, ceil(_width(part) / room)) for part in cell.value.split("\n"))
                )
        sheet.row_dimensions[row[0].row].height = min(lines * _LINE + 3, _HIGHEST)


def _numbered_tables(document: Document) -> Iterator[tuple[int, str, Table]]:
    """Yield each table with its number and its section.

    A table with a caption in the text has the number that it has in a PDF and a Word document,
    which number no others; those follow.
    """
    read = document.to_read().blocks
    shown = {id(block) for block in read if isinstance(block, Table) and block.caption}
    numbers, further = count(1), count(len(shown) + 1)
    for section, table in _tables(document):
        yield next(numbers if id(table) in shown else further), section, table


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield each table with its section; of those behind figures, what pages cut or leave out."""
    section = ""
    named = [block for block in document.blocks if isinstance(block, Table)]
    for block in document.blocks:
        if isinstance(block, Heading):
            section = plain(block.text)
        elif isinstance(block, Table):
            yield section, block
        elif isinstance(block, Figure):
            for table in block.tables:
                beyond_pages = table.only_in_workbook or len(table.rows) > MOST_ROWS
                if beyond_pages and table not in named:
                    named.append(table)
                    yield section, table


def _said(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of the answer with the ids of their numbers, and what could not be shown."""
    for block in document.blocks:
        match block:
            case Paragraph(role="answer" | "warning"):
                yield plain(block.text), _ids(block.text)
            case Listing(role="answer"):
                yield from ((plain(item), _ids(item)) for item in block.items)
            case Unreadable() | Failure():
                yield block.text, []


def _ids(line: Inline) -> list[str]:
    """Return the ids of the numbers of a line, each once."""
    return list(dict.fromkeys(run.number for run in line if run.number))


def _width(text: str) -> float:
    """Return the width of the longest line of `text`; a Chinese character counts as two."""
    lines = text.split("\n")
    return float(max(map(text_width, lines)))
