"""How a planned path is drawn: one function for each kind of indicator."""

from __future__ import annotations

import math

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.stock import stock
from minsheng.charts.subject import HALF, Subject, write
from minsheng.charts.words import reason, wrap
from minsheng.text.language import say
from minsheng.text.numerals import stated


def draw(ax: Axes, subject: Subject) -> None:
    """Draw the path that the plan sets out, whatever its kind."""
    goal = subject.goal
    if goal.kind == "milestone":
        _milestone(ax, subject)
    elif goal.final is None and not subject.observed:
        _in_words(ax, "no_number" if goal.aim in ("direction", "listed", "context")
                  else "no_target", subject)  # fmt: skip
    elif goal.is_flow:
        _flow(ax, subject)
    else:
        stock(ax, subject)
    years = range(goal.baseline_year, goal.last_year + 1)
    ends = (years[0], years[-1]) if subject.compact else years
    ax.set_xticks(ends, [str(year) for year in ends], size=subject.size)
    ax.set_xlim(years[0] - 0.6, years[-1] + 0.6)


def _in_words(ax: Axes, code: str, subject: Subject) -> None:
    theme.bare(ax, "bottom")
    ax.set_yticks([])
    ax.set_ylim(0, 1)
    text = say(f"reasons.{code}_long") if not subject.compact else reason(code)
    ax.text(0.5, 0.5, wrap(text, 30), transform=ax.transAxes, ha="center", va="center",
            color=theme.QUIET, size=subject.size)  # fmt: skip


def _milestone(ax: Axes, subject: Subject) -> None:
    theme.bare(ax)
    ax.set_yticks([])
    ax.set_ylim(-1, 1)
    ax.axhline(0, color=theme.QUIET, lw=0.8)
    for point in subject.points:
        due = point["basis"] == "stated"
        ax.plot(point["year"], 0, marker="D" if due else "|", ms=9 if due else 7,
                color=theme.TARGET if due else theme.QUIET, gid=point["basis"])  # fmt: skip
        if due:
            text = say("charts.due", year=point["year"])
            write(ax, subject, point["year"], 0, text, 10)


def _flow(ax: Axes, subject: Subject) -> None:
    """Draw each year's amount as a bar and, where amounts add up, the total to date."""
    done = [point for point in subject.points if not math.isnan(point["value"])]
    bars = [point for point in done if not math.isnan(point["amount"])]
    tall = max([*(point["amount" if subject.is_rate else "value"] for point in bars),
                *subject.observed.values()]) or 1.0  # fmt: skip
    ax.set_ylim(0, tall * (1.3 if subject.compact else 1.22))
    for point in bars:
        ours = point["year"] not in subject.goal.yearly
        ax.bar(point["year"], point["amount"], 2 * HALF, color="white" if ours else theme.FLOW,
               edgecolor=theme.INTERPOLATED, ls="--" if ours else "-", lw=0.9,
               gid="interpolated" if ours else "stated", zorder=2)  # fmt: skip
        inside = point["amount"] > 0.15 * tall and not subject.observed
        if not ours and not subject.is_labelled(point["year"]):
            continue
        text = say("charts.spread_evenly") if ours else subject.label(point["year"])
        plate = {"boxstyle": "square,pad=0.1", "fc": "white" if ours else theme.FLOW, "ec": "none"}
        if not (ours and subject.compact):
            write(ax, subject, point["year"], 0 if inside else point["amount"], text,
                  3 if inside else 7, color=theme.QUIET if ours else theme.INK, zorder=4,
                  bbox=plate if inside else None)  # fmt: skip
    for point in subject.points:
        if point["reason"] and not subject.compact:
            write(ax, subject, point["year"], 0, reason(point["reason"]), color=theme.QUIET)
    if not subject.is_rate and (len(bars) > 1):
        ax.plot([point["year"] for point in done], [point["value"] for point in done], marker="o",
                ms=3.5, lw=1.1, color=theme.BASELINE, gid="total", zorder=3)  # fmt: skip
        whole = subject.goal.final
        if whole is not None:
            text = stated(whole.bound, whole.printed, subject.unit, high=whole.high)
            write(ax, subject, done[-1]["year"], done[-1]["value"],
                  say("charts.running_total", amount=text), 5)  # fmt: skip
