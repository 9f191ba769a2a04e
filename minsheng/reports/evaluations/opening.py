"""What opens an evaluation that is signed: its title, and whom it is addressed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.naming import as_plan
from minsheng.reports.evaluations.goals import text
from minsheng.reports.exhibits import TITLE, Prose
from minsheng.reports.titles import scoreboard_title
from minsheng.text.language import current, listing

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan


def midterm_title(standing: Standing) -> Prose:
    """Return the title of the mid-term evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_title(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    关于《重庆市綦江区保障和改善民生行动计划（2018—2020年）》实施情况中期评估的报告
    """
    return _title(standing, "title_midterm")


def final_title(standing: Standing) -> Prose:
    """Return the title of the final evaluation.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(final_title(ms.stand_final(ms.load_plan(), ms.Ledger())))[-11:]
    '实施情况终期评估的报告'
    """
    return _title(standing, "title_final")


def _title(standing: Standing, key: str) -> Prose:
    facts = standing.plan.facts
    plan = facts.title_zh if current() == "zh" else facts.title_en
    card = scoreboard_title(standing).scorecard  # what was found, for the index
    return Prose((text(key, plan=plan),), role=TITLE, scorecard=card)


def addressee(plan: Plan) -> Prose:
    """Return the line that names who gets the report: those who issued the plan, or a gap.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(addressee(ms.load_plan()))
    中共重庆市綦江区委、重庆市綦江区人民政府：
    """
    issuers = as_plan(plan).facts.issuers
    names = [one.zh if current() == "zh" else one.en for one in issuers]
    return Prose((text("addressee" if names else "addressee_gap", names=listing(names)),))
