"""What a plan leads one to expect of a reported figure: its kind, unit and magnitude."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from minsheng.plan.bounds import Limits, limits
from minsheng.plan.changes import stated_changes
from minsheng.plan.goals import goals
from minsheng.text.bounded import from_to
from minsheng.text.units import sign_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

FAR = 5
"""How many times beyond baseline and targets a figure is improbable."""
_FIGURE = ["indicator", "first_year", "last_year", "statistic", "value", "value_high"]
_MULTIPLES = {"万": 10**4, "亿": 10**8}
_DENOMINATORS = (10**3, 10**4, 10**5)


def shown(value: Decimal | float) -> str:
    """Return a number as a table of the plan writes it.

    Examples
    --------
    >>> shown(18000.0), shown(Decimal("0.950"))
    ('18000', '0.95')
    """
    return f"{Decimal(str(value)).normalize():f}"


@dataclass(frozen=True)
class Expectation:
    """What the plan says of one indicator."""

    # As in the plan.
    kind: str
    aim: str
    share: bool  # whether its unit is a share, in per cent
    decimals: int  # how many decimals its unit has
    # Smallest and largest of its baseline and targets; of a flow the amounts of a year. None where
    # the plan has no number.
    low: float | None = None
    high: float | None = None
    baseline: float | None = None  # the single figure of the baseline year, or None
    limits: Limits = field(default_factory=Limits)  # what its values may be
    unit: str = ""  # what follows a number in Chinese
    grows: bool = False  # whether a yearly average growth of it is wanted from `baseline` on

    @property
    def sign(self) -> str:
        """The sign that a typed figure may have."""
        return sign_of(self.unit, share=self.share)

    def limits_below(self, period: Period) -> bool:
        """Return whether a value of `period` can be too small; for a flow only if it is a year."""
        return self.kind != "flow" or period.kind == "year"

    def is_far_below(self, value: float, period: Period) -> bool:
        """Return whether `value` is improbably small.

        A flow or a running total may be zero; a running total without a baseline may be anything.
        """
        starts_small = self.kind == "cumulative" and self.baseline is None
        adds_up = self.kind in ("flow", "cumulative")
        if self.low is None or starts_small or (adds_up and value == 0):
            return False
        if not self.limits_below(period) or self.low == 0:
            return False
        return value < (self.low / FAR if self.low > 0 else self.low * FAR)

    def is_like_part_of_year(self, value: float, period: Period) -> bool:
        """Return whether a level that is to grow is as low as what came up in part of a year.

        Halfway from the share of the year that has gone to the whole: by September 87.5 per cent.
        """
        if not self.grows or self.baseline is None or period.closes_year:
            return False
        return value < self.baseline * (1 + period.elapsed) / 2

    def is_far_above(self, value: float) -> bool:
        """Return whether `value` is improbably large."""
        return self.high is not None and value > self.high * FAR > 0

    @property
    def band(self) -> str:
        """The smallest and the largest expected value, as text."""
        ends = dict.fromkeys(
            shown(round(end, 4)) for end in (self.low, self.high) if end is not None
        )
        return from_to(*ends) if len(ends) == 2 else "".join(ends)

    def unit_meant(self, value: float) -> str:
        """Return the multiple of the unit in which `value` is within `FAR` times of the plan's.

        Examples
        --------
        >>> expected = Expectation("stock", "reach", False, 0, 5e6, 6.1e6, unit="套")
        >>> expected.unit_meant(606), expected.unit_meant(20), expected.unit_meant(6060000)
        ('万套', '', '')
        """
        words = (word for word, times in _MULTIPLES.items() if self._is_near(value * times))
        return next((f"{word}{self.unit}" for word in words), "")

    def denominator_unit(self, quotient: float) -> int:
        """Return in what the denominator is to be counted for `quotient` to be near the plan's.

        1,000, 10,000 or 100,000 of a unit such as beds per 1,000 people; 0 where none will do.

        Examples
        --------
        >>> expected = Expectation("stock", "reach", False, 0, 8, 9.5, unit="人/10万人")
        >>> expected.denominator_unit(3 / 36_012), expected.denominator_unit(0.1)
        (100000, 0)
        """
        near = (times for times in _DENOMINATORS if self._is_near(quotient * times))
        return 0 if self.share else next(near, 0)

    def _is_near(self, value: float) -> bool:
        if self.low is None or self.high is None:
            return False
        return self.low / FAR <= value <= self.high * FAR


def expectations(plan: Plan) -> Mapping[str, Expectation]:
    """Return what the plan leads one to expect, by indicator.

    Examples
    --------
    >>> expected = expectations(ms.load_plan())["childcare.gross_enrolment"]
    >>> expected.share, expected.low, expected.high, expected.baseline
    (True, 86.0, 90.0, 86.0)
    """
    units = {row["unit"]: row for row in plan.units.to_dict("records")}
    numbers: dict[str, list[float]] = defaultdict(list)
    started = {goal.indicator: goal.baseline_year for goal in goals(plan)}
    baselines: dict[str, float] = {}
    grows = set()
    for goal in goals(plan):
        if any(one.change == "growth" for one in goal.changes.values()):
            grows.add(goal.indicator)
        if goal.changes and goal.baseline:  # what is observed are levels, their targets changes
            levels = [target.value for target in goal.yearly.values()]
            numbers[goal.indicator] += [goal.baseline.number, *levels]
            baselines[goal.indicator] = goal.baseline.number
    for table in ("baselines", "targets"):
        frame = plan.tables[table]
        is_level = frame["value"].notna() & ~frame["indicator"].isin(stated_changes(plan))
        for row in frame.loc[is_level, _FIGURE].to_dict("records"):
            over = row["last_year"] - row["first_year"] + 1 if row["statistic"] == "total" else 1
            ends = (row["value"], row["value_high"])
            numbers[row["indicator"]] += [value / over for value in ends if not math.isnan(value)]
    bases = plan.baselines
    single = bases[(bases["year"] == bases["indicator"].map(started)) & bases["value"].notna()]
    baselines |= dict(zip(single["indicator"], single["value"], strict=True))
    return {
        row["indicator"]: Expectation(
            kind=row["kind"],
            aim=row["aim"],
            share=bool(units[row["unit"]]["share"]),
            decimals=int(units[row["unit"]]["decimals"]),
            low=min(numbers[row["indicator"]], default=None),
            high=max(numbers[row["indicator"]], default=None),
            baseline=baselines.get(row["indicator"]),
            limits=limits(row, units[row["unit"]]),
            unit=str(units[row["unit"]]["symbol_zh"]),
            grows=row["indicator"] in grows,
        )
        for row in plan.indicators.to_dict("records")
    }
