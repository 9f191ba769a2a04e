"""What is looked up of one indicator and stands in no report of its own.

The audit's findings on it, the tasks that serve it, and what one method says of it.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from minsheng import audit
from minsheng.errors import require_known
from minsheng.evaluation import compared
from minsheng.methods import METHODS
from minsheng.plan.wording import department_names, indicator_names, section_in_words
from minsheng.reports.exhibits import Prose, Table, marked
from minsheng.reports.rows import columns, title
from minsheng.text.language import current, listing, say
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan


def indicator_findings(plan: Plan, indicator: str) -> Table:
    """Return the audit findings that an indicator has a part in, by severity.

    Parameters
    ----------
    plan
        A plan or a selection of one; the findings are those of the whole plan, since most hold
        several indicators against each other.
    indicator
        Its id or its name.

    Raises
    ------
    UnknownName
        For an indicator that does not exist, with the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = indicator_findings(ms.load_plan(), "culture_sport.museums")
    >>> table.rows[0]["arithmetic"]
    '1 + 1 + 1 + 1 = 4 ≠ 3'
    """
    name = plan.whole.indicator(indicator).indicator
    departments = department_names(plan.whole)
    findings = audit.findings(plan.whole)
    about = findings[[name in names for names in findings["indicators"]]].to_dict("records")
    about = [row for one in audit.SEVERITIES for row in about if row["severity"] == one]
    return Table(
        title("findings_on", name=indicator_names(plan.whole)[name]),
        columns("rule", "finding", "arithmetic", "ask"),
        tuple(
            {
                "rule": say(f"rules.{row['rule']}"),
                "finding": row[current()],
                "arithmetic": row["arithmetic"],
                "ask": listing([departments[one] for one in row["ask"].split(";") if one])
                or say("audit.issuer"),
            }
            for row in about
        ),
        tuple(";".join(row["rows"]) for row in about),
        groups=tuple(title(f"findings_{row['severity']}") for row in about),
    )


def indicator_tasks(plan: Plan, indicator: str) -> Table:
    """Return the numbered tasks that serve an indicator, under their projects and reforms.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    indicator
        Its id or its name.

    Raises
    ------
    UnknownName
        For an indicator that does not exist, with the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = indicator_tasks(ms.load_plan(), "childcare.yingpanshan_started")
    >>> table.rows[0]["due"], table.ids
    ('2019-12-31', ('childcare.project1.1',))
    """
    name = plan.indicator(indicator).indicator
    links = plan.tables["task_indicators"]
    tasks = plan.tasks[plan.tasks["task"].isin(links.loc[links["indicator"] == name, "task"])]
    groups = plan.groups.set_index("group").to_dict("index")
    rows = tasks.to_dict("records")
    return Table(
        title("tasks_of", name=indicator_names(plan)[name]),
        columns("number", "task", "due", "section"),
        tuple(
            {
                "number": str(row["number"]),
                "task": row[f"title_{current()}"],
                "due": "" if row["due"] != row["due"] else f"{row['due']:%Y-%m-%d}",
                "section": section_in_words(row["section"]),
            }
            for row in rows
        ),
        tuple(row["task"] for row in rows),
        groups=tuple(
            title(group["kind"], number=group["number"], name=group[f"name_{current()}"])
            for group in (groups[row["group"]] for row in rows)
        ),
    )


@marked
def method_answer(standing: Standing, method: str = "") -> Prose:
    """Say what one method answers on each goal, and how it comes to that.

    Parameters
    ----------
    standing
        Of a few goals, usually of one.
    method
        One of `minsheng.methods.METHODS`; the one that judges the goal when empty.

    Raises
    ------
    UnknownName
        For a method that does not exist, with the nearest match.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> print(method_answer(ms.stand(part, ms.Ledger(), "2018"), "sdsn").paragraphs[0])
    “学前三年毛入园率”按“年均变化比”没有结论：未报送。
    """
    require_known("method", [method] if method else [], list(METHODS))
    rows = compared(standing)
    names = indicator_names(standing.plan)
    chosen = rows[rows["method"].eq(method) if method else rows["used"]]
    paragraphs = []
    for row in chosen.to_dict("records"):
        words = {"name": names[row["indicator"]], "method": say(f"methods.{row['method']}")}
        if row["verdict"]:
            verdict, meaning = (say(f"methods.{row['verdict']}{end}") for end in ("", "_long"))
            text = say("standing.method_verdict", **words, verdict=verdict, meaning=meaning)
        elif row["reason"]:
            reason = say(f"reasons.{row['reason']}")
            text = say("standing.method_silent", **words, reason=reason)
        elif not math.isnan(row["figure"]):
            text = say("standing.method_figure", **words, figure=plain(row["figure"], 3))
        else:
            text = say("standing.method_not_asked", **words)
        paragraphs.append(text)
    used = [name for name in METHODS if chosen["method"].eq(name).any()]
    points = [
        say("standing.explained", word=say(f"methods.{name}"), text=say(f"methods.{name}_long"))
        for name in used
    ]
    return Prose(tuple(paragraphs), tuple(points))
