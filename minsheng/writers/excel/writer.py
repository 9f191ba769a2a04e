"""Write Excel workbooks: tidy data first, then a cover, contents, and one sheet for each table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Figure, Table
from minsheng.text.language import say, using
from minsheng.text.shortening import MOST_ROWS
from minsheng.writers.archive import packed, parts
from minsheng.writers.document import Document, Heading, plain
from minsheng.writers.excel.cells import Cells
from minsheng.writers.excel.front import (
    Sheet,
    sources_of,
    write_contents,
    write_cover,
    write_sources,
)
from minsheng.writers.excel.names import sheet_name
from minsheng.writers.excel.sheets import write_data, write_table
from minsheng.writers.glyphs import visible
from minsheng.writers.origin import fields_of

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NO_DAY = dt.datetime(2000, 1, 1)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


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
    with using(document.lang):
        _write(document, book)
    buffer = BytesIO()
    book.save(buffer)
    content = parts(buffer.getvalue())
    # openpyxl writes the time of saving, whatever it is told.
    content[_CORE] = _MODIFIED.sub(rb"\g<1>" + _NO_DAY.isoformat().encode() + b"Z", content[_CORE])
    return packed(content)


def _write(document: Document, book: Workbook) -> None:
    lang, cells = document.lang, Cells(document.lang)
    sheets = []
    for section, table in _tables(document):
        if table.tidy:
            name = sheet_name(say("documents.sheet_data", lang), book.sheetnames)
            write_data(_sheet(book, name, document), table, cells)
            sheets.append(Sheet(name, section, table))
    cover = _sheet(book, say("documents.sheet_cover", lang), document)
    book.active = cover  # who opens the workbook reads first what it is
    contents = _sheet(book, say("documents.sheet_contents", lang), document)
    for place, section, table in _numbered_tables(document):
        label = f"{say('documents.numbered_table', lang)}{place}"
        short = label if lang == "zh" else str(place)  # English needs the room for words
        name = sheet_name(f"{short} {table.caption}", book.sheetnames)
        write_table(_sheet(book, name, document), table, label, document, cells)
        sheets.append(Sheet(name, section, table))
    write_cover(cover, document, sheets, cells)
    write_contents(contents, document, sheets, cells)
    if sources := sources_of(document):
        write_sources(_sheet(book, say("documents.sheet_sources", lang), document), sources, cells)


def _sheet(book: Workbook, name: str, document: Document) -> Worksheet:
    sheet = book.create_sheet(name)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "— &P —"
    if document.marks:
        signs = [say(f"documents.{mark}", document.lang) for mark in document.marks]
        sheet.oddHeader.center.text = " · ".join(signs)
    return sheet


def _numbered_tables(document: Document) -> Iterator[tuple[int, str, Table]]:
    """Yield each table with its number and its section.

    A table with a caption in the text has the number that it has in a PDF and a Word document,
    which number no others; those follow.
    """
    read = document.to_read().blocks
    shown = {id(block) for block in read if isinstance(block, Table) and block.caption}
    numbers, further = count(1), count(len(shown) + 1)
    for section, table in _tables(document):
        if table.tidy:
            continue
        yield next(numbers if id(table) in shown else further), section, table


def _tables(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield each table with its section; of those behind figures, what pages cut or leave out."""
    section, apart = "", say("documents.only_in_workbook", document.lang)
    named = [block for block in document.blocks if isinstance(block, Table)]
    for block in document.blocks:
        if isinstance(block, Heading):
            section = plain(block.text)
        elif isinstance(block, Table):
            yield apart if block.only_in_workbook else section, block
        elif isinstance(block, Figure):
            for table in block.tables:
                beyond_pages = table.only_in_workbook or len(table.rows) > MOST_ROWS
                if beyond_pages and table not in named:
                    named.append(table)
                    yield apart if table.only_in_workbook else section, table
