"""The report on one programme: a sentence on each goal, and the planned paths."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from minsheng.plan.bounds import BOUND_TABLE
from minsheng.plan.requirements import gaps, required_growth
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names, programme_names
from minsheng.plan.years import years_text
from minsheng.reports.changes import (
    baseline_year,
    goal_of,
    stated_change,
    with_change,
)
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Prose
from minsheng.reports.phrases import count, rise_or_fall, sentence
from minsheng.reports.plan import departments_by_programme, goals_and_tasks, split
from minsheng.reports.targets import targets
from minsheng.text.amounts import amount, difference, rate
from minsheng.text.bounded import target_in_words
from minsheng.text.dates import year_span
from minsheng.text.language import listing, say
from minsheng.text.tracing import Told, told, traced

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.goals import Goal
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_MOST_POINTS = 8


def programme_answer(plan: Plan) -> Prose:
    """Summarise one programme, with a sentence on each goal that has numbers.

    Parameters
    ----------
    plan
        A selection of one programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(programme_answer(ms.load_plan().select(programme="childcare")).points[0])
    学前三年毛入园率：2017年为86%，2020年目标为90%以上，差距4个百分点，年均须提高1.33个百分点。
    """
    programme = str(plan.programmes["programme"].iloc[0])
    lead = departments_by_programme(plan, "lead", in_sentence=True).get(programme, "")
    paragraphs = [
        sentence(
            "programme_facts" if lead else "programme_facts_unled",
            programme=programme_names(plan, in_sentence=True)[programme],
            **({"lead": lead} if lead else {}),
            counted=goals_and_tasks(plan),
        ),
        split(plan),
    ]
    points = _points(plan)
    if not points:
        paragraphs.append(sentence("no_figures"))
    warnings = below_baseline(plan)
    more = len(points) - _MOST_POINTS
    shown = points[:_MOST_POINTS] + (
        [sentence("and_more", n=count(plan, "more", more))] if more > 0 else []
    )
    return Prose((*paragraphs, *warnings), tuple(shown), role="answer")


def _points(plan: Plan) -> list[str]:
    """Return a sentence on each goal that has numbers, headline goals first."""
    headline = plan.indicators.set_index("indicator")["headline"]
    names = indicator_names(plan)
    rank = {
        "": 0,
        "outside_line": 0,
        "baseline_is_a_bound": 1,
        "baseline_meets_target": 2,
        "to_hold": 3,
        "flow_has_no_growth": 4,
    }
    rows = [row for row in growth_and_gaps(plan).to_dict("records") if row["state"] in rank]
    rows.sort(key=lambda row: (not headline[row["indicator"]], rank[row["state"]]))
    return [_point(plan, row, names) for row in rows]


def growth_and_gaps(plan: Plan) -> pd.DataFrame:
    """Return the required growth of each goal (see `minsheng.required_growth`) and its gaps.

    The gaps are ``gap``, ``gap_low`` and ``gap_high`` of `minsheng.gaps`.
    """
    distance = gaps(plan)[["indicator", "gap", "gap_low", "gap_high"]]
    return required_growth(plan).merge(distance, on="indicator", how="left")


def _point(plan: Plan, row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    unit, goal = plan.unit(row["unit"]), goal_of(plan, row["indicator"])
    target = end_in_words(row, "target", unit, source_id(plan, row, "target"))
    if not goal.is_counted:
        target = with_change(plan, goal, target)
    words = {
        "name": names[row["indicator"]],
        "baseline_year": baseline_year(plan, goal),
        "year": traced(str(row["target_year"]), f"{source_id(plan, row, 'target')}.year"),
        "target": target,
        "baseline": end_in_words(row, "baseline", unit, source_id(plan, row, "baseline")),
    }
    match form_of_goal(row, goal):
        case "to_hold" | "outside_line" if goal.lines_differ:
            key = "point_lines" if goal.baseline is None else "point_lines_from"
            return sentence(key, **words, lines=listing(_lines(goal, unit)))
        case "counted":
            return sentence("point_counted", **words, said=stated_change(plan, goal))
        case "baseline_is_a_bound":
            return _interval(row, words, unit)
        case "flow_has_no_growth":
            return _flow(plan, row, words["name"], unit)
        case "to_hold":
            return sentence("point_to_hold", name=words["name"], target=target)
        case "baseline_meets_target":
            return sentence("point_held", **words)
        case "growth" | "outside_line" as form:
            return sentence(f"point_{form}", **words, gap=gap_in_words(row, "gap", unit))
    return sentence(
        "point_change",
        **words,
        gap=gap_in_words(row, "gap", unit),
        change=change_in_words(row, unit),
    )


def _lines(goal: Goal, unit: Unit) -> list[str]:
    """Return the line of each year in words."""
    told = []
    for year, line in goal.yearly.items():
        target = target_in_words(line.bound, line.printed, unit, high=line.high)
        number_id = f"targets:{goal.indicator}@{year}"
        told.append(
            sentence("line_of_year", year=year, target=traced(target, number_id, line.value))
        )
    return told


def form_of_goal(row: Mapping[Any, Any], goal: Goal) -> str:
    """Return in which form every sentence tells what a goal has to reach.

    ``counted``, a change from a baseline that is not printed; ``growth``, a yearly average; else
    the ``state`` of its row of `growth_and_gaps`, empty for a change from the baseline to the
    target.
    """
    if goal.is_counted:
        return "counted"
    return "growth" if row["state"] == "" and goal.is_average_growth else str(row["state"])


def gap_in_words(row: Mapping[Any, Any], end: str, unit: Unit) -> str:
    """Return the column `end` of `growth_and_gaps` in words, with the id of the number."""
    return traced(difference(row[end], unit), f"gaps:{row['indicator']}.{end}", row[end])


def change_in_words(row: Mapping[Any, Any], unit: Unit) -> str:
    """Say by how much a goal must rise or fall a year, with the id of the number."""
    size = rate(abs(row["change"]), unit)
    number_id = f"growth:{row['indicator']}.change"
    return rise_or_fall(row["change"], unit, traced(size, number_id, row["change"]))


def source_id(plan: Plan, row: Mapping[Any, Any], end: str) -> str:
    """Return the id of the data package's row of a baseline or target; `end` says which."""
    is_start = end == "baseline"
    year = goal_of(plan, row["indicator"]).baseline_year if is_start else row["target_year"]
    return f"{end}s:{row['indicator']}@{year}"


def end_in_words(row: Mapping[Any, Any], end: str, unit: Unit, number_id: str) -> str:
    """Return the baseline or target of a row in words, with both ends if it is a range."""
    bound = row[f"{end}_bound"] or "="
    if bound == "range":
        shown = target_in_words(bound, row[f"{end}_low"], unit, high=row[f"{end}_high"])
        return traced(shown, number_id)
    return traced(target_in_words(bound, row[end], unit), number_id, row[end])


def _interval(row: Mapping[Any, Any], words: Mapping[str, object], unit: Unit) -> str:
    """Say the range in which the gap lies, or its only known limit."""
    low, high = row["gap_low"], row["gap_high"]
    if not math.isnan(low) and not math.isnan(high):
        return sentence(
            "point_interval",
            **words,
            low=gap_in_words(row, "gap_low", unit),
            high=gap_in_words(row, "gap_high", unit),
        )
    return sentence("point_interval_open", **words, limit=gap_limit(row, unit))


def gap_limit(row: Mapping[Any, Any], unit: Unit) -> str:
    """Return the only known limit of a gap in words, where the baseline is open on one side."""
    is_open_below = math.isnan(row["gap_low"])
    side, end = ("at_most", "gap_high") if is_open_below else ("at_least", "gap_low")
    return say(f"wording.{side}", x=gap_in_words(row, end, unit))


def _flow(plan: Plan, row: Mapping[Any, Any], name: str, unit: Unit) -> str:
    """Say a flow's amount over the years that it is stated for."""
    goal = goal_of(plan, row["indicator"])
    first, last = years_of_flow(goal)
    printed = goal.is_total_printed
    key = "point_flow" if printed else "point_flow_mean" if goal.mean else "point_flow_sum"
    years = years_text({"first_year": first, "last_year": last})
    is_stated = printed or (first == last and not goal.mean)
    row_id = f"targets:{goal.indicator}@{years}" if is_stated else f"goals:{goal.indicator}.total"
    words = {
        "name": name,
        "span": traced(year_span(first, last), f"goals:{goal.indicator}.span"),
        "total": end_in_words(row, "target", unit, row_id),
    }
    if first == last:
        return sentence("point_flow_once", **words)
    bound = row["target_bound"] if row["target_bound"] != "range" else "="
    shown = say(f"wording.{BOUND_TABLE[bound].word}", x=rate(row["pace"], unit))
    pace = traced(shown, f"growth:{goal.indicator}.pace", row["pace"])
    return sentence(key, **words, pace=pace)


def years_of_flow(goal: Goal) -> tuple[int, int]:
    """Return the first and the last year that the amounts of a flow are stated for."""
    covered = [*goal.yearly, *(goal.span if goal.total or goal.mean else ())]
    return min(covered), max(covered)


def below_baseline(plan: Plan) -> tuple[Told, ...]:
    """Say which interim targets are worse than the baseline.

    Examples
    --------
    >>> print(below_baseline(ms.load_plan().select(programme="healthcare"))[0])
    请注意：“每千常住人口注册护士数”的2018、2019年目标（2.72人、2.93人）低于2017年基期（3.14人）。
    """
    indicators = plan.indicators.set_index("indicator")
    names = indicator_names(plan)
    sentences = []
    for indicator, worse in _worse_than_baseline(plan).groupby("indicator", sort=False):
        row = indicators.loc[indicator]
        direction = -1 if row["direction"] == "down" else 1
        baseline = float(worse["baseline"].iloc[0])
        unit = plan.unit(str(row["unit"]))
        stated: list[tuple[str, Any]] = [
            (f"targets:{indicator}@{point.year}", point) for point in worse.itertuples(index=False)
        ]
        goal = goal_of(plan, str(indicator))
        from_row = f"baselines:{indicator}@{goal.baseline_year}"
        sentences.append(
            sentence(
                "point_below",
                name=names[str(indicator)],
                n=len(worse),
                years=listing(
                    [
                        traced(str(point.year), f"{row_id}.year", point.year)
                        for row_id, point in stated
                    ]
                ),
                targets=listing(
                    [
                        traced(target_in_words(point.bound, point.value, unit), row_id, point.value)
                        for row_id, point in stated
                    ]
                ),
                baseline_year=baseline_year(plan, goal),
                baseline=traced(amount(baseline, unit), from_row, baseline),
                worse=sentence("lower" if direction > 0 else "higher"),
            )
        )
    return tuple(map(told, sentences))


def _worse_than_baseline(plan: Plan) -> pd.DataFrame:
    """Return the interim targets on the wrong side of the baseline, with it; no lines to hold."""
    points, indicators = trajectory(plan), plan.indicators.set_index("indicator")
    starts = points[points["basis"] == "baseline"].drop_duplicates("indicator")
    names = points["indicator"]
    points = points.assign(baseline=names.map(starts.set_index("indicator")["value"]))
    last = points.groupby("indicator")["year"].transform("max")
    interim = points["basis"].eq("stated") & points["year"].lt(last)
    reach = names.map(indicators["aim"]).ne("hold")
    way = names.map(indicators["direction"]).map({"down": -1}).fillna(1)
    return points[interim & reach & ((points["value"] - points["baseline"]) * way < 0)]


def path(plan: Plan) -> Exhibit:
    """Draw the planned path of one indicator."""
    from minsheng import charts

    return make_figure("path", charts.path, plan, [targets(plan)])


def paths(plan: Plan) -> Exhibit:
    """Draw the planned paths of a programme's headline indicators side by side."""
    from minsheng import charts

    return make_figure("paths", charts.small_multiples, plan, [targets(plan)])
