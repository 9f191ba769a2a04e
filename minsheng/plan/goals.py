"""One indicator's baseline and targets as an object that reads like the plan."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.errors import Fault, UnknownName
from minsheng.plan.bounds import Interval, words
from minsheng.plan.changes import CHANGES, StatedChange, stated_changes
from minsheng.plan.measures import meets
from minsheng.plan.reading_goals import goal_arrays
from minsheng.plan.remembering import remembered
from minsheng.plan.target_arrays import Targets
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


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
    least, most
        The smallest and the largest possible value, infinite where there is none.
    direction
        +1 where more is better, -1 where less is better.
    baseline, baseline_bound
        The state at the end of the baseline year and the bound as printed; None where the plan
        prints none.
    is_counted
        Whether the baseline is not printed but where a change counts from: an index of 100, or 0.
    changes
        The targets that the plan states as a change from the baseline, by year; their levels are
        in `yearly`.
    baseline_meets_final
        Whether the baseline meets the final target whatever it is within its bound.
    yearly
        Stated targets by year.
    total, mean
        For a flow: the stated total, or yearly mean, over several years.
    begun
        The first year whose amounts count for a flow: the plan's, or that of a later total.
    span
        The first and the last year that the total, or else the mean, covers; those of the plan
        where neither is stated.
    final, final_year
        The target to be arrived at and the year by whose end it is due: of a flow its whole amount
        (the stated total and what is stated for years beyond it, else the sum of its years, else
        the mean times their number) unless it must keep to a line in each year, else the last
        stated target.
    due, due_time
        The day within its year by which a milestone is due, None where none is printed; and the
        time by which the final target is due, its end of year where there is no such day.
    first_year, last_year
        Those of the plan.
    baseline_year
        The year of the goal's own baseline; that of the plan where the goal has none.
    """

    indicator: str
    programme: str
    unit: str
    kind: str
    aim: str
    share: bool
    growth: bool
    least: float
    most: float
    direction: int
    baseline: Interval[float] | None
    baseline_bound: str
    is_counted: bool
    changes: Mapping[int, StatedChange]
    baseline_meets_final: bool
    yearly: Mapping[int, Target]
    total: Target | None
    mean: Target | None
    begun: int
    span: tuple[int, int]
    final: Target | None
    final_year: int | None
    due: dt.date | None
    due_time: float
    first_year: int
    last_year: int
    baseline_year: int

    @property
    def is_total_printed(self) -> bool:
        """Whether the whole amount of a flow is the total as printed, not a sum of ours."""
        first, last = self.span
        return self.total is not None and all(first <= year <= last for year in self.yearly)

    @property
    def is_by_year(self) -> bool:
        """Whether it is an amount that must keep to a line in each year, which are not added up."""
        return self.is_flow and self._has_lines and bool(self.yearly)

    @property
    def adds_up(self) -> bool:
        """Whether it is an amount whose years add up."""
        return self.is_flow and not self.is_by_year

    @property
    def is_total_ours(self) -> bool:
        """Whether the whole amount of a flow is added up from several printed ones by us."""
        parts = len(self.yearly) + (self.total is not None)
        added = (parts > 1 or self.mean is not None) and not self.is_total_printed
        return self.adds_up and added

    @property
    def total_is(self) -> str:
        """What a total of ours is: ``mean_times_years`` of a mean alone, else ``sum_of_parts``."""
        only_mean = self.total is None and not self.yearly
        return "mean_times_years" if only_mean else "sum_of_parts"

    @property
    def is_over_part(self) -> bool:
        """Whether the total, or else the mean, covers only part of the plan's years."""
        return self.span != (self.first_year, self.last_year)

    @property
    def years_of_part(self) -> tuple[int, int] | None:
        """The years that the final amount of a flow covers, if they are part of the plan's only.

        None for anything else, and for the amount of one year.
        """
        if not self.adds_up or self.aim == "hold" or self.final_year is None:
            return None
        over_years = self.total is not None or self.mean is not None
        first = self.begun if over_years else min(self.yearly)
        is_whole = (first, self.final_year) == (self.first_year, self.last_year)
        return None if is_whole or first == self.final_year else (first, self.final_year)

    def line_year(self, year: int) -> int | None:
        """Return the year whose target is the line to hold in `year`.

        It is the one stated last by then, before that the first one. None where the final target
        is the line: the baseline meets it already, or there are no targets of single years.
        """
        if not self.yearly or not self._has_lines:
            return None
        return max((one for one in self.yearly if one <= year), default=min(self.yearly))

    @property
    def _has_lines(self) -> bool:
        return self.aim == "hold" or (self.is_flow and self.direction < 0)

    @property
    def lines_differ(self) -> bool:
        """Whether it has lines to keep to in each year that are not the same in all of them."""
        return self._has_lines and len({(one.bound, one.value) for one in self.yearly.values()}) > 1

    @property
    def is_flow(self) -> bool:
        """Whether amounts are done within the years and add up."""
        return self.kind == "flow"

    @property
    def is_average_growth(self) -> bool:
        """Whether the final target is stated as a yearly average growth or decline."""
        change = self.changes.get(self.final_year or 0)
        return change is not None and CHANGES[change.change].is_yearly

    @property
    def is_total(self) -> bool:
        """Whether it is an amount that is to be reached by adding up years."""
        rising = self.is_flow and self.direction > 0 and not self.share and self.aim != "hold"
        return rising and self.final is not None and self.final.value > 0

    @property
    def printed_baseline(self) -> float:
        """The number printed of the baseline, of a bound the one that bounds it; else ``nan``."""
        if self.baseline is None:
            return math.nan
        return self.baseline.high if self.baseline_bound in ("<", "<=") else self.baseline.low

    def meets(self, value: float, target: Target) -> bool:
        """Return whether `value` meets `target`."""
        return meets(value, target.bound, target.value, self.direction)


@remembered
def goals(plan: Plan) -> tuple[Goal, ...]:
    """Return the goal of each indicator in the order of its table, context figures too."""
    arrays = goal_arrays([plan], context=True)
    facts = plan.facts
    yearly, total, mean, final = map(
        _targets, (arrays.yearly, arrays.total, arrays.mean, arrays.final)
    )
    columns = arrays.yearly.value.shape[1]
    lows, highs = arrays.baseline_low.tolist(), arrays.baseline_high.tolist()
    bounds = list(words(arrays.baseline_bound))
    spans = list(zip(arrays.span_first.tolist(), arrays.span_last.tolist(), strict=True))
    begun, days, times = arrays.begun.tolist(), arrays.due_day.tolist(), arrays.due.tolist()
    starts, counted, changes = arrays.start.tolist(), arrays.counted.tolist(), stated_changes(plan)
    meeting, ends = arrays.baseline_meets_target.tolist(), arrays.end.tolist()
    by_year = [yearly[at : at + columns] for at in range(0, len(yearly), columns)]
    return tuple(
        Goal(
            indicator=row["indicator"],
            programme=row["programme"],
            unit=row["unit"],
            kind=row["kind"],
            aim=row["aim"],
            share=bool(row["share"]),
            growth=bool(row["growth"]),
            least=row["minimum"],
            most=row["maximum"],
            direction=-1 if row["direction"] == "down" else 1,
            baseline=None if math.isnan(lows[at]) else Interval(lows[at], highs[at]),
            baseline_bound=bounds[at],
            is_counted=counted[at],
            changes=changes.get(row["indicator"], {}),
            baseline_meets_final=meeting[at],
            yearly={year: target for year, target in enumerate(by_year[at], starts[at]) if target},
            total=total[at],
            mean=mean[at],
            begun=begun[at],
            span=spans[at],
            final=final[at],
            final_year=None if math.isnan(ends[at]) else int(ends[at]),
            due=days[at],
            due_time=times[at],
            first_year=facts.first_year,
            last_year=facts.last_year,
            baseline_year=starts[at],
        )
        for at, row in enumerate(arrays.rows.to_dict("records"))
    )


@remembered
def goal_by_indicator(plan: Plan) -> Mapping[str, Goal]:
    """Return the goal of each indicator by its id."""
    return {goal.indicator: goal for goal in goals(plan)}


def _targets(targets: Targets) -> list[Target | None]:
    """Return arrays of targets as objects, row by row; None where no target is stated."""
    value, bound, strength, low, high = (array.ravel() for array in targets)
    columns = (words(bound), value.tolist(), high.tolist(), strength, low.tolist())
    return [
        None if math.isnan(target.value) else target
        for target in (Target(*entries) for entries in zip(*columns, strict=True))
    ]


_CHOOSING = ("plan.indicator(…)", "standing.select(indicator=…)")


def only_goal(plan: Plan) -> Goal:
    """Return the goal of a selection of exactly one indicator.

    Raises
    ------
    UnknownName
        When there are none or several.
    """
    ids = list(plan.tables["indicators"]["indicator"])
    if len(ids) != 1:
        count = say("labels.count_indicators", n=len(ids))
        raise UnknownName([Fault("needs_one_indicator", found=count, allowed=_CHOOSING)])
    return goals(plan)[0]
