"""One indicator's baseline and targets as numbers, ready for arithmetic.

A printed figure is not always a number: "over 94 %" is an interval. `Interval` keeps both ends,
and a plain number is an interval whose ends meet.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from minsheng.plan.measures import meets
from minsheng.plan.periods import span
from minsheng.plan.remembering import remembered

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@dataclass(frozen=True)
class Interval:
    """The values that a printed figure leaves open, `low` to `high`."""

    low: float
    high: float

    @property
    def is_number(self) -> bool:
        """Whether the figure is one number."""
        return self.low == self.high

    @property
    def number(self) -> float:
        """The number, or ``nan`` where the figure is only a bound."""
        return self.low if self.is_number else math.nan

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends as numbers: ``nan`` where a side is open."""
        low, high = (end if math.isfinite(end) else math.nan for end in (self.low, self.high))
        return low, high

    def map(self, function: Callable[[float], float]) -> Interval:
        """Apply a monotone function to both ends.

        Examples
        --------
        >>> Interval(94, 100).map(lambda x: 95 - x)
        Interval(low=-5, high=1)
        """
        ends = (function(self.low), function(self.high))
        return Interval(min(ends), max(ends))


def interval(bound: str, value: float, high: float, limit: float = math.inf) -> Interval:
    """Return what a printed figure leaves open between 0 and `limit` (100 for a share).

    Examples
    --------
    >>> interval(">", 94, math.nan, 100), interval("<=", 3.5, math.nan, 100)
    (Interval(low=94, high=100), Interval(low=0.0, high=3.5))
    >>> interval("=", 86, math.nan)
    Interval(low=86, high=86)
    """
    match bound:
        case ">" | ">=":
            return Interval(value, limit)
        case "<" | "<=":
            return Interval(0.0, value)
        case "range":
            return Interval(value, high)
    return Interval(value, value)


@dataclass(frozen=True)
class Target:
    """A stated target: `value` is its number, for a range its weaker end.

    `low` and `high` are the ends of a range as printed, ``nan`` for anything else.
    """

    bound: str
    value: float
    high: float
    strength: str
    low: float = math.nan

    @property
    def printed(self) -> float:
        """The number that is printed first: of a range its lower end."""
        return self.value if math.isnan(self.low) else self.low


@dataclass(frozen=True)
class Goal:
    """What the plan wants of one indicator.

    Parameters
    ----------
    indicator, programme, unit, kind, aim
        Its row in the table of indicators.
    share, growth
        Whether its unit is a share and whether growth makes sense for it.
    direction
        +1 where more is better, -1 where less is better.
    baseline, baseline_bound
        The state at the end of the baseline year and the bound as printed; None where the plan
        prints none.
    yearly
        Stated targets by year.
    total, mean
        For a flow: the stated total, or yearly mean, over the plan's years.
    """

    indicator: str
    programme: str
    unit: str
    kind: str
    aim: str
    share: bool
    growth: bool
    direction: int
    baseline: Interval | None
    baseline_bound: str
    yearly: Mapping[int, Target]
    total: Target | None
    mean: Target | None
    first_year: int
    last_year: int
    baseline_year: int

    @property
    def is_flow(self) -> bool:
        """Whether amounts are done within the years and add up."""
        return self.kind == "flow"

    @property
    def final_year(self) -> int | None:
        """The last year with a stated target; a flow's total counts for the last year."""
        if self.total or self.mean:
            return self.last_year
        return max(self.yearly, default=None)

    @property
    def final(self) -> Target | None:
        """The target to be arrived at: a flow's whole amount, else the last stated target."""
        if self.is_flow:
            return self._whole
        year = self.final_year
        return self.yearly.get(year) if year is not None else None

    @property
    def _whole(self) -> Target | None:
        """A flow's amount over the plan: stated, or the sum of its years, or mean times years."""
        if self.total:
            return self.total
        if self.yearly:
            last = self.yearly[max(self.yearly)]
            return Target(
                self._bound_of_sum(),
                sum(target.value for target in self.yearly.values()),
                math.nan,
                last.strength,
            )
        if self.mean:
            years = self.last_year - self.first_year + 1
            return Target(
                self.mean.bound, self.mean.value * years, self.mean.high * years,
                self.mean.strength, self.mean.low * years,
            )  # fmt: skip
        return None

    def _bound_of_sum(self) -> str:
        """Return what the sum of the years is: a range counts at its weaker end, ~ spreads."""
        weaker = ">=" if self.direction > 0 else "<="
        bounds = {weaker if t.bound == "range" else t.bound for t in self.yearly.values()} - {"="}
        if not bounds:
            return "="
        return bounds.pop() if len(bounds) == 1 else "~" if "~" in bounds else weaker

    def meets(self, value: float, target: Target) -> bool:
        """Return whether `value` meets `target`."""
        return meets(value, target.bound, target.value, self.direction)

    @property
    def worst_baseline(self) -> float:
        """The end of the baseline that is furthest from the better side."""
        if self.baseline is None:
            return math.nan
        return self.baseline.low if self.direction > 0 else self.baseline.high

    @property
    def baseline_meets_final(self) -> bool:
        """Whether the baseline meets the final target whatever it is within its bound."""
        if self.baseline is None or self.final is None or self.is_flow:
            return False
        worst = self.worst_baseline
        # "Over 94" meets "over 94", though 94 itself is in neither.
        same = (self.baseline_bound, worst) == (self.final.bound, self.final.value)
        return same or self.meets(worst, self.final)


@remembered
def goals(plan: Plan) -> tuple[Goal, ...]:
    """Return the goal of each indicator in the order of its table, context figures too."""
    return tuple(_read(plan))


def _read(plan: Plan) -> Iterator[Goal]:
    facts = plan.facts
    units = {row["unit"]: row for row in plan.tables["units"].to_dict("records")}
    baselines = {
        row["indicator"]: row
        for row in plan.tables["baselines"].to_dict("records")
        if row["year"] == str(facts.baseline_year)
    }
    targets: dict[str, list[dict[Any, Any]]] = {}
    for row in plan.tables["targets"].to_dict("records"):
        if not math.isnan(row["value"]):
            targets.setdefault(row["indicator"], []).append(row)
    for row in plan.tables["indicators"].to_dict("records"):
        unit = units[row["unit"]]
        limit = 100.0 if unit["share"] else math.inf
        base = baselines.get(row["indicator"])
        stated = targets.get(row["indicator"], [])
        known = base is not None and not math.isnan(base["value"])
        yield Goal(
            indicator=row["indicator"], programme=row["programme"], unit=row["unit"],
            kind=row["kind"], aim=row["aim"], share=bool(unit["share"]),
            growth=bool(unit["growth"]), direction=-1 if row["direction"] == "down" else 1,
            baseline=interval(base["bound"], base["value"], base["value_high"], limit)
            if known and base else None,
            baseline_bound=base["bound"] if known and base else "",
            yearly={
                span(item["year"])[0]: _target(item, row["direction"])
                for item in sorted(stated, key=lambda item: str(item["year"]))
                if item["statistic"] == "value"
            },
            total=_over_years(stated, "total", row["direction"]),
            mean=_over_years(stated, "mean", row["direction"]),
            first_year=facts.first_year, last_year=facts.last_year,
            baseline_year=facts.baseline_year,
        )  # fmt: skip


def _target(row: Mapping[Any, Any], direction: str) -> Target:
    """Read a target's row; a range counts at its weaker end."""
    low, high = row["value"], row["value_high"]
    if row["bound"] != "range":
        return Target(row["bound"], low, math.nan, row["strength"])
    return Target("range", high if direction == "down" else low, high, row["strength"], low)


def _over_years(rows: list[dict[Any, Any]], statistic: str, direction: str) -> Target | None:
    """Return the target over the plan's years that is a total, or a yearly mean."""
    found = [_target(row, direction) for row in rows if row["statistic"] == statistic]
    return found[0] if found else None
