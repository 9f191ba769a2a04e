"""What the audit found, what it checked, and what would have to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minsheng import audit
from minsheng.reports.exhibits import Column, Table
from minsheng.text.language import current, listing, say
from minsheng.reports.listings.rows import Rows, columns, title
from minsheng.plan.wording import department_names, programme_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.plan.plan import Plan

_COUNTS = ("checked", "agreed", "contradictions", "questions", "remarks")


def findings(plan: Plan, severity: str) -> Table:
    """Return the findings of one severity: what is printed, what follows, whom to ask.

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
    found = audit.findings(plan)
    departments = department_names(plan)
    rows = Rows(plan)
    for row in found[found["severity"] == severity].to_dict("records"):
        rows.add(row["programme"], ";".join(row["rows"]), _finding(row, departments))
    return rows.table(
        title(f"findings_{severity}"), columns("rule", "finding", "arithmetic", "ask")
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
    """Return for each rule how much was checked and what came of it.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = checks(ms.load_plan())
    >>> [row["agreed"] for row in table.rows if row["rule"] == "工程、改革、任务的计数"]
    ['16']
    """
    counted = audit.summary(plan)
    rows = [
        {"rule": say(f"rules.{row['rule']}"), **{name: str(row[name]) for name in _COUNTS}}
        for row in counted.to_dict("records")
    ]
    values = [{name: float(row[name]) for name in _COUNTS} for row in counted.to_dict("records")]
    return Table(
        title("checks"), columns("rule", *_COUNTS, numbers=_COUNTS), tuple(rows),
        tuple(counted["rule"]), tuple(values),
    )  # fmt: skip


def measurability(plan: Plan) -> Table:
    """Return for each programme how many goals have what an evaluation needs.

    Examples
    --------
    >>> import minsheng as ms
    >>> table = measurability(ms.load_plan().select(programme="housing"))
    >>> table.rows[0]["has_baseline"]
    '0'
    """
    counted = audit.needs_of_programmes(plan).to_dict("index")
    rows, values = [], []
    for programme, name in programme_names(plan).items():
        counts = {str(need): int(n) for need, n in counted[programme].items()}
        rows.append({"programme": name, **{key: str(count) for key, count in counts.items()}})
        values.append({key: float(count) for key, count in counts.items()})
    titles = {"goals": "count_goals", **{need: need for need in audit.NEEDS}}
    return Table(
        title("measurability"),
        (
            *columns("programme"),
            *(Column(name, title(words), "number") for name, words in titles.items()),
        ),
        tuple(rows), tuple(plan.programmes["programme"]), tuple(values),
    )  # fmt: skip


def asks(plan: Plan) -> Table:
    """Return what would have to be asked of whom before all goals can be followed in numbers.

    Examples
    --------
    >>> import minsheng as ms
    >>> asks(ms.load_plan().select(indicator="childcare.public_share")).rows[0]["whom"]
    '区教委'
    """
    rows = Rows(plan)
    departments = department_names(plan)
    for row in audit.asks(plan).to_dict("records"):
        whom = [departments[name] for name in row["whom"].split(";") if name]
        shown = {"indicator": rows.names[row["indicator"]], "what": title(f"ask_{row['what']}"),
                 "whom": listing(whom)}  # fmt: skip
        rows.add(row["programme"], row["indicator"], shown)
    return rows.table(title("asks"), columns("indicator", "what", "whom"))
