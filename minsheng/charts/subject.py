"""What a path is drawn of, and how its figures are written."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.plan.goals import Goal
from minsheng.text.numerals import stated
from minsheng.text.units import Unit

HALF = 0.36  # half the width of a step or bar, in years


@dataclass(frozen=True)
class Subject:
    """What is drawn: the goal, its points from `minsheng.plan.trajectory`, and how small.

    Parameters
    ----------
    goal, points, unit
        What the plan wants, year by year, in which unit.
    size
        Of the type, in points.
    compact
        Whether it is one of many small cells.
    observed
        The values that will be drawn on top, by time: the path leaves room for them.
    """

    goal: Goal
    points: Sequence[Mapping[Any, Any]]
    unit: Unit
    size: float = theme.BODY
    compact: bool = False
    observed: Mapping[float, float] = field(default_factory=dict)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of each year's cases: such years do not add up."""
        return self.goal.is_flow and self.goal.share

    def is_labelled(self, year: int) -> bool:
        """Whether there is room for the figure of `year`: of many in a small cell both ends."""
        stated_years = list(self.goal.yearly)
        most = 6 if self.goal.is_flow else 4
        return (not self.compact or len(stated_years) <= most
                or year in (stated_years[0], stated_years[-1]))  # fmt: skip

    def planned(self, time: float) -> float:
        """Return where the line of the path is at `time`; ``nan`` where there is none."""
        values = {point["year"]: point["value"] for point in self.points}
        before, after = math.floor(time), math.ceil(time)
        low, high = values.get(before, math.nan), values.get(after, math.nan)
        return float(low if before == after else low + (high - low) * (time - before))

    def label(self, year: int) -> str:
        """Return the figure that the plan states for `year`."""
        target = self.goal.yearly[year]
        return stated(target.bound, target.printed, self.unit, high=target.high)


def write(  # noqa: PLR0913  where, what, how far off
    ax: Axes,
    subject: Subject,
    x: float,
    y: float,
    text: str,
    up: float = 5,
    **more: Any,  # noqa: ANN401  a text's own settings
) -> None:
    """Write `text` at a point, `up` points above or below it."""
    settings = {"ha": "center", "va": "bottom" if up >= 0 else "top", "size": subject.size, **more}
    ax.annotate(text, (x, y), (0, up), textcoords="offset points", annotation_clip=False,
                **settings)  # fmt: skip
