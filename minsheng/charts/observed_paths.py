"""One indicator: the path the plan sets out, what was observed on it, and what would come if.

Lines lead on from the last value into the years to come. None of them is a forecast.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes

from minsheng.charts.observations import draw_observations, heights
from minsheng.charts.paths import path_finding
from minsheng.charts.planned_paths import PlannedPath, draw_path, write_labels
from minsheng.charts.scales import value_axis
from minsheng.charts.sheet import LEADING, VALUES, Panel, ems_in, single_axes, write_at
from minsheng.charts.theme import INK, QUIET, SMALL, Style, bare, themed
from minsheng.charts.words import units, wrap
from minsheng.evaluation import (
    Observation,
    is_left_earlier,
    is_over,
    observations_by_indicator,
    yearly_history,
)
from minsheng.evaluation.arguments import needing_standing
from minsheng.methods.projection import Projected, scenarios, trend
from minsheng.plan.goals import Goal, only_goal
from minsheng.plan.periods import period
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import indicator_names, target_of_row
from minsheng.text.amounts import amount, path_amount, reported
from minsheng.text.bounded import target_in_words
from minsheng.text.dates import year_span
from minsheng.text.language import say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit

_STYLES = {"hold": ":", "continue": "--"}
_SILENT = {"no_time_left", "target_reached"}  # reasons for which nothing is said of scenarios
_RIGHT = 1.75  # inches for the names of the lines


@needing_standing
@themed()
def progress(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw the planned path of one indicator with what was observed on top of it.

    Observed values are black: solid when final, hollow while provisional, a diamond when revised;
    a value that was corrected later is a grey cross. Each stands at the end of its period. Of a
    flow, black bars are the amounts of each year so far, beside those that were planned; the title
    has their total since the plan began. Where `minsheng.methods.projection` can carry the values
    on, grey lines lead from the last one to the target year; none is a forecast. Otherwise the note
    says why there are none.

    Parameters
    ----------
    standing
        Of a selection of exactly one indicator.
    ax
        Axes to draw on; new ones when left out.

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
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> ax = ms.charts.progress(standing.select(indicator="childcare.gross_enrolment"))
    >>> ax.figure.get_suptitle()
    '学前三年毛入园率：2019年上半年为88.07%，高于目标轨迹（88%），基本符合预期'
    """
    plan = standing.plan
    goal = only_goal(plan)
    unit = units(plan)[goal.indicator]
    observations = observations_by_indicator(standing).get(goal.indicator, [])
    row = next(iter(standing.verdicts.to_dict("records")), None)
    finding = _finding(standing, row, goal, indicator_names(plan)[goal.indicator], unit)
    projection = _project(goal, observations, row, unit)
    notes = [*_key(goal, observations), *projection.notes]
    measured = goal.kind != "milestone" and (goal.final is not None or bool(observations))
    room = Panel(2.9 if measured else 0.8, above=0.4, below=0.3)
    right = _RIGHT if projection.lines else 0.25
    ax = single_axes(ax, standing, finding, [room], *notes, sides=(VALUES, right))
    bare(ax, "left", "bottom") if measured else bare(ax, "bottom")
    points = trajectory(plan).to_dict("records")
    path = PlannedPath(goal, points, unit, observed=heights(observations))
    draw_path(ax, path)
    draw_observations(ax, path, observations)
    projection.draw(ax, unit)
    if measured:
        value_axis(ax, unit)
    write_labels(ax, path)
    return ax


def _key(goal: Goal, observations: Sequence[Observation]) -> list[str]:
    """Return the line that explains the marks that occur."""
    if not observations:
        return [say("charts.progress_nothing")] if goal.final is not None else []
    if goal.kind == "milestone":
        return [say("charts.progress_key_milestone")]
    keys = [say("charts.progress_key_flow" if goal.is_flow else "charts.progress_key")]
    in_force = (observation for observation in observations if not observation.replaced)
    statuses = {observation.status for observation in in_force} - {"final"}
    keys += [say(f"charts.progress_{status}") for status in sorted(statuses)]
    if goal.is_flow and not all(one.period.closes_year for one in _last_of_years(observations)):
        keys.append(say("charts.progress_part"))
    if any(observation.replaced for observation in observations):
        keys.append(say("charts.progress_replaced"))
    return [say("charts.space").join(keys)]


def _last_of_years(observations: Sequence[Observation]) -> Collection[Observation]:
    """Return the last observation of each year."""
    return {one.period.year: one for one in observations}.values()


# ---- the title


def _finding(
    standing: Standing, row: Mapping[Any, Any] | None, goal: Goal, name: str, unit: Unit
) -> str:
    """Return what the value of the period says: against the path, the line or the year's target.

    `row` is the goal's row of the verdicts, None where it has none.
    """
    if row is None or not row["method"]:
        return path_finding(goal, name, unit)
    words = {"name": name, "period": standing.period.name()}
    if goal.kind == "milestone" and row["observed"] >= 1:
        return say("charts.progress_done", **words)
    if goal.kind == "milestone" and row["verdict"] != "not_reported":
        silent = math.isnan(row["observed"])
        return say(f"charts.progress_{'open_silent' if silent else 'open'}", **words)
    if row["reason"] == "not_begun":
        return say("charts.progress_not_begun", **words, year=goal.begun)
    value = float(row["done" if row["in_all"] else "observed"])
    over = is_over(row)
    if row["reason"] == "value_before_due" and not over:
        words["seen"] = period(row["observed_in"]).name()
        shown = reported(value, unit, row["decimals"])
        return say("charts.progress_before_due", **words, value=shown)
    if math.isnan(value) or (row["verdict"] == "not_reported" and not over):
        missing = row["reason"] == "parts_missing"
        return say(f"charts.progress_{'parts' if missing else 'silent'}", **words)
    key = "progress_total" if row["in_all"] else "progress_value"
    words["period"] = period(row["observed_in"]).name()
    statement = say(f"charts.{key}", **words, value=reported(value, unit, row["decimals"]))
    parts = [statement, _comparison(row, float(row["judged"]), goal, unit), _class(row)]
    if over:
        unknown = row["verdict"] == "not_reported"
        verdict = say("charts.no_value_then" if unknown else f"methods.{row['verdict']}")
        span = goal.years_of_part
        years = year_span(*span) if span else goal.final_year
        target = say("charts.of_year", year=years, verdict=verdict)
        parts = [statement, target, say(f"charts.{row['since']}") if row["since"] else ""]
    return say("charts.comma").join(part for part in parts if part)


def _class(row: Mapping[Any, Any]) -> str:
    """Return the class that every report gives the goal; nothing where it is not judged."""
    if is_left_earlier(row["class"], row["verdict"]):
        return say("charts.not_every_year")
    return "" if row["class"] == "not_judged" else say(f"classes.{row['class']}")


def _comparison(row: Mapping[Any, Any], value: float, goal: Goal, unit: Unit) -> str:
    """Return how the value compares with what the judging method holds it against."""
    if row["method"] == "hold":
        year = goal.line_year(int(row["due_year"]))
        line = goal.final if year is None else goal.yearly[year]
        if line is None:
            return ""
        inside = goal.meets(value, line)
        told = target_in_words(line.bound, line.printed, unit, high=line.high)
        return say("charts.inside" if inside else "charts.outside_line_of", line=told)
    if row["method"] == "milestone" and row["verdict"] != "not_due":
        due = "target" if row["in_all"] else "due_target"
        if math.isnan(row[due]):
            return ""
        bound, number, high = target_of_row(row, due)
        target = target_in_words(bound, number, unit, high=high)
        return say(f"charts.against_{'total' if row['in_all'] else 'target'}", target=target)
    planned = float(row["planned"])
    if math.isnan(planned):
        return ""
    path = path_amount(planned, unit)
    same = path == path_amount(value, unit)
    above, below = ("behind", "ahead_of") if unit.is_rank else ("above", "below")
    key = "level" if same else above if value > planned else below
    return say(f"charts.{key}_path", planned=path)


# ---- lines from the last value into the years to come


@dataclass(frozen=True)
class _Projection:
    """The projections from the last value of a goal."""

    start: tuple[float, float] = (math.nan, math.nan)  # time and value of the last observation
    time: float = math.nan  # until when
    # The value that each scenario comes to.
    lines: Mapping[str, Projected] = field(default_factory=dict)
    trend: Projected | None = None  # the trend with its interval, from four yearly values on
    # What has to be said below: what the lines are, or why there are none.
    notes: tuple[str, ...] = ()

    def draw(self, ax: Axes, unit: Unit) -> None:
        """Draw the lines, each named at its end, the names clear of each other."""
        low, high = ax.get_ylim()
        ends = [line.value for line in self.lines.values()]
        ends += [self.trend.low, self.trend.high] if self.trend else []
        if ends:
            room = 0.04 * (high - low)
            ax.set_ylim(min(low, min(ends) - room), max(high, max(ends) + room))
        for name, line in self.lines.items():
            xs, ys = (self.start[0], self.time), (self.start[1], line.value)
            style: Style = {"ls": _STYLES[name], "color": QUIET, "lw": 1.2}
            ax.plot(xs, ys, **style, gid=f"scenario {name}", zorder=3)
        ranked = sorted(self.lines.items(), key=lambda item: item[1].value)
        for place, (name, line) in enumerate(ranked):
            text = say(f"charts.scenario_{name}", value=amount(line.value, unit))
            text = wrap(text, ems_in(_RIGHT - 0.2, SMALL))
            up = 2 * SMALL * LEADING * (place - (len(ranked) - 1) / 2)
            style = {"size": SMALL, "color": INK, "va": "center", "annotation_clip": False}
            write_at(ax, text, (ax.get_xlim()[1], line.value), (4, up), **style)
        if self.trend:
            style = {"lw": 5, "alpha": 0.35, "solid_capstyle": "butt", "gid": "interval of trend"}
            ax.plot([self.time] * 2, [self.trend.low, self.trend.high], color=QUIET, **style)


def _project(
    goal: Goal, observations: Sequence[Observation], row: Mapping[Any, Any] | None, unit: Unit
) -> _Projection:
    """Return the projections from the last value of a goal, with the notes that explain them.

    Yearly values are carried on, the last value of the period among them; the plan's own path is
    drawn already. Nothing is said of milestones and words, nor once the target year is there.
    """
    in_force = [observation for observation in observations if not observation.replaced]
    end = float(goal.final_year or goal.last_year)
    if not in_force or goal.kind == "milestone" or row is None or not row["method"]:
        return _Projection()
    history = yearly_history(goal, in_force, row["required_reason"])
    projected = scenarios(history, end, math.nan)
    lines = {name: projected[name] for name in projected if name in _STYLES}
    refusals = {line.reason for line in lines.values() if line.reason}
    if refusals & _SILENT:
        return _Projection()
    lines = {name: line for name, line in lines.items() if not line.reason}
    notes = [say("charts.scenario_key")] if lines else []
    for code in sorted(refusals):
        notes.append(say("charts.scenario_refused", reason=say(f"reasons.{code}_long")))
    start = history.times[-1], history.values[-1]
    outlook = trend(history, end)
    if outlook.reason or not lines:
        return _Projection(start, end, lines, None, tuple(notes))
    low, high = (amount(round(side, unit.decimals), unit) for side in (outlook.low, outlook.high))
    notes.append(say("charts.scenario_interval", low=low, high=high, year=plain(end, 0)))
    return _Projection(start, end, lines, outlook, tuple(notes))
