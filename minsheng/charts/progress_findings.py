"""What a picture of a programme's values says: what is ahead, what falls short, and by how much."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from minsheng.charts.words import capitalised, units
from minsheng.evaluation import CLASS_TABLE, SHORT, behind_path
from minsheng.evaluation.classes import SIDES
from minsheng.plan.goals import goal_by_indicator
from minsheng.plan.wording import quoted_names
from minsheng.text.amounts import rate
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing

_AHEAD = ("early", "ahead")  # better than the plan asks, not merely as it asks


def progresses_finding(standing: Standing, indicators: Collection[str]) -> str:
    """Return which of `indicators` is furthest ahead, which furthest behind, and how many each.

    The furthest is that with the largest lead in points of the planned change; where none has one,
    the first in the order of the plan is named. How far it is behind is said in its unit.
    """
    period = capitalised(standing.period.name())
    rows = standing.verdicts[standing.verdicts["indicator"].isin(list(indicators))]
    records: list[Mapping[Any, Any]] = list(rows.to_dict("records"))
    sides = Counter(CLASS_TABLE[row["class"]].side for row in records)
    judged = len(records) - sides[""]
    silent = sum(row["class"] == "not_reported" for row in records)
    if not records:
        return say("charts.multiples_none")
    if not judged:
        key = "progresses_silent" if silent else "progresses_none"
        return say(f"charts.{key}", period=period, n=len(records), silent=silent)
    names, unit_of = quoted_names(standing.plan), units(standing.plan)
    told = []
    if ahead := [row for row in records if row["class"] in _AHEAD]:
        best = max(ahead, key=lambda row: _lead(row, -math.inf))
        told.append(_named(best, names))
    if short := [row for row in records if row["class"] in SHORT]:
        worst = min(short, key=lambda row: _lead(row, math.inf))
        behind = behind_path(goal_by_indicator(standing.plan)[worst["indicator"]], worst)
        gap = rate(behind, unit_of[worst["indicator"]])
        told.append(_named(worst, names) + (say("charts.short_by", gap=gap) if behind > 0 else ""))
    counts = [say(f"charts.side_{side}", n=sides[side]) for side in SIDES if sides[side]]
    words = say("charts.progresses_counts", n=judged, counts=listing(counts))
    if told:
        words = say("charts.semicolon").join([say("charts.comma").join(told), words])
    return say("charts.progresses_title", period=period, told=words)


def _lead(row: Mapping[Any, Any], missing: float) -> float:
    lead = float(row["lead"])
    return missing if math.isnan(lead) else lead


def _named(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    """Return a goal with the word of its class."""
    word = say(f"classes.{row['class']}")
    return say("charts.named_class", name=names[row["indicator"]], word=word)
