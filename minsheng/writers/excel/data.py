"""The sheet of a tidy table: its heads in the first row, ids, numbers and days as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.text.language import say
from minsheng.writers.excel.cells import DAY_FORMAT, Cells, day_of, put, widen, width

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from minsheng.reports.exhibits import Table

_IN_FULL = 40  # rows that are measured for the widths of columns


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
            if value is not None:
                sheet.cell(at, column, value)
            elif day := day_of(shown):
                sheet.cell(at, column, day).number_format = DAY_FORMAT
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
