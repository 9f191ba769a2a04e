"""The change and growth that the plan requires each year."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from minsheng.charts import theme
from minsheng.charts.requirement_rows import (
    Row,
    has,
    interval_of,
    is_interval,
    is_rate,
    is_share,
    largest_size,
    may_exceed,
    names_with_same,
)
from minsheng.charts.scales import draw_interval, interval_edges, number_axis
from minsheng.charts.sheet import AxesArray, new_sheet, row_panel, write_beside
from minsheng.charts.words import (
    change_a_year,
    change_required,
    growth_a_year,
    growth_required,
    most_drawn,
    reason,
    shortened_list,
    units,
)
from minsheng.plan.naming import taking_parts
from minsheng.plan.requirements import required_growth
from minsheng.plan.wording import indicator_names, quoted_names
from minsheng.text.amounts import rate
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.bounds import Interval
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


@dataclass(frozen=True)
class _Ranking:
    """One panel: ranked rows of `ms.required_growth`, and which of their measures is drawn."""

    measure: str
    rows: Sequence[Row]

    def interval(self, row: Row) -> Interval[float]:
        """Return the measure of `row` as it is drawn: a change in its unit, growth in per cent."""
        factor = 100 if self.measure == "growth" else 1
        return interval_of(row, self.measure).map(lambda value: value * factor)


@taking_parts
@theme.themed()
def growth(plan: Plan) -> AxesArray:
    """Draw the required change a year, ranked: shares in points, quantities as growth.

    The two have scales of their own; what must fall goes to the left of zero. A baseline that is
    only a bound gives a hatched interval, with an arrow where it is open. What has no growth is
    named below as what it is: yearly amounts with their pace, targets to be held, milestones, goals
    without baseline or number, each with its reason.

    Parameters
    ----------
    plan
        A plan or a selection of one.

    Returns
    -------
    AxesArray
        The panels from the top down; x is percentage points or per cent a year. They are a figure
        of their own: the chart takes no axes.

    Examples
    --------
    >>> import minsheng as ms
    >>> axes = ms.charts.growth(ms.load_plan().select(programme="healthcare"))
    """
    rows: list[Row] = list(required_growth(plan).to_dict("records"))
    shares = _ranked([row for row in rows if is_share(row)], "change")
    amounts = _ranked([row for row in rows if not is_share(row)], "growth")
    drawn = {row["indicator"] for row in (*shares.rows, *amounts.rows)}
    name_of, unit_of = indicator_names(plan), units(plan)
    left_out = [row for row in rows if row["indicator"] not in drawn]
    quoted = quoted_names(plan)
    groups = _groups(left_out, quoted, unit_of)
    rankings = [ranking for ranking in (shares, amounts) if ranking.rows]
    shown, more = most_drawn([ranking.rows for ranking in rankings])
    rankings = [replace(one, rows=rows) for one, rows in zip(rankings, shown, strict=True)]
    figures = [
        [_figure(row, unit_of[row["indicator"]], ranking) for row in ranking.rows]
        for ranking in rankings
    ]
    panels = []
    for ranking, texts in zip(rankings, figures, strict=True):
        labels = [name_of[row["indicator"]] for row in ranking.rows]
        panels.append(row_panel(labels, texts, above=0.32, below=0.25))
    intervals = any(is_interval(row, "change") for ranking in rankings for row in ranking.rows)
    notes = [say("charts.hatched")] if intervals else []
    finding = _finding(shares.rows, amounts.rows, groups, quoted, unit_of)
    axes = new_sheet(plan, finding, panels, [more, *notes, *_left_out(groups)])
    for ax, ranking, texts in zip(axes, rankings, figures, strict=False):
        _draw_bars(ax, ranking, texts)
    return AxesArray.of(axes)


def _ranked(rows: Sequence[Row], measure: str) -> _Ranking:
    """Rank the rows that have `measure`, if only as an interval; intervals last."""
    known = [row for row in rows if has(row, measure)]
    known.sort(key=lambda row: (is_interval(row, measure), -largest_size(row, measure)))
    return _Ranking(measure, known)


def _groups(
    rows: Sequence[Row], name_of: Mapping[str, str], unit_of: Mapping[str, Unit]
) -> list[tuple[str, list[str]]]:
    """Return the names of what has no growth by reason, yearly amounts with their pace."""
    words = defaultdict(list)
    for row in rows:
        name, unit = name_of[row["indicator"]], unit_of[row["indicator"]]
        if not math.isnan(row["pace"]):
            name = say("charts.named_pace", name=name, pace=rate(row["pace"], unit))
        elif has(row, "change"):
            change = change_a_year(interval_of(row, "change"), unit)
            name = say("charts.named_change", name=name, change=change)
        words[_reason(row)].append(name)
    return sorted(words.items(), key=lambda item: -len(item[1]))


def _left_out(groups: Sequence[tuple[str, Sequence[str]]]) -> list[str]:
    """Return a line for each reason with those that are not drawn for it."""
    lines = []
    for code, named in groups:
        words = {"reason": reason(code), "names": shortened_list(named, 5)}
        lines.append(say("charts.reason_names", n=len(named), **words))
    return lines


def _reason(row: Row) -> str:
    if is_rate(row) and row["state"] == "flow_has_no_growth":
        return "yearly_rate"
    return str(row["growth_reason"] or row["state"])


# ---- the title


def _finding(
    shares: Sequence[Row],
    amounts: Sequence[Row],
    groups: Sequence[tuple[str, Sequence[str]]],
    name_of: Mapping[str, str],
    unit_of: Mapping[str, Unit],
) -> str:
    """Return the title: what has to move fastest, or why nothing can be said."""
    share = next((row for row in shares if abs(row["change"]) > 0), None)
    amount = next((row for row in amounts if abs(row["growth"]) > 0), None)
    words: dict[str, str] = {}
    faster = False
    if share is not None:
        change = share["change"]
        words["share"] = names_with_same(shares, "change", change, name_of)
        words["move"] = change_required(change, unit_of[share["indicator"]])
        faster |= any(may_exceed(row, "change", abs(change)) for row in shares)
    if amount is not None:
        fastest = amount["growth"]
        words["amount"] = names_with_same(amounts, "growth", fastest, name_of)
        words["growth"] = growth_required(fastest * 100)
        faster |= any(may_exceed(row, "growth", abs(fastest)) for row in amounts)
    if not words:
        return _no_growth(len(shares) + len(amounts), groups)
    key = "growth" if share is None else "points" if amount is None else "both"
    moving = (
        [row for row in shares if row["change"] != 0],
        [row for row in amounts if row["growth"] != 0],
    )
    if max(map(len, moving)) == 1:  # nothing to be compared with: the only one is not the fastest
        key += "_alone"
    elif key == "both" and min(map(len, moving)) == 1:
        key = "points" if len(moving[0]) > 1 else "growth"
    title = say(f"charts.growth_title_{key}", **words)
    return say("charts.among_exact", title=title) if faster else title


def _no_growth(bounds: int, groups: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return why there is no required change to name."""
    if bounds:
        return say("charts.growth_title_bounds", n=bounds)
    if not groups:
        return say("charts.growth_title_empty")
    code, named = groups[0]
    return say("charts.growth_title_none", reason=reason(code), n=len(named))


# ---- bars


def _draw_bars(ax: Axes, ranking: _Ranking, figures: Sequence[str]) -> None:
    pairs = [ranking.interval(row).ends for row in ranking.rows]
    ends = [0.0, *(end for pair in pairs for end in pair if not math.isnan(end))]
    edges = interval_edges(ends)
    for y, (pair, figure) in enumerate(zip(pairs, figures, strict=True)):
        if pair[0] == pair[1]:
            ax.barh(y, pair[0], 0.5, color=theme.PATH, gid="required", zorder=2)
        else:
            ends += draw_interval(ax, y, pair, edges)
        write_beside(ax, y, figure)
    ax.set_xlim(min(ends) * 1.06, (max(ends) * 1.06) or -0.02 * min(ends))
    number_axis(ax, "")
    ax.axvline(0, color=theme.QUIET, lw=0.8, zorder=3)
    heading = "growth_shares" if ranking.measure == "change" else "growth_amounts"
    ax.set_title(say(f"charts.{heading}"), color=theme.QUIET, size=theme.BODY, pad=4)


def _figure(row: Row, unit: Unit, ranking: _Ranking) -> str:
    """Return the required change in words; beside growth, where it is one number, in the unit."""
    values = ranking.interval(row)
    if ranking.measure == "change":
        text = change_a_year(values, unit)
    elif values.is_number:
        change = rate(abs(row["change"]), unit)
        text = say("charts.growth_figure", growth=growth_a_year(values), change=change)
    else:
        text = growth_a_year(values)
    return say("charts.outside", gap=text) if row["state"] == "outside_line" else text
