"""The programmes side by side: how many goals of each are in each class.

The classes are the same in the reports of a period, at mid-term and at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.sheet import (
    PROGRAMMES,
    ems_in,
    programme_panel,
    single_axes,
    width_of,
    write_at,
)
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, Style, themed
from minsheng.charts.words import capitalised, most_drawn, programme_names, wrap
from minsheng.evaluation import CLASS_TABLE, CLASSES, JUDGED, OUTCOMES, SELDOM, counts, outcomes
from minsheng.evaluation.arguments import needing_standing
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

NOTHING = "#BBBBBB"  # the colour of a zero
_RIGHT, _ABOVE = 0.75, 0.68  # inches right of the columns, and for the headings
_HEADING = 6.5  # points: twelve columns stand side by side
_LONGEST = 0.5  # of its column that the longest bar takes; its figure stands behind it


@needing_standing
@themed()
def scoreboard(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw for each programme how many of its goals are in each class.

    Each class has a column, with symbol and word above it, and all columns have one scale. A class
    rests on the one method that judges a goal; the table names the methods.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; column n of the classes begins at x = n.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019H1")
    >>> ax = ms.charts.scoreboard(standing)
    """
    notes = [say("charts.scoreboard_key"), say("charts.scoreboard_methods")]
    return _draw_board(
        standing, counts(standing.verdicts)[list(CLASSES)], "charts.scoreboard", notes, ax
    )


@needing_standing
@themed()
def midterm_classes(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw for each programme of a plan at mid-term what `scoreboard` draws.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.load_observations(plan, "demo"))
    >>> ax = ms.charts.midterm_classes(standing)
    """
    notes = [say("evaluations.board_key")]
    title = "evaluations.midterm_classes"
    return _draw_board(standing, counts(standing.verdicts)[list(CLASSES)], title, notes, ax)


@needing_standing
@themed()
def outcome(standing: Standing, ax: Axes | None = None) -> Axes:
    """Draw for each programme of a plan at its end how many goals were met, and how many not.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.load_observations(plan, "demo"))
    >>> ax = ms.charts.outcome(standing)
    """
    notes = [say("evaluations.board_key")]
    results = outcomes(standing).drop(columns="class").rename(columns={"outcome": "class"})
    return _draw_board(standing, counts(results)[list(OUTCOMES)], "evaluations.outcome", notes, ax)


def _draw_board(
    standing: Standing,
    table: pd.DataFrame,
    title: str,
    notes: Sequence[str],
    ax: Axes | None,
) -> Axes:
    """Draw a row per programme and a column per class: symbol and word above, bars with figures.

    Parameters
    ----------
    standing
        What the board is about.
    table
        How many goals each programme has in each class. The classes have a column each, a seldom
        one only where a goal is in it.
    title
        The catalogue and the beginning of the keys ``…_title`` and ``…_none``.
    notes
        What stands below.
    ax
        Axes to draw on; None for new ones.
    """
    sizes = table.sum()
    judged = [name for name in sizes.index if name in JUDGED]
    known = int(sizes[judged].sum())
    counted = say("charts.between_counts").join(
        say("charts.class_count", word=say(f"classes.{name}"), n=int(sizes[name]))
        for name in judged
        if sizes[name]
    )
    finding = say(
        f"{title}_title" if known else f"{title}_none",
        period=capitalised(standing.period.name()),
        all=int(sizes.sum()),
        judged=known,
        silent=int(sizes["not_reported"]),
        classes=counted,
    )
    shown = [name for name in sizes.index if name not in SELDOM or sizes[name]]
    plan = standing.plan
    table = table.reindex(plan.programmes["programme"], fill_value=0)
    (names,), more = most_drawn([programme_names(plan)])
    table = table.head(len(names))
    room = programme_panel(names, above=_ABOVE, below=0.08)
    sides = (PROGRAMMES, _RIGHT)
    ax = single_axes(ax, standing, finding, [room], more, *notes, sides=sides)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0, len(shown))
    ax.set_xticks([])
    scale = _LONGEST / max(table[shown].to_numpy().max(initial=1), 1)
    width = ems_in(width_of(ax) / len(shown), _HEADING) - 0.5
    for place, name in enumerate(shown):
        heading = f"{CLASS_TABLE[name].symbol}\n{wrap(say(f'classes.{name}'), width)}"
        _draw_column(ax, place, heading, table[name], scale)
    for y, total in enumerate(table.sum(axis=1)):
        text = say("evaluations.board_total", n=int(total))
        write_at(ax, text, (len(shown), y), (4, 0), size=SMALL, va="center", color=QUIET)
    return ax


def _draw_column(ax: Axes, place: int, heading: str, sizes: pd.Series, scale: float) -> None:
    """Draw the class that `sizes` is named for as bars with their figures, from x = `place` on."""
    name = str(sizes.name)
    look = CLASS_TABLE[name]
    style: Style = {"xycoords": ax.get_xaxis_transform(), "va": "bottom", "linespacing": 1.2}
    write_at(ax, heading, (place, 1), (0, 6), size=_HEADING, **style)
    ax.axvline(place, color=QUIET, lw=0.5, zorder=3)
    bar: Style = {"color": look.colour, "edgecolor": look.edge, "hatch": look.hatch, "lw": 0.6}
    for y, n in enumerate(sizes):
        length = n * scale
        if n:
            ax.barh(y, length, 0.58, place, **bar, gid=name)
        style = {"size": BODY, "va": "center_baseline", "color": INK if n else NOTHING}
        write_at(ax, str(n), (place + length, y), (4, 0), **style, gid=f"n {name}")
