"""The planned path of one indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from minsheng.charts.headings import of_path
from minsheng.charts.sheet import Panel, across, height_of, sheet, value_axis
from minsheng.charts.strokes import draw
from minsheng.charts.subject import Subject
from minsheng.charts.theme import TITLE, WIDTH, bare, themed
from minsheng.charts.words import names, units, wrap
from minsheng.errors import Fault, UnknownName
from minsheng.plan.goals import goals
from minsheng.plan.trajectory import trajectory
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@themed()
def path(plan: Plan, ax: Axes | None = None) -> Axes:
    """Draw the planned path of one indicator, its stated targets and what lies between them.

    A stock is a line through steps: the baseline is a point, or a hatched bar where it is printed
    as a bound only; stated targets are thick steps with the side that meets them shaded; years
    that the plan leaves out are hollow and dashed. Without a baseline the line starts at the first
    stated target. A flow is a bar a year with its running total, a milestone a mark on the years.

    Parameters
    ----------
    plan
        A selection of exactly one indicator.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        Later layers, such as observations, go on top: x is the year, y the indicator's unit.

    Raises
    ------
    UnknownName
        When the selection does not hold exactly one indicator.

    Examples
    --------
    >>> import minsheng as ms
    >>> path(ms.load_plan().select(indicator="childcare.gross_enrolment")).get_title("left")
    '学前三年毛入园率：从2017年86%到2020年90%以上'
    """
    ids = list(plan.tables["indicators"]["indicator"])
    if len(ids) != 1:
        raise UnknownName([
            Fault("unknown_indicator", found=say("labels.count_indicators", n=len(ids)),
                  allowed=tuple(ids)),
        ])  # fmt: skip
    goal = goals(plan)[0]
    unit = units(plan)[goal.indicator]
    title = of_path(goal, names(plan)[goal.indicator], unit)
    measured = goal.final is not None and goal.kind != "milestone"
    ax = ax or _new_axes(title, measured)
    bare(ax, "left", "bottom")
    draw(ax, Subject(goal, trajectory(plan).to_dict("records"), unit))
    figure = ax.get_figure(root=True)
    width = ax.get_position().width * (figure.get_figwidth() if figure else WIDTH)
    ax.set_title(wrap(title, across(width, TITLE)), loc="left", size=TITLE, pad=20, linespacing=1.2)
    if measured:
        told = say("charts.unit", unit=unit.name())
        value_axis(ax, told, unit.decimals, share=unit.share)
    return ax


def _new_axes(title: str, measured: bool) -> Axes:
    left, right = 0.6, 0.2
    lines = wrap(title, across(WIDTH - left - right, TITLE))
    room = Panel(2.6 if measured else 0.8, above=height_of(lines, TITLE) + 0.3, below=0.28)
    return sheet("", [room], left=left, right=right)[1][0]
