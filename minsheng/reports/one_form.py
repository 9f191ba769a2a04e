"""One form of large numbers for each indicator of a table: all in 万, or none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.text.language import current
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from minsheng.reports.exhibits import Column

_CELL = re.compile(r"([≥≤<>≈−约]*)(\d+(?:\.\d+)?)(万?)((?!亿)\D*)")
_TEN_THOUSAND = 10_000
_LEAST = 1_000  # smaller numbers stand beside those in 万 as they are


def in_one_form(
    rows: Sequence[Mapping[str, str]], ids: Sequence[str], columns: Sequence[Column]
) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a Chinese table with the numbers of each indicator in one form.

    Where some of an indicator's numbers are written in 万 and others from 1,000 on are not, all are
    written out if none reaches 100,000, else all are written in 万. A reader then compares figures
    and not forms: 3.85万 beside 38654.4 becomes 38500.

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
            match = _CELL.fullmatch(row.get(name, ""))
            if match and (name in numbers or match[4]):
                group = cells.setdefault((row_id.partition("/")[0], match[4]), {})
                group[at, name] = match
    changed = [dict(row) for row in rows]
    for group in cells.values():
        for (at, name), text in _unified(group).items():
            changed[at][name] = text
    return tuple(changed)


def _unified(group: Mapping[tuple[int, str], re.Match[str]]) -> dict[tuple[int, str], str]:
    """Return the cells whose form changes, written anew."""
    short = {at: match for at, match in group.items() if match[3]}
    whole = {at: match for at, match in group.items() if not match[3] and _size(match) >= _LEAST}
    if not short or not whole:
        return {}
    if max(map(_size, group.values())) < 10 * _TEN_THOUSAND:
        return {at: f"{match[1]}{_size(match):f}{match[4]}" for at, match in short.items()}
    return {
        at: f"{match[1]}{plain(float(_size(match) / _TEN_THOUSAND), 4)}万{match[4]}"
        for at, match in whole.items()
    }


def _size(match: re.Match[str]) -> Decimal:
    """Return the number of a cell without its sign."""
    scale = _TEN_THOUSAND if match[3] else 1
    size = (Decimal(match[2]) * scale).normalize()
    return size.quantize(Decimal(1)) if size == size.to_integral_value() else size
