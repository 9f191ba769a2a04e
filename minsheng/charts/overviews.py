"""The programmes side by side: what kind of goals each one sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from minsheng.charts.scales import number_axis
from minsheng.charts.sheet import PROGRAMMES, lines_needed, programme_panel, single_axes, write_at
from minsheng.charts.theme import BODY, FLOW, HELD, INK, SMALL, TARGET, UNDEFINED, Style, themed
from minsheng.charts.words import most_drawn, programme_names, reason
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import required_growth
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

# For each kind of goal, in the order they are stacked: face, hatch, colour of the count.
_LOOKS = {
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

_COMPUTABLE = {
    "": "computable",
    "outside_line": "computable_outside",
    "baseline_is_a_bound": "computable_bound",
}
_NAMED = 2  # kinds at most that the title names
_ENTRIES_A_LINE = 4  # entries of the legend side by side


@taking_parts
@themed()
def overview(plan: Plan, ax: Axes | None = None) -> Axes:
    """Draw for each programme of how many goals the required change can be computed.

    A bar is stacked by the state of `minsheng.required_growth`: known, an interval, met, to be
    held, an amount of each year, or the reason why nothing can be computed. Every goal is drawn.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        One row per programme in the order of the plan; x is the number of indicators.

    Examples
    --------
    >>> import minsheng as ms
    >>> ax = ms.charts.overview(ms.load_plan())
    """
    counts = _counts(plan)
    lines = lines_needed(len(counts.columns), _ENTRIES_A_LINE)
    (names,), more = most_drawn([programme_names(plan)])
    panel = programme_panel(names, above=0.2 + lines * 0.19, below=0.36)
    ax = single_axes(ax, plan, _finding(counts), [panel], more, sides=(PROGRAMMES, 0.7))
    counts = counts.head(len(names))
    for y, (_, row) in enumerate(counts.iterrows()):
        _draw_bar(ax, y, row)
    most = max(counts.sum(axis=1)) or 1
    ax.set_xlim(0, MaxNLocator(5, integer=True).tick_values(0, most)[-1])
    number_axis(ax, say("charts.overview_axis"), 0)
    _draw_legend(ax, list(counts.columns))
    return ax


def _counts(plan: Plan) -> pd.DataFrame:
    """Return how many goals of each kind each programme has: programmes by kinds."""
    rows = required_growth(plan)
    table = pd.crosstab(rows["programme"], rows["state"])
    kinds = [code for code in _LOOKS if code in table.columns]
    return table.reindex(index=list(plan.programmes["programme"]), columns=kinds, fill_value=0)


def _finding(counts: pd.DataFrame) -> str:
    """Return of how many goals the required change is known, and what most others are."""
    sizes = counts.sum()
    known = int(sizes.get("", 0) + sizes.get("outside_line", 0))
    bounds = int(sizes.get("baseline_is_a_bound", 0))
    key = f"overview_title{'' if known else '_none'}{'_bounds' if bounds else ''}"
    title = say(f"charts.{key}", all=int(sizes.sum()), n=known, bounds=bounds)
    others = sizes[[kind for kind in sizes.index if kind not in _COMPUTABLE]]
    most = [str(kind) for kind in others.index[others.eq(others.max()) & others.gt(0)]]
    if not most or len(most) > _NAMED:
        return title
    words = listing([reason(kind) for kind in most])
    several = "_several" if len(most) > 1 else ""
    return title + say(f"charts.overview_others{several}", reasons=words, most=int(others.max()))


def _draw_legend(ax: Axes, kinds: Sequence[str]) -> None:
    """Draw a legend above the bars whose entries run along its lines."""
    entries = []
    for kind in kinds:
        face, hatch, _ = _LOOKS[kind]
        look: Style = {"facecolor": face, "hatch": hatch, "edgecolor": _edge(kind)}
        entries.append(Patch(**look, lw=0.6, label=_name(kind)))
    columns = [entries[column::_ENTRIES_A_LINE] for column in range(_ENTRIES_A_LINE)]
    ax.legend(
        handles=[entry for column in columns for entry in column],
        loc="lower left",
        bbox_to_anchor=(-0.27, 1.0),
        ncols=_ENTRIES_A_LINE,
        borderaxespad=0.2,
        handlelength=1.3,
        columnspacing=1.2,
    )


def _name(kind: str) -> str:
    return say(f"charts.{_COMPUTABLE[kind]}") if kind in _COMPUTABLE else reason(kind)


def _edge(kind: str) -> str:
    return TARGET if kind == "baseline_is_a_bound" else "white"


def _draw_bar(ax: Axes, y: int, counts: pd.Series) -> None:
    """Draw the goals of one programme as a stacked bar; on a hatch the count has a plate."""
    start = 0
    for code, count in counts.items():
        if not count:
            continue
        kind = str(code)
        face, hatch, ink = _LOOKS[kind]
        look: Style = {"color": face, "hatch": hatch, "edgecolor": _edge(kind), "lw": 0.6}
        ax.barh(y, count, 0.68, start, **look, gid=kind or "computable")
        plate = {"boxstyle": "square,pad=0.12", "fc": face, "ec": "none"} if hatch else None
        style: Style = {"ha": "center", "va": "center_baseline", "size": SMALL, "color": ink}
        ax.text(start + count / 2, y, str(count), **style, bbox=plate)
        start += int(count)
    total = say("charts.overview_total", n=start)
    write_at(ax, total, (start, y), (5, 0), size=BODY, va="center_baseline")
