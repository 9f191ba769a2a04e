"""The class of a goal in words, or why it has no result: with the days, years and parts of that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from minsheng.evaluation import (
    CLASS_TABLE,
    TOLD_VERDICTS,
    class_name,
    is_left_earlier,
    missing_parts,
    why_no_value,
    why_not_judged,
)
from minsheng.plan.periods import period
from minsheng.reports.changes import goal_of
from minsheng.reports.earlier import earlier_words, with_earlier
from minsheng.reports.phrases import standing_text
from minsheng.reports.rows import title
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.periods import Period


def reasons_of(standing: Standing) -> Callable[[Mapping[Any, Any]], str]:
    """Return what says of a row of `minsheng.evaluate` in words why it has no value or result.

    Examples
    --------
    >>> plan = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> standing = ms.stand(plan, ms.Ledger(), "2018")
    >>> reasons_of(standing)(standing.verdicts.iloc[0].to_dict())
    '未报送'
    """
    withdrawn = cache(lambda when: standing.ledger.withdrawn(period(when)))
    reported: dict[str, set[Period]] = defaultdict(set)
    table = standing.ledger.latest("observations")
    for indicator, text in zip(table["indicator"], table["period"], strict=True):
        reported[indicator].add(period(text))

    def reason(row: Mapping[Any, Any]) -> str:
        code = why_not_judged(row) or why_no_value(row)
        indicator, when = row["indicator"], str(row["period"])
        if code == "not_reported" and indicator in withdrawn(when):
            return standing_text("withdrawn", day=date_in_words(withdrawn(when)[indicator]))
        if code == "parts_missing":
            begun = goal_of(standing.plan, indicator).begun
            parts = missing_parts(reported[indicator], begun, period(when))
            names = listing([one.name_in_sentence() for one in parts])
            return standing_text("parts_missing", parts=names)
        return say(f"reasons.{code}")

    return reason


def classes_of(standing: Standing) -> Callable[[Mapping[Any, Any]], str]:
    """Return what says of a row its class with the symbol, or in words why it has no result."""
    reason = reasons_of(standing)

    def said(row: Mapping[Any, Any]) -> str:
        code = why_not_judged(row)
        words = reason(row) if code else ""
        if not code or (code == row["class"] and words == say(f"reasons.{code}")):
            return class_and_verdict(row["class"], row["verdict"])
        if code == row["class"]:
            return f"{CLASS_TABLE[code].symbol} {words}"
        return title("class_and_verdict", name=class_name(row["class"]), verdict=words)

    return said


def classes_since_earlier(standing: Standing) -> Callable[[Mapping[Any, Any]], str]:
    """Return what says of a row what `classes_of` does, and how it fell short before, told once."""
    said, earlier = classes_of(standing), earlier_words(standing)

    def whole(row: Mapping[Any, Any]) -> str:
        then = earlier.get(row["indicator"], "")
        says_when = bool(then) and is_left_earlier(row["class"], row["verdict"])
        return with_earlier(class_name(row["class"]) if says_when else said(row), then)

    return whole


def class_and_verdict(name: str, verdict: str) -> str:
    """Return a class of goals with its symbol, and how a line or a direction is kept.

    Examples
    --------
    >>> class_and_verdict("lagging", "moving_away"), class_and_verdict("not_kept", "recovering")
    ('▼ 滞后', '≠ 未保持（正在恢复）')
    """
    if is_left_earlier(name, verdict):
        more = title("not_every_year")
    elif verdict in TOLD_VERDICTS:
        more = say(f"methods.{verdict}")
    else:
        return class_name(name)
    return title("class_and_verdict", name=class_name(name), verdict=more)
