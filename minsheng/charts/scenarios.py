"""Lines from the last value into the years to come: what would come if. None is a forecast."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts.observed import Observation
from minsheng.charts.theme import INK, QUIET, SMALL
from minsheng.methods.projection import History, Projected, scenarios, trend
from minsheng.text.language import say
from minsheng.text.numerals import amount, plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.goals import Goal
    from minsheng.text.units import Unit

_STYLES = {"hold": ":", "continue": "--"}
_SILENT = ("no_time_left", "target_reached")
_APART = 9.0  # points from one label to the next


@dataclass(frozen=True)
class Ahead:
    """What leads on from the last value.

    Parameters
    ----------
    start
        Time and value of the last observation.
    time
        Until when.
    lines
        The value that each scenario comes to.
    indicative
        The trend with its interval, from four yearly values on.
    notes
        What has to be said below: what the lines are, or why there are none.
    """

    start: tuple[float, float] = (math.nan, math.nan)
    time: float = math.nan
    lines: Mapping[str, Projected] = field(default_factory=dict)
    indicative: Projected | None = None
    notes: tuple[str, ...] = ()

    def draw(self, ax: Axes, unit: Unit) -> None:
        """Draw the lines, each named at its end, the names clear of each other."""
        low, high = ax.get_ylim()
        ends = [line.value for line in self.lines.values()]
        ends += [self.indicative.low, self.indicative.high] if self.indicative else []
        if ends:
            room = 0.04 * (high - low)
            ax.set_ylim(min(low, min(ends) - room), max(high, max(ends) + room))
        for name, line in self.lines.items():
            ax.plot([self.start[0], self.time], [self.start[1], line.value], ls=_STYLES[name],
                    color=QUIET, lw=1.2, gid=f"scenario {name}", zorder=3)  # fmt: skip
        ranked = sorted(self.lines.items(), key=lambda item: item[1].value)
        for place, (name, line) in enumerate(ranked):
            up = _APART * (place - (len(ranked) - 1) / 2)
            ax.annotate(say(f"charts.scenario_{name}", value=amount(line.value, unit)),
                        (ax.get_xlim()[1], line.value), (4, up), size=SMALL, color=INK,
                        textcoords="offset points", va="center", annotation_clip=False)  # fmt: skip
        if self.indicative:
            ax.plot([self.time] * 2, [self.indicative.low, self.indicative.high], color=QUIET,
                    lw=5, alpha=0.35, solid_capstyle="butt", gid="interval of trend")  # fmt: skip


def draw_scenarios(
    standing: Standing,
    goal: Goal,
    seen: Sequence[Observation],
    rows: Sequence[Mapping[Any, Any]],
) -> Ahead:
    """Return what may be drawn on from the last value of a goal, and what has to be said of it.

    Yearly values are carried on, the last value of the period among them; the plan's own path is
    drawn already. Nothing is said of milestones and words, nor once the target year is there.
    """
    stands = [one for one in seen if not one.replaced]
    end = float(goal.final_year or goal.last_year)
    if not stands or goal.kind == "milestone" or not rows or not rows[0]["method"]:
        return Ahead()
    history = _history(goal, stands, rows[0])
    last = (history.times[-1], history.values[-1])
    told = {name: line for name, line in scenarios(history, end, math.nan).items()
            if name in _STYLES}  # fmt: skip
    lines = {name: line for name, line in told.items() if not line.reason}
    refused = {line.reason for line in told.values() if line.reason}
    if refused & set(_SILENT):
        return Ahead()
    notes = [say("charts.scenario_key")] if lines else []
    notes += [say("charts.scenario_refused", reason=say(f"reasons.{code}_long"))
              for code in sorted(refused)]  # fmt: skip
    indicative = trend(history, end)
    if indicative.reason or not lines:
        return Ahead(last, end, lines, None, tuple(notes))
    unit = standing.plan.unit(goal.unit)
    interval = {"low": amount(round(indicative.low, unit.decimals), unit),
                "high": amount(round(indicative.high, unit.decimals), unit),
                "year": plain(end, 0)}  # fmt: skip
    return Ahead(last, end, lines, indicative,
                 (*notes, say("charts.scenario_interval", **interval)))  # fmt: skip


def _history(goal: Goal, stands: Sequence[Observation], row: Mapping[Any, Any]) -> History:
    """Return baseline, ends of years and the last value of a goal."""
    points = {one.time: one.value for one in stands if one.when.closes_year or one is stands[-1]}
    if goal.baseline is not None and goal.baseline.is_number and not goal.is_flow:
        points = {float(goal.baseline_year): goal.baseline.number, **points}
    times = sorted(points)
    return History(
        times, [points[time] for time in times], (0.0, 100.0 if goal.share else math.inf),
        flow=goal.is_flow, reached=row["required_reason"] in ("target_reached", "to_hold"),
    )  # fmt: skip
