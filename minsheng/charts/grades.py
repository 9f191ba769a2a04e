"""Every goal in every period: the one picture of how a plan went."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from minsheng.charts.sheet import MARGIN, PROGRAMMES, Panel, ems_in, lines_needed, new_sheet
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, WIDTH, Style, themed
from minsheng.charts.words import capitalised, programme_names, wrap
from minsheng.evaluation import CLASS_TABLE, CLASSES, GOOD, JUDGED, SHORT, class_name
from minsheng.plan.periods import Period, period
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_PERIODS = 8  # the last ones
_CELL = 0.165  # inches: a symbol of eight points has room
_LEFT = PROGRAMMES + 0.75  # inches for the names of a programme and of its periods
_A_LINE = int((WIDTH - _LEFT - MARGIN) / _CELL)
_GAP = 0.5  # cells between the lines of one programme
_DARK = ("early", "ahead", "met", "not_met", "kept", "not_kept")  # a white symbol stands on them


@themed()
def grades(standing: Standing) -> Axes:
    """Draw the class of every goal in every period so far, a strip for each programme.

    A column is a goal, a row a period, oldest first. The goals of a programme stand in the order of
    their classes in the last period, so that a column read downwards is the course of one goal.
    Colour and symbol are those of its class in all reports.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    matplotlib.axes.Axes
        The strip of the first programme: x is the place of a goal from 0 on, y that of a period.
        The others follow in ``axes.figure.axes``.
    """
    table = _classes(standing)
    periods = list(table.columns)
    programme_of = standing.plan.indicators.set_index("indicator")["programme"]
    strips = [
        table[table.index.map(programme_of.get) == programme]
        for programme in standing.plan.programmes["programme"]
    ]
    kept = [
        (name, strip)
        for name, strip in zip(programme_names(standing.plan), strips, strict=True)
        if len(strip)
    ]
    heights = [(_lines(strip) * (len(periods) + _GAP) - _GAP) * _CELL for _, strip in kept]
    left_out = len(standing.verdicts) - len(table)
    axes = new_sheet(
        _finding(standing, table),
        [Panel(max(height, 0.3), above=0.08, below=0.08) for height in heights],
        [
            say("charts.grades_key", classes=" ".join(map(class_name, _present(table)))),
            say("charts.grades_order"),
            say("charts.grades_left", n=left_out) if left_out else "",
        ],
        sides=(_LEFT, WIDTH - _LEFT - _A_LINE * _CELL),
        synthetic=standing.synthetic,
    )
    for ax, (name, strip) in zip(axes, kept, strict=False):
        _draw_strip(ax, wrap(name, ems_in(PROGRAMMES - 0.25, BODY)), strip)
    return axes[0]


def _classes(standing: Standing) -> pd.DataFrame:
    """Return the class of each goal, a row, in each year and first half of one, a column.

    Goals that were in no period to be judged are left out; the others are ranked by their classes
    in the last period, then in those before it.
    """
    history = standing.history
    periods = {text: period(text) for text in history["period"].unique()}
    shown = [text for text, one in periods.items() if one.kind == "year" or _is_half(one)]
    table = history.pivot(index="indicator", columns="period", values="class")
    table = table[[*dict.fromkeys([*shown[-_PERIODS:], str(standing.period)])]].astype("str")
    table = table[table.isin([*JUDGED, "not_reported"]).any(axis=1)]
    ranks = table.apply(lambda column: column.map(CLASSES.index))
    return table.loc[ranks.sort_values(list(table.columns)[::-1], kind="stable").index]


def _is_half(one: Period) -> bool:
    return one.kind == "half" and not one.closes_year


def _present(table: pd.DataFrame) -> list[str]:
    found = set(table.to_numpy().ravel())
    return [name for name in CLASSES if name in found]


def _lines(strip: pd.DataFrame) -> int:
    return lines_needed(len(strip), _A_LINE)


def _finding(standing: Standing, table: pd.DataFrame) -> str:
    """Return how many of the goals that are judged in the last period stand well, and before."""
    last = table.iloc[:, -1]
    judged, good = int(last.isin(JUDGED).sum()), int(last.isin(GOOD).sum())
    words = {"period": capitalised(standing.period.name()), "judged": judged, "good": good}
    if not judged:
        return say("charts.grades_none", **words)
    short = table.index[last.isin(SHORT)]
    programme_of = standing.plan.indicators.set_index("indicator")["programme"]
    counts = programme_of[short].value_counts()
    if not len(counts):
        return say("charts.grades_all_good", **words)
    worst = counts.index[0]
    name = dict(
        zip(standing.plan.programmes["programme"], programme_names(standing.plan), strict=True)
    )
    return say(
        "charts.grades_title",
        **words,
        short=len(short),
        programme=name[worst],
        n=int(counts.iloc[0]),
    )


def _draw_strip(ax: Axes, name: str, strip: pd.DataFrame) -> None:
    """Draw the goals of one programme; a long row goes on below."""
    step = len(strip.columns) + _GAP
    height = _lines(strip) * step - _GAP
    ax.set(xlim=(0, _A_LINE), ylim=(height, 0), xticks=[])
    ax.spines[:].set_visible(False)
    labels = [period(text).name() for text in strip.columns]
    ax.set_yticks([y + 0.5 for y in range(len(labels))], labels, size=SMALL, color=QUIET)
    ax.tick_params(length=0)
    ax.text((MARGIN - _LEFT) / _CELL, height / 2, name, size=BODY, color=INK, va="center")
    for number, classes in enumerate(strip.itertuples(index=False)):
        line, x = divmod(number, _A_LINE)
        for row, found in enumerate(classes):
            y = line * step + row
            look = CLASS_TABLE[found]
            box: Style = {"facecolor": look.colour, "edgecolor": "white", "lw": 0.8}
            ax.add_patch(Rectangle((x, y), 1, 1, **box, gid=found))
            ink = "white" if found in _DARK else INK
            style: Style = {"ha": "center", "va": "center_baseline", "size": SMALL, "color": ink}
            ax.text(x + 0.5, y + 0.5, look.symbol, **style)
