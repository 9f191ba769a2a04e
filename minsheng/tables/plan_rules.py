"""The rules that the rows of a plan must keep, beyond what a Table Schema can express.

Each rule takes the checked records of all tables and yields faults. The rules concern how a plan is
written down. Where a plan contradicts itself the tables are not at fault: it stays as printed.
"""

from __future__ import annotations

import ast
import operator
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from minsheng.errors import Fault, nearest
from minsheng.plan.bounds import Limits, limits
from minsheng.plan.changes import CHANGES
from minsheng.plan.periods import span
from minsheng.tables.change_rules import change_faults
from minsheng.tables.columns import Record
from minsheng.tables.limits import impossible, unusual
from minsheng.text.quantity import quantities

Records = Mapping[str, list[Record]]
_FIGURES = ("baselines", "targets", "restatements")
TABLES = {*_FIGURES, "units", "indicators", "groups", "tasks", "relations"}
"""The tables that the rules look at; where one of them cannot be read, the rules are silent."""


@dataclass(frozen=True)
class PlanTables:
    """What the rules look at: all records, the files' names and the years of the plan."""

    records: Records
    paths: Mapping[str, str]
    first_year: int
    last_year: int
    baseline_year: int

    def fault(
        self, code: str, table: str, record: Record, column: str, allowed: tuple[str, ...] = ()
    ) -> Fault:
        """Return a fault at one cell."""
        found = record.get(column)
        return Fault(
            code,
            self.paths[table],
            record["_row"],
            column,
            "" if found is None else str(found),
            allowed,
        )

    @cached_property
    def units(self) -> Mapping[str, Record]:
        """The rows of units, by unit."""
        return {record["unit"]: record for record in self.records["units"]}

    def limits(self, indicator: Record) -> Limits | None:
        """Return what the values of an indicator may be; None where its unit is none."""
        unit = self.units.get(indicator["unit"])
        return limits(indicator, unit) if unit else None

    def figures(self) -> Iterator[tuple[str, Record, Record]]:
        """Yield table, row and the row's indicator for each figure that can be judged.

        Rows with a faulty cell are left out: their fault is known, and others would only follow.
        """
        indicators = {record["indicator"]: record for record in self.records["indicators"]}
        for table in _FIGURES:
            for record in self.records[table]:
                indicator = indicators.get(record["indicator"])
                if indicator and record["year"] and not record["_bad"]:
                    yield table, record, indicator

    def levels(self) -> Iterator[tuple[str, Record, Record]]:
        """Yield the `figures` whose number is in the unit of the indicator, no change of it."""
        for table, record, indicator in self.figures():
            if not record.get("change"):
                yield table, record, indicator


def _directions(tables: PlanTables) -> Iterator[Fault]:
    for record in tables.records["indicators"]:
        if record["aim"] == "context" and record["direction"] in ("up", "down"):
            yield tables.fault(
                "context_has_direction", "indicators", record, "direction", ("none",)
            )
        if record["aim"] not in (None, "context") and record["direction"] == "none":
            yield tables.fault(
                "direction_missing_sense", "indicators", record, "direction", ("up", "down")
            )


def _milestones(tables: PlanTables) -> Iterator[Fault]:
    for record in tables.records["indicators"]:
        if record["_bad"] & {"unit", "kind"}:
            continue
        if (record["unit"] == "milestone") != (record["kind"] == "milestone"):
            yield tables.fault("milestone_unit", "indicators", record, "unit")
    for table, record, indicator in tables.figures():
        if indicator["kind"] == "milestone" and record["value"] not in (None, 0, 1):
            yield tables.fault("milestone_value", table, record, "value", ("1",))


def _flows(tables: PlanTables) -> Iterator[Fault]:
    shares = {record["unit"] for record in tables.records["units"] if record["share"]}
    for record in tables.records["indicators"]:
        if record["kind"] == "flow" and record["unit"] in shares:
            yield tables.fault("flow_is_share", "indicators", record, "kind", ("stock",))


def _spans(tables: PlanTables) -> Iterator[Fault]:
    """Find totals and means of several years where nothing adds up over the years.

    The past may be printed as the mean of a level (the growth of wages in 2015–2017); a target may
    not.
    """
    for table, record, indicator in tables.figures():
        refused = ("total",) if table == "baselines" else ("total", "mean")
        judged = indicator["kind"] and "kind" not in indicator["_bad"]
        if judged and indicator["kind"] != "flow" and record["statistic"] in refused:
            yield tables.fault("total_of_stock", table, record, "statistic", ("value",))


def _second_spans(tables: PlanTables) -> Iterator[Fault]:
    """Find a second total, or mean, of one flow: one path cannot lead to both."""
    seen: set[tuple[str, str]] = set()
    for table, record, _ in tables.figures():
        key = (record["indicator"], record["statistic"])
        over_years = record["statistic"] in ("total", "mean") and "-" in record["year"]
        if table != "targets" or not over_years:
            continue
        if key in seen:
            yield tables.fault("second_span", table, record, "year")
        seen.add(key)


def _due_days(tables: PlanTables) -> Iterator[Fault]:
    """Find days that are none of the year of their target, or of a target that is no milestone."""
    for table, record, indicator in tables.figures():
        due = record.get("due") if table == "targets" else None
        if due and indicator["kind"] != "milestone":
            yield tables.fault("due_of_no_milestone", table, record, "due")
        elif due and str(due.year) != record["year"]:
            yield tables.fault("due_outside_year", table, record, "due", (record["year"],))


def _ids(tables: PlanTables) -> Iterator[Fault]:
    for table, column in (("indicators", "indicator"), ("groups", "group")):
        for record in tables.records[table]:
            if record["_bad"] & {column, "programme"}:
                continue
            if not str(record[column]).startswith(f"{record['programme']}."):
                yield tables.fault("id_outside_programme", table, record, column)
    for record in tables.records["tasks"]:
        expected = f"{record['group']}.{record['number']}"
        if not record["_bad"] & {"task", "group", "number"} and record["task"] != expected:
            yield tables.fault("task_id_mismatch", "tasks", record, "task", (expected,))


def _notes(tables: PlanTables) -> Iterator[Fault]:
    for table in ("indicators", "baselines", "relations"):
        for record in tables.records[table]:
            if bool(record["note_zh"]) != bool(record["note_en"]):
                missing = "note_en" if record["note_zh"] else "note_zh"
                yield tables.fault("note_in_one_language", table, record, missing)


def _years(tables: PlanTables) -> Iterator[Fault]:
    plan = (f"{tables.first_year}–{tables.last_year}",)
    for table, record, _ in tables.figures():
        try:
            first, last = span(record["year"])
        except ValueError:
            continue  # the pattern's fault says it already
        if first > last:
            yield tables.fault("span_reversed", table, record, "year")
            continue
        if record["statistic"] and (first != last) == (record["statistic"] == "value"):
            yield tables.fault("statistic_needs_span", table, record, "statistic")
        if table == "targets" and not tables.first_year <= first <= last <= tables.last_year:
            yield tables.fault("year_outside_plan", table, record, "year", plan)
        if table == "baselines" and last >= tables.first_year:
            yield tables.fault("baseline_not_before_plan", table, record, "year")


def _bounds(tables: PlanTables) -> Iterator[Fault]:
    for table, record, _ in tables.figures():
        value, high = record["value"], record["value_high"]
        if (record["bound"] is None) != (value is None):
            yield tables.fault("bound_without_value", table, record, "bound")
        if (record["bound"] == "range") != (high is not None):
            yield tables.fault("range_without_high", table, record, "value_high")
        if value is not None and high is not None and high <= value:
            yield tables.fault("range_reversed", table, record, "value_high")


def _limits(tables: PlanTables) -> Iterator[Fault]:
    """Find values that cannot be, and limits that are not in order."""
    names = ("minimum", "usual_minimum", "usual_maximum", "maximum")
    for table in ("units", "indicators"):
        for record in tables.records[table]:
            ends = [(name, record[name]) for name in names if record.get(name) is not None]
            for (_, before), (name, after) in pairwise(ends):
                if after < before:
                    yield tables.fault("limits_reversed", table, record, name)
    for table, record, indicator in tables.levels():
        allowed = tables.limits(indicator)
        for column in ("value", "value_high"):
            value = record[column]
            code, band = ("", ()) if value is None or not allowed else impossible(value, allowed)
            if code:
                yield tables.fault(code, table, record, column, band)


def _decimals(tables: PlanTables) -> Iterator[Fault]:
    """Find values with more decimals than their unit, which no report would print in full."""
    for table, record, indicator in tables.levels():
        unit = tables.units.get(indicator["unit"], {})
        most = unit.get("decimals")
        # Of a milestone any value but 0 and 1 is a fault already, as is a share as a fraction.
        if most is None or indicator["kind"] == "milestone" or _is_fraction(record, unit):
            continue
        for column in ("value", "value_high"):
            value = record[column]
            if value is not None and value != round(value, most):
                allowed = (f"≤{most}",)
                yield tables.fault("finer_than_unit", table, record, column, allowed)


def _shares(tables: PlanTables) -> Iterator[Fault]:
    for table, record, indicator in tables.levels():
        if _is_fraction(record, tables.units.get(indicator["unit"], {})):
            percent = f"{(record['value'] * 100).normalize():f}"
            yield tables.fault("share_as_fraction", table, record, "value", (percent,))


def _is_fraction(record: Record, unit: Record) -> bool:
    """Whether the value of a share is written as 0.95 where 0.95% is not what is printed."""
    value = record["value"]
    if not unit.get("share") or value is None or not 0 < value < 1:
        return False
    return value not in {quantity.value for quantity in quantities(record["printed"] or "")}


def _aims(tables: PlanTables) -> Iterator[Fault]:
    numbered: dict[str, bool] = defaultdict(bool)
    for record in tables.records["targets"]:
        # A value that cannot be read was meant to be one.
        numbered[record["indicator"]] |= record["value"] is not None or "value" in record["_bad"]
    for record in tables.records["indicators"]:
        aim, has_number = record["aim"], numbered.get(record["indicator"])
        if aim in ("reach", "hold") and not has_number:
            yield tables.fault("aim_needs_number", "indicators", record, "aim")
        if aim in ("direction", "listed") and has_number:
            yield tables.fault("aim_has_number", "indicators", record, "aim")
        if aim == "context" and has_number is not None:
            yield tables.fault("context_has_target", "indicators", record, "aim")


_ARITHMETIC: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def derive(formula: str) -> Decimal:
    """Return the result of a derivation, plain arithmetic of printed numbers.

    Examples
    --------
    >>> derive("350/500")
    Decimal('0.7')
    """

    def value(node: ast.expr) -> Decimal:
        match node:
            case ast.BinOp(left=left, op=op, right=right):
                return _ARITHMETIC[type(op)](value(left), value(right))
            case ast.Constant(value=int() | float() as constant):
                return Decimal(str(constant))
        raise ValueError(formula)

    return value(ast.parse(formula, mode="eval").body)


def _sources(tables: PlanTables) -> Iterator[Fault]:
    for table in ("baselines", "targets"):
        for record in tables.records[table]:
            basis = record.get("basis")
            if record["_bad"] & {"value", "derivation"}:
                continue
            if basis == "printed" and not record["printed"]:
                yield tables.fault("printed_missing", table, record, "printed")
            if basis == "derived" and not record.get("derivation"):
                yield tables.fault("derivation_missing", table, record, "derivation")
            elif basis == "derived" and not _derivation_gives(record):
                given = (str(record["value"]),)
                yield tables.fault("derivation_differs", table, record, "derivation", given)


_WORDS = {
    "basis": ("printed", "derived"),
    "nature": ("binding", "expected"),
    "change": tuple(CHANGES),
}
"""What the optional columns of targets may hold; their cells may be empty."""


def _words(tables: PlanTables) -> Iterator[Fault]:
    for table in ("targets", "restatements"):
        for record in tables.records[table]:
            for column, words in _WORDS.items():
                found = record.get(column)
                if found and column not in record["_bad"] and found not in words:
                    fault = tables.fault("not_in_enum", table, record, column, words)
                    yield replace(fault, nearest=nearest(found, words))


def _derivation_gives(record: Record) -> bool:
    """Whether the derivation gives the value at the precision the value is written with."""
    if record["value"] is None:
        return True
    try:
        result = derive(record["derivation"])
    except (ValueError, ArithmeticError, KeyError, SyntaxError, RecursionError, MemoryError):
        return False
    half_a_unit = Decimal(5).scaleb(record["value"].as_tuple().exponent - 1)
    return bool(abs(result - record["value"]) <= half_a_unit)


_ROLES: Mapping[str, tuple[str, ...]] = {
    "share": ("numerator", "denominator", "share"),
    "sum": ("part", "whole"),
    "level": ("start", "addition", "end"),
    "ratio": ("numerator", "denominator", "ratio"),
    "mean": ("total", "count", "mean"),
    "additions_to_share": (
        "numerator_start",
        "denominator_start",
        "numerator_addition",
        "denominator_addition",
        "share",
    ),
    "pace": ("past", "planned"),
    "rundown": ("start", "removal", "end"),
    "outlay": ("paid", "recipients", "standard"),
    "subset": ("part", "whole"),
    "sequence": ("before", "after"),
    "overlap": ("one", "other"),
    "exceeds": ("greater", "lesser"),
    "distance": ("high", "high_growth", "low", "low_growth", "goal"),
    "part_share": ("part", "whole"),
    "all_or_added": ("start", "end"),
    "ceiling": ("paid", "recipients", "standard"),
}
_OPTIONAL_ROLES = {"numerator_start", "numerator_addition", "denominator_addition"}
# The start of a level that is brought down, or the count behind a mean, need not be printed.
_OPTIONAL_ROLES_OF = {"rundown": {"start"}, "mean": {"count"}}


def _relations(tables: PlanTables) -> Iterator[Fault]:
    figures = {
        (record["indicator"], record["year"])
        for table in ("baselines", "targets")
        for record in tables.records[table]
    }
    unreadable = {
        record["indicator"]
        for table in ("baselines", "targets")
        for record in tables.records[table]
        if "year" in record["_bad"]
    }
    members: dict[str, list[Record]] = defaultdict(list)
    for record in tables.records["relations"]:
        members[record["relation"]].append(record)
        roles = _ROLES.get(record["kind"], ())
        if roles and record["role"] and record["role"] not in roles:
            yield tables.fault("relation_role", "relations", record, "role", roles)
        figure = (record["indicator"], record["year"])
        judged = not record["_bad"] and record["indicator"] not in unreadable
        if judged and figure not in figures:
            yield tables.fault("relation_no_figure", "relations", record, "year")
    for rows in members.values():
        kind = rows[0]["kind"]
        if odd := [row for row in rows if row["kind"] != kind and "kind" not in row["_bad"]]:
            yield tables.fault("relation_kinds", "relations", odd[0], "kind", (str(kind),))
        optional = _OPTIONAL_ROLES | _OPTIONAL_ROLES_OF.get(kind, set())
        needed = set(_ROLES.get(kind, ())) - optional
        missing = tuple(sorted(needed - {row["role"] for row in rows}))
        if missing:
            yield tables.fault("relation_incomplete", "relations", rows[0], "relation", missing)


def plan_warnings(tables: PlanTables) -> list[Fault]:
    """Return what is improbable but no fault: printed figures beyond the usual ones."""
    return [
        tables.fault("warnings.outside_usual", table, record, column, band)
        for table, record, indicator in tables.levels()
        for column in ("value", "value_high")
        if (allowed := tables.limits(indicator)) and record[column] is not None
        if (band := unusual(record[column], allowed))
    ]


_RULES: tuple[Callable[[PlanTables], Iterator[Fault]], ...] = (
    _directions,
    _milestones,
    _flows,
    _spans,
    _second_spans,
    _due_days,
    _ids,
    _notes,
    _years,
    _bounds,
    _limits,
    _decimals,
    _shares,
    _aims,
    _sources,
    _words,
    change_faults,
    _relations,
)


def check_plan_tables(tables: PlanTables) -> list[Fault]:
    """Return the faults that all rules find, in the order of files and rows."""
    faults = [fault for rule in _RULES for fault in rule(tables)]
    return sorted(faults, key=lambda fault: (fault.file, fault.row or 0, fault.column))
