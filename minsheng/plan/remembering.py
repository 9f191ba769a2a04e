"""Decorators that compute a function's value once for each plan, or standing, and keep it.

Plans and standings do not change. A value is dropped when its plan is no longer referred to.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from minsheng.text.language import Lang, current

if TYPE_CHECKING:
    import pandas as pd

Owner = TypeVar("Owner")
Value = TypeVar("Value")


def remembered(function: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Make a function compute its value once for each owner and return the same object again.

    Examples
    --------
    >>> class Plan: ...
    >>> plan, count = Plan(), remembered(lambda plan: [])
    >>> count(plan) is count(plan), count(plan) is count(Plan())
    (True, False)
    """
    known: WeakKeyDictionary[Owner, Value] = WeakKeyDictionary()

    @wraps(function)
    def remembering(owner: Owner) -> Value:
        if owner not in known:
            known[owner] = function(owner)
        return known[owner]

    return remembering


def remembered_frame(function: Callable[[Owner], pd.DataFrame]) -> Callable[[Owner], pd.DataFrame]:
    """Make a function compute its frame once for each owner and language; callers get copies."""
    known = by_language(function)

    @wraps(function)
    def remembering(owner: Owner) -> pd.DataFrame:
        return known(owner).copy()  # an array of a shallow copy would be ours

    return remembering


def by_language(function: Callable[[Owner], Value]) -> Callable[[Owner], Value]:
    """Make a function compute its value once for each owner and language in force."""

    @remembered
    def values(owner: Owner) -> dict[Lang, Value]:
        return {}

    @wraps(function)
    def remembering(owner: Owner) -> Value:
        known, lang = values(owner), current()
        if lang not in known:
            known[lang] = function(owner)
        return known[lang]

    return remembering
