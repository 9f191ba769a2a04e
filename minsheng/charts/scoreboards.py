"""The programmes side by side: how many goals of each stand well, and how many cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.lights import LOOKS, name
from minsheng.charts.marking import signed
from minsheng.charts.sheet import Panel, across, as_rows, fitted, row_height, sheet
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, WIDTH, themed
from minsheng.charts.words import opening, wrap
from minsheng.evaluation import CLASSES, JUDGED, counts
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_NAMES, _RIGHT = 1.5, 0.75  # inches left and right of the columns
NOTHING = "#BBBBBB"
_LONGEST = 0.66  # of its column that the longest bar takes; its figure stands behind it


@signed
@themed()
def scoreboard(standing: Standing) -> Axes:
    """Draw for each programme how many of its goals are in each class of verdicts.

    Each class has a column, with symbol and word above it, and all columns have one scale. A class
    only sorts the verdict of the one method that judges a goal; the table names the methods.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; column n of the classes begins at x = n.
    """
    told = counts(standing.verdicts)
    names = standing.plan.programmes.set_index("programme")[f"name_{current()}"]
    told = told.reindex(names.index, fill_value=0)
    labels = fitted([str(name) for name in names], inches=_NAMES - 0.25)
    note = "\n".join([say("charts.scoreboard_key"), say("charts.scoreboard_methods")])
    room = Panel(len(labels) * max(row_height(labels), 0.34), above=0.42, below=0.08)
    _, (ax,) = sheet(finding(standing, told), [room], note, left=_NAMES, right=_RIGHT)
    as_rows(ax, labels)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0, len(CLASSES))
    ax.set_xticks([])
    scale = _LONGEST / max(told[list(CLASSES)].to_numpy().max(initial=1), 1)
    for place, light in enumerate(CLASSES):
        _column(ax, place, light, told[light], scale)
    for y, total in enumerate(told["goals"]):
        ax.annotate(say("charts.overview_total", n=int(total)), (len(CLASSES), y), (4, 0),
                    size=SMALL, textcoords="offset points", va="center", color=QUIET)  # fmt: skip
    return ax


def finding(standing: Standing, told: pd.DataFrame) -> str:
    """Return of how many goals there is a verdict, and how many stand well."""
    sizes = {str(name): int(n) for name, n in told.sum().items()}
    judged = sum(sizes[light] for light in JUDGED)
    period = opening(standing.period.name())
    if not judged:
        return say("charts.scoreboard_none", period=period, silent=sizes["not_reported"],
                   all=sizes["goals"])  # fmt: skip
    return say("charts.scoreboard_title", period=period, judged=judged, all=sizes["goals"],
               well=sizes["well"], attention=sizes["attention"], poor=sizes["poor"])  # fmt: skip


def _column(ax: Axes, place: int, light: str, sizes: pd.Series[int], scale: float) -> None:
    look = LOOKS[light]
    width = (WIDTH - _NAMES - _RIGHT) / len(CLASSES)
    ax.annotate(wrap(name(light), across(width, SMALL)), (place, 1), (0, 6), size=SMALL,
                xycoords=ax.get_xaxis_transform(), textcoords="offset points", va="bottom",
                linespacing=1.2)  # fmt: skip
    ax.axvline(place, color=QUIET, lw=0.5, zorder=3)
    for y, n in enumerate(sizes):
        if n:
            ax.barh(y, n * scale, 0.58, place, color=look.colour, edgecolor=look.edge, lw=0.6,
                    hatch=look.hatch, gid=light)  # fmt: skip
        ax.annotate(str(n), (place + n * scale, y), (4, 0), textcoords="offset points",
                    size=BODY, va="center_baseline", color=INK if n else NOTHING,
                    gid=f"n {light}")  # fmt: skip
