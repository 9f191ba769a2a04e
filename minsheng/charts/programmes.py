"""The programmes side by side: what kind of goals each one sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from minsheng.charts.sheet import Panel, as_rows, fitted, number_axis, row_height, sheet
from minsheng.charts.theme import BODY, FLOW, HELD, INK, SMALL, TARGET, UNDEFINED, themed
from minsheng.charts.words import reason
from minsheng.plan.requirements import required_growth
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# Face, hatch and colour of the count for each kind of goal, in the order they are stacked.
_KINDS = {
    "": (TARGET, "", "white"),
    "outside_line": (TARGET, "....", "white"),
    "baseline_is_a_bound": ("white", "////", INK),
    "baseline_meets_target": (HELD, "", "white"),
    "to_hold": (HELD, "....", "white"),
    "flow_has_no_growth": (FLOW, "", INK),
    "no_baseline": ("#F5D58A", "", INK),
    "no_target": ("#F5D58A", "....", INK),
    "milestone": ("#E4E4E4", "....", INK),
    "no_number": (UNDEFINED, "", INK),
}

_A_LINE = 4  # entries of the legend side by side


@themed()
def overview(plan: Plan) -> Axes:
    """Draw for each programme how many of its goals can be measured, and how.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; x is the number of indicators.
    """
    counts = _counts(plan)
    programmes = plan.programmes
    labels = fitted(list(programmes[f"name_{current()}"]), inches=1.25)
    lines = -(-len(counts.columns) // _A_LINE)
    room = Panel(len(labels) * max(row_height(labels), 0.34), above=0.2 + lines * 0.19, below=0.36)
    _, (ax,) = sheet(_finding(counts), [room], left=1.5, right=0.7)
    as_rows(ax, labels)
    for y, programme in enumerate(programmes["programme"]):
        _bar(ax, y, counts.loc[programme])
    ax.set_xlim(0, max(counts.sum(axis=1)) or 1)
    number_axis(ax, say("charts.overview_axis"), 0)
    handles = [Patch(facecolor=_KINDS[code][0], hatch=_KINDS[code][1], edgecolor=_edge(code),
                     lw=0.6, label=_word(code)) for code in counts.columns]  # fmt: skip
    by_row = [handle for column in range(_A_LINE) for handle in handles[column::_A_LINE]]
    ax.legend(handles=by_row, loc="lower left", bbox_to_anchor=(-0.27, 1.0), ncols=_A_LINE,
              borderaxespad=0.2, handlelength=1.3, columnspacing=1.2)  # fmt: skip
    return ax


def _counts(plan: Plan) -> pd.DataFrame:
    """Return how many goals of each kind each programme has: programmes by kinds."""
    rows = required_growth(plan)
    table = pd.crosstab(rows["programme"], rows["state"])
    kinds = [code for code in _KINDS if code in table.columns]
    return table.reindex(index=list(plan.programmes["programme"]), columns=kinds, fill_value=0)


def _finding(counts: pd.DataFrame) -> str:
    """Return of how many goals the required change is known, of how many only its ends."""
    sizes = counts.sum()
    known = int(sizes.get("", 0) + sizes.get("outside_line", 0))
    bounds = int(sizes.get("baseline_is_a_bound", 0))
    key = f"overview_title{'' if known else '_none'}{'_bounds' if bounds else ''}"
    return say(f"charts.{key}", all=int(sizes.sum()), n=known, bounds=bounds)


def _word(code: str) -> str:
    words = {"": "computable", "outside_line": "computable_outside",
             "baseline_is_a_bound": "computable_bound"}  # fmt: skip
    return say(f"charts.{words[code]}") if code in words else reason(code)


def _edge(code: str) -> str:
    return TARGET if code == "baseline_is_a_bound" else "white"


def _plate(face: str) -> dict[str, object]:
    """Return what keeps a count legible on a hatch."""
    return {"boxstyle": "square,pad=0.12", "fc": face, "ec": "none"}


def _bar(ax: Axes, y: int, row: pd.Series) -> None:
    start = 0
    for code, count in row.items():
        if not count:
            continue
        face, hatch, ink = _KINDS[str(code)]
        ax.barh(y, count, 0.68, start, color=face, hatch=hatch, edgecolor=_edge(str(code)),
                lw=0.6, gid=str(code) or "computable")  # fmt: skip
        ax.text(start + count / 2, y, str(count), ha="center", va="center_baseline", size=SMALL,
                color=ink, bbox=_plate(face) if hatch else None)  # fmt: skip
        start += int(count)
    ax.annotate(say("charts.overview_total", n=start), (start, y), (5, 0), size=BODY,
                textcoords="offset points", va="center_baseline")  # fmt: skip
