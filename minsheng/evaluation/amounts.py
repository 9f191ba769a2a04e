"""What was done within a year, put together from whatever parts of it were reported.

The periods lie within each other as boxes do: months in quarters, quarters in halves, halves in
the year. An amount is that of the largest box that was reported, else the sum of the boxes in it;
where one of those is missing the sum is missing too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from minsheng.plan.arrays import Places
from minsheng.plan.observations import STATUSES
from minsheng.plan.periods import Period, parts

if TYPE_CHECKING:
    from minsheng.plan.arrays import Floats, Truths

NO_STATUS = np.int8(-1)
_FIRMNESS = ("final", "revised", "provisional")


@dataclass(frozen=True, eq=False)
class Told:
    """What was reported, one entry per goal; ``nan``, -1 and ``NaT`` where nothing was.

    Parameters
    ----------
    value
        The values.
    decimals
        With how many decimals each was reported, ``nan`` for a computed one.
    status
        Codes of `~minsheng.plan.observations.STATUSES`.
    reported
        The days of reporting.
    """

    value: Floats
    decimals: Floats
    status: npt.NDArray[np.int8]
    reported: npt.NDArray[np.datetime64]

    @classmethod
    def nothing(cls, size: int) -> Told:
        """Return that nothing was reported of any of `size` goals."""
        return cls(np.full(size, np.nan), np.full(size, np.nan), np.full(size, NO_STATUS),
                   np.full(size, "NaT", dtype="datetime64[s]"))  # fmt: skip

    def put(self, goals: Places, told: Told) -> None:
        """Write what was told of some goals over what was known of them."""
        self.value[goals], self.decimals[goals] = told.value, told.decimals
        self.status[goals], self.reported[goals] = told.status, told.reported

    def take(self, places: Places) -> Told:
        """Return the entries at `places`."""
        return Told(self.value[places], self.decimals[places], self.status[places],
                    self.reported[places])  # fmt: skip


def added(parts: list[Told]) -> Told:
    """Return the sum of parts: as coarse, as provisional and as late as any of them."""
    if len(parts) == 1:
        return parts[0]
    return Told(
        value=np.sum([part.value for part in parts], axis=0),
        decimals=np.min([part.decimals for part in parts], axis=0),
        status=_least_firm([part.status for part in parts]),
        reported=np.max([part.reported for part in parts], axis=0),
    )


def _least_firm(statuses: list[npt.NDArray[np.int8]]) -> npt.NDArray[np.int8]:
    """Return the least firm status; none where any part has none."""
    rank = np.array([*(_FIRMNESS.index(word) for word in STATUSES), len(_FIRMNESS)])
    back = np.array([*(STATUSES.index(word) for word in _FIRMNESS), NO_STATUS], dtype=np.int8)
    worst: npt.NDArray[np.int8] = back[np.max([rank[status] for status in statuses], axis=0)]
    return worst


class Amounts:
    """The amounts of flows, by the periods they were reported for.

    Parameters
    ----------
    columns
        For each period the flows concerned and what was told of them.
    size
        How many flows there are.
    """

    def __init__(self, columns: Mapping[Period, tuple[Places, Told]], size: int) -> None:
        self._columns, self._size = columns, size
        self._years: dict[int, Told] = {}

    def until(self, when: Period) -> tuple[Told, Truths]:
        """Return what was done in the year of `when` up to its end, and whether any of it is told.

        A flow of which only some parts were told has no amount.
        """
        heard = np.zeros(self._size, dtype=bool)
        for one, (flows, _) in self._columns.items():
            if one.year == when.year and one.last <= when.last:
                heard[flows] = True
        return added([self._piece(piece) for piece in prefix(when)]), heard

    def within(self, year: int) -> Told:
        """Return what was done within a whole year."""
        if year not in self._years:
            self._years[year] = self._piece(Period(year))
        return self._years[year]

    def _piece(self, piece: Period) -> Told:
        inside = any(piece.covers(one) and one != piece for one in self._columns)
        smaller = _split(piece) if inside else ()
        found = Told.nothing(self._size)
        if smaller:
            whole = added([self._piece(part) for part in smaller])
            found = Told(whole.value.copy(), whole.decimals.copy(), whole.status.copy(),
                         whole.reported.copy())  # fmt: skip
        if piece in self._columns:
            found.put(*self._columns[piece])
        return found


def prefix(when: Period) -> list[Period]:
    """Return the fewest periods that fill the year of `when` up to its end.

    Examples
    --------
    >>> from minsheng.plan.periods import period
    >>> [str(piece) for piece in prefix(period("2018-08"))]
    ['2018H1', '2018-07', '2018-08']
    """
    found: list[Period] = []
    done = 0
    while done < when.last:
        piece = next(one for one in parts(when.year) if one.first == done + 1
                     and one.last <= when.last)  # fmt: skip
        found.append(piece)
        done = piece.last
    return found


def _split(piece: Period) -> tuple[Period, ...]:
    """Return the next smaller periods that a period is made of; none for a month."""
    length = {12: 6, 6: 3, 3: 1}.get(piece.last - piece.first + 1)
    if length is None:
        return ()
    return tuple(
        Period(piece.year, first, first + length - 1)
        for first in range(piece.first, piece.last + 1, length)
    )
