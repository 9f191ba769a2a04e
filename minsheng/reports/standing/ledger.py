"""Tables of the ledger: missing values, all values with their vintages, warnings."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from minsheng.errors import grouped
from minsheng.plan.periods import period
from minsheng.plan.wording import department_names
from minsheng.reports.exhibits import Table, marked
from minsheng.reports.rows import Rows, columns, title
from minsheng.reports.standing.class_words import reasons_of
from minsheng.reports.standing.tasks import day_of
from minsheng.reports.standing.verdicts import done_or_not, observed_number
from minsheng.tables.schema import ledger_tables
from minsheng.text.amounts import amount
from minsheng.text.language import current
from minsheng.text.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from minsheng.evaluation import Standing
    from minsheng.text.units import Unit


@marked
def unreported(standing: Standing) -> Table:
    """Return the goals without a value for the period, with data holder and last known value.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> unreported(ms.stand(plan, ms.Ledger(), "2018")).rows[0]["holder"]
    '区教委'
    """
    rows = Rows(standing.plan)
    departments = department_names(standing.plan)
    verdicts = standing.verdicts
    last, reason = _last_known(standing), reasons_of(standing)
    for row in verdicts[verdicts["class"].eq("not_reported")].to_dict("records"):
        rows.add_goal(
            row,
            {
                "unit": "" if row["kind"] == "milestone" else rows.unit(row["unit"]).name(),
                "holder": departments.get(row["holder"], ""),
                "reason": reason(row),
                "last_known": last.get(row["indicator"], title("never")),
            },
        )
    return rows.table(
        title("unreported", period=standing.period.name()),
        columns("indicator", "unit", "holder", "reason", "last_known"),
    )


def _last_known(standing: Standing) -> dict[str, str]:
    """Return the latest value of each goal up to the end of the period, in words, by indicator."""
    goals = standing.plan.tables["indicators"][["indicator", "kind", "unit"]]
    known = standing.ledger.latest("observations")
    known = known.merge(goals, on="indicator")
    when = [period(text) for text in known["period"]]
    known = known.assign(time=[one.time for one in when], name=[one.name() for one in when])
    known = known[known["time"] <= standing.period.time].sort_values("time", kind="stable")
    last_values = {}
    for row in known.to_dict("records"):
        value = (
            done_or_not(row["value"])
            if row["kind"] == "milestone"
            else amount(row["value"], standing.plan.unit(row["unit"]))
        )
        last_values[row["indicator"]] = title("value_in_period", value=value, period=row["name"])
    return last_values


@marked
def observations(standing: Standing) -> Table:
    """Return all values of the goals in the ledger, with every vintage of each.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> part = plan.select(indicator="childcare.inclusive_share")
    >>> table = observations(ms.stand(part, ms.load_observations(plan, "demo"), "2018H1"))
    >>> [(row["observed"], row["vintage"]) for row in table.rows]
    [('77.49', '已更正'), ('77.37', '现行')]
    """
    rows = Rows(standing.plan)
    goals = standing.plan.tables["indicators"][["indicator", "programme", "kind", "unit"]]
    every = standing.ledger.observations
    every = goals.assign(rank=range(len(goals))).merge(every, on="indicator")
    when = pd.Series([period(text) for text in every["period"]], index=every.index, dtype=object)
    every = every.assign(
        time=when.map(lambda one: one.time),
        name=when.map(lambda one: one.name()),
        length=when.map(lambda one: one.time - one.begin),
    )
    every = every[every["time"] <= standing.period.time]
    every = every.sort_values(["rank", "time", "length", "reported_on"], kind="stable")
    every["in_force"] = ~every.duplicated(["indicator", "period"], keep="last")
    for row in every.to_dict("records"):
        vintage = title("in_force" if row["in_force"] else "replaced")
        cells = {**_observation(row, rows.unit(row["unit"])), "vintage": vintage}
        rows.add_goal(row, cells, {"observed": row["value"]})
    optional = [name for name in ("quotient", "note") if any(row[name] for row in rows.shown)]
    first = ("indicator",) if len(goals) > 1 else ()
    names = ("period", "observed", "unit", "status", "reported_on", "vintage", *optional, "source")
    return rows.table(title("observations"), columns(*first, *names, numbers=("observed",)))


def _observation(row: Mapping[Any, Any], unit: Unit) -> dict[str, str]:
    milestone = row["kind"] == "milestone"
    decimals = math.nan if pd.isna(row["decimals"]) else float(row["decimals"])
    parts = [plain(row[name], 2) for name in ("numerator", "denominator")]
    return {
        "period": row["name"],
        "observed": done_or_not(row["value"])
        if milestone
        else observed_number(row["value"], unit, decimals),
        "unit": "" if milestone else unit.name(),
        "status": title(row["status"]),
        "reported_on": day_of(row["reported_on"]),
        "quotient": "" if math.isnan(row["numerator"]) else "/".join(parts),
        "note": row["note"],
        "source": row["source"],
    }


def _column_title(name: str) -> str:
    """Return the title of a column of the ledger in the language in force, else its name."""
    fields = {field.name: field for field in ledger_tables()["observations"].fields}
    if name not in fields:
        return name
    return fields[name].title_zh if current() == "zh" else fields[name].title_en


@marked
def warnings(standing: Standing) -> Table:
    """Return the warnings of the ledger: values to be verified, with file and rows.

    Examples
    --------
    >>> import minsheng as ms
    >>> warnings(ms.stand(ms.load_plan(), ms.Ledger(), "2018")).rows
    ()
    """
    said = grouped(standing.ledger.warnings)
    rows = tuple(
        {
            "place": replace(one, column=_column_title(one.column)).place(),
            "what_to_verify": replace(one, file="", row=None, column="").text(),
        }
        for one in said
    )
    return Table(
        title("warnings"),
        columns("place", "what_to_verify"),
        rows,
        tuple(f"{one.file}:{one.row}" for one in said),
    )
