"""Frames that are asked for again and again while a write-up is made: computed once a standing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation.standing import Standing


def remembered(function: Callable[[Standing], pd.DataFrame]) -> Callable[[Standing], pd.DataFrame]:
    """Make a function of a standing compute its frame once; what callers change stays theirs."""
    known: WeakKeyDictionary[Standing, pd.DataFrame] = WeakKeyDictionary()

    @wraps(function)
    def remembering(standing: Standing) -> pd.DataFrame:
        if standing not in known:
            known[standing] = function(standing)
        return known[standing].copy(deep=False)

    return remembering
