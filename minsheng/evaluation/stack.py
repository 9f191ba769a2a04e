"""Many plans as one: their tables below each other, and where each row of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

Places = npt.NDArray[np.int64]
PLAN = "_plan"


def stacked(plans: Sequence[Plan], table: str, *columns: str) -> pd.DataFrame:
    """Return columns of a table of all plans, below each other; ``_plan`` counts plans from 0."""
    frames = [plan.tables[table] for plan in plans]
    whole = {name: _joined([frame[name] for frame in frames]) for name in columns}
    number = np.repeat(np.arange(len(frames)), [len(frame) for frame in frames])
    return pd.DataFrame({**whole, PLAN: number}, copy=False)


def _joined(parts: list[pd.Series[Any]]) -> pd.Series[Any]:
    """Return one column of all parts; of many parts arrays are joined faster than series."""
    if len(parts) == 1:
        return parts[0]
    return pd.Series(np.concatenate([part.to_numpy() for part in parts])).astype(parts[0].dtype)


class Directory:
    """Finds rows by plan and id.

    Parameters
    ----------
    plans
        The number of the plan of each row.
    ids
        The id of each row, unique within its plan.

    Examples
    --------
    >>> rows = Directory(np.array([0, 0, 1]), pd.Series(["a", "b", "a"]))
    >>> rows.find(np.array([1, 0, 1]), pd.Series(["a", "b", "b"])).tolist()
    [2, 1, -1]
    """

    def __init__(self, plans: Places, ids: pd.Series[str]) -> None:
        codes, self._names = pd.factorize(ids)
        keys = plans.astype(np.int64) * len(self._names) + codes
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def find(self, plans: Places, ids: pd.Series[str]) -> Places:
        """Return the row of each plan and id; -1 where there is none."""
        codes, named = pd.factorize(ids, use_na_sentinel=False)  # each id is looked up once
        code = pd.Index(self._names).get_indexer(pd.Index(named))[codes]
        keys = plans.astype(np.int64) * len(self._names) + code
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        if not len(self._keys):
            return np.full(len(keys), -1)
        found = (self._keys[place] == keys) & (code >= 0)
        return np.where(found, self._order[place], -1)
