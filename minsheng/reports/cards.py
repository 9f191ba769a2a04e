"""HTML cards that JupyterLab shows for a plan, a programme or an indicator."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from minsheng.plan.facts import sign_of
from minsheng.plan.wording import indicator_names, programme_names
from minsheng.reports.plan import programmes
from minsheng.reports.programme import programme_answer
from minsheng.reports.targets import milestones, targets, words
from minsheng.text.dates import year_span
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Indicator, Plan, Programme


def _card(plan: Plan, title: str, subtitle: str, *parts: str) -> str:
    title += sign_of(synthetic=False, hypothetical=bool(plan.assumptions))
    # No heading: in a report it would be a section, and would number the sections after it anew.
    head = f"<p><strong>{escape(title)}</strong></p><p>{escape(subtitle)}</p>"
    return f"<section>{head}{''.join(parts)}</section>"


def plan_card(plan: Plan) -> str:
    """Return the HTML card of a plan or a selection: its content, programme by programme."""
    facts = plan.facts
    years = year_span(facts.first_year, facts.last_year)
    counted = say("labels.count_indicators", n=len(plan))
    table = programmes(plan)._repr_html_()
    return _card(plan, facts.title(), f"{years} · {counted}", table)


def programme_card(programme: Programme) -> str:
    """Return the HTML card of a programme: its goals and targets."""
    name = programme_names(programme.plan)[programme.programme]
    answer = programme_answer(programme.plan)._repr_html_()
    return _card(programme.plan, name, programme.plan.facts.title(), answer)


def indicator_card(indicator: Indicator) -> str:
    """Return the HTML card of an indicator: baseline, targets and definition note."""
    plan = indicator.plan
    row = plan.tables["indicators"].iloc[0]
    note = str(row[f"note_{current()}"])
    table = (
        words(plan)
        if row["aim"] in ("direction", "listed")
        else (milestones(plan) if row["kind"] == "milestone" else targets(plan))
    )
    return _card(
        plan,
        indicator_names(plan)[indicator.indicator],
        note,
        table._repr_html_(),
        f"<p><code>{escape(indicator.indicator)}</code></p>",
    )
