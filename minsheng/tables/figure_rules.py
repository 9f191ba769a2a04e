"""The rules that the figures of a plan must keep: baselines, targets and restatements.

Each rule takes the tables and yields faults.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from minsheng.errors import Fault
from minsheng.plan.changes import CHANGES
from minsheng.plan.periods import span
from minsheng.tables.change_rules import change_faults
from minsheng.tables.columns import Record
from minsheng.tables.limits import impossible, unusual
from minsheng.tables.plan_tables import PlanTables
from minsheng.text.quantity import quantities
from minsheng.text.units import sign_of


def _years(tables: PlanTables) -> Iterator[Fault]:
    plan = (f"{tables.first_year}–{tables.last_year}",)
    for table, record, _ in tables.figures:
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
    for table, record, _ in tables.figures:
        value, high = record["value"], record["value_high"]
        if (record["bound"] is None) != (value is None):
            yield tables.fault("bound_without_value", table, record, "bound")
        if (record["bound"] == "range") != (high is not None):
            yield tables.fault("range_without_high", table, record, "value_high")
        if value is not None and high is not None and high <= value:
            yield tables.fault("range_reversed", table, record, "value_high")


def _limits(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for impossible values, and for limits that are not in ascending order."""
    names = ("minimum", "usual_minimum", "usual_maximum", "maximum")
    for table in ("units", "indicators"):
        for record in tables.records[table]:
            ends = [(name, record[name]) for name in names if record.get(name) is not None]
            for (_, before), (name, after) in pairwise(ends):
                if after < before:
                    yield tables.fault("limits_reversed", table, record, name)
    for table, record, indicator in tables.levels():
        allowed = tables.limits.get(indicator["_row"])
        for column in ("value", "value_high"):
            value = record[column]
            code, band = ("", ()) if value is None or not allowed else impossible(value, allowed)
            if code:
                yield tables.fault(code, table, record, column, band)


def _decimals(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for values with more decimals than their unit: reports would round them."""
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
    """Whether a share is written as a fraction (0.95), where the plan does not print 0.95%."""
    value = record["value"]
    if not unit.get("share") or value is None or not 0 < value < 1 or record.get("_value_sign"):
        return False
    return value not in {quantity.value for quantity in quantities(record["printed"] or "")}


def _signs(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for values typed with the sign of another unit, and for ‰ declared a share."""
    for row in tables.records["units"]:
        if row["share"] and row["symbol_zh"] == "‰":
            yield tables.fault("per_mille_is_no_share", "units", row, "share")
    for table, record, indicator in tables.figures:
        unit = tables.units.get(indicator["unit"])
        change = CHANGES.get(record.get("change") or "")
        if not unit:
            continue
        own = sign_of(unit["symbol_zh"], share=unit["share"])
        signs = ("", "%" if change and change.is_percent else own)
        for column in ("value", "value_high"):
            sign = record.get(f"_{column}_sign", "")
            if sign not in signs:
                fault = tables.fault("another_unit", table, record, column, (unit["name_zh"],))
                yield replace(fault, found=f"{fault.found}{sign}")


def _flows(tables: PlanTables) -> Iterator[Fault]:
    shares = {record["unit"] for record in tables.records["units"] if record["share"]}
    for record in tables.records["indicators"]:
        if record["kind"] == "flow" and record["unit"] in shares:
            yield tables.fault("flow_is_share", "indicators", record, "kind", ("stock",))


def _spans(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for totals and means of several years where amounts do not add up over years.

    The past may be printed as the mean of a level (the growth of wages in 2015–2017); a target may
    not.
    """
    for table, record, indicator in tables.figures:
        refused = ("total",) if table == "baselines" else ("total", "mean")
        judged = indicator["kind"] and "kind" not in indicator["_bad"]
        if judged and indicator["kind"] != "flow" and record["statistic"] in refused:
            yield tables.fault("total_of_stock", table, record, "statistic", ("value",))


def _second_spans(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for a second total, or mean, of one flow: one path cannot lead to both."""
    earlier: set[tuple[str, str]] = set()
    for table, record, _ in tables.figures:
        key = (record["indicator"], record["statistic"])
        over_years = record["statistic"] in ("total", "mean") and "-" in record["year"]
        if table != "targets" or not over_years:
            continue
        if key in earlier:
            yield tables.fault("second_span", table, record, "year")
        earlier.add(key)


def _due_days(tables: PlanTables) -> Iterator[Fault]:
    """Yield faults for due days outside the target's year, or of targets that are no milestones."""
    for table, record, indicator in tables.figures:
        due = record.get("due") if table == "targets" else None
        if due and indicator["kind"] != "milestone":
            yield tables.fault("due_of_no_milestone", table, record, "due")
        elif due and str(due.year) != record["year"]:
            yield tables.fault("due_outside_year", table, record, "due", (record["year"],))


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


def derivation_gives(record: Record) -> bool:
    """Whether the derivation gives the value at the precision the value is written with."""
    if record["value"] is None:
        return True
    try:
        result = derive(record["derivation"])
    except (ValueError, ArithmeticError, KeyError, SyntaxError, RecursionError, MemoryError):
        return False
    half_a_unit = Decimal(5).scaleb(record["value"].as_tuple().exponent - 1)
    return bool(abs(result - record["value"]) <= half_a_unit)


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
            elif basis == "derived" and not derivation_gives(record):
                given = (str(record["value"]),)
                yield tables.fault("derivation_differs", table, record, "derivation", given)


def plan_warnings(tables: PlanTables) -> list[Fault]:
    """Return warnings about printed figures outside the usual range."""
    return [
        tables.fault("warnings.outside_usual", table, record, column, band)
        for table, record, indicator in tables.levels()
        for column in ("value", "value_high")
        if (allowed := tables.limits.get(indicator["_row"])) and record[column] is not None
        if (band := unusual(record[column], allowed))
    ]


FIGURE_RULES: tuple[Callable[[PlanTables], Iterator[Fault]], ...] = (
    _flows,
    _spans,
    _second_spans,
    _due_days,
    _years,
    _bounds,
    _limits,
    _decimals,
    _shares,
    _sources,
    change_faults,
    _signs,
)
