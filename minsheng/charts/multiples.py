"""The paths of a programme as small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from minsheng.charts.marking import signed
from minsheng.charts.observed import Observation, draw_observed, heights, observed
from minsheng.charts.sheet import MARGIN, Panel, across, sheet
from minsheng.charts.strokes import draw
from minsheng.charts.subject import Subject
from minsheng.charts.theme import SMALL, WIDTH, bare, themed
from minsheng.charts.words import names, opening, reason, some, units, unnamed, wrap
from minsheng.plan.goals import Goal, goals
from minsheng.plan.requirements import reason_of
from minsheng.plan.trajectory import trajectory
from minsheng.text.language import say
from minsheng.text.numerals import amount

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

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
    return _side_by_side(plan, columns)


@signed
@themed()
def progresses(standing: Standing, columns: int = 3) -> npt.NDArray[np.object_]:
    """Draw the same cells with what was observed on top of the paths.

    Parameters
    ----------
    standing
        Where a part of a plan stands; meant for one programme.
    columns
        Cells side by side.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The cells in the order of the plan.
    """
    return _side_by_side(standing.plan, columns, standing)


def _side_by_side(
    plan: Plan, columns: int, standing: Standing | None = None
) -> npt.NDArray[np.object_]:
    """Draw the cells, and on top of each what was observed, where there is a standing."""
    seen = observed(standing) if standing else {}
    every = [goal for goal in goals(plan) if goal.aim != "context"]
    table = plan.tables["indicators"]
    headline = set(table.loc[table["headline"], "indicator"])
    chosen = [goal for goal in every if goal.indicator in headline and _has_numbers(goal)]
    shown = chosen or [goal for goal in every if _has_numbers(goal)]
    looked_at = [goal for goal in every if goal.indicator in headline or not chosen]
    known, unit_of = names(plan), units(plan)
    rows = -(-len(shown) // columns)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * _GUTTER) / columns
    heads = [_head(known[goal.indicator], unit_of[goal.indicator], width,
                   seen.get(goal.indicator, [])) for goal in shown]  # fmt: skip
    most = max([head.count("\n") for head in heads], default=0) + 1
    panel = Panel(_PLOT, above=0.14 + most * SMALL * 1.3 / 72, below=0.26)
    title = _title(len(shown), len(looked_at), headline=bool(chosen))
    keys = ["charts.multiples_key"]
    if standing:
        there = sum(bool(seen.get(goal.indicator)) for goal in shown)
        title = say("charts.progresses_title", period=opening(standing.period.name()),
                    n=len(shown), there=there)  # fmt: skip
        keys.append("charts.progresses_key")
    note = "\n".join([*map(say, keys), *_undrawn(looked_at, known)])
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
            own = seen.get(goal.indicator, [])
            subject = Subject(goal, rows_of, unit, SMALL, compact=True,
                              observed=heights(own, share=goal.share))  # fmt: skip
            draw(ax, subject)
            draw_observed(ax, subject, own)
            bare(ax, "bottom")
            ax.set_yticks([])
            ax.set_title(heads[len(cells)], loc="left", size=SMALL, pad=5, linespacing=1.2)
            cells.append(ax)
    return np.array(cells, dtype=object)


def _title(n: int, among: int, *, headline: bool) -> str:
    return say("charts.multiples_title" if headline else "charts.multiples_all", n=n, all=among)


def _has_numbers(goal: Goal) -> bool:
    return goal.kind != "milestone" and goal.aim in ("reach", "hold") and goal.final is not None


def _head(name: str, unit: Unit, width: float, seen: Sequence[Observation]) -> str:
    """Return the heading of a cell: the name, the last value, the unit where no figure shows it."""
    stands = [one for one in seen if not one.replaced]
    if stands:
        value = amount(stands[-1].value, unit)
        key = "name_and_total" if stands[-1].done != stands[-1].value else "name_and_value"
        total = amount(stands[-1].done, unit)
        return wrap(say(f"charts.{key}", name=name, value=value, total=total),
                    across(width, SMALL))  # fmt: skip
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
