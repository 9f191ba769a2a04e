"""The paths of a programme as small multiples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from minsheng.charts.sheet import MARGIN, Panel, across, sheet
from minsheng.charts.strokes import draw
from minsheng.charts.subject import Subject
from minsheng.charts.theme import SMALL, WIDTH, bare, themed
from minsheng.charts.words import names, reason, some, units, unnamed, wrap
from minsheng.goals import Goal, goals
from minsheng.language import say
from minsheng.requirements import reason_of
from minsheng.trajectory import trajectory

if TYPE_CHECKING:
    from minsheng.facts import Unit
    from minsheng.plan import Plan

_PLOT = 0.95  # inches
_GUTTER = 0.22


@themed()
def small_multiples(plan: Plan, columns: int = 3) -> npt.NDArray[np.object_]:
    """Draw the paths of the headline indicators with numbers side by side.

    Where no headline indicator has a number, all indicators with numbers are drawn. Each cell has
    a scale of its own, since units differ: figures are printed on the points instead. Headline
    indicators that cannot be drawn are named below with the reason.

    Parameters
    ----------
    plan
        A plan or a selection of one; meant for one programme.
    columns
        Cells side by side.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The cells in the order of the plan.
    """
    every = [goal for goal in goals(plan) if goal.aim != "context"]
    table = plan.tables["indicators"]
    headline = set(table.loc[table["headline"], "indicator"])
    chosen = [goal for goal in every if goal.indicator in headline and _has_numbers(goal)]
    shown = chosen or [goal for goal in every if _has_numbers(goal)]
    looked_at = [goal for goal in every if goal.indicator in headline or not chosen]
    known, unit_of = names(plan), units(plan)
    rows = -(-len(shown) // columns)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * _GUTTER) / columns
    heads = [_head(known[goal.indicator], unit_of[goal.indicator], width) for goal in shown]
    most = max([head.count("\n") for head in heads], default=0) + 1
    panel = Panel(_PLOT, above=0.14 + most * SMALL * 1.3 / 72, below=0.26)
    key = "charts.multiples_title" if chosen else "charts.multiples_all"
    title = say(key, n=len(shown), all=len(looked_at))
    note = "\n".join([say("charts.multiples_key"), *_undrawn(looked_at, known)])
    fig, bands = sheet(title, [panel] * rows, note, left=MARGIN, right=MARGIN)
    if not shown:
        return np.array(bands, dtype=object)
    points = dict(list(trajectory(plan).groupby("indicator", sort=False)))
    cells: list[Axes] = []
    for band in bands:
        box = band.get_position()
        band.remove()
        for column in range(min(columns, len(shown) - len(cells))):
            left = MARGIN + column * (width + _GUTTER)
            ax = fig.add_axes((left / WIDTH, box.y0, width / WIDTH, box.height))
            goal = shown[len(cells)]
            unit = unnamed(unit_of[goal.indicator])
            rows_of = points[goal.indicator].to_dict("records")
            draw(ax, Subject(goal, rows_of, unit, SMALL, compact=True))
            bare(ax, "bottom")
            ax.set_yticks([])
            ax.set_title(heads[len(cells)], loc="left", size=SMALL, pad=5, linespacing=1.2)
            cells.append(ax)
    return np.array(cells, dtype=object)


def _has_numbers(goal: Goal) -> bool:
    return goal.kind != "milestone" and goal.aim in ("reach", "hold") and goal.final is not None


def _head(name: str, unit: Unit, width: float) -> str:
    """Return the heading of a cell: the name and, where the figures do not show it, the unit."""
    text = name if unit.share else say("charts.name_and_unit", name=name, unit=unit.name())
    return wrap(text, across(width, SMALL))


def _undrawn(looked_at: list[Goal], known: dict[str, str]) -> list[str]:
    """Return the lines that name what has no path, reason by reason."""
    left: dict[str, list[str]] = {}
    for goal in looked_at:
        if not _has_numbers(goal):
            left.setdefault(reason_of(goal), []).append(known[goal.indicator])
    return [
        say("charts.reason_names", reason=reason(code), n=len(named), names=some(named))
        for code, named in left.items()
    ]
