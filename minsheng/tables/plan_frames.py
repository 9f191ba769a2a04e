"""Check the frames of a plan as the files of a package are checked: the same faults, same words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from minsheng.plan.years import years_text
from minsheng.tables.checking import check_references, check_rows
from minsheng.tables.columns import Cells, Column
from minsheng.tables.plan_rules import check_plan_tables
from minsheng.tables.plan_tables import FIGURES, PlanTables
from minsheng.tables.reading import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.errors import Fault
    from minsheng.plan.facts import PlanFacts
    from minsheng.tables.schema import Table

_FIRST_ROW = 2  # below the header, as a spreadsheet counts


def frame_faults(
    tables: Mapping[str, Table],
    facts: PlanFacts,
    frames: Mapping[str, pd.DataFrame],
    indicator: str = "",
) -> list[Fault]:
    """Return every fault that a package would have whose files held these frames.

    `tables` are those of the plan as its package declares them. A fault names the file of the
    table, and the row as it would stand in that file. Where only the figures of one indicator are
    new, `indicator` is its id: what has been checked is not checked again, which is other rows,
    what rows refer to, and relations.

    Examples
    --------
    >>> plan = ms.load_plan()
    >>> plan.checked_by(plan.tables)
    []
    """
    if indicator:
        frames = _about(frames, indicator)
    records, faults = {}, []
    for name, table in tables.items():
        if name in frames:
            records[name], found = check_rows(table, _cells(table, frames[name]))
            faults += found
    faults += [] if indicator else check_references(tables, records)
    rows = {name: list(records[name].rows()) if name in records else [] for name in tables}
    paths = {name: table.path for name, table in tables.items()}
    years = facts.first_year, facts.last_year, facts.baseline_year
    return faults + check_plan_tables(PlanTables(rows, paths, *years))


def _about(frames: Mapping[str, pd.DataFrame], indicator: str) -> dict[str, pd.DataFrame]:
    """Return the rows of an indicator, its unit and its figures, each in its place."""
    own = {name: frames[name] for name in ("indicators", *FIGURES)}
    own = {name: frame[frame["indicator"] == indicator] for name, frame in own.items()}
    units = frames["units"]
    return {**own, "units": units[units["unit"].isin(own["indicators"]["unit"])]}


def _cells(table: Table, frame: pd.DataFrame) -> Cells:
    """Return the cells of a frame as its file holds them."""
    if "first_year" in frame:
        frame = frame.assign(year=[years_text(row) for row in frame.to_dict("records")])
    cells = frame[[field.name for field in table.fields]].astype("object")
    cells = cells.where(cells.notna(), None)
    columns = {
        field.name: Column.from_cells(cells[field.name].tolist()).map(
            partial(cell_text, kind=field.type)
        )
        for field in table.fields
    }
    return Cells(frame.index.to_numpy() + _FIRST_ROW, columns)
