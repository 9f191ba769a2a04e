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
_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
DAY_FORMAT = "yyyy-mm-dd"


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
        """Write what a cell shows: as its number, as a day where it names one, or else as text."""
        day = None if number else day_of(shown)
        form = number.format if number else DAY_FORMAT if day else "General"
        if len(self._formats | {form}) > _MOST_FORMATS:
            number, day, form = None, None, "General"
        self._formats.add(form)
        self.text(cell, shown, 11, align, number_format=form, **how)
        if number or day:
            cell.value = number.value if number else day


def put(cell: Cell, text: str) -> None:
    """Write `text` into a cell as text, even if it looks like a formula."""
    shown = visible(text)
    if len(shown) > _LONGEST_TEXT:
        shown = shown[: _LONGEST_TEXT - 1] + "…"
    cell.value = shown
    cell.data_type = "s"
    # Shows an apostrophe to who edits the cell: what is typed there stays text.
    cell.quotePrefix = starts_a_formula(shown)


def day_of(text: str) -> dt.date | None:
    """Return the day that a text names and nothing else, such as 2019-06-30; else None.

    Examples
    --------
    >>> day_of("2019-06-30"), day_of("2019-02-30")
    (datetime.date(2019, 6, 30), None)
    """
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


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
