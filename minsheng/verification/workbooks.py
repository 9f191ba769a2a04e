"""Read an Excel report."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from minsheng.text.language import LANGUAGES, say
from minsheng.verification.comparing import Report
from minsheng.writers.archive import require_moderate
from minsheng.writers.entries import Entry
from minsheng.writers.excel.sheets import HEAD_ROW
from minsheng.writers.origin import read_fields

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# Other programs write the words beside a number without quotes, or behind a backslash.
_WORDS = r'((?:"[^"]*"|\\.|[^"\\0#,.;])*)'
_FORMAT = re.compile(rf"{_WORDS}(#,##)?0(?:\.(0+))?{_WORDS}")
_KINDS = ("sheet_sources", "sheet_cover", "sheet_contents", "sheet_data")
_QUOTES = re.compile(r'"|\\(?=.)')
_MOST_CELLS = 10**6  # many times what any sheet of a report has


def read_workbook(raw: bytes) -> Report:
    """Return the origin, numbers and table cells of a workbook.

    `ValueError`, with a message for users, where it unpacks to too much or a sheet is too large.
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
    entries: list[Entry] = []
    ids: dict[str, str] = {}
    for sheet in book.worksheets:
        if _kind(sheet) == "sheet_sources":
            ids = {shown(label): shown(text) for label, text in sheet.iter_rows(max_col=2)}
    for sheet in book.worksheets:
        match _kind(sheet):
            case "sheet_cover":
                entries += _cover(sheet, ids)
            case "sheet_data":
                entries += _table(sheet, 1, sheet.title)
            case "":
                entries += _table(sheet, HEAD_ROW, shown(sheet["A1"]).partition("　")[2])
    return Report(read_fields(fields), tuple(entries))


def _cover(sheet: Worksheet, ids: Mapping[str, str]) -> Iterator[Entry]:
    """Yield the sentences whose label has ids; each is one entry."""
    for label, text in sheet.iter_rows(max_col=2):
        if known := ids.get(shown(label)):
            yield Entry("sentence", known, shown(text), sheet.title)


def _table(sheet: Worksheet, head_row: int, exhibit: str) -> Iterator[Entry]:
    head = [shown(cell) for cell in sheet[head_row]] if sheet.max_row >= head_row else []
    of_groups = _in_both_languages("documents.column_group")
    of_ids = _in_both_languages("documents.column_id", "goal_data.indicator")
    groups, ids = (
        [at for at, title in enumerate(head) if title in titles] for titles in (of_groups, of_ids)
    )
    columns = [at for at, title in enumerate(head) if title and at not in (*groups, *ids)]
    for row in sheet.iter_rows(min_row=head_row + 1):
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


def _kind(sheet: Worksheet) -> str:
    """Return which of `_KINDS` a sheet is by its name; empty for that of a table."""
    name = sheet.title.rstrip(" 0123456789")
    kinds = (kind for kind in _KINDS if name in _in_both_languages(f"documents.{kind}"))
    return next(kinds, "")


def _in_both_languages(*keys: str) -> list[str]:
    return [say(key, lang) for key in keys for lang in LANGUAGES]


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
    if isinstance(value, dt.datetime):
        has_time = "h" in cell.number_format
        return str(value) if has_time else value.date().isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    match = _FORMAT.fullmatch(cell.number_format)
    if match is None:
        return repr(value)
    comma = "," if match[2] else ""
    number = f"{value:{comma}.{len(match[3] or '')}f}"
    before, after = (_QUOTES.sub("", match[part]) for part in (1, 4))
    return f"{before}{number}{after}"
