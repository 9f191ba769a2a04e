"""The change and growth that the plan requires each year."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from minsheng.charts import strip, theme
from minsheng.charts.changes import a_year, growth_a_year
from minsheng.charts.findings import of_growth
from minsheng.charts.sheet import Panel, as_rows, beside, fitted, number_axis, row_height, sheet
from minsheng.charts.sorting import has, is_interval, is_rate, is_share, tally, utmost
from minsheng.charts.words import names, some, units
from minsheng.plan.requirements import required_growth
from minsheng.text.language import say
from minsheng.text.numerals import rate

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit

_Row = Mapping[Any, Any]


@theme.themed()
def growth(plan: Plan) -> npt.NDArray[np.object_]:
    """Draw the required change a year, ranked: shares in points, quantities as growth.

    The two have scales of their own; what must fall goes to the left of zero. A baseline that is
    only a bound gives a hatched interval, with an arrow where it is open. What has no growth
    stands in a strip as what it is: yearly amounts with their pace, targets to be held, milestones,
    goals without baseline or number, each with its reason.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    numpy.ndarray of matplotlib.axes.Axes
        The panels from the top down; x is percentage points or per cent a year.
    """
    rows: list[_Row] = list(required_growth(plan).to_dict("records"))
    shares = _ranked([row for row in rows if is_share(row)], "change")
    amounts = _ranked([row for row in rows if not is_share(row)], "growth")
    drawn = {row["indicator"] for row in (*shares, *amounts)}
    known, unit_of = names(plan), units(plan)
    groups = _left_out([row for row in rows if row["indicator"] not in drawn], known, unit_of)
    panels = [part for part in (shares, amounts) if part]
    labels = [fitted([known[row["indicator"]] for row in part]) for part in panels]
    figures = [[_figure(row, unit_of[row["indicator"]], "change" if part is shares else "growth")
                for row in part] for part in panels]  # fmt: skip
    room = [Panel(len(part) * row_height(part, told), above=0.32, below=0.25)
            for part, told in zip(labels, figures, strict=True)]  # fmt: skip
    room += [strip.panel(groups)] if groups else []
    intervals = any(is_interval(row, "change") for part in panels for row in part)
    note = say("charts.hatched") if intervals else ""
    _, axes = sheet(of_growth(shares, amounts, groups, known, unit_of), room, note)
    for ax, part, words, told in zip(axes, panels, labels, figures, strict=False):
        _bars(ax, part, words, told, "change" if part is shares else "growth")
    if groups:
        strip.fill(axes[-1], groups)
    return np.array(axes, dtype=object)


def _ranked(rows: Sequence[_Row], measure: str) -> list[_Row]:
    """Return the rows that have `measure`, if only as an interval; intervals last."""
    known = [row for row in rows if has(row, measure)]
    return sorted(known, key=lambda row: (is_interval(row, measure), -utmost(row, measure)))


def _bars(
    ax: Axes, rows: Sequence[_Row], labels: Sequence[str], figures: Sequence[str], measure: str
) -> None:  # fmt: skip
    times = 100 if measure == "growth" else 1
    as_rows(ax, labels)
    pairs = [(row[f"{measure}_low"] * times, row[f"{measure}_high"] * times) for row in rows]
    ends = [0.0, *(end for pair in pairs for end in pair if not math.isnan(end))]
    # An open side ends in an arrow, as far out as one can see that it goes on.
    beyond = 0.2 * ((max(ends) - min(ends)) or 1.0)
    edges = min(ends) - beyond, max(ends) + beyond
    for y, (pair, told) in enumerate(zip(pairs, figures, strict=True)):
        ends += _bar(ax, y, pair, edges)
        beside(ax, y, told)
    ax.set_xlim(min(ends) * 1.06, (max(ends) * 1.06) or -0.02 * min(ends))
    number_axis(ax, "")
    ax.axvline(0, color=theme.QUIET, lw=0.8, zorder=3)
    heading = "charts.growth_shares" if measure == "change" else "charts.growth_amounts"
    ax.set_title(say(heading), color=theme.QUIET, size=theme.BODY, pad=4)


def _bar(
    ax: Axes, y: int, pair: tuple[float, float], edges: tuple[float, float]
) -> tuple[float, float]:
    """Draw one row, an interval hatched, and return how far it reaches."""
    if pair[0] == pair[1]:
        ax.barh(y, pair[0], 0.5, color=theme.PATH, gid="required", zorder=2)
        return pair
    low, high = (edge if math.isnan(end) else end for end, edge in zip(pair, edges, strict=True))
    ax.barh(y, high - low, 0.34, low, fill=False, hatch=theme.INTERVAL_HATCH, lw=0.9,
            edgecolor=theme.BOUND, gid="interval", zorder=2)  # fmt: skip
    for end, edge, marker in zip(pair, edges, "<>", strict=True):
        if math.isnan(end):
            ax.plot(edge, y, marker, ms=9, color=theme.BOUND, gid="open", zorder=3)
    return low, high


def _figure(row: _Row, unit: Unit, measure: str) -> str:
    ends = row[f"{measure}_low"], row[f"{measure}_high"]
    if measure == "change":
        text = a_year(*ends, unit)
    else:
        text = growth_a_year(ends[0] * 100, ends[1] * 100)
        if not is_interval(row, measure):
            change = rate(abs(row["change"]), unit)
            text = say("charts.growth_figure", growth=text, change=change)
    return say("charts.outside", gap=text) if row["state"] == "outside_line" else text


def _left_out(
    rows: Sequence[_Row], known: Mapping[str, str], unit_of: Mapping[str, Unit]
) -> list[strip.Group]:
    """Return what has no growth by reason, yearly amounts with their pace."""
    codes = {row["indicator"]: _code(row) for row in rows}
    words: dict[str, list[str]] = {}
    for row in rows:
        name = known[row["indicator"]]
        pace = row["pace"]
        if not math.isnan(pace):
            told = rate(pace, unit_of[row["indicator"]])
            name = say("charts.named_pace", name=name, pace=told)
        elif has(row, "change"):
            unit = unit_of[row["indicator"]]
            told = a_year(row["change_low"], row["change_high"], unit)
            name = say("charts.named_change", name=name, change=told)
        words.setdefault(codes[row["indicator"]], []).append(name)
    return [strip.Group(code, count, some(words[code], 5))
            for code, count in tally(codes.values()).items()]  # fmt: skip


def _code(row: _Row) -> str:
    return "yearly_rate" if is_rate(row) and row["state"] == "flow_has_no_growth" else (
        row["growth_reason"] or row["state"])  # fmt: skip
