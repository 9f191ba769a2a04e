"""Check whether a row agrees with its printed expression; one pure function per question."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from numbers import Integral
from typing import Any

from minsheng.errors import Fault
from minsheng.tables.figure_rules import derive
from minsheng.text.language import listing
from minsheng.text.quantity import Quantity, quantities, says_bound, strength, unread
from minsheng.text.written_numbers import plain_forms

Record = Mapping[str, Any]

# Where a heading names several units, "单位:万元、人", a row does not tell which is its own.
_TABLE_UNIT = re.compile(r"单位:\s*([^\s,;、)|]+)(?![,、])")


def exact(value: float) -> Decimal | None:
    """Return a number of a table as the decimal that was written, None for a missing number.

    Examples
    --------
    >>> exact(76.9), exact(90.0), exact(float("nan"))
    (Decimal('76.9'), Decimal('90'), None)
    """
    if math.isnan(value):
        return None
    number = Decimal(repr(float(value)))
    return number.to_integral_value() if number == number.to_integral_value() else number


def value_faults(row: Record, governing: str) -> Iterator[Fault]:
    """Yield a fault where number, upper value or bound differ from what is printed.

    `governing` is the text of the sections cited: 不低于 may stand before a list of numbers, and
    the unit of a table ("单位:万元") above it, further off than the piece.
    """
    value = exact(row["value"])
    if value is None:
        return
    stated = quantities(_with_unit(row["printed"], governing))
    if row["worded"]:
        in_digits = any(sign.isdigit() for sign in row["printed"])
        if in_digits and any(q.value == value and not q.worded for q in stated):
            yield Fault("source.worded_but_printed", column="worded", found="true")
        return
    matching = [q for q in stated if q.value == value]
    if not matching:
        refused = unread(row["printed"])
        if refused and not stated:
            yield Fault("source.number_unread", column="value", found=listing(refused))
            return
        yield Fault(
            "source.number_differs", column="value", found=_plain(value), allowed=_values(stated)
        )
        return
    if not any(q.high == exact(row["value_high"]) for q in matching):
        high = exact(row["value_high"])
        yield Fault(
            "source.number_differs",
            column="value_high",
            found="" if high is None else _plain(high),
            allowed=tuple(_plain(q.high) for q in matching if q.high is not None),
        )
        return
    bounds = {q.bound for q in matching}
    further_off = bounds == {"="} and says_bound(row["bound"], governing)
    if row["bound"] not in bounds and not further_off:
        yield Fault(
            "source.bound_differs",
            column="bound",
            found=row["bound"],
            allowed=tuple(sorted(bounds)),
        )


def strength_faults(row: Record, governing: str) -> Iterator[Fault]:
    """Yield a fault where `strength` contradicts 力争, 争取 or 左右 in the text.

    `governing` is the text of the sections cited: a 力争 may stand further off than the piece.
    """
    printed = strength(row["printed"])
    coded = row["strength"]
    if printed == "aspired" != coded:
        yield Fault("source.strength_differs", column="strength", found=coded, allowed=("aspired",))
    elif "左右" in row["printed"] and coded == "firm":
        yield Fault(
            "source.strength_differs", column="strength", found=coded, allowed=("approximate",)
        )
    elif coded == "aspired" != strength(governing):
        yield Fault("source.strength_differs", column="strength", found=coded, allowed=("firm",))


def derivation_faults(row: Record, section: str) -> Iterator[Fault]:
    """Yield a fault for each number of a derivation that `section` lacks, and for a wrong result.

    Examples
    --------
    >>> row = {"derivation": "350/500", "value": 0.7}
    >>> list(derivation_faults(row, "分别为500元、350元"))
    []
    >>> [fault.found for fault in derivation_faults(row, "500元")]
    ['350']
    """
    stated = {q.value for q in quantities(section)}
    formula, value = row["derivation"], exact(row["value"])
    try:
        result = derive(formula)
    except (ValueError, ArithmeticError, KeyError, SyntaxError):
        yield Fault("source.derivation_unreadable", column="derivation", found=formula)
        return
    # "*100" makes a percentage; nobody prints that 100.
    for number in _numbers(formula.removesuffix("*100")):
        if number not in stated:
            yield Fault("source.derivation_number", column="derivation", found=_plain(number))
    if value is None:
        return
    half_a_unit = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    if abs(result - value) > half_a_unit:
        yield Fault(
            "source.derivation_differs",
            column="value",
            found=_plain(value),
            allowed=(_plain(round(result, 6)),),
        )


def count_faults(row: Record) -> Iterator[Fault]:
    """Yield a fault where the printed counts differ from the row's numbers of groups and tasks."""
    stated = quantities(row["printed"])
    for column in ("groups", "tasks"):
        count = row[column]
        if isinstance(count, Integral) and count not in {q.value for q in stated}:
            yield Fault(
                "source.number_differs", column=column, found=str(count), allowed=_values(stated)
            )


def _with_unit(printed: str, governing: str) -> str:
    r"""Return a printed table row with the unit, which is printed above the table, put before it.

    Examples
    --------
    >>> _with_unit("财政投入 1200 1500", "单位:万元\n指标 2020年 2025年\n财政投入 1200 1500")
    '(万元)财政投入 1200 1500'
    """
    above = governing.partition(plain_forms(printed).strip())[0]
    units = _TABLE_UNIT.findall(above)
    return f"({units[-1]}){printed}" if units else printed


def _numbers(formula: str) -> list[Decimal]:
    return [
        Decimal(str(node.value))
        for node in ast.walk(ast.parse(formula, mode="eval"))
        if isinstance(node, ast.Constant)
    ]


def _values(stated: list[Quantity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(quantity.value) for quantity in stated))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
