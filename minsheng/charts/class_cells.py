"""Cells in the colour of a class of goals, with its symbol, and the key that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, offset_copy

from minsheng.charts.sheet import MARGIN, lines_needed
from minsheng.charts.svg import say_of
from minsheng.charts.theme import FAINT, QUIET, SMALL, Style, font_family, ink_on
from minsheng.evaluation import CLASS_TABLE, CLASSES
from minsheng.text.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_KEY_LINE = 0.2  # inches from one line of the key to the next
_KEY_CELL = 0.14  # inches
_A_LINE = 6  # entries of the key side by side


def draw_cells(
    ax: Axes,
    places: Sequence[tuple[float, float]],
    classes: Sequence[str],
    inches: float,
    words: Sequence[str] = (),
) -> None:
    """Draw a square, `inches` wide, with the symbol of a class at each place in the units of `ax`.

    The squares of a class are one line of them, whose gid is the class; the symbols are another,
    with ``symbol `` before it. `words` are what each square says where a reader points at it.
    """
    for name in dict.fromkeys(classes):
        own = [number for number, found in enumerate(classes) if found == name]
        square, symbol = _cell(name, inches * 72)
        for line in (square, symbol):
            line.set_data(*zip(*(places[number] for number in own), strict=True))
            ax.add_line(line)
        if words:
            say_of(square, *(words[number] for number in own))
            say_of(symbol)


def _cell(name: str, size: float) -> tuple[Line2D, Line2D]:
    """Return the square of a class, `size` points wide, and its symbol, as lines without places."""
    look = CLASS_TABLE[name]
    edge = FAINT if look.colour == "white" else "white"
    ink = ink_of(name)
    box: Style = {"marker": "s", "ms": size, "mfc": look.colour, "mec": edge, "mew": 0.8}
    mark: Style = {"marker": _symbol(name), "ms": size * 0.56, "mfc": ink, "mec": ink, "mew": 0.35}
    return (
        Line2D([], [], ls="", **box, gid=name, clip_on=False),
        Line2D([], [], ls="", **mark, gid=f"symbol {name}", clip_on=False),
    )


@cache
def _symbol(name: str) -> Path:
    """Return the symbol of a class as the font of the charts draws it, round the origin."""
    symbol = CLASS_TABLE[name].symbol
    path = TextPath((0, 0), symbol, size=10, prop=FontProperties(font_family()))
    box = path.get_extents()
    return path.transformed(Affine2D().translate(-(box.x0 + box.x1) / 2, -(box.y0 + box.y1) / 2))


def ink_of(name: str) -> str:
    """Return the colour in which a text stands out from that of a class."""
    return ink_on(CLASS_TABLE[name].colour)


def in_order(classes: Iterable[str]) -> list[str]:
    """Return each of `classes` once, in the order of `minsheng.evaluation.CLASSES`."""
    return sorted(set(classes), key=CLASSES.index)


def legend_lines(classes: Sequence[str]) -> float:
    """Return the inches that the key of `classes` takes; see `class_legend`."""
    return lines_needed(len(classes), _A_LINE) * _KEY_LINE if classes else 0.0


def draw_way(ax: Axes, y: float, name: str, end: float, beyond: str = "") -> None:
    """Draw the way that a goal has gone in row `y`: a line from zero to the marker of its class.

    Where it leads beyond the axes the marker is an arrow.
    """
    look = CLASS_TABLE[name]
    colour = FAINT if look.colour == "white" else look.colour
    ax.plot([0, end], [y, y], color=colour, lw=2.4, solid_capstyle="butt", zorder=1, gid="way")
    face: Style = {"mfc": look.colour, "mec": look.edge, "mew": 0.8, "clip_on": False}
    ax.plot(end, y, marker=beyond or look.marker, ms=7, **face, zorder=3, gid=name)


def class_legend(ax: Axes, classes: Sequence[str], left: float, above: float = 0.0) -> None:
    """Draw a cell of each class with its word beside it above `ax`, read line by line.

    `left` is the way from the left edge of the figure to `ax`, in inches: the key begins at the
    margin. `above` are the inches between the key and `ax`.
    """
    cells = [_cell(name, _KEY_CELL * 72) for name in classes]
    words = [say(f"classes.{name}") for name in classes]
    order = [n for column in range(_A_LINE) for n in range(column, len(classes), _A_LINE)]
    ax.legend(
        [cells[n] for n in order],
        [words[n] for n in order],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=offset_copy(
            ax.transAxes, ax.get_figure(root=True), MARGIN - left, above, units="inches"
        ),
        ncols=_A_LINE,
        borderpad=0,
        borderaxespad=0,
        handlelength=_KEY_CELL * 72 / SMALL,
        handletextpad=0.6,
        labelcolor=QUIET,
        labelspacing=(_KEY_LINE * 72 - SMALL) / SMALL - 0.35,
        columnspacing=1.4,
    )
