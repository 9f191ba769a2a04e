"""A digest of the data that a notebook has loaded, from which its report is made.

A notebook loads in one cell, below its parameters; later cells make sentences, figures and tables.
The data of the report are the values, after the loading cell, of the names that later cells read.
If their digest is the same as in the last run, the report would come out the same.
"""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pandas as pd
from nbformat import NotebookNode

from minsheng.render.running.determinism import only_calls_library

_PLAIN = (str, int, float, bool, bytes, type(None), dt.date, Path)
_CELLS = (*_PLAIN, dt.time, dt.timedelta, np.generic, pd.Period, type(pd.NA), type(pd.NaT))
_LIBRARY = "minsheng"


class NoDigest(Exception):
    """The loaded data hold an object of a type that no digest is defined for."""


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
    """Return a digest of the data that a notebook has loaded and its later cells use.

    `namespace` holds the names after the loading cell, whose number is `loads`. The cells that have
    run have their outputs. It is the SHA-256 of the values of the names that later cells read, and
    of the outputs of the cells until then. Empty where no digest can be taken: a cell does more
    than call the library, or what was loaded is no object of the library's, of pandas', or plain.

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
            _add(digest, namespace[name])
    except NoDigest:
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


def _add(digest: hashlib._Hash, value: object) -> None:
    """Add one object to a digest, with its type, so that 1 and "1" differ."""
    kind = type(value)
    digest.update(f"<{kind.__module__}.{kind.__qualname__}>".encode())
    match value:
        case pd.DataFrame() | pd.Series() | pd.Index():
            _add_frame(digest, value)
        case Enum() | ModuleType() | type() | FunctionType():
            _add_named(digest, value)
        case _ if isinstance(value, _PLAIN):
            digest.update(repr(value).encode("utf-8", "surrogateescape"))
        case Mapping():
            for key in sorted(value, key=repr):
                _add(digest, key)
                _add(digest, value[key])
        case tuple() | list():
            for one in value:
                _add(digest, one)
        case partial():
            _add(digest, [value.func, value.args, value.keywords])
        case set() | frozenset() | range():
            digest.update(repr(sorted(value, key=repr)).encode())
        case _ if dataclasses.is_dataclass(value) and kind.__module__.startswith(_LIBRARY):
            for one in dataclasses.fields(value):
                digest.update(f"{one.name}=".encode())
                _add(digest, getattr(value, one.name))
        case _:
            raise NoDigest(f"{kind.__module__}.{kind.__qualname__}")
    digest.update(b"</>")


def _add_named(digest: hashlib._Hash, value: object) -> None:
    """Add an object by its name: the code of libraries has digests of its own."""
    module = getattr(value, "__module__", "") or ""
    if isinstance(value, FunctionType | type) and module == "__main__":
        raise NoDigest(repr(value))
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None) or repr(value)
    digest.update(f"{module}.{name}".encode())


def _add_frame(digest: hashlib._Hash, value: pd.DataFrame | pd.Series | pd.Index) -> None:
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
        _add_cells(digest, column.tolist())


def _add_cells(digest: hashlib._Hash, cells: list[Any]) -> None:
    """Add the cells of a column as JSON: pandas' own hash takes three times as long."""
    for kind in set(map(type, cells)):
        if not issubclass(kind, _CELLS):
            raise NoDigest(kind.__qualname__)
    text = json.dumps(cells, ensure_ascii=False, default=_cell)
    digest.update(text.encode("utf-8", "surrogatepass"))


def _cell(value: object) -> dict[str, str]:
    """Return the JSON form of a cell of another type, distinct from that of every other cell."""
    return {type(value).__qualname__: repr(value)}
