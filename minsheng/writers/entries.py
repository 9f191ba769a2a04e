"""List the numbers in the sentences, tables and figures of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from minsheng.reports.exhibits import Figure, Table
from minsheng.reports.exhibits.cells import PADDING
from minsheng.writers.document import Document, Heading, Inline, Listing, Paragraph, plain

Kind = Literal["sentence", "table", "figure"]


class Entry(NamedTuple):
    """A number of a sentence, or a cell of a table."""

    kind: Kind  # where the number is: in a sentence, a table, or a table behind a figure
    id: str  # of the row or computation that it comes from
    shown: str  # the text shown
    section: str = ""  # the nearest heading above; empty before the first heading
    exhibit: str = ""  # the caption of the table or the figure; empty for a sentence
    # The first cell of the row; the name and the title of the column.
    row: str = ""
    column: str = ""
    title: str = ""
    value: float | None = None  # the number behind the text shown, or None


def entries(document: Document) -> Iterator[Entry]:
    """Yield the numbers of all sentences and the cells of all tables, in the order of a report.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> line = (Run("差距"), Run("4个百分点", number="gaps:a.gap", value=4.0))
    >>> [(each.id, each.shown) for each in entries(Document("zh", "", "", (Paragraph(line),)))]
    [('gaps:a.gap', '4个百分点')]
    """
    section = ""
    for block in document.blocks:
        match block:
            case Heading():
                section = plain(block.text)
            case Paragraph():
                yield from _line_entries(block.text, section)
            case Listing():
                for item in block.items:
                    yield from _line_entries(item, section)
            case Table():
                yield from _table_entries(block, section, "table", block.shown_caption())
            case Figure():
                for table in block.tables:
                    yield from _table_entries(table, section, "figure", block.shown_caption())


def _line_entries(line: Inline, section: str) -> Iterator[Entry]:
    for run in line:
        if run.number:
            yield Entry("sentence", run.number, run.text, section, value=run.value)


def _table_entries(table: Table, section: str, kind: Kind, exhibit: str) -> Iterator[Entry]:
    for row in table.shown_rows():
        for column, shown, value in zip(table.columns, row.cells, row.values, strict=True):
            yield Entry(
                kind,
                row.id,
                shown.strip(PADDING),
                section,
                exhibit,
                row.cells[0],
                column.name,
                column.title,
                None if value is None else float(value),
            )
