"""One indicator: the path the plan sets out, what was observed on it, and what would come if."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts.headings import of_path
from minsheng.charts.marking import signed
from minsheng.charts.observed import Observation, draw_observed, heights, observed
from minsheng.charts.scenarios import draw_scenarios
from minsheng.charts.sheet import Panel, sheet, value_axis
from minsheng.charts.strokes import draw
from minsheng.charts.subject import Subject
from minsheng.charts.theme import bare, themed
from minsheng.charts.words import names, spoken, units
from minsheng.errors import Fault, UnknownName
from minsheng.plan.goals import Goal, goals
from minsheng.plan.measures import meets
from minsheng.plan.trajectory import trajectory
from minsheng.text.language import say
from minsheng.text.numerals import reported

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit


@signed
@themed()
def progress(standing: Standing) -> Axes:
    """Draw the planned path of one indicator with what was observed on top of it.

    Values are black: solid when final, hollow while provisional, a diamond when revised; what has
    been corrected since is a grey cross. A part of a year stands where that part ends. From a
    flow's bars the amount of the year so far is filled, and everything done is a line. Where
    `minsheng.methods.projection` allows it, lines lead on from the last value: none is a forecast.

    Parameters
    ----------
    standing
        Of a selection of exactly one indicator.

    Returns
    -------
    matplotlib.axes.Axes
        x is the year, whose end is the whole number; y the indicator's unit.

    Raises
    ------
    UnknownName
        When the selection does not hold exactly one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> progress(ms.stand(part, ms.Ledger(), "2018")).figure.get_suptitle()
    '学前三年毛入园率：2018年没有报送实际值'
    """
    plan = standing.plan
    ids = list(plan.tables["indicators"]["indicator"])
    if len(ids) != 1:
        raise UnknownName([
            Fault("unknown_indicator", found=say("labels.count_indicators", n=len(ids)),
                  allowed=tuple(ids)),
        ])  # fmt: skip
    goal = goals(plan)[0]
    unit = units(plan)[goal.indicator]
    seen = observed(standing).get(goal.indicator, [])
    rows = standing.verdicts.to_dict("records")
    title = finding(standing, rows, goal, names(plan)[goal.indicator], unit)
    subject = Subject(goal, trajectory(plan).to_dict("records"), unit,
                      observed=heights(seen, share=goal.share))  # fmt: skip
    measured = goal.kind != "milestone" and (goal.final is not None or bool(seen))
    leads_on = draw_scenarios(standing, goal, seen, rows)
    note = "\n".join([*_key(goal, seen), *leads_on.notes])
    room = Panel(2.9 if measured else 0.8, above=0.4, below=0.3)
    _, (ax,) = sheet(title, [room], note, left=0.62, right=1.35 if leads_on.lines else 0.25)
    bare(ax, "left", "bottom") if measured else bare(ax, "bottom")
    draw(ax, subject)
    draw_observed(ax, subject, seen)
    leads_on.draw(ax, unit)
    if measured:
        value_axis(ax, say("charts.unit", unit=unit.name()), unit.decimals, share=unit.share)
    return ax


def _key(goal: Goal, seen: Sequence[Observation]) -> list[str]:
    """Return what the marks mean, those that are there."""
    if not seen:
        return [say("charts.progress_nothing")] if goal.final is not None else []
    if goal.kind == "milestone":
        return [say("charts.progress_key_milestone")]
    keys = [say("charts.progress_key_flow" if goal.is_flow else "charts.progress_key")]
    marks = {one.status for one in seen if not one.replaced} - {"final"}
    keys += [say(f"charts.progress_{status}") for status in sorted(marks)]
    if any(one.replaced for one in seen):
        keys.append(say("charts.progress_replaced"))
    return [say("charts.space").join(keys)]


def finding(
    standing: Standing, rows: Sequence[Mapping[Any, Any]], goal: Goal, name: str, unit: Unit
) -> str:
    """Return what the value of the period says: against the path, the line or the year's target."""
    period = standing.period.name()
    if not rows or not rows[0]["method"]:
        return of_path(goal, name, unit)
    row = rows[0]
    if goal.kind == "milestone" and row["observed"] >= 1:
        return say("charts.progress_done", name=name, period=period)
    if goal.kind == "milestone" and row["verdict"] != "not_reported":
        return say("charts.progress_open", name=name, period=period)
    done = goal.is_flow and row["method"] not in ("hold", "milestone")
    value = float(row["done" if done else "observed"])
    if math.isnan(value) or row["verdict"] == "not_reported":
        return say("charts.progress_silent", name=name, period=period)
    shown = reported(value, unit, row["decimals"])
    told = say(f"charts.progress_{'total' if done else 'value'}", name=name, period=period,
               value=shown)  # fmt: skip
    verdict = say(f"verdicts.{row['verdict']}") if row["verdict"] else ""
    parts = [told, _against(row, value, goal, unit), verdict]
    return say("charts.comma").join(part for part in parts if part)


def _against(row: Mapping[Any, Any], value: float, goal: Goal, unit: Unit) -> str:
    """Return how the value stands to what it is held against by the method that judges."""
    if row["method"] == "hold":
        limit, bound = row["due_target"], row["due_bound"]
        if math.isnan(limit):
            limit, bound = row["target"], row["target_bound"]
        if math.isnan(limit):
            return ""
        inside = meets(value, bound, limit, goal.direction)
        line = spoken(bound, limit, unit)
        return say("charts.inside" if inside else "charts.outside_line_of", line=line)
    if row["method"] == "milestone":
        if math.isnan(row["due_target"]):
            return ""
        return say(
            "charts.against_target", target=spoken(row["due_bound"], row["due_target"], unit)
        )
    planned = float(row["planned"])
    if math.isnan(planned):
        return ""
    key = "above" if value > planned else "below" if value < planned else "level"
    return say(f"charts.{key}_path", planned=reported(planned, unit, max(unit.decimals, 1)))
