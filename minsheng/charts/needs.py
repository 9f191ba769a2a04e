"""What an evaluation needs, and how many goals of each programme have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import seaborn
from matplotlib.axes import Axes

from minsheng.audit import NEEDS, needs_of_programmes
from minsheng.charts.sheet import PROGRAMMES, programme_panel, single_axes
from minsheng.charts.theme import BODY, INK, themed
from minsheng.charts.words import most_drawn, programme_names
from minsheng.plan.naming import taking_parts
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

_NAMED = 2  # programmes at most that the title names


@taking_parts
@themed()
def measurability(plan: Plan, ax: Axes | None = None) -> Axes:
    """Draw for each programme how many of its goals have a number, a baseline, a date, a holder.

    Figures of context are not counted; every goal is.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    ax
        Axes to draw on; new ones when left out.

    Returns
    -------
    matplotlib.axes.Axes
        A row per programme in the order of the plan, a column per need; each field says how many
        of how many and is the darker the larger the share.

    Examples
    --------
    >>> import minsheng as ms
    >>> ax = ms.charts.measurability(ms.load_plan())
    """
    needs = needs_of_programmes(plan)
    counts, sizes = needs[list(NEEDS)], needs["goals"]
    (names,), more = most_drawn([programme_names(plan)])
    panel = programme_panel(names, above=0.42, below=0.1, least=0.36)
    finding = _finding(counts, sizes, programme_names(plan))
    ax = single_axes(ax, plan, finding, [panel], more, sides=(PROGRAMMES, 0.3))
    counts, sizes = counts.head(len(names)), sizes.head(len(names))
    rows = zip(counts.to_numpy(), sizes, strict=True)
    seaborn.heatmap(
        counts.div(sizes, axis=0).fillna(0),
        ax=ax,
        annot=[[f"{n}/{size}" for n in row] for row, size in rows],
        fmt="",
        cbar=False,
        cmap="Blues",
        vmin=0,
        vmax=1.6,  # no field is so dark that dark words would not stand out from it
        linewidths=2,
        linecolor="white",
        annot_kws={"size": BODY, "color": INK},
        xticklabels=[say(f"charts.{need}") for need in NEEDS],
        yticklabels=panel.rows,
    )
    ax.set(xlabel="", ylabel="")
    ax.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False, rotation=0)
    ax.tick_params(axis="both", length=0, labelsize=BODY, labelcolor=INK)
    ax.tick_params(axis="y", rotation=0)
    return ax


def _finding(counts: pd.DataFrame, sizes: pd.Series[int], names: list[str]) -> str:
    """Return what most goals lack, and in which programmes most of them do."""
    lacking = counts.rsub(sizes, axis=0)
    most = int(lacking.sum().max()) if len(lacking) else 0
    words = {"goals": int(sizes.sum()), "n": most}
    if not most:
        return say("charts.measurability_all" if words["goals"] else "charts.nothing", **words)
    needs = [need for need in NEEDS if lacking[need].sum() == most]
    told = [say(f"charts.lacks_{need}", n=most) for need in needs]
    title = say("charts.measurability_title", **words, lack=say("charts.comma").join(told))
    of_programmes = lacking[needs[0]].set_axis(names)
    worst = of_programmes.index[of_programmes.eq(of_programmes.max())]
    if len(needs) > 1 or len(worst) > _NAMED or len(worst) == len(names):
        return title
    here = {"programmes": listing(list(worst)), "most": int(of_programmes.max())}
    several = "_several" if len(worst) > 1 else ""
    return title + say(f"charts.measurability_most{several}", **here)
