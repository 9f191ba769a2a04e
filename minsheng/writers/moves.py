"""What a report says has changed since the period before it, read from its executed notebook.

A report on where a plan or a programme stands brings a table of the verdicts that moved (see
`minsheng.reports.listings.moved`), worded in its language. Nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minsheng.reports.exhibits.table import DATARESOURCE, Table

COLUMNS = ("indicator", "verdict_before", "verdict_now", "kind_of_move")


@dataclass(frozen=True)
class Move:
    """One goal whose verdict moved, in the words of the report.

    Parameters
    ----------
    row
        The id of its row in the page of the report.
    indicator
        Its name.
    before, now
        The verdict of the period before, and of the period of the report.
    kind
        Whether it improved, worsened, was judged anew or is no longer judged.
    """

    row: str
    indicator: str
    before: str
    now: str
    kind: str


@dataclass(frozen=True)
class Moves:
    """What moved since the period before.

    Parameters
    ----------
    caption
        What the report calls it; it names both periods.
    moves
        One each, in the order of the report.
    """

    caption: str
    moves: tuple[Move, ...]


def moves_of(notebook: Mapping[str, Any]) -> Moves | None:
    """Return what the report of an executed notebook says has moved.

    None where it says nothing of it: the notebook has no such table, or there is no period before,
    or nothing moved.

    Parameters
    ----------
    notebook
        As its file holds it.

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
            return Moves(table.shown_caption(), tuple(moves))
    return None


def _tables(notebook: Mapping[str, Any]) -> Iterator[Table]:
    for cell in notebook.get("cells", ()):
        for output in cell.get("outputs", ()):
            data = output.get("data", {}).get(DATARESOURCE)
            if isinstance(data, Mapping) and "shown" in data.get("minsheng", {}):
                yield Table.from_data(data)
