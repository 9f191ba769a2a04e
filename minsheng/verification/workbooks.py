"""Read an Excel report."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from minsheng.text.language import LANGUAGES, say
from minsheng.verification.comparing import Report
from minsheng.writers.archive import require_moderate
from minsheng.writers.entries import Entry
from minsheng.writers.origin import read_fields

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# Other programs write the words beside a number without quotes, or behind a backslash.
_WORDS = r'((?:"[^"]*"|\\.|[^"\\0#,.;])*)'
_FORMAT = re.compile(rf"{_WORDS}(#,##)?0(?:\.(0+))?{_WORDS}")
_QUOTES = re.compile(r'"|\\(?=.)')
_HEAD_ROW = 3
_MOST_CELLS = 10**6  # many times what any sheet of a report has


def read_workbook(raw: bytes) -> Report:
    """Return the origin, numbers and table cells of a workbook.

    Raises
    ------
    ValueError
        With a message for users, where it unpacks to too much or a sheet is too large.
    """
    from openpyxl import load_workbook

    require_moderate(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not keep is nothing that is read here
        book = load_workbook(BytesIO(raw))
    for sheet in book.worksheets:
        # One cell far out makes a small file that is looked through for minutes.
        if sheet.max_row * sheet.max_column > _MOST_CELLS:
            raise ValueError(say("verification.sheet_too_large", sheet=sheet.title))
    fields = {item.name: str(item.value) for item in book.custom_doc_props.props}
    cover, tables = book.worksheets[:1], book.worksheets[2:]
    entries = [entry for sheet in cover for entry in _cover(sheet)]
    entries += [entry for sheet in tables for entry in _table(sheet)]
    return Report(read_fields(fields), tuple(entries))


def _cover(sheet: Worksheet) -> Iterator[Entry]:
    """Yield the sentences that have ids beside them; each is one entry."""
    for _, text, ids, *_ in sheet.iter_rows(min_col=1, max_col=3):
        if ids.value:
            yield Entry("sentence", str(ids.value), shown(text), sheet.title)


def _table(sheet: Worksheet) -> Iterator[Entry]:
    head = [shown(cell) for cell in sheet[_HEAD_ROW]] if sheet.max_row >= _HEAD_ROW else []
    exhibit = shown(sheet["A1"]).partition("　")[2]
    groups, ids = (
        [at for at, title in enumerate(head) if title in _said(key)]
        for key in ("column_group", "column_id")
    )
    columns = [at for at, title in enumerate(head) if title and at not in (*groups, *ids)]
    for row in sheet.iter_rows(min_row=_HEAD_ROW + 1):
        if all(cell.value is None for cell in row):
            return
        row_id = shown(row[ids[-1]]) if ids else ""
        yield from _cells(row, columns, head, row_id, exhibit)


def _cells(
    row: Sequence[Cell], columns: Sequence[int], head: Sequence[str], row_id: str, exhibit: str
) -> Iterator[Entry]:
    first = shown(row[columns[0]]) if columns else ""
    for at in columns:
        value = row[at].value
        number = isinstance(value, int | float) and not isinstance(value, bool)
        yield Entry(
            "table",
            row_id,
            shown(row[at]),
            "",
            exhibit,
            first,
            head[at],
            head[at],
            float(value) if number else None,
        )


def _said(key: str) -> list[str]:
    return [say(f"documents.{key}", lang) for lang in LANGUAGES]


def shown(cell: Cell) -> str:
    """Return what a cell shows: a number as its format has it.

    Examples
    --------
    >>> from openpyxl import Workbook
    >>> cell = Workbook().active["A1"]
    >>> cell.value, cell.number_format = 87.0, '"≥"0'
    >>> shown(cell)
    '≥87'
    """
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    match = _FORMAT.fullmatch(cell.number_format)
    if match is None:
        return repr(value)
    comma = "," if match[2] else ""
    number = f"{value:{comma}.{len(match[3] or '')}f}"
    before, after = (_QUOTES.sub("", match[part]) for part in (1, 4))
    return f"{before}{number}{after}"
