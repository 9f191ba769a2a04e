"""The sheet a figure is laid out on, in inches: title, panels one below the other, note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from minsheng.charts.marking import sign
from minsheng.charts.theme import BODY, BOUND, INK, QUIET, SMALL, TITLE, WIDTH, bare
from minsheng.charts.words import wrap
from minsheng.text.language import say
from minsheng.text.numerals import plain

MARGIN = 0.12
LEADING = 1.42  # line height in font sizes
NAMES, FIGURES = 2.35, 1.35  # inches kept for the names left and the figures right of a panel


@dataclass(frozen=True)
class Panel:
    """Room for one panel: the height of its plot, what stands above and below it, in inches."""

    height: float
    above: float = 0.12
    below: float = 0.32


def across(inches: float, size: float) -> float:
    """Return how many ems of type of `size` points go into `inches`."""
    return inches * 72 / size


def height_of(text: str, size: float) -> float:
    """Return the height in inches of a text whose lines are broken already."""
    return (text.count("\n") + 1) * size * LEADING / 72 if text else 0.0


def sheet(
    title: str, panels: Sequence[Panel], note: str = "", *, left: float = NAMES,
    right: float = FIGURES,
) -> tuple[Figure, list[Axes]]:  # fmt: skip
    """Return a figure as tall as its contents, and the axes of its panels from the top down.

    Where there is no panel one says so in words: a function always has axes to return.
    """
    empty = not panels
    panels = panels or [Panel(0.4)]
    text_width = WIDTH - 2 * MARGIN
    # One em less than there is: punctuation may stand out at the end of a line.
    title = wrap(title, across(text_width, TITLE) - 1)
    note = "\n".join(wrap(line, across(text_width, SMALL) - 1) for line in note.split("\n"))
    mark = sign()
    top_line = height_of(mark, BODY)
    head = MARGIN + top_line + (height_of(title, TITLE) + 0.04 if title else 0.0)
    foot = MARGIN + (height_of(note, SMALL) + 0.06 if note else 0.0)
    tall = head + foot + sum(panel.above + panel.height + panel.below for panel in panels)
    fig = plt.figure(figsize=(WIDTH, tall))
    edge = MARGIN / WIDTH
    if mark:
        fig.text(1 - edge, 1 - MARGIN / tall, mark, ha="right", va="top", color=BOUND, size=BODY,
                 gid="synthetic")  # fmt: skip
    if title:
        fig.suptitle(title, x=edge, y=1 - (MARGIN + top_line) / tall, ha="left", va="top",
                     size=TITLE, linespacing=1.2)  # fmt: skip
    if note:
        fig.text(edge, MARGIN / tall, note, va="bottom", size=SMALL, color=QUIET, linespacing=1.2)
    axes, top = [], tall - head
    for panel in panels:
        top -= panel.above + panel.height
        box = (left / WIDTH, top / tall, (WIDTH - left - right) / WIDTH, panel.height / tall)
        axes.append(fig.add_axes(box))
        top -= panel.below
    if empty:
        bare(axes[0])
        axes[0].set(xticks=[], yticks=[])
        axes[0].text(0, 0.5, say("charts.nothing"), color=QUIET)
    return fig, axes


def fitted(labels: Sequence[str], inches: float = NAMES - MARGIN - 0.1) -> list[str]:
    """Break the names of rows so that they stay left of their panel."""
    return [wrap(label, across(inches, BODY)) for label in labels]


def row_height(labels: Sequence[str], figures: Sequence[str] = ()) -> float:
    """Return the height of a row in which the tallest of `labels` and of `figures` has room."""
    right = (height_of(_narrow(text), SMALL) for text in figures)
    return max([0.3, *(height_of(label, BODY) + 0.09 for label in labels), *right])


def _narrow(text: str) -> str:
    return wrap(text, across(FIGURES - 0.22, SMALL))


def as_rows(ax: Axes, labels: Sequence[str]) -> None:
    """Make `ax` a list of rows from the top down, named on the left."""
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.set_yticks(np.arange(len(labels)), list(labels), size=BODY, color=INK)
    bare(ax, "bottom")


def beside(ax: Axes, y: float, text: str, colour: str = INK) -> None:
    """Write a figure to the right of row `y`."""
    ax.annotate(_narrow(text), (1, y), (8, 0), xycoords=ax.get_yaxis_transform(), size=SMALL,
                textcoords="offset points", va="center", color=colour)  # fmt: skip


def _round_numbers(
    limits: tuple[float, float], decimals: int, share: bool
) -> tuple[list[float], list[str]]:
    """Return ticks and their labels; a share has none below 0 and above 100."""
    low, high = limits
    places = MaxNLocator(5, min_n_ticks=2, integer=decimals == 0).tick_values(low, high)
    if share:
        low, high = max(low, 0.0), min(high, 100.0)
    ticks = [float(tick) for tick in places if low <= tick <= high]
    return ticks, [plain(tick, 4) for tick in ticks]


def number_axis(ax: Axes, label: str, decimals: int = 2, *, share: bool = False) -> None:
    """Give the x axis a few plain numbers, a light grid and its unit."""
    limits = ax.get_xlim()
    ax.set_xticks(*_round_numbers(limits, decimals, share))
    ax.set_xlim(limits)
    ax.grid(axis="x")
    ax.set_xlabel(label, loc="left", labelpad=2)


def value_axis(ax: Axes, label: str, decimals: int = 2, *, share: bool = False) -> None:
    """Give the y axis a few plain numbers, a light grid and its unit, which stands on top."""
    limits = ax.get_ylim()
    ax.set_yticks(*_round_numbers(limits, decimals, share))
    ax.set_ylim(limits)
    ax.grid(axis="y")
    ax.set_ylabel(label, rotation=0, ha="left", va="bottom")
    ax.yaxis.set_label_coords(0, 1.02)


def widened(
    values: Sequence[float], left: float = 0.25, right: float = 0.25
) -> tuple[float, float]:
    """Return limits round `values` with room for labels at both ends, as shares of their range."""
    low, high = min(values), max(values)
    size = (high - low) or abs(high) or 1.0
    return low - left * size, high + right * size


def lines_needed(count: int, a_line: int) -> int:
    """Return into how many lines `count` marks go."""
    return max(1, ceil(count / a_line))
