"""Read changed verdicts from the executed notebook of a status report.

A status report has a table of the verdicts that changed since the previous period (see
`minsheng.reports.listings.moved`), in its language. Nothing is computed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minsheng.reports.exhibits.table import DATARESOURCE, Table

COLUMNS = ("indicator", "verdict_before", "verdict_now", "kind_of_move")


@dataclass(frozen=True)
class Move:
    """One goal whose verdict changed, in the words of the report."""

    row: str  # the id of its row in the page of the report
    indicator: str  # name of the indicator
    # The verdicts of the previous period and of the report's period.
    before: str
    now: str
    kind: str  # whether it improved, worsened, was newly judged or is no longer judged


@dataclass(frozen=True)
class Moves:
    """The verdicts that changed since the previous period."""

    caption: str  # caption of the report's table, which names both periods
    moves: tuple[Move, ...]  # the changed goals in the order of the report


def moves_of(notebook: Mapping[str, Any]) -> Moves | None:
    """Return the changed verdicts in an executed notebook.

    None if the notebook has no such table, there is no previous period, or nothing changed.

    Examples
    --------
    >>> moves_of({"cells": []}) is None
    True
    """
    for table in _tables(notebook):
        if table.rows and set(COLUMNS) <= {column.name for column in table.columns}:
            moves = (
                Move(row.id, *(shown[name] for name in COLUMNS))
                for row, shown in zip(table.shown_rows(), table.rows, strict=True)
            )
            return Moves(table.caption, tuple(moves))
    return None


def _tables(notebook: Mapping[str, Any]) -> Iterator[Table]:
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {}).get(DATARESOURCE)
            if isinstance(data, Mapping) and "shown" in data.get("minsheng", {}):
                yield Table.from_data(data)
