"""What an evaluation rests on: the first section of its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import are_asked_for, have_values
from minsheng.reports.evaluations.goals import text
from minsheng.reports.evaluations.phrases import counted_text, traced_share
from minsheng.reports.exhibits import Prose, marked
from minsheng.reports.phrases import join_sentences, plan_year, still_to_come
from minsheng.reports.tallies import earlier_value_sentences, unreported_sentences
from minsheng.text.dates import date_in_words
from minsheng.text.language import current

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan


@marked
def overview(standing: Standing, kind: str) -> Prose:
    """Say basis, scope, method and data of an evaluation, ``midterm`` or ``final``."""
    plan, goals = standing.plan, standing.verdicts
    years = plan.facts.years
    gone = (standing.period.time - (years.start - 1)) / len(years)
    scope = counted_text(
        f"scope_{kind}",
        first=plan_year(plan, "first_year"),
        last=plan_year(plan, "last_year"),
        until=date_in_words(standing.period.end),
        time=traced_share("time", 100 * gone, 0),
        programmes=len(plan.programmes),
        goals=len(goals),
    )
    tasks = [counted_text("scope_tasks", n=len(plan.tasks))] if len(plan.tasks) else []
    return Prose(
        (
            text("basis", plan=_cited(plan)),
            join_sentences([scope, *tasks]),
            text(f"procedure_{kind}"),
            join_sentences(
                [
                    *still_to_come(standing),
                    _data(standing),
                    *earlier_value_sentences(standing),
                    *unreported_sentences(standing),
                ]
            ),
        )
    )


def _cited(plan: Plan) -> str:
    """Return the title of a plan, with the document that it carries out if it names one."""
    zh = current() == "zh"
    facts = plan.facts
    title, basis = (facts.title_zh, facts.basis_zh) if zh else (facts.title_en, facts.basis_en)
    return text("cited_with_basis" if basis else "cited", plan=title, basis=basis)


def _data(standing: Standing) -> str:
    """Say how many of the values to be reported by now were reported."""
    goals = standing.verdicts
    numbers = goals[goals["method"].ne("")]
    observed, asked = int(have_values(numbers).sum()), int(are_asked_for(numbers).sum())
    if not observed:
        return counted_text("data_none", goals=len(goals))
    share = traced_share("data", 100 * observed / asked)
    counts = {"numbers": len(numbers), "observed": observed, "share": share}
    waiting = len(numbers) - asked
    if not waiting:
        return counted_text("data_all", **counts)
    said = [counted_text("data", asked=asked, **counts), counted_text("data_waiting", n=waiting)]
    return join_sentences(said)
