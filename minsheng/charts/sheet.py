"""The figure that a chart is drawn on: title, panels from the top down, note; all in inches."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from minsheng.charts.showing import new_figure
from minsheng.charts.svg import has_words, say_of
from minsheng.charts.theme import (
    BODY,
    BOUND,
    FLOW,
    HELD,
    INK,
    INTERVAL_LOOK,
    QUIET,
    SMALL,
    TARGET,
    TITLE,
    UNDEFINED,
    WIDTH,
    Style,
    bare,
    font_family,
)
from minsheng.charts.words import reason, wrap
from minsheng.plan.facts import HYPOTHETICAL, SYNTHETIC
from minsheng.plan.plan import Plan
from minsheng.text.language import say
from minsheng.text.numerals import plain
from minsheng.text.units import Unit

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_names: WeakKeyDictionary[Axes, list[str]] = WeakKeyDictionary()  # of the rows
AxesArray: TypeAlias = npt.NDArray[np.object_]

MARGIN = 0.12
LEADING = 1.42  # line height in font sizes
# Inches kept for names of indicators or of programmes left, and for figures right of a panel.
NAMES, PROGRAMMES, FIGURES = 2.35, 1.5, 1.35

_SQUARE = 0.115  # inches from one square of the strip to the next
_SQUARES_A_LINE = 30
# Shape and colour by what kind of thing is left out; all others are grey squares.
_STRIP_MARKERS = {
    "flow_has_no_growth": ("s", FLOW),
    "yearly_rate": ("s", FLOW),
    "baseline_meets_target": ("^", HELD),
    "to_hold": ("^", HELD),
    "outside_line": ("D", TARGET),
    "milestone": ("D", UNDEFINED),
}


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
    """

    finding: str = ""
    synthetic: bool = False
    hypothetical: bool = False


@dataclass(frozen=True)
class Panel:
    """Room for one panel, in inches.

    Parameters
    ----------
    height, above, below
        Of its plot, and what is kept free above and below it.
    rows
        The names of its rows from the top down, broken into lines; none where it has no rows.
    left_out
        Of a strip, what the chart cannot draw.
    """

    height: float
    above: float = 0.12
    below: float = 0.32
    rows: Sequence[str] = ()
    left_out: Sequence[Group] = ()


@dataclass(frozen=True)
class Group:
    """Indicators that a chart leaves out for one reason: how many, and what to say of them."""

    code: str
    count: int
    words: str = ""

    @property
    def label(self) -> str:
        """The reason, broken into lines."""
        return wrap(reason(self.code), ems_in(NAMES - MARGIN - 0.1, BODY))

    @property
    def text(self) -> str:
        """The words, broken into lines."""
        width = ems_in(WIDTH - NAMES - MARGIN - 0.05, SMALL)
        return wrap(self.words, width) if self.words else ""

    @property
    def height(self) -> float:
        """The height of its row in inches."""
        words = (self.text.count("\n") + 1) * SMALL * 1.3 / 72 if self.words else 0.0
        label = (self.label.count("\n") + 1) * BODY * 1.3 / 72
        squares = lines_needed(self.count, _SQUARES_A_LINE) * _SQUARE
        return max(0.1 + squares + words, label) + 0.1


def marks_of(of: Plan | Standing) -> str:
    """Return what stands above the title of a chart of made-up data or of an assumed plan."""
    plan, synthetic = (of, False) if isinstance(of, Plan) else (of.plan, of.synthetic)
    sign = f"〔{SYNTHETIC}〕" if synthetic else ""
    return sign + (f"〔{HYPOTHETICAL}〕" if plan.assumptions else "")


def new_sheet(
    of: Plan | Standing,
    finding: str,
    panels: Sequence[Panel],
    notes: Sequence[str] = (),
    *,
    sides: tuple[float, float] = (NAMES, FIGURES),
) -> list[Axes]:
    """Make a `Sheet` as tall as its contents and return its axes from the top down.

    Rows are named, and strips of what is left out are drawn. Without any panel there is one that
    says so in words: a chart always has axes to return.

    Parameters
    ----------
    of
        What is drawn, of which marks stand above the title.
    finding
        The title; neither it nor marks are written where it is empty.
    panels
        From the top down.
    notes
        Paragraphs to stand below the panels; empty ones are left out.
    sides
        Inches left and right of the panels.
    """
    left, right = sides
    text_width = WIDTH - 2 * MARGIN
    # One em less than there is: punctuation may stand out at the end of a line.
    title = wrap(finding, ems_in(text_width, TITLE) - 1)
    note = "\n".join(wrap(line, ems_in(text_width, SMALL) - 1) for line in notes if line)
    mark = marks_of(of) if finding else ""
    mark_height = height_of(mark, BODY)
    head = MARGIN + mark_height + (height_of(title, TITLE) + 0.04 if title else 0.0)
    foot = MARGIN + (height_of(note, SMALL) + 0.06 if note else 0.0)
    rooms = panels or [Panel(0.4)]
    height = head + foot + sum(room.above + room.height + room.below for room in rooms)
    fig = new_figure(Sheet, (WIDTH, height))
    fig.finding = finding.strip()
    fig.synthetic, fig.hypothetical = SYNTHETIC in mark, HYPOTHETICAL in mark
    edge = MARGIN / WIDTH
    if mark:
        corner = fig.text(1 - edge, 1 - MARGIN / height, mark, color=BOUND, size=BODY)
        corner.set(ha="right", va="top", gid="mark")
    if title:
        top = 1 - (MARGIN + mark_height) / height
        fig.suptitle(title, x=edge, y=top, ha="left", va="top", size=TITLE, linespacing=1.2)
    if note:
        fig.text(edge, MARGIN / height, note, va="bottom", size=SMALL, color=QUIET, linespacing=1.2)
    axes, top = [], height - head
    for room in rooms:
        top -= room.above + room.height
        box = (left / WIDTH, top / height, (WIDTH - left - right) / WIDTH, room.height / height)
        axes.append(fig.add_axes(box))
        if room.rows:
            _name_rows(axes[-1], room.rows)
        if room.left_out:
            _draw_strip(axes[-1], room.left_out)
        top -= room.below
    if not panels:
        _say_nothing(axes[0])
    return axes


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
    them, broken as wide as the axes are. The room round them is their owner's.

    Parameters
    ----------
    ax
        The axes; None for a new sheet.
    of, finding, panels, notes, sides
        As in `new_sheet`; with one panel at most.
    """
    if ax is None:
        (ax,) = new_sheet(of, finding, panels, notes, sides=sides)
        return ax
    write_in_house_font(ax)
    room = panels[0] if panels else Panel(0.4)
    width = width_of(ax)
    title = wrap(marks_of(of) + finding, ems_in(width, TITLE) - 1)
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
    names: Sequence[str],
    figures: Sequence[str] = (),
    *,
    above: float,
    below: float,
) -> Panel:
    """Return the room for a row for each indicator, all as high as the tallest text.

    Parameters
    ----------
    names
        Of the indicators from the top down, to stand on the left.
    figures
        That `write_beside` is to write on the right.
    above, below
        Inches kept free above and below the panel.
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
    """Break a figure so that it stays right of its panel."""
    return wrap(text, ems_in(FIGURES - 0.22, SMALL))


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


def interval_edges(values: Sequence[float]) -> tuple[float, float]:
    """Return where bars of open intervals end: a fifth of the range outside `values`."""
    low, high = min(values), max(values)
    beyond = 0.2 * ((high - low) or abs(high) or 1.0)
    return low - beyond, high + beyond


def draw_interval(
    ax: Axes, y: float, ends: tuple[float, float], edges: tuple[float, float]
) -> tuple[float, float]:
    """Draw an interval in row `y` as a hatched bar and return how far it reaches.

    An end that is ``nan`` is open: the bar goes on to its one of `edges` and ends in an arrow.
    """
    low, high = (edge if math.isnan(end) else end for end, edge in zip(ends, edges, strict=True))
    ax.barh(y, high - low, 0.34, low, **INTERVAL_LOOK, gid="interval", zorder=2)
    for end, edge, marker in zip(ends, edges, "<>", strict=True):
        if math.isnan(end):
            ax.plot(edge, y, marker, ms=9, color=BOUND, gid="open", zorder=3)
    return low, high


# ---- axes with numbers


def _ticks(
    limits: tuple[float, float], decimals: int, share: bool
) -> tuple[list[float], list[str]]:
    """Return round ticks and their labels; a share has none below 0 and above 100."""
    low, high = limits
    places = MaxNLocator(5, min_n_ticks=2, integer=decimals == 0).tick_values(low, high)
    if share:
        low, high = max(low, 0.0), min(high, 100.0)
    ticks = [float(tick) for tick in places if low <= tick <= high]
    return ticks, [plain(tick, 4) for tick in ticks]


def number_axis(ax: Axes, label: str, decimals: int = 2, *, share: bool = False) -> None:
    """Give the x axis a few plain numbers, a light grid and its unit."""
    limits = ax.get_xlim()
    ax.set_xticks(*_ticks(limits, decimals, share))
    ax.set_xlim(limits)
    ax.grid(axis="x")
    ax.set_xlabel(label, loc="left", labelpad=2)


def value_axis(ax: Axes, unit: Unit) -> None:
    """Give the y axis a few plain numbers, a light grid and its unit, which stands on top."""
    limits = ax.get_ylim()
    ax.set_yticks(*_ticks(limits, unit.decimals, unit.share))
    ax.set_ylim(limits)
    ax.grid(axis="y")
    ax.set_ylabel(say("charts.unit", unit=unit.name()), rotation=0, ha="left", va="bottom")
    ax.yaxis.set_label_coords(0, 1.02)


def widened(
    values: Sequence[float], left: float = 0.25, right: float = 0.25
) -> tuple[float, float]:
    """Return limits round `values` with room for labels at both ends, as shares of their range."""
    low, high = min(values), max(values)
    size = (high - low) or abs(high) or 1.0
    return low - left * size, high + right * size


# ---- the strip below a chart: what it cannot draw, a square each, with the reason in words


def count_groups(codes: Iterable[str]) -> list[Group]:
    """Return the groups of a strip that only counts, from a reason for each indicator left out."""
    return [Group(code, count) for code, count in Counter(codes).most_common()]


def strip(groups: Sequence[Group]) -> list[Panel]:
    """Return the panel of a strip, or none where nothing is left out."""
    height = sum(group.height for group in groups)
    return [Panel(height, above=0.3, below=0.06, left_out=groups)] if groups else []


def _draw_strip(ax: Axes, groups: Sequence[Group]) -> None:
    """Draw `groups` on `ax`, as tall as `strip` says; a unit on both axes is an inch."""
    bare(ax)
    ax.set_xlim(0, WIDTH - NAMES - FIGURES)
    ax.set_ylim(sum(group.height for group in groups), 0)
    ax.set_xticks([])
    ax.set_title(say("charts.strip_title"), loc="left", color=QUIET, size=BODY, pad=7)
    places, top = [], 0.0
    for group in groups:
        places.append(top + 0.09)
        _draw_group(ax, group, top + 0.09)
        top += group.height
    ax.set_yticks(places, [group.label for group in groups], size=BODY, color=INK)
    for label in ax.get_yticklabels():
        label.set_verticalalignment("center_baseline" if "\n" not in label.get_text() else "top")


def _draw_group(ax: Axes, group: Group, y: float) -> None:
    """Draw a square for each indicator of `group`, their number, and the words below."""
    marker, colour = _STRIP_MARKERS.get(group.code, ("s", UNDEFINED))
    places = [divmod(number, _SQUARES_A_LINE) for number in range(group.count)]
    xs = [0.05 + column * _SQUARE for _, column in places]
    ys = [y + line * _SQUARE for line, _ in places]
    (squares,) = ax.plot(xs, ys, marker, ms=6, mec="white", mew=0.3, color=colour)
    squares.set(clip_on=False, gid=group.code)
    ax.text(xs[-1] + _SQUARE, ys[-1], str(group.count), va="center_baseline", size=BODY)
    if group.words:
        below = ys[-1] + _SQUARE - 0.02
        ax.text(0, below, group.text, va="top", size=SMALL, color=QUIET, linespacing=1.2)
