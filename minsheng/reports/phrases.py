"""Helpers for the sentences of all reports: dates, counts with ids, joined clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.text.dates import date_in_words
from minsheng.text.language import current, say
from minsheng.text.tracing import Count, counted, traced

if TYPE_CHECKING:
    from collections.abc import Iterable

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.text.units import Unit


def sentence(key: str, /, **values: object) -> str:
    """Return a sentence of the catalogue ``sentences`` in the language in force."""
    return say(f"sentences.{key}", None, **values)


def standing_text(key: str, /, **values: object) -> str:
    """Return a text of the catalogue ``standing`` in the language in force."""
    return say(f"standing.{key}", None, **values)


def still_to_come(standing: Standing) -> list[str]:
    """Say that the period is not over on the day that the ledger is read; empty if it is over."""
    if not standing.is_to_come:
        return []
    return [standing_text("still_to_come", until=date_in_words(standing.period.end))]


def scope(plan: Plan) -> str:
    """Return the id of what `plan` selects: one indicator, one programme or the whole plan.

    Examples
    --------
    >>> whole = ms.load_plan()
    >>> scope(whole), scope(whole.select(programme="housing"))
    ('qijiang-2018-2020', 'housing')
    """
    for table, key in (("indicators", "indicator"), ("programmes", "programme")):
        rows = plan.tables[table][key]
        if len(rows) == 1:
            return str(rows.iloc[0])
    return plan.facts.plan


def count(plan: Plan, what: str, n: int) -> Count:
    """Return `n` as a count with the id of `what` in `plan`."""
    return counted(n, f"counts:{scope(plan)}.{what}")


def standing_count(standing: Standing, what: str, n: int) -> Count:
    """Return `n` as a count with the id of `what` in `standing`."""
    return counted(n, standing_count_id(standing, what))


def standing_count_id(standing: Standing, what: str) -> str:
    """Return the id of the number `what` in `standing`."""
    return f"counts:{scope(standing.plan)}@{standing.period}.{what}"


def plan_year(plan: Plan, name: str) -> str:
    """Return a year from the plan's facts, such as ``last_year``, as text that carries an id."""
    year: int = getattr(plan.facts, name)
    return traced(str(year), f"facts:{plan.facts.plan}.{name}", year)


def rise_or_fall(change: float, unit: Unit, size: str) -> str:
    """Word a yearly change: shares rise or fall by `size`, ranks move, amounts grow or shrink."""
    is_level = unit.point or not unit.symbol_zh
    kind = "rank" if unit.is_rank else "level" if is_level else "amount"
    return sentence(f"{kind}_{'up' if change >= 0 else 'down'}", change=size)


def join_clauses(clauses: Iterable[str]) -> str:
    """Join clauses with the comma of the language in force."""
    return ("，" if current() == "zh" else ", ").join(clauses)


def join_sentences(said: Iterable[str]) -> str:
    """Join whole sentences; with spaces if the language in force needs them."""
    return ("" if current() == "zh" else " ").join(said)


def join_with_semicolons(clauses: Iterable[str]) -> str:
    """Join clauses with semicolons, for clauses that contain commas."""
    return ("；" if current() == "zh" else "; ").join(clauses)
