"""The figure that a chart is drawn on: title, panels from the top down, note; all in inches."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from minsheng.charts.showing import new_figure
from minsheng.charts.svg import has_words, say_of
from minsheng.charts.theme import (
    BODY,
    BOUND,
    INK,
    QUIET,
    SMALL,
    TITLE,
    WIDTH,
    Style,
    bare,
    font_family,
)
from minsheng.charts.words import ems, wrap
from minsheng.plan.facts import sign_of
from minsheng.plan.plan import Plan
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_names: WeakKeyDictionary[Axes, list[str]] = WeakKeyDictionary()  # of the rows

_BRACKET = re.compile(r" ?(?=[（(])")
MARGIN = 0.12
_GUTTER = 0.22  # inches between plots side by side
LEADING = 1.42  # line height in font sizes
# Inches kept for names of indicators, of programmes or for values left, and for figures right of a
# panel.
NAMES, PROGRAMMES, VALUES, FIGURES = 2.35, 1.5, 0.86, 1.6


class Sheet(Figure):
    """A matplotlib figure with its finding, and whether its data are made up or its plan assumed.

    Attributes
    ----------
    finding : str
        The title in one line: what the numbers say. On the figure it is broken into lines.
    synthetic : bool
        Whether the observations drawn are made up; the figure then says so above its title.
    hypothetical : bool
        Whether the plan drawn is only assumed; it says so likewise.
    notes : tuple of str
        What stands below the panels.
    is_empty : bool
        Whether there is nothing to draw.
    cuts : tuple of float
        Where it may be cut for two pages, as shares of its height from the top: between two panels
        and above the notes.
    """

    finding: str = ""
    synthetic: bool = False
    hypothetical: bool = False
    notes: tuple[str, ...] = ()
    is_empty: bool = False
    cuts: tuple[float, ...] = ()


class AxesArray(np.ndarray[Any, np.dtype[np.object_]]):
    """The axes of a chart that has several, with the figure that they stand on, as one `Axes` has.

    Examples
    --------
    >>> axes = ms.charts.gap(ms.load_plan().select(programme="childcare"))
    >>> axes.figure is axes[0].figure
    True
    """

    @classmethod
    def of(cls, axes: Sequence[Axes]) -> AxesArray:
        """Return these axes as an array."""
        return np.array(axes, dtype=object).view(cls)

    @property
    def figure(self) -> Sheet:
        """The figure of the axes, which knows its finding."""
        sheet: Sheet = self.item(0).figure
        return sheet


@dataclass(frozen=True)
class Panel:
    """Room for one panel, in inches."""

    # Of its plot, and what is kept free above and below it.
    height: float
    above: float = 0.12
    below: float = 0.32
    # The names of its rows from the top down, broken into lines; none where it has no rows.
    rows: Sequence[str] = ()
    cells: int = 1  # how many plots stand in it side by side


def marks_of(of: Plan | Standing) -> tuple[bool, bool]:
    """Return whether what a chart shows is made up, and whether its plan is only assumed."""
    plan, synthetic = (of, False) if isinstance(of, Plan) else (of.plan, of.synthetic)
    return synthetic, bool(plan.assumptions)


def marked_title(of: Plan | Standing, title: str) -> str:
    """Return a title after the sign of made-up data or of an assumed plan, if there is one."""
    synthetic, hypothetical = marks_of(of)
    sign = sign_of(synthetic=synthetic, hypothetical=hypothetical)
    return f"{sign} {title}" if sign and current() == "en" else sign + title


def new_sheet(
    of: Plan | Standing,
    finding: str,
    panels: Sequence[Panel],
    notes: Sequence[str] = (),
    *,
    sides: tuple[float, float] = (NAMES, FIGURES),
) -> list[Axes]:
    """Make a `Sheet` as tall as its contents and return its axes from the top down.

    Rows are named. Without any panel there is one that says so in words: a chart always has axes to
    return. Above the title, the finding, stand the marks of what is drawn; neither where it is
    empty. `notes` are paragraphs below the panels, `sides` the inches left and right of them.
    """
    text_width = WIDTH - 2 * MARGIN
    # One em less than there is: punctuation may stand out at the end of a line.
    title = wrap(finding, ems_in(text_width, TITLE) - 1)
    note = "\n".join(wrap(line, ems_in(text_width, SMALL) - 1) for line in notes if line)
    synthetic, hypothetical = marks_of(of) if finding else (False, False)
    mark = sign_of(synthetic=synthetic, hypothetical=hypothetical)
    mark_height = height_of(mark, BODY)
    head = MARGIN + mark_height + (height_of(title, TITLE) + 0.04 if title else 0.0)
    foot = MARGIN + (height_of(note, SMALL) + 0.06 if note else 0.0)
    rooms = panels or [Panel(0.4)]
    height = head + foot + sum(room.above + room.height + room.below for room in rooms)
    fig = new_figure(Sheet, (WIDTH, height))
    fig.finding, fig.notes, fig.is_empty = finding.strip(), tuple(filter(None, notes)), not panels
    fig.synthetic, fig.hypothetical = synthetic, hypothetical
    edge = MARGIN / WIDTH
    if mark:
        corner = fig.text(1 - edge, 1 - MARGIN / height, mark, color=BOUND, size=BODY)
        corner.set(ha="right", va="top", gid="mark")
    if title:
        top = 1 - (MARGIN + mark_height) / height
        fig.suptitle(title, x=edge, y=top, ha="left", va="top", size=TITLE, linespacing=1.2)
    if note:
        fig.text(edge, MARGIN / height, note, va="bottom", size=SMALL, color=QUIET, linespacing=1.2)
    axes: list[Axes] = []
    top = height - head
    for room in rooms:
        if axes:
            fig.cuts += (1 - top / height,)
        top -= room.above + room.height
        width = cell_width(room.cells, sides)
        for cell in range(room.cells):
            start = sides[0] + cell * (width + _GUTTER)
            box = (start / WIDTH, top / height, width / WIDTH, room.height / height)
            axes.append(fig.add_axes(box))
        if room.rows:
            _name_rows(axes[-1], room.rows)
            # Such an axis has no label; to find a place for it every name would be measured.
            axes[-1].yaxis.set_label_coords(0, 0.5)
        top -= room.below
    if note:
        fig.cuts += (1 - top / height,)
    if not panels:
        _say_nothing(axes[0])
    return axes


def cell_width(cells: int, sides: tuple[float, float]) -> float:
    """Return the inches of each of so many plots side by side; `sides` as in `new_sheet`."""
    left, right = sides
    return (WIDTH - left - right - (cells - 1) * _GUTTER) / cells


def single_axes(
    ax: Axes | None,
    of: Plan | Standing,
    finding: str,
    panels: Sequence[Panel],
    *notes: str,
    sides: tuple[float, float] = (NAMES, FIGURES),
) -> Axes:
    """Return the axes of a chart that has one: those given, or those of a new sheet.

    On axes that are given the marks and the finding are their title, and the notes stand below
    them, broken as wide as the axes are. The room round them is their owner's. The other arguments
    are those of `new_sheet`, with one panel at most.
    """
    if ax is None:
        (ax,) = new_sheet(of, finding, panels, notes, sides=sides)
        return ax
    write_in_house_font(ax)
    room = panels[0] if panels else Panel(0.4)
    width = width_of(ax)
    title = wrap(marked_title(of, finding), ems_in(width, TITLE) - 1)
    ax.set_title(title, loc="left", size=TITLE, pad=room.above * 72, linespacing=1.2)
    note = "\n".join(wrap(line, ems_in(width, SMALL) - 1) for line in notes if line)
    if note:
        style: Style = {"xycoords": "axes fraction", "va": "top", "size": SMALL, "color": QUIET}
        write_at(ax, note, (0, 0), (0, -72 * room.below), **style)
    if room.rows:
        _name_rows(ax, room.rows)
    if not panels:
        _say_nothing(ax)
    return ax


def write_in_house_font(ax: Axes) -> None:
    """Have title, labels and ticks of axes made elsewhere drawn in the font of the charts.

    Their texts were made with the font of the session, which need not have Chinese.
    """
    family = font_family()
    ax.tick_params(labelfontfamily=family)
    ax.set_title("", loc="left", fontfamily=family)
    for label in (ax.xaxis.label, ax.yaxis.label):
        label.set_fontfamily(family)


def width_of(ax: Axes) -> float:
    """Return the width of axes in inches."""
    figure = ax.get_figure(root=True)
    return float(ax.get_position().width * (figure.get_figwidth() if figure else WIDTH))


def _say_nothing(ax: Axes) -> None:
    """Say in words that there is nothing to draw."""
    bare(ax)
    ax.set(xticks=[], yticks=[])
    ax.text(0, 0.5, say("charts.nothing"), color=QUIET)


def ems_in(inches: float, size: float) -> float:
    """Return how many ems of type of `size` points go into `inches`."""
    return inches * 72 / size


def height_of(text: str, size: float) -> float:
    """Return the height in inches of a text whose lines are broken already."""
    return (text.count("\n") + 1) * size * LEADING / 72 if text else 0.0


def lines_needed(count: int, a_line: int) -> int:
    """Return into how many lines `count` marks go."""
    return max(1, math.ceil(count / a_line))


# ---- rows: names on the left, a bar or marks, a figure on the right


def row_panel(
    names: Sequence[str], figures: Sequence[str] = (), *, above: float, below: float
) -> Panel:
    """Return the room for a row for each indicator, all as high as the tallest text.

    `names` stand on the left, from the top down; `figures` are what `write_beside` is to write on
    the right. `above` and `below` are inches kept free.
    """
    rows = [wrap(name, ems_in(NAMES - MARGIN - 0.1, BODY)) for name in names]
    right = (height_of(_wrapped_figure(text), SMALL) for text in figures)
    return Panel(len(rows) * max([_row_height(rows, 0.3), *right]), above, below, rows)


def programme_panel(
    names: Sequence[str], *, above: float, below: float, least: float = 0.34
) -> Panel:
    """Return the room for a row for each of the programmes with these `names`."""
    rows = [wrap(name, ems_in(PROGRAMMES - 0.25, BODY)) for name in names]
    return Panel(len(rows) * _row_height(rows, least), above, below, rows)


def _row_height(rows: Sequence[str], least: float) -> float:
    """Return the inches of a row in which the tallest of the names has room."""
    return max([least, *(height_of(row, BODY) + 0.09 for row in rows)])


def _name_rows(ax: Axes, names: Sequence[str]) -> None:
    """Make `ax` a list of rows from the top down, named on the left."""
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.set_yticks(np.arange(len(names)), list(names), size=BODY, color=INK)
    _names[ax] = [say("charts.space").join(name.split("\n")) for name in names]
    bare(ax, "bottom")


def _wrapped_figure(text: str) -> str:
    """Break a figure so that it stays right of its panel, before a bracket where that is enough."""
    room = ems_in(FIGURES - 0.22, SMALL)
    lines: list[str] = []
    for line in text.split("\n"):
        parts = _BRACKET.split(line, 1) if ems(line) > room else [line]
        lines += parts if max(map(ems, parts)) <= room else [wrap(line, room)]
    return "\n".join(lines)


def write_beside(ax: Axes, y: float, text: str, colour: str = INK) -> None:
    """Write a figure to the right of row `y`; the marks drawn in it so far say it as well."""
    style: Style = {
        "xycoords": ax.get_yaxis_transform(),
        "size": SMALL,
        "va": "center",
        "color": colour,
    }
    write_at(ax, _wrapped_figure(text), (1, y), (8, 0), **style)
    if ax in _names:
        words = say("charts.mark_of", name=_names[ax][round(y)], value=text)
        say_of([mark for mark in _marks_in(ax, y) if not has_words(mark)], words)


def _marks_in(ax: Axes, y: float) -> Iterator[Artist]:
    """Yield the lines and bars that lie in row `y`."""
    for line in ax.lines:
        ends = np.asarray(line.get_ydata())
        if len(ends) and np.all(np.abs(ends - y) < 0.5):
            yield line
    for patch in ax.patches:
        if isinstance(patch, Rectangle) and abs(patch.get_y() + patch.get_height() / 2 - y) < 0.5:
            yield patch


def write_at(
    ax: Axes,
    text: str,
    point: tuple[float, float],
    offset: tuple[float, float],
    **style: Any,  # noqa: ANN401  a text's own settings
) -> None:
    """Write `text` at a point of `ax`, moved by an offset in points."""
    ax.annotate(text, point, offset, textcoords="offset points", **style)
