"""The gap from baseline to target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from minsheng.charts import strip, theme
from minsheng.charts.dumbbells import dumbbells, key, told_of
from minsheng.charts.findings import of_gap
from minsheng.charts.sheet import Panel, as_rows, beside, fitted, row_height, sheet
from minsheng.charts.sorting import sorted_gaps, strip_groups
from minsheng.charts.words import names, printed_target, units
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_Row = Mapping[Any, Any]


@theme.themed()
def gap(plan: Plan) -> npt.NDArray[np.object_]:
    """Draw the gap from baseline to final target as a dumbbell for each indicator.

    One panel per unit, shares first, rows by size of gap. A baseline that is only a bound is a
    hatched bar over the values it may have, with an arrow where it is open; what is met at the
    baseline or only to be held has a mark of its own and its headroom. Amounts done within the
    years follow in panels of their own: of them everything is still to do. The rest is counted in
    a strip with the reason.

    Parameters
    ----------
    plan
        A plan or a selection of one. Of several programmes, amounts are counted and not drawn.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The panels from the top down; y is the row, x the indicator's unit.
    """
    found = sorted_gaps(plan)
    known, unit_of = names(plan), units(plan)
    labels = {row["indicator"]: fitted([known[row["indicator"]]])[0] for row in found.every}
    groups = strip_groups(found.left)
    room = [
        _room([labels[row["indicator"]] for row in rows], 0.34,
              [told_of(row, unit_of[row["indicator"]]) for row in rows])
        for rows in found.panels
    ]  # fmt: skip
    for number, rows in enumerate(found.flows):
        names_of = [labels[row["indicator"]] for row in rows]
        room.append(_room(names_of, 0.0, above=0.1 if number else 0.32))
    room += [strip.panel(groups)] if groups else []
    _, axes = sheet(of_gap(found, known, unit_of), room, key(found.panels))
    drawn = iter(axes)
    for rows in found.panels:
        dumbbells(next(drawn), rows, labels, unit_of[rows[0]["indicator"]])
    for number, rows in enumerate(found.flows):
        ax = next(drawn)
        _amounts(ax, rows, labels, unit_of[rows[0]["indicator"]])
        if number == 0:
            ax.set_title(say("charts.gap_flows"), color=theme.QUIET, size=theme.SMALL, pad=3)
    if groups:
        strip.fill(next(drawn), groups)
    return np.array(axes, dtype=object)


def _room(
    labels: list[str], below: float, figures: Sequence[str] = (), above: float = 0.22
) -> Panel:
    return Panel(len(labels) * row_height(labels, figures), above, below)


def _amounts(ax: Axes, rows: list[_Row], labels: Mapping[str, str], unit: Unit) -> None:
    """Draw whole amounts from nothing done."""
    as_rows(ax, [labels[row["indicator"]] for row in rows])
    ax.set_xlim(0, max(row["target"] for row in rows) * 1.02)
    ax.set_xticks([])
    theme.bare(ax, "left")
    for y, row in enumerate(rows):
        ax.plot((0, row["target"]), (y, y), lw=2.4, color=theme.FLOW, gid="amount", zorder=2)
        ax.plot(row["target"], y, "D", ms=5, color=theme.TARGET, clip_on=False, zorder=3)
        beside(ax, y, printed_target(row, unit), theme.INK)
