"""The strip below a chart: what it cannot draw, a square each, with the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from minsheng.charts.sheet import FIGURES, MARGIN, NAMES, Panel, across, lines_needed
from minsheng.charts.theme import (
    BODY,
    FLOW,
    HELD,
    INK,
    QUIET,
    SMALL,
    TARGET,
    UNDEFINED,
    WIDTH,
    bare,
)
from minsheng.charts.words import reason, wrap
from minsheng.text.language import say

_SQUARE = 0.115  # inches from one square to the next
_A_LINE = 30
# Shape and colour by what kind of thing is left out; all others are grey squares.
_LOOKS = {
    "flow_has_no_growth": ("s", FLOW),
    "yearly_rate": ("s", FLOW),
    "baseline_meets_target": ("^", HELD),
    "to_hold": ("^", HELD),
    "outside_line": ("D", TARGET),
    "milestone": ("D", UNDEFINED),
}


@dataclass(frozen=True)
class Group:
    """Indicators left out for one reason: how many, and what to say of them."""

    code: str
    count: int
    words: str = ""

    def text(self) -> str:
        """Return the words broken into lines."""
        return wrap(self.words, across(WIDTH - NAMES - MARGIN - 0.05, SMALL)) if self.words else ""

    def height(self) -> float:
        """Return the height of its row in inches."""
        written = (self.text().count("\n") + 1) * SMALL * 1.3 / 72 if self.words else 0.0
        label = (_label(self.code).count("\n") + 1) * BODY * 1.3 / 72
        return max(0.1 + lines_needed(self.count, _A_LINE) * _SQUARE + written, label) + 0.1


def _label(code: str) -> str:
    return wrap(reason(code), across(NAMES - MARGIN - 0.1, BODY))


def panel(groups: Sequence[Group]) -> Panel:
    """Return the room that a strip of `groups` needs."""
    return Panel(sum(group.height() for group in groups), above=0.3, below=0.06)


def fill(ax: Axes, groups: Sequence[Group]) -> None:
    """Draw `groups` on `ax`, which is as tall as `panel` says; a unit on both axes is an inch."""
    bare(ax)
    ax.set_xlim(0, WIDTH - NAMES - FIGURES)
    ax.set_ylim(sum(group.height() for group in groups), 0)
    ax.set_xticks([])
    ax.set_title(say("charts.strip_title"), loc="left", color=QUIET, size=BODY, pad=7)
    places, top = [], 0.0
    for group in groups:
        places.append(top + 0.09)
        _row(ax, group, top + 0.09)
        top += group.height()
    ax.set_yticks(places, [_label(group.code) for group in groups], size=BODY, color=INK)
    for label in ax.get_yticklabels():
        label.set_verticalalignment("center_baseline" if "\n" not in label.get_text() else "top")


def _row(ax: Axes, group: Group, y: float) -> None:
    marker, colour = _LOOKS.get(group.code, ("s", UNDEFINED))
    places = [divmod(number, _A_LINE) for number in range(group.count)]
    ax.plot([0.05 + column * _SQUARE for _, column in places],
            [y + line * _SQUARE for line, _ in places], ls="", marker=marker, ms=6, mec="white",
            mew=0.3, color=colour, clip_on=False, gid=group.code)  # fmt: skip
    last_line, last_column = places[-1]
    ax.text(0.05 + (last_column + 1) * _SQUARE, y + last_line * _SQUARE, str(group.count),
            va="center_baseline", size=BODY)  # fmt: skip
    if group.words:
        below = y + (last_line + 1) * _SQUARE - 0.02
        ax.text(0, below, group.text(), va="top", size=SMALL, color=QUIET, linespacing=1.2)
