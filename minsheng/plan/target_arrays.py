"""Stated targets as arrays, all of one shape: by goal, or by goal and year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

import numpy as np

from minsheng.plan.arrays import Codes, Floats, Places, Texts, Truths, without_noise
from minsheng.plan.bounds import NO_BOUND, code

_Index: TypeAlias = Any  # whatever numpy takes between brackets


@dataclass(frozen=True, eq=False)
class Targets:
    """Stated targets as arrays of one shape; see `minsheng.plan.goals.Target` for one of them."""

    value: Floats  # the numbers, of a range its weaker end; ``nan`` where no target is stated
    bound: Codes  # codes of their bounds, `NO_BOUND` where no target is stated
    strength: Texts  # ``firm``, ``aspired`` or ``approximate``; empty where no target is stated
    # Both ends of a range; ``nan`` for anything else.
    low: Floats
    high: Floats

    @classmethod
    def empty(cls, shape: tuple[int, ...]) -> Targets:
        """Return arrays of a shape without any target."""
        low, value, high = np.full((3, *shape), np.nan)
        return cls(value, np.full(shape, NO_BOUND), np.full(shape, "", dtype=object), low, high)

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the five arrays."""
        return (getattr(self, field.name) for field in fields(self))

    def __getitem__(self, index: _Index) -> Targets:
        """Return the targets at `index`."""
        return Targets(*(array[index] for array in self))

    def __setitem__(self, index: _Index, targets: Targets) -> None:
        """Write targets over those at `index`."""
        for array, values in zip(self, targets, strict=True):
            array[index] = values

    @property
    def is_stated(self) -> Truths:
        """Where a target is stated."""
        return ~np.isnan(self.value)

    def times(self, years: Places) -> Targets:
        """Return targets that are `years` times as large: a yearly mean over a number of years."""
        value, low, high = (without_noise(x * years) for x in (self.value, self.low, self.high))
        return Targets(value, self.bound, self.strength, low, high)

    def joined(self, others: Targets) -> Targets:
        """Return a matrix with these targets as its first column and `others` as the rest."""
        return Targets(*(np.column_stack(pair) for pair in zip(self, others, strict=True)))

    def sums(self, direction: Floats, strength: Texts) -> Targets:
        """Return the sum of each row, as one target for each, of the given strength.

        `direction` is +1 where more is better, -1 where less is better; one entry a row.
        """
        value = without_noise(np.nansum(self.value, axis=1))
        no_range = np.full(len(value), np.nan)
        bound = _bound_of_sum(self.bound, direction)
        return Targets(value, bound, strength, no_range, no_range)


def _bound_of_sum(bounds: Codes, direction: Floats) -> Codes:
    """Return the bound of each sum of yearly targets, which are the columns of `bounds`.

    A range is added at its weaker end, so it counts as ``>=`` (``<=`` where less is better). Plain
    numbers change nothing. Where the other bounds are all the same it is that bound; where they
    differ it is ``~`` if one of them is, else ``>=`` (``<=``).
    """
    weaker = np.where(direction > 0, code(">="), code("<="))
    read = np.where(bounds == code("range"), weaker[:, None], bounds)
    counts = (read != NO_BOUND) & (read != code("="))
    most = np.where(counts, read, NO_BOUND).max(axis=1)
    least = np.where(counts, read, np.iinfo(np.int8).max).min(axis=1)
    about = (read == code("~")).any(axis=1)
    guards = [~counts.any(axis=1), most == least, about]
    sums: Codes = np.select(guards, [code("="), most, code("~")], weaker).astype(np.int8)
    return sums
