"""What stands round the tables of a workbook: its cover, its contents, and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from minsheng.reports.exhibits import Table
from minsheng.text.language import say
from minsheng.version import __version__
from minsheng.writers.document import (
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Run,
    Unreadable,
    first_annex,
    plain,
)
from minsheng.writers.excel.cells import Cells, heighten
from minsheng.writers.origin import origin_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

BETWEEN_IDS = "  "


class Sheet(NamedTuple):
    """The sheet of a table: its name, the section of the report that it is of, the table."""

    name: str
    section: str
    table: Table


def write_cover(sheet: Worksheet, document: Document, sheets: list[Sheet], cells: Cells) -> None:
    """Write the cover: title, warnings, what the report is, its findings."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 88
    properties = document.properties
    cells.text(sheet["A1"], document.title, 18, "flush", bold=True)
    row = 2
    for mark in document.marks:
        words = f"{_say(mark, document)}  {_say(f'{mark}_meaning', document)}"
        cells.text(sheet.cell(row, 1), words, 12, "flush", bold=True, color="9C0006")
        row += 1
    facts = [
        ("cover_plan", document.eyebrow),
        ("cover_report", str(properties.get("page_title", ""))),
        ("cover_period", str(properties.get("period", ""))),
        ("cover_what", _meaning(document, sheets)),
    ]
    for key, text in facts:
        if text:
            row += 1
            cells.text(sheet.cell(row, 1), _say(key, document), bold=True)
            cells.text(sheet.cell(row, 2), text)
    for below, (label, line) in enumerate(_findings(document), start=row + 2):
        cells.text(sheet.cell(below, 1), label, bold=True)
        cells.text(sheet.cell(below, 2), plain(line))
    heighten(sheet, 2, sheet.max_row)


def _meaning(document: Document, sheets: list[Sheet]) -> str:
    shown = [each for each in sheets if not each.table.tidy]
    meaning = _say("cover_meaning", document, n=len(shown)) if shown else ""
    if any(any(each.table.ids) for each in shown):
        meaning = _say("cover_ids", document, meaning=meaning)
    for each in sheets:
        if each.table.tidy:
            meaning = _say("cover_data", document, meaning=meaning, sheet=each.name)
    return meaning.strip()


def write_contents(sheet: Worksheet, document: Document, sheets: list[Sheet], cells: Cells) -> None:
    """Write the list of the sheets, each with a link, its caption, section and number of rows."""
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.hyperlink import Hyperlink

    for column, room in zip("ABCD", (34, 56, 34, 8), strict=True):
        sheet.column_dimensions[column].width = room
    heads = ("sheet", "caption", "section", "rows")
    cells.head(sheet, 1, [_say(f"contents_{key}", document) for key in heads])
    for row, (name, section, table) in enumerate(sheets, start=2):
        cell = cells.text(sheet.cell(row, 1), name, color="1F4E79", underline="single")
        place = "'" + name.replace("'", "''") + "'!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=name)
        cells.text(sheet.cell(row, 2), table.shown_caption())
        cells.text(sheet.cell(row, 3), section)
        rows = sheet.cell(row, 4, len(table.rows))
        rows.number_format, rows.alignment = "0", Alignment(vertical="top")
    if not sheets:
        cells.text(sheet.cell(2, 1), say("labels.no_rows", document.lang))
    heighten(sheet, 1, sheet.max_row)
    sheet.freeze_panes = "A2"


def sources_of(document: Document) -> list[tuple[str, str]]:
    """Return what the numbers of a report come from: a label and a text each.

    For looking up: the fingerprint of the data, notebook, parameters and version, the closing notes
    of a report that is signed, which it is handed in without, then the ids of
    the numbers of each finding under its label on the cover.
    """
    fingerprint, origin = str(document.properties.get("fingerprint", "")), origin_of(document)
    facts = [("cover_fingerprint", fingerprint)] if fingerprint else []
    if origin:
        parameters = BETWEEN_IDS.join(
            f"{name}={value}"
            for name, value in origin.parameters.items()
            if value not in ("", None)
        )
        facts += [("source_notebook", origin.notebook), ("source_parameters", parameters)]
        facts.append(("source_version", __version__))
    ids = [(label, BETWEEN_IDS.join(_ids(line))) for label, line in _findings(document)]
    named = [(label, text) for label, text in ids if text]
    head = [(_say("source_ids", document), "")] if named else []
    notes = [(_say("source_note", document), plain(each.text)) for each in document.closing_notes]
    shown = [(_say(key, document), text) for key, text in facts if text]
    return [*shown, *(notes if document.is_signed else []), *head, *named]


def write_sources(sheet: Worksheet, sources: list[tuple[str, str]], cells: Cells) -> None:
    """Write the result of `sources_of`."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 96
    for row, (label, text) in enumerate(sources, start=1):
        cells.text(sheet.cell(row, 1), label, 11, "text" if text else "flush", bold=True)
        cells.text(sheet.cell(row, 2), text, color="595959")
    heighten(sheet, 1, sheet.max_row)


def _findings(document: Document) -> Iterator[tuple[str, Inline]]:
    """Yield the lines of the answer and what could not be shown, each with its label.

    A report that is signed has no answer of its own: its overall judgement stands for it, the first
    paragraph of the second section.
    """
    lines: list[Inline] = []
    sections, annex = 0, first_annex(document)
    for block in takewhile(lambda block: block is not annex, document.blocks):
        match block:
            case Heading():
                sections += 1
            case Paragraph(role="answer" | "warning"):
                lines.append(block.text)
            case Paragraph() if document.is_signed and sections == 2 and not lines:
                lines.append(block.text)
            case Listing(role="answer"):
                lines += block.items
            case Unreadable() | Failure():
                lines.append((Run(block.text),))
    for number, line in enumerate(lines, start=1):
        yield _say("cover_finding", document, n=number), line


def _ids(line: Inline) -> list[str]:
    """Return the ids of the numbers of a line, each once."""
    return list(dict.fromkeys(run.number for run in line if run.number))


def _say(key: str, document: Document, /, **values: object) -> str:
    return say(f"documents.{key}", document.lang, **values)
