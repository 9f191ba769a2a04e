"""The sheets of tables: tidy ones for computing, and those that the report shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.reports.exhibits.cells import PADDING
from minsheng.text.language import say
from minsheng.text.number_formats import number, number_with_words
from minsheng.writers.excel.cells import Cells, heighten, moment, put, widen, width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from minsheng.reports.exhibits import Table
    from minsheng.writers.document import Document

_IN_FULL = 40  # rows that are measured for the widths of columns
HEAD_ROW = 3
"""The row with the heads of the columns, below the caption and the plan."""


def write_data(sheet: Worksheet, table: Table, cells: Cells) -> None:
    """Write a tidy table; its marks of made-up data and of an assumed plan are columns of it."""
    from openpyxl.utils import get_column_letter

    marks = {
        say(f"labels.csv_{mark}", cells.lang): sign
        for mark, sign in (("synthetic", SYNTHETIC), ("hypothetical", HYPOTHETICAL))
        if getattr(table, mark)
    }
    titles = [*table.titles, *marks]
    cells.head(sheet, 1, titles)
    rows = table.shown_rows()
    for at, row in enumerate(rows, start=2):
        for column, (shown, value) in enumerate(zip(row.cells, row.values, strict=True), start=1):
            day, form = moment(shown) if value is None else (None, "")
            if value is not None:
                sheet.cell(at, column, value)
            elif day:
                sheet.cell(at, column, day).number_format = form
            elif shown:
                put(sheet.cell(at, column), shown)
        for column, sign in enumerate(marks.values(), start=len(table.columns) + 1):
            put(sheet.cell(at, column), sign)
    columns = zip(*(row.cells for row in rows[:_IN_FULL]), strict=True)
    longest = [max(map(width, cells_of)) for cells_of in columns] or [0.0] * len(table.columns)
    longest += list(map(width, marks.values()))
    widen(sheet, [max(*both) for both in zip(longest, map(width, titles), strict=True)])
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    if titles:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(titles))}{len(rows) + 1}"


def write_table(
    sheet: Worksheet, table: Table, label: str, document: Document, cells: Cells
) -> None:
    """Write a table below its caption, with its notes after it.

    `label` is its number in the report.
    """
    from openpyxl.utils import get_column_letter

    grouped, known = any(table.groups), any(table.ids)
    titles = [
        *([say("documents.column_group", cells.lang)] if grouped else []),
        *table.titles,
        *([say("documents.column_id", cells.lang)] if known else []),
    ]
    cells.text(sheet["A1"], f"{label}　{table.shown_caption()}", 14, "flush", bold=True)
    cells.text(sheet["A2"], document.eyebrow, 10, "flush")
    cells.head(sheet, HEAD_ROW, titles)
    first = 2 if grouped else 1
    widths = [width(title) for title in titles]
    for at, row in enumerate(table.shown_rows(), start=HEAD_ROW + 1):
        if grouped:
            cells.text(sheet.cell(at, 1), row.group)
            widths[0] = max(widths[0], width(row.group))
        in_order = zip(row.cells, row.values, table.numeric, row.colours, strict=True)
        for column, (padded, value, numeric, colours) in enumerate(in_order, start=first):
            shown = padded.strip(PADDING)
            found = number(shown, value) if numeric else None
            if found is None and column > first:  # the first names what the row is about
                found = number_with_words(shown)
            cells.stored(
                sheet.cell(at, column),
                shown,
                found,
                "number" if numeric else "text",
                background=colours.background[1:],
                **({"color": colours.text[1:]} if colours.text else {}),
            )
            # A number in 万 is stored in full, which is longer.
            full = f"{found.value:,.0f}{found.format.rpartition('0')[2]}" if found else ""
            widths[column - 1] = max(widths[column - 1], width(padded), width(full))
        if known:
            # Ids are for looking up; they make no row higher.
            cells.text(sheet.cell(at, len(titles)), row.id, 11, "id", color="595959")
            widths[-1] = max(widths[-1], width(row.id))
    widen(sheet, widths)
    last = HEAD_ROW + len(table.rows)
    heighten(sheet, HEAD_ROW, last)
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, first + 1)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    if titles and table.rows:
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(titles))}{last}"
    elif titles:
        last += 1
        cells.text(sheet.cell(last, 1), say("labels.no_rows", cells.lang))
    for at, text in enumerate(_below(table, document), start=last + 2):
        cells.text(sheet.cell(at, 1), text, 10, "flush")


def _below(table: Table, document: Document) -> list[str]:
    """Return the notes below a table, and the source if it is of the data package."""
    known = any(table.ids)  # tables of one's own have no rows of a package
    source = str(document.properties.get("fingerprint", "")) if known else ""
    words = say("documents.source", document.lang, fingerprint=source)
    return [*table.notes, *([words] if source else [])]
