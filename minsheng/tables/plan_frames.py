"""Check the frames of a plan as the files of a package are checked: the same faults, same words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from minsheng.plan.years import years_text
from minsheng.tables.checking import check_references, check_rows
from minsheng.tables.columns import Cells, Column
from minsheng.tables.plan_rules import check_plan_tables
from minsheng.tables.plan_tables import PlanTables
from minsheng.tables.reading import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.errors import Fault
    from minsheng.plan.facts import PlanFacts
    from minsheng.tables.schema import Table

_FIRST_ROW = 2  # below the header, as a spreadsheet counts


def frame_faults(
    tables: Mapping[str, Table], facts: PlanFacts, frames: Mapping[str, pd.DataFrame]
) -> list[Fault]:
    """Return every fault that a package would have whose files held these frames.

    Parameters
    ----------
    tables
        The tables of the plan as its package declares them, by name.
    facts
        What the plan says of itself.
    frames
        The frames by name. A fault names the file of the table, and the row as it would stand in
        that file.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> plan.checked_by(plan.tables)
    []
    """
    records, faults = {}, []
    for name, table in tables.items():
        records[name], found = check_rows(table, _cells(table, frames[name]))
        faults += found
    faults += check_references(tables, records)
    rows = {name: list(own.rows()) for name, own in records.items()}
    paths = {name: table.path for name, table in tables.items()}
    years = facts.first_year, facts.last_year, facts.baseline_year
    return faults + check_plan_tables(PlanTables(rows, paths, *years))


def _cells(table: Table, frame: pd.DataFrame) -> Cells:
    """Return the cells of a frame as its file holds them."""
    if "first_year" in frame:
        frame = frame.assign(year=[years_text(row) for row in frame.to_dict("records")])
    columns = {}
    for field in table.fields:
        values = frame[field.name].astype("object")
        cells = Column.from_cells(values.where(values.notna(), None).tolist())
        columns[field.name] = cells.map(partial(cell_text, kind=field.type))
    return Cells(np.arange(len(frame)) + _FIRST_ROW, columns)
