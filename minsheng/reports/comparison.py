"""What differs between two plans: paths, requirements and, with observations, verdicts."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import stand
from minsheng.plan.goals import Goal, goal_by_indicator
from minsheng.plan.naming import as_plan
from minsheng.plan.requirements import required_growth
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names
from minsheng.reports.exhibits import Column
from minsheng.reports.rows import Rows, columns, title
from minsheng.text.amounts import difference, difference_number, rate
from minsheng.text.bounded import stated
from minsheng.text.language import listing, say
from minsheng.text.numerals import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.observations import Ledger
    from minsheng.plan.periods import Period
    from minsheng.plan.plan import Indicator, Plan, Programme
    from minsheng.reports.exhibits import Table

    Row = Mapping[Any, Any]

_MOST_NAMED = 6  # of the indicators that one plan lacks


def compare(
    plan: Plan | Programme | Indicator,
    other: Plan | Programme | Indicator,
    observations: Ledger | pd.DataFrame | None = None,
    period: str | Period = "",
) -> Table:
    """Return what differs between two plans that share indicators, year by year.

    Parameters
    ----------
    plan, other
        A plan and another one: revised, of another time, or with other assumptions; selections,
        programmes and indicators as well.
    observations
        A ledger or a frame of observations; then the verdicts are compared too.
    period
        The period of the verdicts; see `minsheng.stand`.

    Returns
    -------
    Table
        One row per shared indicator and year of which the paths differ; where only requirement
        or verdict differ, one row at the last year of the path. ``indicator`` (under the heading
        of its programme), ``year``, ``unit``; ``path_here`` and ``path_there`` with bounds;
        ``required_here`` and ``required_there``, the change or the amount a year that the whole
        goal requires; with observations ``verdict_here`` and ``verdict_there``. Where there is no
        number its reason stands. The notes say which indicators only one of both has. Where
        nothing differs there is no row, and the caption says so.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> table = ms.compare(plan, plan.assume("childcare.gross_enrolment", target=92))
    >>> frame = table.to_frame()
    >>> frame[["year", "path_here", "path_there", "required_there"]].values.tolist()
    [[2020, '≥90%', '≥92%', '每年2个百分点']]
    >>> ms.compare(plan, plan).caption
    '两份规划所共有的281项目标指标没有差异'
    """
    here = _Side.of(as_plan(plan), observations, period)
    there = _Side.of(as_plan(other), observations, here.standing.period if here.standing else "")
    rows, shared = Rows(here.plan), [name for name in here.goals if name in there.goals]
    for indicator in shared:
        _add_differences(rows, indicator, here, there)
    notes = [*_only_in_one(here, there, "here"), *_only_in_one(there, here, "there")]
    measures = ["path", "required", *(["verdict"] if here.standing else [])]
    sides = (f"{measure}_{side}" for measure in measures for side in ("here", "there"))
    year = Column("year", title("compared_year"), "short")
    table = rows.table(
        title("compared", n=len(dict.fromkeys(rows.ids)), all=len(shared))
        if rows.ids
        else " ".join([title("nothing_differs", all=len(shared)), *notes]),
        (*columns("indicator"), year, *columns("unit", *sides)),
        notes,
        synthetic=here.is_made_up or there.is_made_up,
    )
    is_assumed = bool(here.plan.assumptions or there.plan.assumptions)
    return replace(table, hypothetical=is_assumed)


def _add_differences(rows: Rows, indicator: str, here: _Side, there: _Side) -> None:
    """Add the rows of an indicator: one a year in which its paths differ."""
    required = here.requirement(indicator), there.requirement(indicator)
    verdict = here.verdict(indicator), there.verdict(indicator)
    years = sorted({*here.points[indicator], *there.points[indicator]})
    paths = {year: (here.path(indicator, year), there.path(indicator, year)) for year in years}
    differing = [year for year, (own, others) in paths.items() if own != others]
    if not differing and (required[0] != required[1] or verdict[0] != verdict[1]):
        differing = years[-1:]
    goal = here.goals[indicator]
    for year in differing:
        shown = {"year": str(year), "unit": rows.unit(goal.unit).name()}
        compared = {"path": paths[year], "required": required}
        for name, both in (compared | ({"verdict": verdict} if here.standing else {})).items():
            shown |= {f"{name}_here": both[0], f"{name}_there": both[1]}
        rows.add_goal({"programme": goal.programme, "indicator": indicator}, shown)


def _only_in_one(side: _Side, other: _Side, place: str) -> Iterator[str]:
    """Yield the note that names the indicators that one side has and the other lacks."""
    names = indicator_names(side.plan)
    only = [names[name] for name in side.goals if name not in other.goals]
    if only:
        named = listing(only[:_MOST_NAMED])
        more = "_and_more" if len(only) > _MOST_NAMED else ""
        yield title(f"only_{place}{more}", n=len(only), names=named)


@dataclass(frozen=True)
class _Side:
    """One of the two plans: its goals, the points of their paths, and where it stands."""

    plan: Plan
    goals: Mapping[str, Goal]
    points: Mapping[str, Mapping[int, Row]]
    growth: Mapping[str, Row]
    standing: Standing | None
    verdicts: Mapping[str, Row]

    @classmethod
    def of(
        cls, plan: Plan, observations: Ledger | pd.DataFrame | None, period: str | Period
    ) -> _Side:
        """Return a side with all that is compared."""
        goals = goal_by_indicator(plan)
        points: dict[str, dict[int, Row]] = {}
        for point in trajectory(plan).to_dict("records"):
            points.setdefault(point["indicator"], {})[int(point["year"])] = point
        standing = None if observations is None else stand(plan, observations, period)
        return cls(
            plan,
            {name: goal for name, goal in goals.items() if goal.aim != "context"},
            points,
            _by_indicator(required_growth(plan)),
            standing,
            {} if standing is None else _by_indicator(standing.verdicts),
        )

    @property
    def is_made_up(self) -> bool:
        """Whether what was observed is made up."""
        return self.standing is not None and self.standing.synthetic

    def path(self, indicator: str, year: int) -> str:
        """Return the point of a year with its bound, or why there is none."""
        goal, point = self.goals[indicator], self.points[indicator].get(year)
        if point is None:
            return MISSING
        unit = self.plan.unit(goal.unit)
        target = goal.yearly.get(year)
        if goal.kind == "milestone" and target is not None:
            due = goal.due if year == goal.final_year else None
            return due.isoformat() if due else str(year)
        if target is not None and not goal.is_flow:
            return stated(target.bound, target.printed, unit, high=target.high)
        if math.isnan(point["low"]) and math.isnan(point["high"]):
            return say(f"reasons.{point['reason']}")
        is_upper = math.isnan(point["low"]) or point["bound"] in ("<", "<=")
        value = point["high" if is_upper else "low"]
        return stated(point["bound"] or "=", value, unit, high=point["high"])

    def requirement(self, indicator: str) -> str:
        """Return the change, or the amount of a flow, that is required a year, or why none is."""
        row, unit = self.growth[indicator], self.plan.unit(self.goals[indicator].unit)
        low, high = row["change_low"], row["change_high"]
        known = [end for end in (low, high) if math.isfinite(end)]
        if not math.isnan(row["pace"]):
            text = rate(row["pace"], unit)
        elif not known:
            return say(f"reasons.{row['state']}")
        elif len(known) == 1:
            text = ("≥" if math.isfinite(low) else "≤") + difference(known[0], unit)
        elif low == high:
            text = difference(low, unit)
        else:
            low_text = difference_number(low, unit)
            text = say("labels.from_to", low=low_text, high=difference(high, unit))
        return title("a_year", amount=text)

    def verdict(self, indicator: str) -> str:
        """Return the verdict in words, or why there is none; empty without observations."""
        row = self.verdicts.get(indicator)
        if row is None:
            return ""
        return say(f"methods.{row['verdict']}" if row["verdict"] else f"reasons.{row['reason']}")


def _by_indicator(frame: pd.DataFrame) -> Mapping[str, Row]:
    return {row["indicator"]: row for row in frame.to_dict("records")}
