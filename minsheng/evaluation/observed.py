"""What was observed of each goal, value by value, as charts draw it and scenarios carry it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.methods.projection import History
from minsheng.plan import periods

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation.standing import Standing
    from minsheng.plan.goals import Goal
    from minsheng.plan.periods import Period


@dataclass(frozen=True)
class Observation:
    """One observed value; of a flow also the total to date."""

    period: Period  # the year, or part of one, that it was observed for
    value: float  # in the unit; of a flow what was done in the year so far
    done: float  # of a flow the total since the plan began, of anything else the value
    status: str  # ``provisional``, ``final`` or ``revised``
    replaced: bool = False  # whether a later row corrects it
    flow: bool = False  # whether `value` is an amount of the year so far

    @property
    def time(self) -> float:
        """Where it stands on the axis of years: where its period ends."""
        return self.period.time


def observations_by_indicator(standing: Standing) -> dict[str, list[Observation]]:
    """Return what was observed of each indicator by the end of the period, in the order of time."""
    kinds = standing.plan.tables["indicators"].set_index("indicator")["kind"]
    rows = standing.ledger.observations
    rows = rows[rows["indicator"].isin(kinds.index) & rows["value"].notna()]
    period_of = {text: periods.period(text) for text in rows["period"].unique()}
    times = {text: period.time for text, period in period_of.items()}
    rows = rows[rows["period"].map(times).astype("float64") <= standing.period.time]
    in_force = ~rows.sort_values("reported_on", kind="stable").duplicated(
        ["indicator", "period"], keep="last"
    )
    rows = rows.assign(replaced=~in_force.reindex(rows.index))
    flows = _flow_observations(standing) if (kinds[rows["indicator"]] == "flow").any() else {}
    observations: dict[str, list[Observation]] = {}
    for name, group in rows.groupby("indicator", sort=False):
        indicator = str(name)
        if kinds[name] == "flow":
            observations[indicator] = flows.get(indicator, [])
        else:
            observations[indicator] = _state_observations(group, period_of)
    return observations


def _state_observations(rows: pd.DataFrame, period_of: dict[str, Period]) -> list[Observation]:
    """Return states in the order of time; of two periods with one end the longer one counts."""
    columns = ("period", "value", "status", "replaced")
    states = [
        Observation(period_of[period], value, value, status, bool(replaced))
        for period, value, status, replaced in zip(*(rows[c] for c in columns), strict=True)
    ]
    states.sort(key=lambda state: state.period.rank)
    longest = {state.time: state.period for state in states}
    return [state for state in states if state.replaced or longest[state.time] == state.period]


def _flow_observations(standing: Standing) -> dict[str, list[Observation]]:
    """Return the amounts of each flow as they add up, period by period."""
    history = standing.history
    # What was reported for an earlier period is no amount of a later one.
    own = history["observed_in"].astype("str").eq(history["period"].astype("str"))
    history = history[history["kind"].eq("flow") & own]
    by_time: dict[str, dict[float, Observation]] = {}
    for row in history.to_dict("records"):
        period = periods.period(row["period"])
        amount_to_date = Observation(period, row["observed"], row["done"], row["status"], flow=True)
        by_time.setdefault(row["indicator"], {})[period.time] = amount_to_date
    return {indicator: list(amounts.values()) for indicator, amounts in by_time.items()}


def yearly_history(goal: Goal, in_force: Sequence[Observation], reason: str) -> History:
    """Return the baseline, the ends of years and the last value of a goal, to be carried on.

    The goal has a number; `in_force` are its observations that no later one corrects, in the order
    of time, one at least. `reason` is why no change is required any more (``required_reason`` of
    the verdicts), or empty.
    """
    last = in_force[-1]
    yearly = (one for one in in_force if one.period.closes_year or one is last)
    points = {observation.time: observation.value for observation in yearly}
    if goal.baseline is not None and goal.baseline.is_number and not goal.is_flow:
        points = {float(goal.baseline_year): goal.baseline.number, **points}
    times = sorted(points)
    values = [points[time] for time in times]
    limits = (goal.least, goal.most)
    reached = reason in ("target_reached", "to_hold")
    return History(times, values, limits, flow=goal.is_flow, reached=reached)
