"""CSV files of tables, embedded in the page."""

from __future__ import annotations

import base64
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.plan.facts import SYNTHETIC
from minsheng.reports.exhibits import Table
from minsheng.reports.exhibits.cells import PADDING
from minsheng.reports.exhibits.marking import SIGN
from minsheng.text.language import say
from minsheng.text.shortening import LARGEST_DOWNLOAD
from minsheng.writers.formulas import no_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_FILE_NAME = 60


@dataclass(frozen=True)
class Download:
    """A table as a CSV file in a page.

    Parameters
    ----------
    name
        File name without its ending.
    base64
        The bytes of the file; empty where it is too large for a page.
    caption
        Caption of the table.
    """

    name: str
    base64: str
    caption: str


def download(table: Table) -> Download:
    """Return a table as a CSV file to be embedded in the page."""
    # Excel takes a file for UTF-8 when it begins with a byte order mark.
    raw = csv_of(table).encode("utf-8-sig")
    data = base64.b64encode(raw).decode("ascii") if len(raw) <= LARGEST_DOWNLOAD else ""
    caption = table.shown_caption()
    return Download(file_name(caption), data, caption)


def file_name(caption: str) -> str:
    """Return `caption` as a file name that is valid on every system, without its ending.

    A long name is cut, but keeps the mark of made-up data.

    Examples
    --------
    >>> file_name("Gaps: 2017/2020?")
    'Gaps-2017-2020'
    """
    words, mark, _ = caption.partition(SIGN)
    name, kept = (_NOT_IN_FILE_NAMES.sub("-", text).strip("-.") for text in (words, mark))
    return "-".join(filter(None, [name[:_LONGEST_FILE_NAME].rstrip("-."), kept])) or "table"


def csv_of(table: Table) -> str:
    """Return a table as CSV; columns with the exact numbers are added where the text shows less.

    Examples
    --------
    >>> from minsheng.reports.exhibits import Column
    >>> columns = (Column("name", "Name"), Column("beds", "Beds", "number"))
    >>> made = Table("Beds", columns, ({"name": "A", "beds": "≥5"},), values=({"beds": 5.0},))
    >>> csv_of(made).splitlines()
    ['Name,Beds,Beds（数值）', 'A,≥5,5']
    """
    rows = table.shown_rows()
    columns: list[list[str]] = []
    if any(table.groups):
        columns.append([say("labels.csv_group"), *table.groups])
    for at, title in enumerate(table.titles):
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
    return _written(list(zip(*columns, strict=True)))


def _exact(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _written(rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[no_formula(cell) for cell in row] for row in rows])
    return text.getvalue()
