"""One form of large numbers for each indicator of a table: all in 万, or none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minsheng.text.language import current
from minsheng.text.one_form import NUMBER, unified

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minsheng.reports.exhibits import Column

_SIGNS = re.compile("[≥≤<>≈−约]*")


def in_one_form(
    rows: Sequence[Mapping[str, str]], ids: Sequence[str], columns: Sequence[Column]
) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a Chinese table with the numbers of each indicator in one form.

    Parameters
    ----------
    rows
        The text of each cell by column.
    ids
        The id of each row; it begins with the id of the indicator, up to a slash.
    columns
        The columns. Of a column of texts only numbers with a unit count.
    """
    if current() != "zh":
        return tuple(rows)
    numbers = {column.name for column in columns if column.align == "number"}
    cells: dict[tuple[str, str], dict[tuple[int, str], re.Match[str]]] = {}
    for at, (row, row_id) in enumerate(zip(rows, ids, strict=True)):
        for name in (column.name for column in columns):
            match = NUMBER.fullmatch(row.get(name, ""))
            if match and _SIGNS.fullmatch(match[1]) and (name in numbers or match[4]):
                group = cells.setdefault((row_id.partition("/")[0], match[4]), {})
                group[at, name] = match
    changed = [dict(row) for row in rows]
    for group in cells.values():
        for (at, name), text in unified(group).items():
            changed[at][name] = text
    return tuple(changed)
