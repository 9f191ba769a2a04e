"""Arrays: their types, numbers without binary noise, and the tables of many plans as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

Floats: TypeAlias = npt.NDArray[np.float64]
Truths: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int8]
Places: TypeAlias = npt.NDArray[np.int64]
Texts: TypeAlias = npt.NDArray[np.object_]
Days: TypeAlias = npt.NDArray[np.datetime64]
Numbers: TypeAlias = float | npt.NDArray[np.float64]

PLAN = "_plan"
"""The column of `stacked` that counts the plans from 0."""

_DIGITS = 14
_LEAST_EXPONENT, _MOST_EXPONENT = -1074, 1024
# What a number of each binary exponent is multiplied by before it is rounded: a table, since the
# logarithms of half a million numbers take longer than all else that is done with them.
_FACTORS = 10.0 ** np.clip(
    _DIGITS - 1 - np.floor(np.log10(2) * np.arange(_LEAST_EXPONENT, _MOST_EXPONENT + 1)), -300, 300
)


def rounded(value: Numbers, scale: Numbers) -> Floats:
    """Return `value` rounded to the 13th or 14th digit of `scale`.

    `scale` is the size of the numbers that `value` was computed from: their binary noise goes.

    Examples
    --------
    >>> float(rounded(1.7e-15, 68.0)), float(rounded(-0.10000000000000142, 10.3))
    (0.0, -0.1)
    """
    size = np.asarray(scale, dtype=np.float64)
    factor = _FACTORS[np.frexp(size)[1] - _LEAST_EXPONENT]
    with np.errstate(over="ignore", invalid="ignore"):
        noiseless: Floats = np.where(size > 0, np.rint(value * factor) / factor, value)
    return noiseless


def without_noise(values: Floats) -> Floats:
    """Return sums and quotients of decimals without binary noise: each to its own 13 or 14 digits.

    Examples
    --------
    >>> without_noise(np.array([0.1 + 0.2, 2.9999999999999996])).tolist()
    [0.3, 3.0]
    """
    return rounded(values, np.abs(values))


def stacked(plans: Sequence[Plan], table: str, *columns: str) -> pd.DataFrame:
    """Return columns of a table of all plans, below each other; ``_plan`` counts plans from 0.

    A column that a plan need not have is ``nan`` where it has none.
    """
    import pandas as pd

    frames = [plan.tables[table] for plan in plans]
    whole = {
        name: _joined([frame.get(name, pd.Series(np.nan, frame.index)) for frame in frames])
        for name in columns
    }
    number = np.repeat(np.arange(len(frames)), [len(frame) for frame in frames])
    return pd.DataFrame({**whole, PLAN: number}, copy=False)


def _joined(parts: list[pd.Series[Any]]) -> pd.Series[Any]:
    """Return one column of all parts; of many parts arrays are joined faster than series."""
    import pandas as pd

    if len(parts) == 1:
        return parts[0]
    joined = pd.Series(np.concatenate([part.to_numpy() for part in parts]))
    kinds = {part.dtype for part in parts}  # several where a plan lacks a column of texts
    return joined.astype(parts[0].dtype) if len(kinds) == 1 else joined


class Directory:
    """Finds rows by plan and id.

    `plans` is the number of the plan of each row, `ids` its id, unique within its plan.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = Directory(np.array([0, 0, 1]), pd.Series(["a", "b", "a"]))
    >>> rows.find(np.array([1, 0, 1]), pd.Series(["a", "b", "b"])).tolist()
    [2, 1, -1]
    """

    def __init__(self, plans: Places, ids: pd.Series[str]) -> None:
        import pandas as pd

        codes, self._names = pd.factorize(ids)
        keys = plans.astype(np.int64) * len(self._names) + codes
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def find(self, plans: Places, ids: pd.Series[str]) -> Places:
        """Return the row of each plan and id; -1 where there is none."""
        import pandas as pd

        codes, names = pd.factorize(ids, use_na_sentinel=False)  # each id is looked up once
        code = pd.Index(self._names).get_indexer(pd.Index(names))[codes]
        keys = plans.astype(np.int64) * len(self._names) + code
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        if not len(self._keys):
            return np.full(len(keys), -1)
        is_there = (self._keys[place] == keys) & (code >= 0)
        return np.where(is_there, self._order[place], -1)
