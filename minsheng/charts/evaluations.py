"""The programmes side by side at mid-term and at the end: how many goals came how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.lights import LOOKS, Light
from minsheng.charts.marking import signed
from minsheng.charts.sheet import Panel, across, as_rows, fitted, row_height, sheet
from minsheng.charts.theme import BODY, HELD, INK, QUIET, SMALL, TARGET, WIDTH, themed
from minsheng.charts.words import opening, wrap
from minsheng.evaluation import GOOD, MIDTERM, OUTCOMES, SHORT, midterm, outcomes
from minsheng.plan.wording import CLASS_SYMBOLS, SELDOM
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_LOOKS: Mapping[str, Light] = {
    "early": Light("*", HELD, HELD), "on_time": Light("o", HELD, HELD), "late": LOOKS["attention"],
    "ahead": LOOKS["well"], "in_line": Light("o", "#8FBCD9", TARGET), "kept": LOOKS["well"],
    "met": LOOKS["well"], "lagging": LOOKS["attention"], "not_kept": LOOKS["poor"],
    "not_met": LOOKS["poor"], "not_due": LOOKS["not_due"],
    "not_reported": LOOKS["not_reported"], "not_judged": LOOKS["not_judged"],
}  # fmt: skip
_NAMES, _RIGHT = 1.5, 0.75  # inches left and right of the columns
_LONGEST = 0.6  # of its column that the longest bar takes; its figure stands behind it


@signed
@themed()
def halfway(standing: Standing) -> Axes:
    """Draw for each programme how many of its goals are in each class of the mid-term.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands at mid-term.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; column n of the classes begins at x = n.
    """
    found = midterm(standing)
    told = found["midterm"].astype("str").value_counts()
    good, late, short = (int(told.reindex(list(names)).sum()) for names in (GOOD, ["late"], SHORT))
    period = opening(standing.period.name())
    judged = good + late + short
    title = say("evaluations.halfway_title" if judged else "evaluations.halfway_none",
                period=period, judged=judged, good=good, short=short, all=len(found),
                late=say("evaluations.halfway_late", n=late) if late else "")  # fmt: skip
    return _board(standing, found, "midterm", MIDTERM, title)


@signed
@themed()
def outcome(standing: Standing) -> Axes:
    """Draw for each programme how many of its goals were met at the end, and how many not.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands at its end.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; column n of the outcomes begins at x = n.
    """
    found = outcomes(standing)
    told = found["outcome"].value_counts()
    met, missed = int(told["met"]), int(told["not_met"])
    title = say("evaluations.outcome_title" if met + missed else "evaluations.outcome_none",
                judged=met + missed, met=met, not_met=missed, all=len(found))  # fmt: skip
    return _board(standing, found, "outcome", OUTCOMES, title)


def _board(
    standing: Standing, found: pd.DataFrame, column: str, names: Sequence[str], title: str
) -> Axes:
    """Draw counts: a row per programme, a column per class, symbol and word above."""
    told = pd.crosstab(found["programme"].astype("str"), found[column].astype("str"))
    programmes = standing.plan.programmes.set_index("programme")[f"name_{current()}"]
    told = told.reindex(index=programmes.index, columns=list(names), fill_value=0)
    shown = [name for name in names if name not in SELDOM or told[name].any()]
    labels = fitted([str(name) for name in programmes], inches=_NAMES - 0.25)
    room = Panel(len(labels) * max(row_height(labels), 0.34), above=0.56, below=0.08)
    _, (ax,) = sheet(title, [room], say("evaluations.board_key"), left=_NAMES, right=_RIGHT)
    as_rows(ax, labels)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0, len(shown))
    ax.set_xticks([])
    scale = _LONGEST / max(told.to_numpy().max(initial=1), 1)
    for place, name in enumerate(shown):
        _column(ax, place, name, told[name], (WIDTH - _NAMES - _RIGHT) / len(shown), scale)
    for y, total in enumerate(told.sum(axis=1)):
        ax.annotate(say("evaluations.board_total", n=int(total)), (len(shown), y), (4, 0),
                    size=SMALL, textcoords="offset points", va="center", color=QUIET)  # fmt: skip
    return ax


def _column(  # noqa: PLR0913  one column of the board
    ax: Axes, place: int, name: str, sizes: pd.Series[int], width: float, scale: float
) -> None:
    look = _LOOKS[name]
    head = f"{CLASS_SYMBOLS[name]}\n{wrap(say(f'evaluations.{name}'), across(width, SMALL) - 0.5)}"
    ax.annotate(head, (place, 1), (0, 6), size=SMALL,
                xycoords=ax.get_xaxis_transform(), textcoords="offset points", va="bottom",
                linespacing=1.2)  # fmt: skip
    ax.axvline(place, color=QUIET, lw=0.5, zorder=3)
    for y, n in enumerate(sizes):
        if n:
            ax.barh(y, n * scale, 0.58, place, color=look.colour, edgecolor=look.edge, lw=0.6,
                    hatch=look.hatch, gid=name)  # fmt: skip
        ax.annotate(str(n), (place + n * scale, y), (4, 0), textcoords="offset points", size=BODY,
                    va="center_baseline", color=INK if n else "#BBBBBB",
                    gid=f"n {name}")  # fmt: skip
