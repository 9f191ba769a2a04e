"""What the scorecard, the page over all reports, shows of a report: rows of plain data.

A report carries its own rows: the scorecard reads them there and computes nothing, so that it
cannot say other than the reports.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import CLASSES, JUDGED, SHORT
from minsheng.evaluation.observed import observations_by_indicator
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.wording import indicator_names
from minsheng.reports.findings import (
    main_goals,
    plan_finding,
    required_change,
    standing_finding,
)
from minsheng.reports.sparklines import paths_with_ends, sparkline_of
from minsheng.text.tracing import told

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

MOST_MARKS = 60
"""Goals of a programme that have a mark each; where there are more, they are counted."""


def plan_scorecard(plan: Plan, title: str) -> dict[str, Any]:
    """Return what the scorecard shows of a plan, or of one programme, without any observation.

    ``title``, that of the report, marks of numbers included; ``period`` (empty) and ``rows``, one
    per programme: ``programme``, its id; ``goals``, their number; ``finding``, what it has to
    reach; ``change``, that a year, or empty; ``line``, the path of its main indicator (see
    `_lines`), or None.
    """
    main, lines = main_goals(plan), _lines(plan)
    sizes = plan.indicators["aim"].ne("context").groupby(plan.indicators["programme"]).sum()
    rows = []
    for programme in plan.programmes["programme"]:
        row = main.loc[programme].to_dict() if programme in main.index else None
        rows.append(
            {
                "programme": programme,
                "goals": int(sizes.get(programme, 0)),
                "finding": str(told(plan_finding(plan, programme, main))),
                "change": str(told(required_change(plan, row))) if row else "",
                "line": lines.get(programme),
            }
        )
    return {"title": str(told(title)), "period": "", "rows": rows}


def standing_scorecard(standing: Standing, title: str) -> dict[str, Any]:
    """Return what the scorecard shows of where a plan, or one programme, stands.

    As that of `plan_scorecard`, with the ``period``; each row besides with ``judged`` and
    ``short``, numbers of goals, ``classes``, the number of goals in each class, and ``marks``,
    class and name of each goal that was judged or not reported, in the order of `CLASSES`; empty
    where there are more than `MOST_MARKS`. ``line`` has the observed values.
    """
    plan, verdicts = standing.plan, standing.verdicts
    names, lines = indicator_names(plan), _lines(plan, standing)
    of = verdicts["programme"].astype("str")
    rows = []
    for programme in plan.programmes["programme"]:
        own = verdicts[of.eq(programme)]
        classes = own["class"].astype("str")
        sizes = Counter(classes)
        marks = [
            [name, names[indicator]]
            for name in (*JUDGED, "not_reported")
            for indicator in own["indicator"][classes.eq(name)]
        ]
        rows.append(
            {
                "programme": programme,
                "goals": len(own),
                "judged": int(classes.isin(JUDGED).sum()),
                "short": int(classes.isin(SHORT).sum()),
                "classes": {name: sizes[name] for name in CLASSES if sizes[name]},
                "marks": marks if len(marks) <= MOST_MARKS else [],
                "finding": str(told(standing_finding(standing, own))),
                "line": lines.get(programme),
            }
        )
    return {"title": str(told(title)), "period": str(standing.period), "rows": rows}


def _lines(plan: Plan, standing: Standing | None = None) -> dict[str, dict[str, Any]]:
    """Return the planned path of the main indicator of each programme, and what was observed.

    The main indicator is that of `main_goals`, so that finding and line are of one goal; where that
    is no level to be reached with a path of two points at least, the first headline goal that is
    one, in the plan's own order. By programme: ``name`` of the indicator; ``planned`` and
    ``observed``, pairs of the time (the end of 2017 is 2017.0) and the value; ``words``, what they
    say.
    """
    goals = plan.indicators.set_index("indicator")
    path = paths_with_ends(plan)
    path = path[path["indicator"].map(goals["kind"]).eq("stock")]
    reached = [each for each, goal in goal_by_indicator(plan).items() if goal.baseline_meets_final]
    held = path["indicator"].map(goals["aim"]).eq("hold") | path["indicator"].isin(reached)
    path = path[~held]  # not led anywhere
    minor = ~path["indicator"].map(goals["headline"]).astype(bool)
    other = ~path["indicator"].isin(main_goals(plan)["indicator"])
    path = path.assign(minor=minor, other=other)
    path = path.sort_values(["other", "minor"], kind="stable")
    main = path.drop_duplicates("programme").set_index("programme")["indicator"].astype("str")
    rows = standing.verdicts.set_index("indicator") if standing else None
    seen = standing.select(indicator=list(main)) if standing and len(main) else None
    observed = observations_by_indicator(seen) if seen else {}
    names = indicator_names(plan)
    lines = {}
    for programme, one in main.items():
        verdict = rows.loc[one].to_dict() if rows is not None else {}
        points = path[path["indicator"].eq(one)].to_dict("records")
        line = sparkline_of(plan, points, observed.get(one, ()), verdict)
        lines[str(programme)] = {"name": names[one], **line._asdict()}
    return lines
