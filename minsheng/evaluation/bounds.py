"""Bounds of many figures at once: whether values meet targets by their wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from minsheng.methods.arithmetic import rounded
from minsheng.text.quantity import BOUNDS

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.methods.case import Codes, Floats, Truths

NO_BOUND = np.int8(-1)
_CODE: dict[str, np.int8] = {bound: np.int8(code) for code, bound in enumerate(BOUNDS)}


def code(bound: str) -> np.int8:
    """Return the code of a bound: its place in `~minsheng.text.quantity.BOUNDS`."""
    return _CODE[bound]


def codes(bounds: pd.Series[str]) -> Codes:
    """Return the codes of bounds; -1 for none."""
    return bounds.map(_CODE).fillna(NO_BOUND).to_numpy(np.int8)


def words(codes: Codes) -> pd.Categorical[Any]:
    """Return the bounds of codes; empty for none."""
    import pandas as pd

    return pd.Categorical.from_codes(np.where(codes < 0, len(BOUNDS), codes),
                                     categories=pd.Index([*BOUNDS, ""]))  # fmt: skip


def settled(values: Floats) -> Floats:
    """Return what was added up or divided without binary noise: thirteen digits of it.

    Examples
    --------
    >>> settled(np.array([0.1 + 0.2, 2.9999999999999996])).tolist()
    [0.3, 3.0]
    """
    return rounded(values, np.abs(values))


def meet(values: Floats, bounds: Codes, targets: Floats, direction: Floats) -> Truths:
    """Return where values meet their targets; never where one of them is missing.

    The many-figure form of `minsheng.plan.measures.meets`.

    Examples
    --------
    >>> at_least = np.array([code(">="), code(">")])
    >>> meet(np.array([90.0, 90.0]), at_least, np.array([90.0, 90.0]), np.ones(2)).tolist()
    [True, False]
    """
    known = ~(np.isnan(values) | np.isnan(targets))
    difference = values - targets
    tests = (difference >= 0, difference <= 0, difference > 0, difference < 0)
    asked = [bounds == _CODE[bound] for bound in (">=", "<=", ">", "<")]
    return known & np.select(asked, tests, direction * difference >= 0)
