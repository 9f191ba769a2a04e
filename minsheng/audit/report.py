"""The audit as tidy frames: every check, the findings, the counts of each rule."""

from __future__ import annotations

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from minsheng.audit.book import book_of
from minsheng.audit.checks import SEVERITIES, Check
from minsheng.audit.rules import RULES
from minsheng.plan.naming import taking_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from minsheng.plan.plan import Plan

CHECK_COLUMNS = (
    "rule",
    "severity",
    "programme",
    "indicators",
    "rows",
    "arithmetic",
    "zh",
    "en",
    "ask",
)
SUMMARY_COLUMNS = {
    "agreed": "agreed",
    "contradictions": "contradiction",
    "questions": "question",
    "remarks": "remark",
}
"""The columns of `summary` that count the checks of a severity."""


@lru_cache(maxsize=4)
def checks(plan: Plan) -> tuple[Check, ...]:
    """Return every check of every rule: by severity, programme, rule and indicator.

    Those of a selection are the checks of its whole plan that concern any of its indicators, or
    one of its programmes with all its indicators. A plan is frozen and a report asks for its checks
    several times, so they are kept.
    """
    if plan.whole is not plan:
        return tuple(filter(_concerns(plan), checks(plan.whole)))
    book = book_of(plan)
    ranks = {rule: rank for rank, rule in enumerate(RULES)}

    def order(check: Check) -> tuple[object, ...]:
        severity, programme = SEVERITIES.index(check.severity), check.programme
        by_programme = (severity, book.programme_rank(programme), programme, ranks[check.rule])
        return (*by_programme, check.indicators, check.rows, check.arithmetic)

    return tuple(sorted((check for rule in RULES.values() for check in rule(book)), key=order))


def _concerns(plan: Plan) -> Callable[[Check], bool]:
    """Return whether a check concerns a selection: its indicators, or a programme that is whole."""
    chosen, every = plan.tables["indicators"], plan.whole.tables["indicators"]
    names = set(chosen["indicator"])
    left_out = set(every.loc[~every["indicator"].isin(names), "programme"])
    programmes = set(plan.tables["programmes"]["programme"]) - left_out

    def concerns(check: Check) -> bool:
        return check.programme in programmes or not names.isdisjoint(check.indicators)

    return concerns


@taking_parts
def audit(plan: Plan) -> pd.DataFrame:
    """Return every check that was made on `plan`, those that agree included.

    Parameters
    ----------
    plan
        A plan or a selection of one: of a selection the checks of the whole plan that concern it.

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
    return _frame(checks(plan))


def _frame(made: Iterable[Check]) -> pd.DataFrame:
    """Return checks as a frame with the columns `CHECK_COLUMNS`."""
    import pandas as pd

    records = list(map(attrgetter(*CHECK_COLUMNS), made))
    tuples = ("indicators", "rows")
    types = {name: "object" if name in tuples else "str" for name in CHECK_COLUMNS}
    return pd.DataFrame(records, columns=list(CHECK_COLUMNS)).astype(types)


@taking_parts
def findings(plan: Plan) -> pd.DataFrame:
    """Return the checks that have something to say, gravest first.

    Examples
    --------
    >>> import minsheng as ms
    >>> rows = findings(ms.load_plan().select(programme="culture_sport"))
    >>> rows.loc[0, ["rule", "severity", "arithmetic"]].tolist()
    ['level', 'contradiction', '1 + 1 + 1 + 1 = 4 ≠ 3']
    """
    return _frame(check for check in checks(plan) if check.is_finding)


@taking_parts
def summary(plan: Plan) -> pd.DataFrame:
    """Return for each rule how many checks it made, and how many of each severity.

    Returns
    -------
    pandas.DataFrame
        One row per rule, those without a check included, in the order of the rules: ``rule``,
        ``checked``, ``agreed``, ``contradictions``, ``questions``, ``remarks``; the last four add
        up to ``checked``.

    Examples
    --------
    >>> import minsheng as ms
    >>> counted = summary(ms.load_plan()).set_index("rule")
    >>> counted.loc["counts"].tolist(), int(counted.loc["yearly_mean", "checked"])
    ([16, 16, 0, 0, 0], 0)
    """
    import pandas as pd

    severities: dict[str, list[str]] = {rule: [] for rule in RULES}
    for check in checks(plan):
        severities[check.rule].append(check.severity)
    counts = {
        "checked": [len(own) for own in severities.values()],
        **{
            column: [own.count(severity) for own in severities.values()]
            for column, severity in SUMMARY_COLUMNS.items()
        },
    }
    return pd.DataFrame({"rule": list(RULES), **counts}).astype({"rule": "str"})


def joined(checked: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of checks with its tuples joined by ``;``, as a CSV or JSON file holds them.

    Examples
    --------
    >>> import minsheng as ms
    >>> rows = joined(findings(ms.load_plan().select(programme="culture_sport")))
    >>> rows.loc[0, "indicators"]
    'culture_sport.museums;culture_sport.museums_opened'
    """
    return checked.assign(**{name: checked[name].map(";".join) for name in ("indicators", "rows")})
