"""A digest of what a notebook has loaded: the data that its report is made from.

A notebook loads in one cell, below its parameters; the cells after it make sentences, figures and
tables of what was loaded. Of the names that those cells use, what they stand for is the data of the
report. Where it is what it was, the report is what it was.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from minsheng.render.running.code import only_calls_library

_PLAIN = (str, int, float, bool, bytes, type(None), dt.date, Path)
_CELLS = (*_PLAIN, dt.time, dt.timedelta, np.generic, pd.Period, type(pd.NA), type(pd.NaT))
_LIBRARY = "minsheng"


class Unknown(Exception):
    """What was loaded holds something that no digest can be taken of."""


def loading_cell(cells: Sequence[NotebookNode]) -> int | None:
    """Return the number of the cell that loads: the first of code below the parameters.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> asked = new_code_cell("a = 1", metadata={"tags": ["parameters"]})
    >>> loading_cell([asked, new_code_cell("b = a"), new_code_cell("b")])
    1
    """
    after = False
    for number, cell in enumerate(cells):
        if {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", ())):
            after = True
        elif after and cell.cell_type == "code":
            return number
    return None


def loaded_digest(namespace: Mapping[str, Any], cells: Sequence[NotebookNode], loads: int) -> str:
    """Return a digest of what a notebook has loaded, as far as its later cells use it.

    Parameters
    ----------
    namespace
        The names after the loading cell.
    cells
        All cells, those that have run with their outputs.
    loads
        The number of the loading cell.

    Returns
    -------
    str
        SHA-256 in hexadecimal of what the names stand for that the later cells read, and of what
        the cells until then have put out. Empty where no digest can be taken: a cell does more
        than call the library, or what was loaded is no object of the library's, of pandas', or
        plain.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> cells = [new_code_cell("a = 1"), new_code_cell("a")]
    >>> loaded_digest({"a": 1}, cells, 0) == loaded_digest({"a": 1, "b": 2}, cells, 0)
    True
    >>> loaded_digest({"a": object()}, cells, 0)
    ''
    """
    if not only_calls_library(cells):
        return ""
    before, after = cells[: loads + 1], cells[loads + 1 :]
    digest = hashlib.sha256()
    put_out = [cell.outputs for cell in before if cell.cell_type == "code"]
    digest.update(json.dumps(put_out, sort_keys=True).encode())
    try:
        for name in sorted(_names_used(after) & set(namespace)):
            digest.update(f"{name}=".encode())
            _take(digest, namespace[name])
    except Unknown:
        return ""
    return digest.hexdigest()


def _names_used(cells: Sequence[NotebookNode]) -> set[str]:
    """Return the names that the code of some cells reads."""
    trees = (ast.parse(cell.source) for cell in cells if cell.cell_type == "code")
    return {
        node.id
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _take(digest: hashlib._Hash, value: object) -> None:
    """Add one object to a digest, with its type, so that 1 and "1" differ."""
    kind = type(value)
    digest.update(f"<{kind.__module__}.{kind.__qualname__}>".encode())
    match value:
        case pd.DataFrame() | pd.Series() | pd.Index():
            _take_frame(digest, value)
        case Enum() | ModuleType() | type() | FunctionType():
            _take_named(digest, value)
        case _ if isinstance(value, _PLAIN):
            digest.update(repr(value).encode("utf-8", "surrogateescape"))
        case Mapping():
            for key in sorted(value, key=repr):
                _take(digest, key)
                _take(digest, value[key])
        case tuple() | list():
            for one in value:
                _take(digest, one)
        case set() | frozenset() | range():
            digest.update(repr(sorted(value, key=repr)).encode())
        case _ if dataclasses.is_dataclass(value) and kind.__module__.startswith(_LIBRARY):
            for one in dataclasses.fields(value):
                digest.update(f"{one.name}=".encode())
                _take(digest, getattr(value, one.name))
        case _:
            raise Unknown(f"{kind.__module__}.{kind.__qualname__}")
    digest.update(b"</>")


def _take_named(digest: hashlib._Hash, value: object) -> None:
    """Add what goes by its name: the library and its dependencies have digests of their own."""
    module = getattr(value, "__module__", "") or ""
    if isinstance(value, FunctionType | type) and module == "__main__":
        raise Unknown(repr(value))
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None) or repr(value)
    digest.update(f"{module}.{name}".encode())


def _take_frame(digest: hashlib._Hash, value: pd.DataFrame | pd.Series | pd.Index) -> None:
    columns: list[pd.Series | pd.Index] = []
    if isinstance(value, pd.DataFrame):
        digest.update(repr(value.columns.names).encode())
        columns = [column for _, column in value.items()]
    elif isinstance(value, pd.Series):
        columns = [value]
    index = value if isinstance(value, pd.Index) else value.index
    levels = [index.get_level_values(level) for level in range(index.nlevels)]
    for column in (*levels, *columns):
        digest.update(f"{column.name!r}{column.dtype!r}".encode("utf-8", "surrogateescape"))
        _take_cells(digest, column.tolist())


def _take_cells(digest: hashlib._Hash, cells: list[Any]) -> None:
    """Add the cells of a column as JSON: pandas' own hash takes three times as long."""
    for kind in set(map(type, cells)):
        if not issubclass(kind, _CELLS):
            raise Unknown(kind.__qualname__)
    told = json.dumps(cells, ensure_ascii=False, default=_cell)
    digest.update(told.encode("utf-8", "surrogatepass"))


def _cell(value: object) -> dict[str, str]:
    """Return a cell that JSON has no form for; no other cell looks like it."""
    return {type(value).__qualname__: repr(value)}
