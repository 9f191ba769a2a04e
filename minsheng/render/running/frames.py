"""Have the frames of pandas that a notebook shows put out whole: pandas cuts what it shows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from IPython.core.formatters import BaseFormatter
from traitlets import ObjectName, Unicode

from minsheng.reports.exhibits import Table
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.language import current, say
from minsheng.writers import reading_html

if TYPE_CHECKING:
    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell

MOST_CELLS = 50_000
"""Cells of a frame that a report holds: its first rows. A second of work each 10,000."""
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]{4,}")
"""Where an object is in memory, as Python shows it: other in each run."""


class _Formatter(BaseFormatter):
    """Makes the output of one MIME type, as pandas has it for its option ``table_schema``."""

    format_type = Unicode(DATARESOURCE)
    print_method = ObjectName("_repr_data_resource_")
    _return_type = (dict,)


def show_whole_frames(shell: InteractiveShell) -> None:
    """Have a shell put out the frames and series of pandas as tables with all their rows.

    What pandas itself puts out stays beside it. Settings of pandas stay as they are.

    Parameters
    ----------
    shell
        The shell that runs the notebook of a report.
    """
    if shell.display_formatter is not None:
        formatter: Any = _Formatter(parent=shell.display_formatter)
        formatter.for_type_by_name("pandas", "DataFrame", _data)
        formatter.for_type_by_name("pandas", "Series", _data)
        shell.display_formatter.formatters[DATARESOURCE] = formatter


def _data(shown: pd.DataFrame | pd.Series[Any]) -> dict[str, Any] | None:
    import pandas as pd

    if not pd.get_option("display.notebook_repr_html"):  # who sets it wants text
        return None
    if isinstance(shown, pd.Series):
        shown = shown.to_frame("" if shown.name is None else shown.name)
    return table_of_frame(shown).data()


def table_of_frame(frame: pd.DataFrame) -> Table:
    """Return a frame as a table: the texts that pandas shows, none cut, and the exact numbers.

    Of more than `MOST_CELLS` cells the first rows are taken; a note counts the others.

    Examples
    --------
    >>> import pandas as pd
    >>> table = table_of_frame(pd.DataFrame({"share": [1 / 3], "code": ["007"]}))
    >>> table.shown(), table.values
    ([['0', '0.333333', '007']], ({'c1': 0.0, 'c2': 0.3333333333333333},))
    """
    import pandas as pd

    first = frame.iloc[: max(1, MOST_CELLS // max(1, frame.shape[1]))]
    with pd.option_context("display.max_colwidth", None):
        html = ADDRESS.sub(" at 0x…", first.to_html(border=0))
    (table,) = (block for block in reading_html.blocks(html) if isinstance(block, Table))
    columns = table.columns[len(table.columns) - first.shape[1] :]
    values = [dict(row) for row in table.values]
    for column, (_, cells) in zip(columns, first.items(), strict=True):
        if column.align == "number" and pd.api.types.is_numeric_dtype(cells):
            exact = cells.astype("float64").tolist()
            for row, value in zip(values, exact, strict=True):
                row[column.name] = None if row[column.name] is None else value
    more = len(frame) - len(first)
    notes = (say("documents.frame_cut", current(), n=more, first=len(first)),) if more else ()
    return replace(table, values=tuple(values), notes=notes)
