"""The audit as tidy frames: every check, the findings, the counts."""

from __future__ import annotations

from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING

from minsheng.audit.book import Book
from minsheng.audit.check import SEVERITIES, Check
from minsheng.audit.rules import RULES

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

COLUMNS = tuple(part.name for part in fields(Check))
SUMMARY_COLUMNS = ("rule", "checked", "agreed", "contradictions", "questions", "remarks")


@lru_cache(maxsize=4)
def checks(plan: Plan) -> tuple[Check, ...]:
    """Return every check of every rule: by severity, programme, rule and indicator.

    A plan is frozen, so what was checked once is kept: a report asks for it several times.
    """
    book = Book(plan)
    found = [check for rule in RULES.values() for check in rule(book)]
    rank = {name: place for place, name in enumerate(RULES)}
    last = len(book.order) + 1
    return tuple(sorted(found, key=lambda check: (
        SEVERITIES.index(check.severity), book.order.get(check.programme, last), check.programme,
        rank[check.rule], check.indicators, check.rows, check.arithmetic,
    )))  # fmt: skip


def audit(plan: Plan) -> pd.DataFrame:
    """Return every check that was made on `plan`, those that agree included.

    Parameters
    ----------
    plan
        A plan or a selection of one. Relations that reach beyond a selection are left out.

    Returns
    -------
    pandas.DataFrame
        One row per check, findings first, by severity, then by the order of programmes and rules:
        ``rule``; ``severity`` (``contradiction``, ``question``, ``remark``, ``agreed``);
        ``programme``; ``indicators`` and ``rows``, tuples; ``arithmetic``, the numbers in one
        line; ``zh`` and ``en``, one sentence each; ``ask``, the programme's lead departments,
        joined by ``;``.

    Examples
    --------
    >>> import minsheng as ms
    >>> checked = audit(ms.load_plan().select(programme="childcare"))
    >>> checked.loc[checked["rule"] == "parts", ["severity", "arithmetic"]].values.tolist()
    [['agreed', '70 + 73 = 143'], ['agreed', '1 + 69 = 70']]
    """
    import pandas as pd

    rows = [tuple(getattr(check, column) for column in COLUMNS) for check in checks(plan)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    tuples = ("indicators", "rows")
    return frame.astype({
        column: "object" if column in tuples else "str" for column in COLUMNS
    })  # fmt: skip


def findings(plan: Plan) -> pd.DataFrame:
    """Return the checks that have something to say, gravest first.

    Examples
    --------
    >>> import minsheng as ms
    >>> found = findings(ms.load_plan().select(programme="culture_sport"))
    >>> found.loc[0, ["rule", "severity", "arithmetic"]].tolist()
    ['level', 'contradiction', '1 + 1 + 1 + 1 = 4 ≠ 3']
    """
    checked = audit(plan)
    return checked[checked["severity"] != "agreed"].reset_index(drop=True)


def summary(plan: Plan) -> pd.DataFrame:
    """Return for each rule how much was checked and what came of it, nothing checked included.

    Returns
    -------
    pandas.DataFrame
        ``rule`` in the order of the rules, ``checked``, ``agreed``, ``contradictions``,
        ``questions``, ``remarks``: the last four add up to the second.

    Examples
    --------
    >>> import minsheng as ms
    >>> counted = summary(ms.load_plan()).set_index("rule")
    >>> counted.loc["counts"].tolist(), int(counted.loc["yearly_mean", "checked"])
    ([16, 16, 0, 0, 0], 0)
    """
    import pandas as pd

    found = checks(plan)
    rows = []
    for rule in RULES:
        own = [check.severity for check in found if check.rule == rule]
        rows.append((
            rule, len(own), *(own.count(severity) for severity in
                              ("agreed", "contradiction", "question", "remark")),
        ))  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))
    return frame.astype({"rule": "str", **dict.fromkeys(SUMMARY_COLUMNS[1:], "int64")})


def joined(found: pd.DataFrame) -> pd.DataFrame:
    """Return `found` with its tuples joined by ``;``, as a CSV or JSON file holds them.

    Examples
    --------
    >>> import minsheng as ms
    >>> rows = joined(findings(ms.load_plan().select(programme="culture_sport")))
    >>> rows.loc[0, "indicators"]
    'culture_sport.museums;culture_sport.museums_opened'
    """
    return found.assign(
        indicators=found["indicators"].map(";".join), rows=found["rows"].map(";".join)
    )
