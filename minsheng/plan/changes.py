"""Targets that are stated as a change of a level in place of the level itself.

The column ``change`` of the targets says which: 年均增长6.5%以上 is ``growth``, 五年累计下降18% is
``decrease_percent``, 期末比期初提高1岁 is ``increase``. Each counts from the baseline year of its
goal. Where a baseline is printed the level that is wanted follows from it, and the goal is followed
in levels; where none is, in what the change itself is counted in:

- of a yearly average growth an index of the level, 100 in the baseline year;
- of a change since the baseline that change as printed, 0 in the baseline year.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from minsheng.plan.arrays import without_noise
from minsheng.plan.bounds import code
from minsheng.plan.remembering import remembered

if TYPE_CHECKING:
    from minsheng.plan.arrays import Codes, Floats, Places, Truths
    from minsheng.plan.plan import Plan

INDEX_UNIT = "base_index"
"""The unit of an index that is 100 in the baseline year."""


@dataclass(frozen=True)
class Change:
    """What the number of a target says of its level."""

    sign: int  # +1 where the level rises by it, -1 where it falls
    is_percent: bool  # whether the number is in per cent of the level, else in the level's own unit
    # Whether it is the average of a year, compound, else the whole since the baseline.
    is_yearly: bool

    @property
    def start(self) -> int:
        """The value in the baseline year where no level is printed."""
        return 100 if self.is_yearly else 0

    def level(self, start: float, number: float, years: int, *, printed: bool) -> float:
        """Return the level that a change of `number` leads to in `years` years.

        `start` is the baseline, or `Change.start` where none is `printed`.

        Examples
        --------
        >>> round(CHANGES["growth"].level(100, 6.5, 5, printed=False), 4)
        137.0087
        >>> CHANGES["decrease_percent"].level(50, 18, 5, printed=True)
        41.0
        >>> CHANGES["decrease_percent"].level(0, 18, 5, printed=False)
        18
        """
        if not printed and not self.is_yearly:
            return number
        if not self.is_percent:
            return start + self.sign * number
        rate = (100 + self.sign * number) / 100
        return start * rate ** (years if self.is_yearly else 1)

    def turns(self, *, printed: bool) -> bool:
        """Return whether a larger number means a lower value, so that bounds change sides."""
        return self.sign < 0 and (printed or self.is_yearly)


CHANGES: Mapping[str, Change] = {
    "growth": Change(+1, is_percent=True, is_yearly=True),
    "decline": Change(-1, is_percent=True, is_yearly=True),
    "increase": Change(+1, is_percent=False, is_yearly=False),
    "decrease": Change(-1, is_percent=False, is_yearly=False),
    "increase_percent": Change(+1, is_percent=True, is_yearly=False),
    "decrease_percent": Change(-1, is_percent=True, is_yearly=False),
}
"""The changes by the words of the column ``change``; an empty cell means the level itself."""
_TURNED = {
    code(bound): code(other)
    for bound, other in ((">=", "<="), ("<=", ">="), (">", "<"), ("<", ">"))
}


@dataclass(frozen=True)
class StatedChange:
    """A target as its plan states it: by a change."""

    change: str  # one of `CHANGES`
    # As printed; `high` is ``nan`` but for a range.
    bound: str
    value: float
    high: float


@remembered
def stated_changes(plan: Plan) -> Mapping[str, Mapping[int, StatedChange]]:
    """Return the targets that a plan states as changes, by indicator and year.

    Examples
    --------
    >>> dict(stated_changes(ms.load_plan()))
    {}
    """
    targets = plan.tables["targets"]
    if "change" not in targets:
        return {}
    stated: dict[str, dict[int, StatedChange]] = {}
    chosen = targets["change"].isin(list(CHANGES)) & targets["value"].notna()
    for row in targets[chosen].to_dict("records"):
        numbers = (row["bound"], row["value"], row["value_high"])
        stated.setdefault(row["indicator"], {})[int(row["year"])] = StatedChange(
            row["change"], *numbers
        )
    return stated


def levels(
    words: list[str],
    figures: tuple[Codes, Floats, Floats],
    starts: tuple[Floats, Truths],
    years: Places,
) -> tuple[Codes, Floats, Floats]:
    """Return bounds and both ends of the levels that targets lead to.

    `words` is the column ``change``: what is none of `CHANGES` says that the target is the level
    itself. `figures` are bounds, numbers and upper ends of ranges, as printed; `starts` the
    baseline of the goal of each target, ``nan`` where it is no single number, and whether it is
    printed; `years` those from the baseline to the year of the target.
    """
    bounds, lows, highs = figures[0].copy(), figures[1].copy(), figures[2].copy()
    for row, word in enumerate(words):
        if word not in CHANGES:
            continue
        change, start, printed = CHANGES[word], float(starts[0][row]), bool(starts[1][row])
        ends = [
            change.level(start, float(end[row]), int(years[row]), printed=printed)
            for end in (lows, highs)
        ]
        if change.turns(printed=printed):
            bounds[row] = _TURNED.get(bounds[row], bounds[row])
            ends = ends if math.isnan(ends[1]) else ends[::-1]
        lows[row], highs[row] = without_noise(np.array(ends))
    return bounds, lows, highs
