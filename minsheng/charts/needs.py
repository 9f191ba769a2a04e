"""What an evaluation needs, and how many goals of each programme have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import seaborn
from matplotlib.axes import Axes

from minsheng.audit import NEEDS, needs_of_programmes
from minsheng.charts.sheet import Panel, fitted, row_height, sheet
from minsheng.charts.theme import BODY, INK, themed
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@themed()
def measurability(plan: Plan) -> Axes:
    """Draw for each programme how many of its goals have a number, a baseline, a date, a holder.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    matplotlib.axes.Axes
        A row per programme in the order of the plan, a column per need; each field says how many
        of how many and is the darker the larger the share.
    """
    counted = needs_of_programmes(plan)
    counts, sizes = counted[list(NEEDS)], counted["goals"]
    programmes = plan.programmes
    labels = fitted(list(programmes[f"name_{current()}"]), inches=1.25)
    room = Panel(len(labels) * max(row_height(labels), 0.36), above=0.42, below=0.1)
    title = say("charts.measurability_title", goals=int(sizes.sum()),
                numbers=int(counts["has_number"].sum()),
                baselines=int(counts["has_baseline"].sum()))  # fmt: skip
    _, (ax,) = sheet(title, [room], left=1.5, right=0.3)
    words = [[f"{n}/{size}" for n in row]
             for row, size in zip(counts.to_numpy(), sizes, strict=True)]  # fmt: skip
    # No field is so dark that dark words would not stand out from it.
    seaborn.heatmap(
        counts.div(sizes, axis=0).fillna(0), ax=ax, annot=words, fmt="", cbar=False,
        cmap="Blues", vmin=0, vmax=1.6, linewidths=2, linecolor="white",
        annot_kws={"size": BODY, "color": INK},
        xticklabels=[say(f"charts.{need}") for need in NEEDS], yticklabels=labels,
    )  # fmt: skip
    ax.set(xlabel="", ylabel="")
    ax.tick_params(axis="x", top=False, labeltop=True, bottom=False, labelbottom=False, rotation=0)
    ax.tick_params(axis="both", length=0, labelsize=BODY, labelcolor=INK)
    ax.tick_params(axis="y", rotation=0)
    return ax
