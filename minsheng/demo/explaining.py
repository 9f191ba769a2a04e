"""What departments would say of goals that are behind: marked as made up in every cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minsheng.demo.ground import Ground
from minsheng.demo.reports import Row
from minsheng.demo.stories import DUE, END, Story
from minsheng.plan.observations import SYNTHETIC
from minsheng.plan.periods import middle
from minsheng.text.language import say
from minsheng.text.numerals import amount

if TYPE_CHECKING:
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Plan

_SILENT = 3  # each third programme explains nothing, so that a report has something to ask for

_TIME_TO_MEND = 90  # days


class Departments:
    """Who explains what, and who does not.

    Parameters
    ----------
    plan
        The plan.
    """

    def __init__(self, plan: Plan) -> None:
        programmes = list(plan.tables["programmes"]["programme"])
        self._explained = {name for place, name in enumerate(programmes, 1) if place % _SILENT}
        known = set(plan.tables["departments"]["department"])
        duties = plan.tables["responsibilities"]
        self._lead = {
            row["programme"]: row["department"]
            for row in duties[duties["role"] == "lead"].to_dict("records")
        }
        rows = plan.tables["indicators"]
        holders = zip(rows["indicator"], rows["holder"], strict=True)
        self._holder = {indicator: holder for indicator, holder in holders if holder in known}
        self._names = dict(zip(rows["indicator"], rows["name_zh"], strict=True))
        self._units = {unit: plan.unit(unit) for unit in plan.tables["units"]["unit"]}
        self._middle = middle(plan.facts.years)

    def explain(
        self, ground: Ground, story: Story, rows: Sequence[Row]
    ) -> Iterator[dict[str, object]]:
        """Yield what is said of a goal, one row of the explanations for each moment."""
        if ground.goal.programme not in self._explained:
            return
        for moment in story.behind:
            row = _told_of(moment, ground, rows, self._middle)
            if row is not None:
                yield self._row(ground, story, row)

    def _row(self, ground: Ground, story: Story, row: Row) -> dict[str, object]:
        goal = ground.goal
        holder = self._holder.get(goal.indicator, self._lead.get(goal.programme, ""))
        unit = self._units[goal.unit]
        achieved = "demo.achieved_node" if goal.kind == "milestone" else "demo.achieved"
        return {
            "indicator": goal.indicator, "period": str(row.period),
            "reported_on": row.reported_on,
            "achieved": say(achieved, "zh", period=row.period.name("zh"),
                            name=self._names[goal.indicator],
                            value=amount(row.value, unit, "zh")),
            **{column: say(f"demo.{story.name}_{column}", "zh")
               for column in ("problem", "cause", "action")},
            "next_step": say("demo.next_step", "zh"), "department": holder,
            "due": _promised(row.reported_on), "source": SYNTHETIC,
        }  # fmt: skip


def _told_of(moment: str, ground: Ground, rows: Sequence[Row], half_way: Period) -> Row | None:
    """Return the row that an explanation stands beside, None where there is none."""
    if moment == END:
        return rows[-1]
    if moment == DUE:
        missed = (row for row in rows if row.value == 0 and row.period.closes_year
                  and row.period.year in ground.goal.yearly)  # fmt: skip
        return next(missed, None)
    # A correction comes after the row that it corrects.
    return next((row for row in reversed(rows) if row.period.time == half_way.time), None)


def _promised(told_on: dt.date) -> dt.date:
    """Return by when things are to be better: the next end of a half, three months away or more.

    Examples
    --------
    >>> str(_promised(dt.date(2019, 7, 31))), str(_promised(dt.date(2019, 12, 26)))
    ('2019-12-31', '2020-06-30')
    """
    year = told_on.year
    ends = (dt.date(year, 6, 30), dt.date(year, 12, 31), dt.date(year + 1, 6, 30))
    return next(end for end in ends if (end - told_on).days >= _TIME_TO_MEND)
