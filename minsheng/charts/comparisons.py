"""Several paths on the same axes: of plans, of readings, of indicators or of programmes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, cycle
from statistics import median
from typing import TYPE_CHECKING

import seaborn
from matplotlib.axes import Axes

from minsheng.charts.scales import value_axis
from minsheng.charts.sheet import VALUES, Panel, ems_in, height_of, single_axes
from minsheng.charts.theme import BODY, INK, Style, bare, themed
from minsheng.charts.words import programme_names, units, wrap
from minsheng.errors import BadInput, Fault
from minsheng.plan.naming import as_plan
from minsheng.plan.spreads import spreads
from minsheng.plan.trajectory import trajectory
from minsheng.plan.wording import assumption_in_words, indicator_names
from minsheng.text.amounts import computed
from minsheng.text.language import LANGUAGES, say
from minsheng.text.numerals import plain
from minsheng.text.units import Unit

if TYPE_CHECKING:
    from minsheng.plan.plan import Indicator, Plan, Programme

_SAME_AXIS = 10.0  # times: values further apart have no common axis
_HEIGHT, _RIGHT = 2.9, 2.5  # inches of the plot, and for the names beside it
_MARKERS, _STROKES = "osD^vPX", ("-", "--", ":", "-.")
_COLOURS = seaborn.color_palette("colorblind").as_hex()


@themed()
def comparison(
    parts: Iterable[Plan | Programme | Indicator] | Mapping[str, Plan | Programme | Indicator],
    indicator: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw the planned paths of several parts together, each named at the end of its line.

    Lines differ in marker, in stroke and in colour. Where each part is one indicator, all have one
    unit and their values are of one size, these are drawn, of a flow its running total. Otherwise
    it is the share of the planned change that is to be done by the end of each year; of a part with
    several indicators the median of those for which it is known for each year.

    Parameters
    ----------
    parts
        Plans, selections, programmes or indicators; with names of one's own as a dictionary.
        Without, a line is named for what sets it apart: its indicator, its programme, its plan, or
        what is assumed.
    indicator
        The id or the name of one indicator, which is then drawn of each plan.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        x is the year, y the unit of the indicators or per cent of the planned change.

    Raises
    ------
    UnknownName
        Where a plan does not have the indicator.
    BadInput
        Where there are no parts, they are no list, or one has no path of numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> ax = ms.charts.comparison([plan, plan.assume("childcare.gross_enrolment", target=92)],
    ...                           "childcare.gross_enrolment")
    >>> ax.get_legend_handles_labels()[1]
    ['原规划', '假设：目标值92%']
    """
    if not isinstance(parts, Iterable):
        list_of_two = ("ms.charts.comparison([one, another])",)
        found = type(parts).__name__
        raise BadInput([Fault("parts_in_a_list", found=found, allowed=list_of_two)])
    named = list(parts.items()) if isinstance(parts, Mapping) else [("", part) for part in parts]
    plans = [as_plan(part) for _, part in named]
    if not plans:
        raise BadInput([Fault("no_parts")])
    if indicator:
        plans = [plan.indicator(indicator).plan for plan in plans]
    unit = _common_unit(plans)
    labels = [own or found for (own, _), found in zip(named, _labels(plans), strict=True)]
    pairs = list(zip(labels, plans, strict=True))
    lines = [_line_of_values(*pair) for pair in pairs] if unit else []
    if not lines or _differ_in_size(lines):
        shares = [_line_of_shares(*pair) for pair in pairs]
        if not lines or all(line.values for line in shares):
            lines, unit = shares, None
    if faults := [Fault("no_path", found=line.label) for line in lines if not line.values]:
        raise BadInput(faults)
    names = {name for plan in plans for name in indicator_names(plan).values()}
    finding = _finding(lines, unit, names.pop() if len(names) == 1 else "")
    room = Panel(_HEIGHT, above=0.35, below=0.3)
    note = "" if unit else say("charts.paths_key")
    most_assumed = max(plans, key=lambda plan: len(plan.assumptions))
    ax = single_axes(ax, most_assumed, finding, [room], note, sides=(VALUES, _RIGHT))
    bare(ax, "left", "bottom")
    _draw(ax, lines, unit)
    return ax


@dataclass(frozen=True)
class _Line:
    """A path as it is drawn: its name and its value at the end of each year."""

    label: str
    values: Mapping[int, float]

    @property
    def last(self) -> float:
        """The value at its end."""
        return self.values[max(self.values)]


def _differ_in_size(lines: Sequence[_Line]) -> bool:
    """Whether values lie so far apart that one axis would flatten a line, such as GDP and wages."""
    sizes = [max(map(abs, line.values.values()), default=0.0) for line in lines]
    return max(sizes) > _SAME_AXIS * min(sizes) > 0


def _common_unit(plans: Sequence[Plan]) -> Unit | None:
    """Return the unit that all have in common; None where one has several indicators or another."""
    if any("milestone" in set(plan.tables["indicators"]["kind"]) for plan in plans):
        return None
    first, *others = [tuple(units(plan).values()) for plan in plans]
    return first[0] if len(first) == 1 and all(other == first for other in others) else None


def _share_of_change() -> Unit:
    """Return the unit of shares of the planned change."""
    zh, en = (say("charts.paths_unit", lang) for lang in LANGUAGES)
    return Unit("share_of_change", zh, en, "%", "%", share=False, growth=False, decimals=0)


def _line_of_values(label: str, plan: Plan) -> _Line:
    points = trajectory(plan).dropna(subset="value")
    return _Line(label, dict(zip(points["year"].tolist(), points["value"].tolist(), strict=True)))


def _line_of_shares(label: str, plan: Plan) -> _Line:
    """Return the share of the planned change that is done by the end of each year, in per cent."""
    several = len(plan) > 1
    said = ("",) if several else ("", "spread_evenly")  # of several those that the plan spreads
    chosen = [spread for spread in spreads(plan) if spread.reason in said]
    done: dict[int, list[float]] = {}
    for spread in chosen:
        for year, total in zip(spread.years, accumulate(spread.shares), strict=True):
            done.setdefault(year, []).append(100 * total)
    start = {plan.facts.baseline_year: 0.0} if chosen else {}
    words = say("charts.paths_median", name=label, n=len(chosen)) if several else label
    return _Line(words, start | {year: median(totals) for year, totals in sorted(done.items())})


def _labels(plans: Sequence[Plan]) -> list[str]:
    """Return what sets each plan apart from the others."""
    kinds = zip(*map(_descriptions, plans), strict=True)
    telling = [kind for kind in kinds if len(set(kind)) > 1]
    if not telling:
        return [_descriptions(plan)[0] for plan in plans]
    return [say("charts.comma").join(words) for words in zip(*telling, strict=True)]


def _descriptions(plan: Plan) -> tuple[str, str, str]:
    """Return what a plan is about, which plan it is, and what is assumed of this part of it."""
    short = plan.facts.short()
    parts = list(indicator_names(plan).values()), programme_names(plan)
    subject = next((names[0] for names in parts if len(names) == 1), short)
    unit_of = units(plan)
    assumed = [
        assumption_in_words(one, unit_of[one.indicator])
        for one in plan.assumptions
        if one.indicator in unit_of
    ]
    words = say("charts.semicolon").join(assumed)
    key = "charts.paths_assumed" if assumed else "charts.paths_printed"
    return subject, short, say(key, words=words)


def _finding(lines: Sequence[_Line], unit: Unit | None, name: str) -> str:
    """Return where the paths lead to, or how much of the change is to be done by a year.

    The year is that in which the shares lie furthest apart.
    """
    if unit:
        told = [
            say(
                "charts.paths_end",
                name=line.label,
                value=computed(line.last, unit),
                year=max(line.values),
            )
            for line in lines
        ]
        title = say("charts.semicolon").join(told)
        return say("charts.paths_title", name=name, told=title) if name else title
    by_year: dict[int, list[float]] = {}
    for line in lines:
        for year, share in line.values.items():
            by_year.setdefault(year, []).append(share)
    year = max(by_year, key=lambda one: max(by_year[one]) - min(by_year[one]))
    told = [
        say("charts.paths_share", name=line.label, share=plain(line.values[year], 0))
        for line in lines
        if year in line.values
    ]
    return say("charts.paths_by_year", year=year, told=say("charts.comma").join(told))


def _draw(ax: Axes, lines: Sequence[_Line], unit: Unit | None) -> None:
    """Draw the lines; beside the axes each is named, with a piece of it, in the order of ends."""
    looks = dict(zip([line.label for line in lines], _looks(), strict=False))
    for line in lines:
        years, values = list(line.values), list(line.values.values())
        ax.plot(years, values, **looks[line.label], label=line.label, gid="path")
    every = sorted({year for line in lines for year in line.values})
    ax.set_xticks(every, list(map(str, every)), size=BODY)
    ax.margins(x=0.08, y=0.12)
    value_axis(ax, unit or _share_of_change())
    figure, (low, high) = ax.get_figure(root=True), ax.get_ylim()
    height = ax.get_position().height * (figure.get_figheight() if figure else _HEIGHT)
    lowest = -math.inf
    for line in sorted(lines, key=lambda one: one.last):
        value = f" {computed(line.last, unit)}" if unit else ""
        words = wrap(line.label + value, ems_in(_RIGHT - 0.65, BODY))
        half = height_of(words, BODY) / height / 2
        y = max((line.last - low) / (high - low), lowest + half)
        lowest = y + half
        ends = [1.015, 1.04, 1.065]
        piece = looks[line.label] | {"markevery": [1], "transform": ax.transAxes}
        ax.plot(ends, [y, y, y], **piece, clip_on=False, label=f"_{line.label}", gid="key")
        ax.text(1.08, y, words, transform=ax.transAxes, va="center", color=INK, gid="name")


def _looks() -> Iterator[Style]:
    """Yield marker, stroke and colour of each line; no two of the first 28 have one shape."""
    for marker, stroke, colour in zip(
        cycle(_MARKERS), cycle(_STROKES), cycle(_COLOURS), strict=False
    ):
        yield {"marker": marker, "ls": stroke, "color": colour, "lw": 1.4, "ms": 6}
