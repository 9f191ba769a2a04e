"""Tables by column, equal cells held once: the same few texts fill a ledger of a million rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Record = dict[str, Any]
"""One checked row: values by column, its number as ``_row``, its faulty columns as ``_bad``."""

_NO_NAMES: frozenset[str] = frozenset()
Codes = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]


class _Numbered(dict[Any, int]):
    """Numbers values from 0 in the order in which they are first asked for."""

    def __missing__(self, value: object) -> int:
        self[value] = number = len(self)
        return number


class Column:
    """One column of a table: its distinct values, and for each row the place of its value in them.

    Examples
    --------
    >>> column = Column.from_cells(["a", "b", "a"])
    >>> column.values, column.codes.tolist(), column[2], len(column)
    (['a', 'b'], [0, 1, 0], 'a', 3)
    """

    def __init__(self, values: Sequence[Any], codes: Codes) -> None:
        self.values, self.codes = values, codes

    @classmethod
    def from_cells(cls, cells: Iterable[Any]) -> Column:
        """Make a column of the cells of its rows."""
        builder = Builder()
        builder.extend(cells)
        return builder.column()

    @classmethod
    def constant(cls, value: object, length: int) -> Column:
        """Make a column that holds one value in each row."""
        return cls([value], np.zeros(length, np.int64))

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> Any:  # noqa: ANN401  whatever the column holds
        return self.values[self.codes[row]]

    def cells(self) -> list[Any]:
        """Return the cells of all rows."""
        return [self.values[code] for code in self.codes.tolist()]

    def map(self, function: Callable[[Any], Any]) -> Column:
        """Return a column with a function applied, once, to each value."""
        return Column([function(value) for value in self.values], self.codes)

    def merged(self) -> Column:
        """Return the column with equal values made one."""
        known = _Numbered()
        places = np.array([known[value] for value in self.values], np.int64)
        return Column(list(known), places[self.codes])

    def where(self, condition: Callable[[Any], bool]) -> Truths:
        """Return for each row whether a condition holds of its value."""
        truths = np.array([bool(condition(value)) for value in self.values], np.bool_)
        return truths[self.codes]

    def take(self, rows: Codes) -> Column:
        """Return the column restricted to some rows, given by their positions."""
        return Column(self.values, self.codes[rows])

    def then(self, other: Column) -> Column:
        """Return the column with the rows of another column appended."""
        codes = np.concatenate([self.codes, other.codes + len(self.values)])
        return Column([*self.values, *other.values], codes)


class Builder:
    """Builds a column from cells that arrive in parts."""

    def __init__(self) -> None:
        self._known = _Numbered()
        self._codes = array("q")

    def extend(self, cells: Iterable[Any]) -> None:
        """Add cells to the end."""
        self._codes.extend(map(self._known.__getitem__, cells))

    def column(self) -> Column:
        """Return the column."""
        return Column(list(self._known), np.array(self._codes, np.int64))


@dataclass(frozen=True)
class Cells:
    """The rows of a table as text."""

    # The number of each row as a spreadsheet counts it.
    numbers: Codes = field(default_factory=lambda: np.empty(0, np.int64))
    columns: Mapping[str, Column] = field(default_factory=dict)  # its cells, by column


@dataclass
class Records:
    """The checked rows of a table."""

    columns: dict[str, Column]  # their values, by column; with the number of each row as ``_row``
    # Which rows have a faulty cell, by column; of columns that have any.
    bad: dict[str, Truths] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns["_row"])

    def record(self, row: int) -> Record:
        """Return the values of a row."""
        return next(self.rows(np.array([row])))

    def rows(self, places: Codes | None = None, names: Iterable[str] = ()) -> Iterator[Record]:
        """Yield rows as dictionaries; by default all rows (`places`) and all columns (`names`)."""
        names = list(names) or list(self.columns)
        if places is None:
            places = np.arange(len(self))
        cells = [self.columns[name].take(places).cells() for name in names]
        bad = {name: truths[places].tolist() for name, truths in self.bad.items()}
        for row, values in enumerate(zip(*cells, strict=True)):
            record: Record = dict(zip(names, values, strict=True))
            record["_bad"] = frozenset(name for name in bad if bad[name][row]) if bad else _NO_NAMES
            yield record

    def combinations(self, names: Sequence[str]) -> tuple[Codes, Codes]:
        """Return each row's number of its combination of cells, and each combination's first row.

        Examples
        --------
        >>> columns = {"_row": [2, 3, 4], "a": ["x", "x", "x"], "b": [1, 2, 1]}
        >>> records = Records({name: Column.from_cells(cells) for name, cells in columns.items()})
        >>> [codes.tolist() for codes in records.combinations(["a", "b"])]
        [[0, 1, 0], [0, 1]]
        """
        return combinations([self.columns[name] for name in names])

    def take(self, rows: Codes) -> Records:
        """Return the records restricted to some rows, given by their positions."""
        columns = {name: column.take(rows) for name, column in self.columns.items()}
        return Records(columns, {name: bad[rows] for name, bad in self.bad.items()})

    def then(self, other: Records) -> Records:
        """Return these rows followed by those of another table with the same columns."""
        none = [np.zeros(len(records), np.bool_) for records in (self, other)]
        bad = {
            name: np.concatenate([self.bad.get(name, none[0]), other.bad.get(name, none[1])])
            for name in {*self.bad, *other.bad}
        }
        columns = {name: column.then(other.columns[name]) for name, column in self.columns.items()}
        return Records(columns, bad)


def frame(columns: Mapping[str, Column], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """Return some columns as a tidy frame: an absent text is empty, numbers are float.

    `dtypes` names the columns to return, in their order, each with its dtype.
    """
    return pd.DataFrame({name: _cells(columns[name], dtype) for name, dtype in dtypes.items()})


def _cells(column: Column, dtype: str) -> Any:  # noqa: ANN401  one of the arrays of pandas
    values = column.values
    if dtype == "str":
        values = [str(value or "") for value in values]
    elif dtype == "float64":
        values = [None if value is None else float(value) for value in values]
    return pd.array(values, dtype=_parsed(dtype)).take(column.codes)


_parsed: Callable[[str], Any] = cache(pd.api.types.pandas_dtype)


def combinations(columns: Sequence[Column]) -> tuple[Codes, Codes]:
    """Return each row's number of its combination of cells, and each combination's first row."""
    codes = columns[0].codes
    for column in columns[1:]:
        # Numbered anew after each column, or the products would outgrow 64 bits.
        codes = pd.factorize(codes * len(column.values) + column.codes)[0].astype(np.int64)
    codes, values = pd.factorize(codes)
    first = np.empty(len(values), np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return codes.astype(np.int64), first
