"""CSV files of tables, embedded in the page."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from minsheng.plan.facts import sign_of
from minsheng.reports.exhibits import Table
from minsheng.reports.exhibits.table_files import csv_of
from minsheng.text.shortening import LARGEST_DOWNLOAD

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_LONGEST_FILE_NAME = 60


@dataclass(frozen=True)
class Download:
    """A table as a CSV file in a page."""

    name: str  # file name without its ending
    base64: str  # the bytes of the file; empty where it is too large for a page
    caption: str  # caption of the table


def download(table: Table) -> Download:
    """Return a table as a CSV file to be embedded in the page."""
    # Excel takes a file for UTF-8 when it begins with a byte order mark.
    raw = csv_of(table).encode("utf-8-sig")
    data = base64.b64encode(raw).decode("ascii") if len(raw) <= LARGEST_DOWNLOAD else ""
    sign = sign_of(synthetic=table.synthetic, hypothetical=table.hypothetical)
    return Download(file_name(table.caption, sign), data, table.caption)


def file_name(caption: str, sign: str = "") -> str:
    """Return `caption` as a file name that is valid on every system, without its ending.

    A long name is cut, but keeps the sign of made-up data or of an assumed plan.

    Examples
    --------
    >>> file_name("Gaps: 2017/2020?", "[synthetic data]")
    'Gaps-2017-2020-[synthetic-data]'
    """
    name, kept = (_NOT_IN_FILE_NAMES.sub("-", text).strip("-.") for text in (caption, sign))
    return "-".join(filter(None, [name[:_LONGEST_FILE_NAME].rstrip("-."), kept])) or "table"
