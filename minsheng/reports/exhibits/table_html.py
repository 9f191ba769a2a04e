"""The rows and columns of a table as the template ``exhibits.html`` reads them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from minsheng.reports.exhibits.cells import PADDING, Colours, Column, Row

if TYPE_CHECKING:
    from markupsafe import Markup

Anchor = tuple[str, bool]  # an id that the page has only once, and whether it is the row's own
_A_SENTENCE = 60  # characters
_FEW_ROWS = 12  # what is kept on one sheet when printed
_MANY_COLUMNS = 10  # what is printed across the sheet
_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")


class HtmlRow(NamedTuple):
    """A row of a table as the template ``exhibits.html`` reads it.

    `cells` are the cells after the first, each with its class, its sorting value, its padding and
    its colours as CSS; `line` is the drawing of the row. The padding is no text of the cell, and so
    is not copied with it: a style sheet shows it.
    """

    first: str
    first_colours: str
    cells: list[tuple[Markup, Markup, str, str, str]]
    id: str
    anchor: str
    is_first: bool
    line: Markup | str


def laid_out(
    rows: Sequence[Row], columns: Sequence[Column], anchor: Callable[[str], Anchor] | None
) -> tuple[str, list[tuple[Column, Markup]], list[tuple[str, list[HtmlRow]]]]:
    """Return the HTML classes of a table, its columns with theirs, and its rows by group.

    `anchor` gives the id of a row in its page; without it rows have no id.
    """
    classed = [
        (column, _setting(column, [row.cells[at] for row in rows]))
        for at, column in enumerate(columns)
    ]
    kind = "table whole" if len(rows) <= _FEW_ROWS else "table"
    kind += " broad" if len(columns) >= _MANY_COLUMNS else ""
    groups = [
        (heading, [_html_row(row, classed, anchor) for row in some])
        for heading, some in groupby(rows, lambda row: row.group)
    ]
    return kind, classed, groups


def _setting(column: Column, cells: list[str]) -> Markup:
    """Return the HTML classes of a column; a column of long texts gets the class ``wide``."""
    from markupsafe import Markup

    wide = column.align == "text" and max(map(len, cells), default=0) >= _A_SENTENCE
    return Markup(f"{column.align} wide" if wide else column.align)


def _html_row(
    row: Row, columns: list[tuple[Column, Markup]], anchor: Callable[[str], Anchor] | None
) -> HtmlRow:
    from markupsafe import Markup

    own, is_first = anchor(row.id) if row.id and anchor else ("", False)
    cells = [
        (
            setting,
            Markup(_sorted_by(value, cell) if column.align == "number" else ""),
            *_without_padding(cell),
            _css(colours),
        )
        for (column, setting), value, cell, colours in zip(
            columns, row.values, row.cells, row.colours, strict=True
        )
    ]
    first, _ = _without_padding(row.cells[0])
    line = row.line.svg() if row.line else ""
    return HtmlRow(first, _css(row.colours[0]), cells[1:], row.id, own, is_first, line)


def _without_padding(cell: str) -> tuple[str, str]:
    bare = cell.rstrip(PADDING)
    return bare, cell[len(bare) :]


def _css(colours: Colours) -> str:
    """Return the colours of a cell as CSS; empty if it has none."""
    parts = (("background", colours.background), ("color", colours.text))
    return ";".join(f"{name}:{colour}" for name, colour in parts if colour)


def _sorted_by(value: float | None, cell: str) -> str:
    """Return the number that a cell is sorted by: `value`, or else the first number in its text."""
    if value is not None and math.isfinite(value):
        return repr(value)
    shown = _NUMBER.search(cell)
    return shown[0].replace(",", "").replace("−", "-") if shown else ""
