"""Every goal in every period: the one picture of how a plan went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from minsheng.charts.sheet import MARGIN, PROGRAMMES, Panel, ems_in, lines_needed, new_sheet
from minsheng.charts.svg import say_of
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, WIDTH, Style, themed
from minsheng.charts.words import capitalised, programme_names, wrap
from minsheng.evaluation import (
    CLASS_TABLE,
    CLASSES,
    GOOD,
    JUDGED,
    SHORT,
    class_history,
    class_name,
)
from minsheng.evaluation.arguments import needing_standing
from minsheng.plan.periods import period
from minsheng.plan.wording import indicator_names
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing

_CELL = 0.165  # inches: a symbol has room
_LEFT = PROGRAMMES + 0.75  # inches for the names of a programme and of its periods
_A_LINE = int((WIDTH - _LEFT - MARGIN) / _CELL)
_MOST = 500  # goals, of all programmes
_GAP = 0.5  # cells between the lines of one programme
_DARK = ("early", "ahead", "met", "not_met", "kept", "not_kept")  # a white symbol stands on them


@needing_standing
@themed()
def grades(standing: Standing) -> list[Axes]:
    """Draw the class of every goal in every period so far, a strip for each programme.

    A column is a goal, a row a period, oldest first. The goals of a programme stand in the order of
    their classes in the last period, so that a column read downwards is the course of one goal; a
    long strip goes on below. Colour and symbol are those of a class in all reports.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    list of matplotlib.axes.Axes
        The strips from the top down: x is the place of a goal, y that of a period, from 0 on. They
        are a figure of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand(plan, ms.load_observations(plan, "demo"), "2019")
    >>> axes = ms.charts.grades(standing)
    """
    table = class_history(standing)
    programme_of = dict(zip(*_columns(standing, "indicator", "programme"), strict=True))
    ids = standing.plan.tables["programmes"]["programme"]
    names = dict(zip(ids, programme_names(standing.plan), strict=True))
    strips, more = _strips(table, {one: names[one] for one in ids}, programme_of)
    step = len(table.columns) + _GAP
    heights = [(_lines(strip) * step - _GAP) * _CELL for strip in strips.values()]
    left_out = len(standing.verdicts) - len(table)
    present = set(table.to_numpy().ravel())
    axes = new_sheet(
        standing,
        _finding(standing, table.iloc[:, -1], names, programme_of),
        [Panel(max(height, 0.3), above=0.08, below=0.08) for height in heights],
        [
            more,
            say("charts.grades_key", classes=" ".join(map(class_name, _known(present)))),
            say("charts.grades_order"),
            say("charts.grades_left", n=left_out) if left_out else "",
        ],
        sides=(_LEFT, WIDTH - _LEFT - _A_LINE * _CELL),
    )
    for ax, (name, strip) in zip(axes, strips.items(), strict=False):
        named = strip.rename(index=dict(indicator_names(standing.plan)))
        _draw_strip(ax, wrap(name, ems_in(PROGRAMMES - 0.25, BODY)), named)
    return axes


def _strips(
    table: pd.DataFrame, names: Mapping[str, str], programme_of: Mapping[str, str]
) -> tuple[dict[str, pd.DataFrame], str]:
    """Return the goals of each programme by its name, the first of a large plan, and a note."""
    of = table.index.map(programme_of.get)
    strips, room = {}, _MOST
    for programme, name in names.items():
        strip = table[of == programme].head(room)
        if len(strip):
            strips[name] = strip
            room -= len(strip)
    more = len(table) - _MOST
    return strips, say("charts.more_drawn", n=more) if more > 0 else ""


def _columns(standing: Standing, *names: str) -> list[list[str]]:
    table = standing.plan.tables["indicators"]
    return [table[name].tolist() for name in names]


def _known(present: set[str]) -> list[str]:
    return [name for name in CLASSES if name in present]


def _lines(strip: pd.DataFrame) -> int:
    return lines_needed(len(strip), _A_LINE)


def _finding(
    standing: Standing,
    last: pd.Series[str],
    names: dict[str, str],
    programme_of: dict[str, str],
) -> str:
    """Return how many goals stand well, and which programme has most of those that do not."""
    judged, good = int(last.isin(JUDGED).sum()), int(last.isin(GOOD).sum())
    words = {"period": capitalised(standing.period.name()), "judged": judged, "good": good}
    if not judged:
        return say("charts.grades_none", **words)
    short = [programme_of[name] for name in last.index[last.isin(SHORT)]]
    if not short:
        return say("charts.grades_all_good", **words)
    most = max(map(short.count, short))
    worst = listing([name for one, name in names.items() if short.count(one) == most])
    key = "grades_title" if len(names) > 1 else "grades_of_one"
    return say(f"charts.{key}", **words, short=len(short), programmes=worst, n=most)


def _draw_strip(ax: Axes, name: str, strip: pd.DataFrame) -> None:
    """Draw the goals of one programme; `strip` has their names and a column for each period."""
    step = len(strip.columns) + _GAP
    height = _lines(strip) * step - _GAP
    ax.set(xlim=(0, _A_LINE), ylim=(height, 0), xticks=[])
    ax.spines[:].set_visible(False)
    labels = [period(text).name() for text in strip.columns]
    ax.set_yticks([y + 0.5 for y in range(len(labels))], labels, size=SMALL, color=QUIET)
    ax.text((MARGIN - _LEFT) / _CELL, height / 2, name, size=BODY, color=INK, va="center")
    for number, classes in enumerate(strip.itertuples(index=False)):
        line, x = divmod(number, _A_LINE)
        for row, found in enumerate(classes):
            y = line * step + row
            look = CLASS_TABLE[found]
            box: Style = {"facecolor": look.colour, "edgecolor": "white", "lw": 0.8}
            cell = ax.add_patch(Rectangle((x, y), 1, 1, **box, gid=found))
            words = {"name": strip.index[number], "period": labels[row]}
            say_of(cell, say("charts.mark_in_period", **words, value=class_name(found)))
            ink = "white" if found in _DARK else INK
            style: Style = {"ha": "center", "va": "center_baseline", "size": SMALL, "color": ink}
            ax.text(x + 0.5, y + 0.5, look.symbol, **style)
