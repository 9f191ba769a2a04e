"""Cells of a workbook: how they look, text that stays text, numbers and days that are such."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

from minsheng.reports.exhibits.cells import text_width
from minsheng.text.formulas import starts_a_formula
from minsheng.writers.glyphs import visible

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from minsheng.text.language import Lang
    from minsheng.text.number_formats import Number

_LONGEST_TEXT = 32_767  # what Excel takes
_MOST_FORMATS = 200  # of numbers, beyond which Excel may refuse a workbook
_NARROW, _WIDE = 8.0, 48.0  # widths of a column, in characters
_FONT = {"zh": "宋体", "en": "Calibri"}
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
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d( \d\d:\d\d:\d\d(\.\d{1,6})?)?")
# What pandas writes for a value that is missing, which is an empty cell in a workbook.
_MISSING = ("NaN", "NaT", "<NA>")


@dataclass
class Cells:
    """Fills the cells of one workbook, in the font of its language."""

    lang: Lang
    _dressed: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _formats: set[str] = field(default_factory=set)

    def text(  # noqa: PLR0913  how a cell looks, all of which its style is looked up by
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
        """Write a text into a cell."""
        from openpyxl.styles import Alignment, Font, PatternFill

        key = (size, align, background, number_format, *sorted(how.items()))
        if key in self._dressed:
            # Half of the time of a workbook went into looking up styles cell by cell.
            cell._style = copy(self._dressed[key])
        else:
            cell.font = Font(name=_FONT[self.lang], size=size, **how)
            cell.alignment = Alignment(**_ALIGNED[align])
            cell.number_format = number_format
            if background:
                cell.fill = PatternFill("solid", fgColor=background)
            self._dressed[key] = copy(cell._style)
        put(cell, text)
        return cell

    def head(self, sheet: Worksheet, row: int, titles: Sequence[str]) -> None:
        """Write the heads of columns."""
        from openpyxl.styles import Border, PatternFill, Side

        for column, title in enumerate(titles, start=1):
            cell = self.text(sheet.cell(row, column), title, 11, "head", bold=True)
            cell.fill = PatternFill("solid", fgColor="EDEDED")
            cell.border = Border(bottom=Side("thin", color="595959"))

    def stored(self, cell: Cell, shown: str, number: Number | None, align: str, **how: str) -> None:
        """Write what a cell shows: its number, the day or time that it names, or else its text."""
        value, form = (number.value, number.format) if number else moment(shown)
        if len(self._formats | {form}) > _MOST_FORMATS:
            value, form = None, "General"
        self._formats.add(form)
        text = "" if shown in _MISSING else shown
        self.text(cell, text, 11, align, number_format=form, **how)
        if value is not None:
            cell.value = value
            cell.number_format = form  # openpyxl gives a time one of its own


def put(cell: Cell, text: str) -> None:
    """Write `text` into a cell as text, even if it looks like a formula."""
    shown = visible(text)
    if len(shown) > _LONGEST_TEXT:
        shown = shown[: _LONGEST_TEXT - 1] + "…"
    cell.value = shown
    cell.data_type = "s"
    # Shows an apostrophe to who edits the cell: what is typed there stays text.
    cell.quotePrefix = starts_a_formula(shown)


def moment(text: str) -> tuple[dt.date | None, str]:
    """Return the day, or the time of a day, that a text names, and the format that shows it so.

    A time with its zone is none, since a workbook has no zones: its text says which it is.

    Examples
    --------
    >>> moment("2019-06-30"), moment("2019-02-30")
    ((datetime.date(2019, 6, 30), 'yyyy-mm-dd'), (None, 'General'))
    >>> moment("2019-06-30 08:30:00")
    (datetime.datetime(2019, 6, 30, 8, 30), 'yyyy-mm-dd hh:mm:ss')
    """
    named = _MOMENT.fullmatch(text)
    try:
        if named and named[1]:
            form = f"yyyy-mm-dd hh:mm:ss{'.000' if named[2] else ''}"
            return dt.datetime.fromisoformat(text), form
        if named:
            return dt.date.fromisoformat(text), "yyyy-mm-dd"
    except ValueError:
        pass
    return None, "General"


def widen(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of columns to those of their longest texts, within reason."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        room = min(max(width + 2, _NARROW), _WIDE)
        sheet.column_dimensions[get_column_letter(column)].width = room


def heighten(sheet: Worksheet, first: int, last: int) -> None:
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
                    lines, sum(max(1, ceil(width(part) / room)) for part in cell.value.split("\n"))
                )
        sheet.row_dimensions[row[0].row].height = min(lines * _LINE + 3, _HIGHEST)


def width(text: str) -> float:
    """Return the width of the longest line of `text`; a Chinese character counts as two."""
    lines = text.split("\n")
    return float(max(map(text_width, lines)))
