"""The sources of a report: tables, methods, fingerprints."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from minsheng.evaluation import Standing, why_not_judged
from minsheng.methods import METHODS
from minsheng.plan.naming import as_plan
from minsheng.plan.wording import assumption_in_words, indicator_names
from minsheng.reports.exhibits import Prose, marked
from minsheng.reports.phrases import scope, sentence
from minsheng.text.dates import date_in_words
from minsheng.text.language import listing, say
from minsheng.text.tracing import FINGERPRINTS, counted, traced
from minsheng.version import __version__

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan

_SHORT = 12  # digits of a fingerprint
# Names and units say what a number is of; they hold none.
_SOURCES = (
    "indicators",
    "baselines",
    "targets",
    "restatements",
    "relations",
    "groups",
    "tasks",
    "task_indicators",
    "counts",
    "responsibilities",
    "calendar",
)


def provenance(of: Plan | Standing) -> Prose:
    """Say which data and which version a report was made from.

    Parameters
    ----------
    of
        A plan, or a standing, for which ledger, period and the day of reading are stated too.

    Examples
    --------
    >>> import minsheng as ms
    >>> ms.load_plan().fingerprint[:12] in str(provenance(ms.load_plan()))
    True
    >>> print(provenance(ms.stand(ms.load_plan(), ms.Ledger(), "2019H1")).paragraphs[1])
    实际值台账中没有本报告所涉指标和任务的记录；报告期为2019年上半年，台账按现状读取。
    """
    if isinstance(of, Standing):
        return _standing_provenance(of)
    of = as_plan(of)
    fingerprint = traced(of.fingerprint[:_SHORT], f"{FINGERPRINTS}plan")
    words = sentence("provenance", plan=of.facts.plan, fingerprint=fingerprint, version=__version__)
    assumed = [_assumptions(of)] if of.assumptions else []
    return Prose((words, *assumed, _source_tables(of)), role="note")


def _assumptions(plan: Plan) -> str:
    """Say what is assumed in place of what the plan states."""
    names, table = indicator_names(plan.whole), plan.whole.tables["indicators"]
    units = table.set_index("indicator")["unit"]
    clauses = [
        sentence(
            "assumed_of",
            name=names[one.indicator],
            words=assumption_in_words(one, plan.unit(str(units[one.indicator]))),
        )
        for one in plan.assumptions
    ]
    return sentence("assumed", assumptions=say("faults.semicolon").join(clauses))


def _source_tables(plan: Plan) -> str:
    """Say which tables of the data package the report uses, and how many rows each has."""
    clauses = [
        sentence(
            "table_rows",
            table=sentence(f"table_{name}"),
            file=name,
            n=counted(len(rows), f"rows:{scope(plan)}.{name}"),
        )
        for name, rows in plan.tables.items()
        if name in _SOURCES and len(rows)
    ]
    return sentence("tables", tables=listing(clauses))


@marked
def _standing_provenance(standing: Standing) -> Prose:
    ledger = standing.ledger
    as_of = (
        say("standing.as_of", day=date_in_words(standing.as_of))
        if standing.as_of
        else say("standing.as_it_stands")
    )
    key = "provenance_empty" if ledger.is_empty else "provenance"
    fingerprint = traced(ledger.fingerprint[:_SHORT], f"{FINGERPRINTS}ledger")
    words = say(
        f"standing.{key}",
        origin=_named(ledger.origin),
        fingerprint=fingerprint,
        period=standing.period.name(),
        as_of=as_of,
    )
    first, *rest = provenance(standing.plan).paragraphs
    return Prose((first, words, *rest), role="note")


def _named(origin: str) -> str:
    """Return the name of a ledger without its folder."""
    on_a_server = "://" in origin and not origin.partition("://")[2].startswith("/")
    return origin if on_a_server else PurePath(origin).name


@marked
def methods(standing: Standing) -> Prose:
    """Explain each method that judges a goal, and each reason for which none does.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> [point[:4] for point in methods(ms.stand(part, ms.Ledger(), "2018")).points]
    ['规划进度', '未报送：']
    """
    verdicts = standing.verdicts
    used = [name for name in METHODS if verdicts["method"].eq(name).any()]
    reasons = map(why_not_judged, verdicts.to_dict("records"))
    codes = [code for code in dict.fromkeys(reasons) if code]
    points = [
        *(
            say("standing.explained", word=say(f"methods.{name}"), text=say(f"methods.{name}_long"))
            for name in used
        ),
        *(
            say(
                "standing.explained_reason",
                word=say(f"reasons.{code}"),
                text=say(f"reasons.{code}_long"),
            )
            for code in codes
        ),
    ]
    return Prose((say("standing.note_methods"),), tuple(points), role="note")
