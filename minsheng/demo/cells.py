"""The tables of a ledger as text, as a department would have typed them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.plan.observations import COLUMNS

if TYPE_CHECKING:
    from minsheng.plan.observations import Ledger


def as_csv(ledger: Ledger, table: str) -> str:
    """Return a table as CSV: dates as 2019-06-30, values with the decimals they have.

    Of a value that was divided only numerator and denominator are written; the column
    ``decimals`` is none of the file: it is read off the values.
    """
    frame: pd.DataFrame = getattr(ledger, table)
    columns = [column for column in COLUMNS[table] if column != "decimals"]
    rows = frame.to_dict("records")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row, column) for column in columns] for row in rows)
    return stream.getvalue()


def _cell(row: dict[Any, Any], column: str) -> str:
    value = row[column]
    if pd.isna(value):
        return ""
    if column in ("reported_on", "due"):
        return value.date().isoformat()  # type: ignore[no-any-return]
    if column == "value":
        return "" if pd.isna(row["decimals"]) else f"{value:.{row['decimals']}f}"
    return f"{value:.0f}" if column in ("numerator", "denominator") else str(value)
