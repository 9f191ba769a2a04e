"""The programmes side by side: how many goals of each are in each class.

The classes are the same in the reports of a period, at mid-term and at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from minsheng.charts.sheet import PROGRAMMES, ems_in, new_sheet, programme_panel, write_at
from minsheng.charts.theme import BODY, INK, QUIET, SMALL, WIDTH, Style, themed
from minsheng.charts.words import capitalised, programme_names, wrap
from minsheng.evaluation import CLASS_TABLE, CLASSES, JUDGED, OUTCOMES, RESULTS, SELDOM, outcomes
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

NOTHING = "#BBBBBB"  # the colour of a zero
_RIGHT, _ABOVE = 0.75, 0.68  # inches right of the columns, and for the headings
_HEADING = 6.5  # points: twelve columns stand side by side
_LONGEST = 0.5  # of its column that the longest bar takes; its figure stands behind it


@themed()
def scoreboard(standing: Standing) -> Axes:
    """Draw for each programme how many of its goals are in each class.

    Each class has a column, with symbol and word above it, and all columns have one scale. A class
    rests on the one method that judges a goal; the table names the methods.

    Parameters
    ----------
    standing
        Where a plan or a part of one stands.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; column n of the classes begins at x = n.
    """
    results = standing.verdicts
    sizes = _sizes(results["class"])
    judged = sum(sizes[name] for name in JUDGED)
    key = "charts.scoreboard_title" if judged else "charts.scoreboard_none"
    finding = say(
        key,
        period=capitalised(standing.period.name()),
        all=len(results),
        judged=judged,
        silent=sizes["not_reported"],
        classes=_class_counts(sizes),
    )
    notes = [say("charts.scoreboard_key"), say("charts.scoreboard_methods")]
    return _class_board(finding, results, "class", CLASSES, notes).draw(standing)


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
    results = standing.verdicts
    sizes = _sizes(results["class"])
    judged = sum(sizes[name] for name in JUDGED)
    finding = say(
        "evaluations.midterm_classes_title" if judged else "evaluations.midterm_classes_none",
        period=capitalised(standing.period.name()),
        judged=judged,
        all=len(results),
        classes=_class_counts(sizes),
    )
    return _class_board(finding, results, "class", CLASSES).draw(standing)


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
    sizes = _sizes(results["outcome"])
    judged = sum(sizes[name] for name in RESULTS)
    finding = say(
        "evaluations.outcome_title" if judged else "evaluations.outcome_none",
        judged=judged,
        all=len(results),
        classes=_class_counts(sizes),
    )
    return _class_board(finding, results, "outcome", OUTCOMES).draw(standing)


def _sizes(column: pd.Series) -> dict[str, int]:
    """Return how many goals are in each class; a class without goals has none."""
    sizes = column.astype("str").value_counts()
    return {name: int(sizes.get(name, 0)) for name in CLASSES}


def _class_counts(sizes: Mapping[str, int]) -> str:
    """Return how many goals are in each class that says how a goal stands, as far as any are."""
    return say("charts.between_counts").join(
        say("charts.class_count", word=say(f"classes.{name}"), n=sizes[name])
        for name in JUDGED
        if sizes[name]
    )


def _class_board(
    finding: str,
    results: pd.DataFrame,
    column: str,
    classes: Sequence[str],
    notes: Sequence[str] = (),
) -> _Board:
    """Return the board of some classes; seldom ones are shown only where a goal is in one."""
    table = pd.crosstab(results["programme"].astype("str"), results[column].astype("str"))
    table = table.reindex(columns=list(classes), fill_value=0)
    shown = [name for name in classes if name not in SELDOM or table[name].any()]
    width = ems_in((WIDTH - PROGRAMMES - _RIGHT) / len(shown), _HEADING) - 0.5
    words = {name: wrap(say(f"classes.{name}"), width) for name in shown}
    return _Board(
        finding=finding,
        notes=notes or [say("evaluations.board_key")],
        counts=table.assign(goals=table.sum(axis=1)),
        headings={name: f"{CLASS_TABLE[name].symbol}\n{words[name]}" for name in shown},
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
    """

    finding: str
    notes: Sequence[str]
    counts: pd.DataFrame
    headings: Mapping[str, str]

    def draw(self, standing: Standing) -> Axes:
        """Draw the board for the programmes of `standing`."""
        plan = standing.plan
        table = self.counts.reindex(plan.programmes["programme"], fill_value=0)
        (ax,) = new_sheet(
            self.finding,
            [programme_panel(programme_names(plan), above=_ABOVE, below=0.08)],
            self.notes,
            sides=(PROGRAMMES, _RIGHT),
            synthetic=standing.synthetic,
        )
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, len(self.headings))
        ax.set_xticks([])
        scale = _LONGEST / max(table[list(self.headings)].to_numpy().max(initial=1), 1)
        for place, name in enumerate(self.headings):
            self._draw_column(ax, place, name, table[name] * scale, table[name])
        for y, total in enumerate(table["goals"]):
            text = say("evaluations.board_total", n=int(total))
            end = len(self.headings), y
            write_at(ax, text, end, (4, 0), size=SMALL, va="center", color=QUIET)
        return ax

    def _draw_column(
        self, ax: Axes, place: int, name: str, lengths: pd.Series, sizes: pd.Series
    ) -> None:
        """Draw the class `name` as a column of bars with their figures, from x = `place` on."""
        look = CLASS_TABLE[name]
        style: Style = {"xycoords": ax.get_xaxis_transform(), "va": "bottom", "linespacing": 1.2}
        write_at(ax, self.headings[name], (place, 1), (0, 6), size=_HEADING, **style)
        ax.axvline(place, color=QUIET, lw=0.5, zorder=3)
        bar: Style = {"color": look.colour, "edgecolor": look.edge, "hatch": look.hatch, "lw": 0.6}
        for y, (length, n) in enumerate(zip(lengths, sizes, strict=True)):
            if n:
                ax.barh(y, length, 0.58, place, **bar, gid=name)
            style = {"size": BODY, "va": "center_baseline", "color": INK if n else NOTHING}
            write_at(ax, str(n), (place + length, y), (4, 0), **style, gid=f"n {name}")
