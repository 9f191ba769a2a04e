"""The audit report: contradictions in a plan, questions for departments, measurability of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng import audit
from minsheng.plan.wording import department_names, indicator_names, programme_names
from minsheng.reports.drawing import Exhibit, make_figure
from minsheng.reports.exhibits import Column, Prose, Table
from minsheng.reports.phrases import count, sentence
from minsheng.reports.rows import Rows, columns, count_table, title
from minsheng.text.language import current, listing, say
from minsheng.text.tracing import traced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan


def audit_answer(plan: Plan) -> Prose:
    """Summarise the audit: number of items checked, contradictions, questions, agreements.

    Examples
    --------
    >>> import minsheng as ms
    >>> audit_answer(ms.load_plan().select(programme="amenities")).paragraphs[0][:3]
    '共核对'
    """
    counted = audit.summary(plan).set_index("rule")
    all_findings = audit.findings(plan)
    totals = {
        str(name): count(plan, f"audit.{name}", int(total)) for name, total in counted.sum().items()
    }
    # What contradicts itself is one statement: its numbers make no sense apart.
    contradictions = all_findings[all_findings["severity"] == "contradiction"].to_dict("records")
    points = [
        traced(row[current()], f"audit:{row['rule']}:{';'.join(row['rows'])}")
        for row in contradictions
    ]
    asked = counted.loc[counted["questions"] > 0, "questions"].sort_values(ascending=False)
    clean = counted[(counted["checked"] > 0) & (counted["checked"] == counted["agreed"])]["agreed"]
    for key, rows in (("audit_questions", asked), ("audit_agreed", clean)):
        if not rows.empty:
            clauses = [
                sentence(
                    "audit_rule",
                    rule=say(f"rules.{rule}"),
                    n=count(plan, f"audit.{rule}.{rows.name}", int(n)),
                )
                for rule, n in rows.items()
            ]
            points.append(sentence(key, rules=listing(clauses)))
    return Prose(
        (sentence("audit_counts", **totals), sentence("audit_meaning")),
        tuple(points),
        role="answer",
    )


_COUNTS = ("checked", "agreed", "contradictions", "questions", "remarks")


def findings(plan: Plan, severity: str) -> Table:
    """Return the audit findings of one severity, one row each, with arithmetic and whom to ask.

    Parameters
    ----------
    plan
        A plan or a selection of one.
    severity
        ``contradiction``, ``question`` or ``remark``.

    Examples
    --------
    >>> import minsheng as ms
    >>> findings(ms.load_plan(), "contradiction").rows[0]["arithmetic"]
    '1 + 1 + 1 + 1 = 4 ≠ 3'
    """
    all_findings = audit.findings(plan)
    departments = department_names(plan)
    rows = Rows(plan)
    for row in all_findings[all_findings["severity"] == severity].to_dict("records"):
        rows.add(row["programme"], ";".join(row["rows"]), _finding(row, departments))
    return rows.table(
        title(f"findings_{severity}"), columns("rule", "finding", "arithmetic", "ask")
    )


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
        tuple(_finding(row, departments) for row in about),
        tuple(";".join(row["rows"]) for row in about),
        groups=tuple(title(f"findings_{row['severity']}") for row in about),
    )


def _finding(row: Mapping[Any, Any], departments: Mapping[str, str]) -> dict[str, str]:
    asked = [departments[name] for name in row["ask"].split(";") if name]
    return {
        "rule": say(f"rules.{row['rule']}"),
        "finding": row[current()],
        "arithmetic": row["arithmetic"],
        "ask": listing(asked) or say("audit.issuer"),
    }


def checks(plan: Plan) -> Table:
    """Return one row per audit rule: how many items were checked, agreed or raised a finding.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = checks(ms.load_plan())
    >>> [row["agreed"] for row in table.rows if row["rule"] == "工程、改革、任务的计数"]
    ['16']
    """
    counted = audit.summary(plan).set_index("rule")[list(_COUNTS)]
    rules = {str(rule): say(f"rules.{rule}") for rule in counted.index}
    return count_table(title("checks"), columns("rule", *_COUNTS, numbers=_COUNTS), counted, rules)


def measurability(plan: Plan) -> Table:
    """Return one row per programme: how many of its goals have each item that an evaluation needs.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = measurability(ms.load_plan().select(programme="housing"))
    >>> table.rows[0]["has_baseline"]
    '0'
    """
    titles = {"goals": "count_goals", **{need: need for need in audit.NEEDS}}
    counted = int(audit.measurability(plan)["baseline"].eq("counted").sum())
    return count_table(
        title("measurability"),
        (
            *columns("programme"),
            *(Column(name, title(words), "number") for name, words in titles.items()),
        ),
        audit.needs_of_programmes(plan),
        programme_names(plan),
        [title("note_counted_baselines", n=counted)] if counted else [],
    )


def asks(plan: Plan) -> Table:
    """Return the questions to put to departments before every goal can be measured.

    What is asked of a goal without a number names what its note says of it.

    Examples
    --------
    >>> import minsheng as ms
    >>> asks(ms.load_plan().select(indicator="childcare.public_share")).rows[0]["whom"]
    '区教委'
    """
    rows = Rows(plan)
    departments = department_names(plan)
    notes = plan.indicators.set_index("indicator")[f"note_{current()}"]
    for row in audit.asks(plan).to_dict("records"):
        whom = [departments[name] for name in row["whom"].split(";") if name]
        note = notes[row["indicator"]].rstrip("。.") if row["what"] == "number" else ""
        what = title(f"ask_{row['what']}") + (say("audit.note", note=note) if note else "")
        rows.add_goal(row, {"what": what, "whom": listing(whom)})
    return rows.table(title("asks"), columns("indicator", "what", "whom"))


def measurability_figure(plan: Plan) -> Exhibit:
    """Draw how many goals of each programme have each item that an evaluation needs."""
    from minsheng import charts

    return make_figure("measurability", charts.measurability, plan, [measurability(plan)])
