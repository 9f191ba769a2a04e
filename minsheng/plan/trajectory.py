"""The planned path (目标轨迹), point by point."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minsheng.plan.goals import Goal, Interval, goals
from minsheng.plan.measures import interpolate
from minsheng.plan.remembering import remembered_frame

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

COLUMNS = ("programme", "indicator", "year", "value", "low", "high", "amount", "bound", "basis",
           "reason")  # fmt: skip


@remembered_frame
def trajectory(plan: Plan) -> pd.DataFrame:
    """Return the path that the plan sets out for each indicator, from its own figures alone.

    A stock's path goes through its stated targets and starts at the baseline; between stated
    points it is linear in time. Without a baseline it starts at its first stated target. A flow's
    path is the running total of its yearly amounts and starts at nothing done.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    pandas.DataFrame
        One row per indicator and year, baseline year to last year, context figures left out:
        ``programme``, ``indicator``, ``year`` (int); ``value`` in the indicator's unit, the
        running total for a flow; ``low`` and ``high``, the ends of an interval where the value is
        only known within a bound (missing on an open side), else equal to the value; ``amount``,
        what a flow does within the year; ``bound`` of a stated point; ``basis``: ``baseline``,
        ``start``, ``stated`` or ``interpolated``; ``reason`` wherever the value is missing.

    Examples
    --------
    >>> import minsheng as ms
    >>> path = ms.trajectory(ms.load_plan().select(indicator="childcare.gross_enrolment"))
    >>> path[["year", "value", "basis"]].values.tolist()
    [[2017, 86.0, 'baseline'], [2018, 87.0, 'stated'], [2019, 89.0, 'stated'], \
[2020, 90.0, 'stated']]
    """
    import pandas as pd

    rows = [point for goal in goals(plan) if goal.aim != "context" for point in _path(goal)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    text = dict.fromkeys(("programme", "indicator", "bound", "basis", "reason"), "str")
    number = dict.fromkeys(("value", "low", "high", "amount"), "float64")
    return frame.astype({**text, **number, "year": "int64"})


_Point = tuple[str, str, int, float, float, float, float, str, str, str]


def _point(  # noqa: PLR0913  a row of the frame, column by column
    goal: Goal, year: int, within: Interval | None = None, *, amount: float = math.nan,
    bound: str = "", basis: str = "", reason: str = "",
) -> _Point:  # fmt: skip
    within = within or Interval(math.nan, math.nan)
    return (goal.programme, goal.indicator, year, within.number, *within.ends, amount,
            bound, basis, reason)  # fmt: skip


def _path(goal: Goal) -> Iterator[_Point]:
    if goal.aim in ("direction", "listed"):
        return (_point(goal, year, reason="no_number") for year in _years(goal))
    if goal.kind == "milestone":
        return _milestone(goal)
    return _flow(goal) if goal.is_flow else _stock(goal)


def _years(goal: Goal) -> range:
    return range(goal.baseline_year, goal.last_year + 1)


def _milestone(goal: Goal) -> Iterator[_Point]:
    for year in _years(goal):
        if year in goal.yearly:
            yield _point(goal, year, Interval(1.0, 1.0), bound="=", basis="stated")
        else:
            yield _point(goal, year, reason="milestone")


def _stock(goal: Goal) -> Iterator[_Point]:
    known = {year: Interval(target.value, target.value) for year, target in goal.yearly.items()}
    if goal.baseline:
        known[goal.baseline_year] = goal.baseline
    for year in _years(goal):
        if year in goal.yearly:
            target = goal.yearly[year]
            yield _point(goal, year, known[year], bound=target.bound, basis="stated")
        elif year == goal.baseline_year and goal.baseline:
            reason = "" if goal.baseline.is_number else "baseline_is_a_bound"
            yield _point(goal, year, goal.baseline, bound=goal.baseline_bound, basis="baseline",
                         reason=reason)  # fmt: skip
        else:
            yield _between(goal, year, known)


def _between(goal: Goal, year: int, known: dict[int, Interval]) -> _Point:
    """Return a year that the plan leaves out: on the straight line, or missing with a reason.

    A line to be held is no path: nothing lies between its stated years.
    """
    before = max((other for other in known if other < year), default=None)
    after = min((other for other in known if other > year), default=None)
    if before is None:
        return _point(goal, year, reason="no_baseline")
    if goal.aim == "hold":
        return _point(goal, year, reason="to_hold")
    if after is None:
        return _point(goal, year, reason="no_target")
    start, end = known[before], known[after]
    within = Interval(
        interpolate(year, (before, start.low), (after, end.low)),
        interpolate(year, (before, start.high), (after, end.high)),
    )
    reason = "" if within.is_number else "baseline_is_a_bound"
    return _point(goal, year, within, basis="interpolated", reason=reason)


def _flow(goal: Goal) -> Iterator[_Point]:
    yield _point(goal, goal.baseline_year, Interval(0.0, 0.0), basis="start")
    whole = goal.final
    stated_in_all = sum(target.value for target in goal.yearly.values())
    silent = [year for year in range(goal.first_year, goal.last_year + 1)
              if year not in goal.yearly]  # fmt: skip
    # What the total leaves after the stated years accrues evenly over the years left out.
    left = whole.value - stated_in_all if whole and (goal.total or goal.mean) else 0.0
    done = 0.0
    for year in _years(goal)[1:]:
        if year in goal.yearly:
            target = goal.yearly[year]
            done += target.value
            yield _point(goal, year, Interval(done, done), amount=target.value,
                         bound=target.bound, basis="stated")  # fmt: skip
        elif year in silent and (left > 0 or (left == 0 and goal.total)):
            done += left / len(silent)
            ends = year == goal.last_year and whole is not None
            yield _point(goal, year, Interval(done, done), amount=left / len(silent),
                         bound=whole.bound if ends and whole else "",
                         basis="stated" if ends else "interpolated")  # fmt: skip
        else:
            yield _point(goal, year, reason="no_target")
