"""Derivations: plain arithmetic of printed numbers, such as 350/500."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal

from minsheng.tables.columns import Record

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
