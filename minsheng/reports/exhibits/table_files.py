"""A table as a data frame to compute with, and as a CSV file or a workbook for a spreadsheet."""

from __future__ import annotations

import csv
import io
import math
import re
from typing import TYPE_CHECKING, Protocol

from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.reports.exhibits.cells import PADDING, Column, Row, text_width
from minsheng.text.escapes import escaped
from minsheng.text.formulas import no_formula
from minsheng.text.language import say
from minsheng.text.number_formats import number, number_with_words
from minsheng.text.written_numbers import number as read_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

SHOWN = "_shown"
"""Ending of a column of a frame that holds the texts where they say more than the numbers."""
_DATE, _YEAR = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"(\d{4})年?")
_BOUNDS, _SIGNS_AFTER = "≥≤><≈", "*†"
_DAY = "yyyy-mm-dd"
_WIDEST = 60  # characters of a column in a workbook


class _Table(Protocol):
    """What is read of a `minsheng.reports.exhibits.Table`."""

    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def rows(self) -> Sequence[Mapping[str, str]]: ...
    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def values(self) -> Sequence[Mapping[str, float | None]]: ...
    @property
    def groups(self) -> Sequence[str]: ...
    @property
    def synthetic(self) -> bool: ...

    @property
    def hypothetical(self) -> bool: ...

    def shown_caption(self) -> str: ...
    def shown_rows(self) -> list[Row]: ...


def frame_of(table: _Table) -> pd.DataFrame:
    """Return a table as a frame; see `Table.to_frame`."""
    import pandas as pd

    columns: dict[str, object] = {}
    if any(table.ids):
        columns["id"] = list(table.ids)
    if any(table.groups):
        columns["group"] = list(table.groups)
    for column in table.columns:
        shown = [row.get(column.name, "") for row in table.rows]
        if column.align != "number":
            columns[column.name] = _dates_or_years(shown)
            continue
        behind = [row.get(column.name) for row in table.values] or [None] * len(shown)
        columns[column.name] = _numbers(shown, behind)
        if not all(map(_is_plain, shown)):
            columns[column.name + SHOWN] = shown
    if table.synthetic:
        columns["synthetic"] = True
    if table.hypothetical:
        columns["hypothetical"] = True
    return pd.DataFrame(columns, index=range(len(table.rows)))


def _dates_or_years(shown: list[str]) -> object:
    """Return the texts of a column; dates or whole years where all that are not empty are such."""
    import pandas as pd

    said = [text for text in shown if text]
    if said and all(map(_DATE.fullmatch, said)):
        return pd.to_datetime(pd.Series(shown).replace("", None), format="%Y-%m-%d")
    years = list(map(_YEAR.fullmatch, shown))
    if said and len(said) == len(list(filter(None, years))):
        return pd.array([int(year[1]) if year else None for year in years], dtype="Int64")
    return shown


def _numbers(
    shown: Sequence[str], behind: Sequence[float | None]
) -> pd.Series[int] | pd.Series[float]:
    """Return the numbers of a column: those behind the texts, else those that the texts say."""
    import pandas as pd

    found = [
        _said(text) if value is None else value for text, value in zip(shown, behind, strict=True)
    ]
    numbers = pd.Series(found, dtype="float64")
    counts = numbers.map(float.is_integer).all() and not any("." in text for text in shown)
    return numbers.astype("int64") if counts else numbers


def _said(text: str) -> float:
    """Return the number that a text says, without its bound; nan where it says none."""
    try:
        return float(read_number(text.lstrip(_BOUNDS).rstrip(_SIGNS_AFTER)))
    except ValueError:
        return math.nan


def _is_plain(text: str) -> bool:
    """Return whether a text says no more than its number, if it has one."""
    return not text or text.replace(",", "").replace("−", "").replace(".", "").isdecimal()


def csv_of(table: _Table) -> str:
    """Return a table as CSV; columns with the exact numbers are added where the text shows less.

    Examples
    --------
    >>> from minsheng.reports.exhibits import Column, Table
    >>> columns = (Column("name", "Name"), Column("beds", "Beds", "number"))
    >>> made = Table("Beds", columns, ({"name": "A", "beds": "≥5"},), values=({"beds": 5.0},))
    >>> csv_of(made).splitlines()
    ['Name,Beds,Beds（数值）', 'A,≥5,5']
    """
    rows = table.shown_rows()
    columns: list[list[str]] = []
    if any(table.groups):
        columns.append([say("labels.csv_group"), *table.groups])
    for at, title in enumerate(column.title for column in table.columns):
        shown = [row.cells[at].strip(PADDING) for row in rows]
        numbers = [_exact(row.values[at]) for row in rows]
        columns.append([title, *shown])
        if any(number and number != cell for number, cell in zip(numbers, shown, strict=True)):
            columns.append([say("labels.csv_number", title=title), *numbers])
    if any(table.ids):
        columns.append([say("labels.csv_id"), *table.ids])
    if table.synthetic:
        # The file goes its own way: it says in every row that its numbers are made up.
        columns.append([say("labels.csv_synthetic"), *[SYNTHETIC] * len(rows)])
    if table.hypothetical:
        columns.append([say("labels.csv_hypothetical"), *[HYPOTHETICAL] * len(rows)])
    text = io.StringIO()
    csv.writer(text).writerows(
        [no_formula(cell) for cell in row] for row in zip(*columns, strict=True)
    )
    return text.getvalue()


def _exact(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def xlsx_of(table: _Table) -> bytes:
    """Return a table as a workbook of one sheet: the columns of `frame_of` under their titles.

    Numbers are exact, and shown with the decimals and the words of their texts.
    """
    import pandas as pd

    frame = frame_of(table)
    if table.synthetic:
        frame["synthetic"] = SYNTHETIC
    if table.hypothetical:
        frame["hypothetical"] = HYPOTHETICAL
    frame = frame.map(lambda cell: escaped(cell) if isinstance(cell, str) else cell)
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        titles = _titles(table, list(map(str, frame)))
        frame.rename(columns=titles).to_excel(writer, index=False, freeze_panes=(1, 0))
        writer.book.properties.title = table.shown_caption()
        (sheet,) = writer.book.worksheets
        own = {column.name for column in table.columns}
        for name, (head, *cells) in zip(frame, sheet.columns, strict=True):
            texts = [str(cell.value or "") for cell in cells]
            if name in own:
                texts = [row.get(name, "") for row in table.rows]
            for cell, text in zip(cells, texts, strict=True):
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # no text is a formula
                elif name in own:
                    cell.number_format = _DAY if cell.is_date else _format_of(text)
            head.data_type = "s"
            widest = max(map(text_width, [str(head.value), *texts]))
            width = min(widest + 2, _WIDEST)
            sheet.column_dimensions[head.column_letter].width = width
    return buffer.getvalue()


def _format_of(shown: str) -> str:
    """Return the format in which a number is shown as in a text, without its bound.

    Examples
    --------
    >>> _format_of("≥87.5%"), _format_of("1,200"), _format_of("16所"), _format_of("完成")
    ('0.0"%"', '#,##0', '0"所"', 'General')
    """
    text = shown.lstrip(_BOUNDS + _SIGNS_AFTER).rstrip(_SIGNS_AFTER)
    found = number(text) or number_with_words(text)
    return found.format if found else "General"


def _titles(table: _Table, names: Sequence[str]) -> dict[str, str]:
    """Return the titles of the columns of a frame; a number beside its text is called one."""
    titles = {
        name: say(f"labels.csv_{name}") for name in ("id", "group", "synthetic", "hypothetical")
    }
    for column in table.columns:
        titles[column.name] = titles[column.name + SHOWN] = column.title
        if column.name + SHOWN in names:
            titles[column.name] = say("labels.csv_number", title=column.title)
    return titles
