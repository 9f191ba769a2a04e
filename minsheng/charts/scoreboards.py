"""The programmes side by side: how many goals of each are in each class.

Classes are those of a period's verdicts, of the mid-term evaluation, or of the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.sheet import PROGRAMMES, ems_in, new_sheet, programme_panel, write_at
from minsheng.charts.theme import (
    BODY,
    FLOW,
    HELD,
    INK,
    LOOKS,
    QUIET,
    SMALL,
    TARGET,
    WIDTH,
    Look,
    Style,
    class_name,
    themed,
)
from minsheng.charts.words import capitalised, programme_names, wrap
from minsheng.evaluation import (
    CLASSES,
    GOOD,
    JUDGED,
    MIDTERM,
    OUTCOMES,
    SHORT,
    counts,
    midterm,
    outcomes,
)
from minsheng.plan.wording import CLASS_SYMBOLS, SELDOM
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

NOTHING = "#BBBBBB"  # the colour of a zero
_LOOKS: Mapping[str, Look] = {
    **LOOKS,
    "early": Look("*", HELD, HELD),
    "on_time": Look("o", HELD, HELD),
    "late": LOOKS["attention"],
    "ahead": LOOKS["well"],
    "in_line": Look("o", FLOW, TARGET),
    "kept": LOOKS["well"],
    "met": LOOKS["well"],
    "lagging": LOOKS["attention"],
    "not_kept": LOOKS["poor"],
    "not_met": LOOKS["poor"],
}
_RIGHT = 0.75  # inches right of the columns


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
    table = counts(standing.verdicts)
    width = ems_in(_column_width(len(CLASSES)), SMALL)
    board = _Board(
        finding=_finding(standing, table),
        notes=[say("charts.scoreboard_key"), say("charts.scoreboard_methods")],
        counts=table,
        headings={light: wrap(class_name(light), width) for light in CLASSES},
        total="charts.overview_total",
        above=0.42,
        longest=0.66,
    )
    return board.draw(standing)


@themed()
def midterm_classes(standing: Standing) -> Axes:
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
    results = midterm(standing)
    sizes = results["midterm"].astype("str").value_counts()
    good, late, short = (
        int(sizes.reindex(list(classes)).sum()) for classes in (GOOD, ["late"], SHORT)
    )
    judged = good + late + short
    finding = say(
        "evaluations.midterm_classes_title" if judged else "evaluations.midterm_classes_none",
        period=capitalised(standing.period.name()),
        judged=judged,
        good=good,
        short=short,
        all=len(results),
        late=say("evaluations.midterm_classes_late", n=late) if late else "",
    )
    return _evaluation_board(finding, results, "midterm", MIDTERM).draw(standing)


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
    results = outcomes(standing)
    sizes = results["outcome"].value_counts()
    met, missed = int(sizes["met"]), int(sizes["not_met"])
    key = "outcome_title" if met + missed else "outcome_none"
    words = {"judged": met + missed, "met": met, "not_met": missed, "all": len(results)}
    finding = say(f"evaluations.{key}", **words)
    return _evaluation_board(finding, results, "outcome", OUTCOMES).draw(standing)


def _finding(standing: Standing, table: pd.DataFrame) -> str:
    """Return of how many goals there is a verdict, and how many stand well."""
    sizes = {str(name): int(n) for name, n in table.sum().items()}
    judged = sum(sizes[light] for light in JUDGED)
    words = {"period": capitalised(standing.period.name()), "all": sizes["goals"]}
    if not judged:
        return say("charts.scoreboard_none", **words, silent=sizes["not_reported"])
    lights = {light: sizes[light] for light in ("well", "attention", "poor")}
    return say("charts.scoreboard_title", **words, judged=judged, **lights)


def _column_width(columns: int) -> float:
    """Return the inches of each of so many columns."""
    return (WIDTH - PROGRAMMES - _RIGHT) / columns


def _evaluation_board(
    finding: str, results: pd.DataFrame, column: str, classes: Sequence[str]
) -> _Board:
    """Return the board of an evaluation; seldom classes are shown only where a goal is in one."""
    table = pd.crosstab(results["programme"].astype("str"), results[column].astype("str"))
    table = table.reindex(columns=list(classes), fill_value=0)
    shown = [name for name in classes if name not in SELDOM or table[name].any()]
    width = ems_in(_column_width(len(shown)), SMALL) - 0.5
    words = {name: wrap(say(f"evaluations.{name}"), width) for name in shown}
    return _Board(
        finding=finding,
        notes=[say("evaluations.board_key")],
        counts=table.assign(goals=table.sum(axis=1)),
        headings={name: f"{CLASS_SYMBOLS[name]}\n{words[name]}" for name in shown},
        total="evaluations.board_total",
        above=0.56,
        longest=0.6,
    )


@dataclass(frozen=True)
class _Board:
    """A table drawn as bars: a row per programme, a column per class, symbol and word above.

    Parameters
    ----------
    finding, notes
        What stands above and below.
    counts
        Goals by programme (index) and class, with their number in the column ``goals``.
    headings
        The words above each class that is shown, in its order.
    total
        The key of the words at the end of a row.
    above
        Inches for the headings.
    longest
        Of its column that the longest bar takes; its figure stands behind it.
    """

    finding: str
    notes: Sequence[str]
    counts: pd.DataFrame
    headings: Mapping[str, str]
    total: str
    above: float
    longest: float

    def draw(self, standing: Standing) -> Axes:
        """Draw the board for the programmes of `standing`."""
        plan = standing.plan
        table = self.counts.reindex(plan.programmes["programme"], fill_value=0)
        (ax,) = new_sheet(
            self.finding,
            [programme_panel(programme_names(plan), above=self.above, below=0.08)],
            self.notes,
            sides=(PROGRAMMES, _RIGHT),
            synthetic=standing.synthetic,
        )
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, len(self.headings))
        ax.set_xticks([])
        scale = self.longest / max(table[list(self.headings)].to_numpy().max(initial=1), 1)
        for place, name in enumerate(self.headings):
            self._draw_column(ax, place, name, table[name] * scale, table[name])
        for y, total in enumerate(table["goals"]):
            text = say(self.total, n=int(total))
            end = len(self.headings), y
            write_at(ax, text, end, (4, 0), size=SMALL, va="center", color=QUIET)
        return ax

    def _draw_column(
        self, ax: Axes, place: int, name: str, lengths: pd.Series, sizes: pd.Series
    ) -> None:
        """Draw the class `name` as a column of bars with their figures, from x = `place` on."""
        look = _LOOKS[name]
        style: Style = {"xycoords": ax.get_xaxis_transform(), "va": "bottom", "linespacing": 1.2}
        write_at(ax, self.headings[name], (place, 1), (0, 6), size=SMALL, **style)
        ax.axvline(place, color=QUIET, lw=0.5, zorder=3)
        bar: Style = {"color": look.colour, "edgecolor": look.edge, "hatch": look.hatch, "lw": 0.6}
        for y, (length, n) in enumerate(zip(lengths, sizes, strict=True)):
            if n:
                ax.barh(y, length, 0.58, place, **bar, gid=name)
            style = {"size": BODY, "va": "center_baseline", "color": INK if n else NOTHING}
            write_at(ax, str(n), (place + length, y), (4, 0), **style, gid=f"n {name}")
