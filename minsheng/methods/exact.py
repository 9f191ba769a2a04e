"""Figures that are held against cuts, exactly where it matters.

In binary arithmetic what is 0.95 may come out as 0.9499999999999998, and a verdict flips. So the
figure of a method is computed for all indicators at once in binary numbers, and once more, in
decimals of the numbers as they were typed, for the few indicators whose figure is close to a cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from minsheng.methods.arithmetic import settled
from minsheng.methods.case import Case, Cuts
from minsheng.plan.arrays import Floats

_CLOSE = 1e-4  # more than arithmetic moves a figure, also a quotient of small ways of large numbers
_TYPED_DIGITS = 12
_NOISE = 8  # in units of the last binary place
_DENOMINATORS = tuple(10**power for power in range(1, 11))
_CONTEXT = Context(prec=100, traps=[])
_DECIMALS = 60
_TIMES = ("start", "time", "end")


def figure_at_cuts(formula: Callable[[Case], Floats], cuts: Cuts, case: Case) -> Floats:
    """Return the figure of each indicator, on the side of every cut on which it truly lies.

    `formula` computes the figures from the numbers of a case by operators of arithmetic only, so
    that the numbers may be decimals as well; ``nan`` where there is none, such as a quotient by
    zero. `cuts` decide the verdict.

    Examples
    --------
    >>> def pace(case): return (case.observed - case.baseline) / (case.target - case.baseline)
    >>> case = Case.of(baseline=65.8, observed=67.7, target=67.8)
    >>> figure_at_cuts(pace, ((0.95, "on_track"),), case).tolist(), (67.7 - 65.8) / (67.8 - 65.8)
    ([0.95], 0.9500000000000028)
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        binary = np.asarray(formula(case), np.float64)
    figures = settled(np.where(np.isfinite(binary), binary, np.nan))
    for cut, _ in cuts:
        rows = np.flatnonzero((np.abs(figures - cut) < _CLOSE) & (binary != 0))
        if len(rows):
            with localcontext(_CONTEXT):
                exact = formula(_in_decimals(case.take(rows)))
                figures[rows] = [_beside(Decimal(value), cut) for value in exact]
    return figures


def _in_decimals(case: Case) -> Case:
    """Return the case with decimals in place of its binary numbers."""
    columns = {field.name: getattr(case, field.name) for field in fields(case)}
    # What was computed from a value carries the noise of that value, however small it is.
    values = np.abs([case.baseline, case.observed, case.planned, case.target])
    size = np.fmax.reduce(values, initial=0.0)
    sizes = {name: np.zeros(len(case)) if name in _TIMES else size for name in columns}
    return Case(
        **{
            name: _decimals(column, sizes[name]) if column.dtype == np.float64 else column
            for name, column in columns.items()
        }
    )


def _decimals(column: Floats, sizes: Floats) -> npt.NDArray[Any]:
    """Return numbers as they were typed, as an array of decimals."""
    decimals = np.empty(len(column), dtype=object)
    for row, (number, size) in enumerate(zip(column, sizes, strict=True)):
        decimals[row] = _decimal(float(number), float(size))
    return decimals


@lru_cache(maxsize=10_000)
def _decimal(number: float, size: float) -> Decimal:
    if not math.isfinite(number):
        return Decimal("nan")
    typed = as_typed(number, size)
    return Decimal(typed.numerator) / typed.denominator


def _beside(exact: Decimal, cut: float) -> float:
    """Return a figure as a binary number: the cut itself only where the figure is the cut."""
    side = int(round(exact, _DECIMALS).compare(Decimal(repr(cut))))
    near = float(exact)
    if side == 0:
        return cut
    return near if near != cut else math.nextafter(cut, side * math.inf)


def as_typed(number: float, size: float = 0.0) -> Fraction:
    """Return the number that somebody typed, or that follows from what was typed.

    That is the decimal of at most 12 digits that the binary number stands for. Where there is none,
    as of a third, or of a sum that carries noise or was rounded, it is the simplest fraction within
    the last digit, or within the noise of a number of that size.

    Examples
    --------
    >>> [str(as_typed(number)) for number in (86.15, 0.1 + 0.2, 9.5 / 3, 2018 + 1 / 12)]
    ['1723/20', '3/10', '19/6', '24217/12']
    """
    text = Decimal(repr(float(number)))
    _, digits, exponent = text.normalize().as_tuple()
    if len(digits) <= _TYPED_DIGITS:
        return Fraction(text)
    exact, last = Fraction(float(number)), Fraction(10) ** int(exponent)
    noise = max(last, Fraction(_NOISE * math.ulp(max(abs(number), size))))
    simple = (exact.limit_denominator(most) for most in _DENOMINATORS)
    return next((fraction for fraction in simple if abs(fraction - exact) <= noise), exact)
