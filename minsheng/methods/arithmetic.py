"""The arithmetic that several methods share; each function can be checked with a pencil.

All take plain numbers or arrays of any one shape. Where a quantity is undefined the answer is
``nan``. Time is in years.

Numbers are read as the decimals they were typed as. Binary arithmetic makes 0.30000000000000004 of
0.1 + 0.2, and 0.9499999999999999 of what is 0.95: such noise would flip a verdict that stands on a
cut. A difference is rounded at the 13th or 14th digit of the larger number, a figure that meets
cuts at the 12th decimal. Both are far finer than anything a plan prints.
"""

from __future__ import annotations

import numpy as np

from minsheng.plan.arrays import Floats, Numbers, rounded

_DECIMALS = 12
_SETTLED_BELOW = 1000.0  # a figure this large stands near no cut


def difference(one: Numbers, other: Numbers) -> Floats:
    """Return ``one - other`` of two decimals, without binary noise; of `Decimal` as it is.

    Examples
    --------
    >>> 0.3 - 0.1 - 0.2, float(difference(0.1 + 0.2, 0.3))
    (-2.7755575615628914e-17, 0.0)
    >>> float(difference(-1.909, 1.337))
    -3.246
    """
    if np.asarray(one).dtype == object:
        return np.subtract(one, other)
    return rounded(np.subtract(one, other), np.maximum(np.abs(one), np.abs(other)))


def settled(figure: Numbers) -> Floats:
    """Return a figure as it is held against cuts: rounded to twelve decimals.

    Examples
    --------
    >>> float(settled(0.9499999999999999)), float(settled(0.9499999)), float(settled(-1e-9))
    (0.95, 0.9499999, -1e-09)
    """
    known = np.asarray(figure, dtype=np.float64)
    near: Floats = np.where(np.abs(known) < _SETTLED_BELOW, known, 0.0)
    return np.where(np.abs(known) < _SETTLED_BELOW, np.round(near, _DECIMALS), known)


def ratio(part: Numbers, whole: Numbers) -> Floats:
    """Return ``part / whole``; ``nan`` where the whole is zero.

    Examples
    --------
    >>> float(ratio(17, 20)), float(ratio(17, 0))
    (0.85, nan)
    """
    whole = np.asarray(whole, dtype=np.float64)
    return settled(np.divide(part, np.where(whole == 0, np.nan, whole)))


def elapsed(start: Numbers, time: Numbers, end: Numbers) -> Floats:
    """Return the share of time gone by (序时进度), ``(t - t0) / (tT - t0)``, one at the most.

    Examples
    --------
    >>> round(float(elapsed(2017, 2018, 2020)), 4), float(elapsed(2017, 2017.5, 2018))
    (0.3333, 0.5)
    >>> float(elapsed(2017, 2021, 2020)), float(elapsed(2017, 2018, 2017))
    (1.0, nan)
    """
    return np.minimum(ratio(np.subtract(time, start), np.subtract(end, start)), 1.0)


def progress(value: Numbers, baseline: Numbers, target: Numbers) -> Floats:
    """Return the share of the way that is done, ``(x - b) / (T - b)``.

    The direction is in the numbers: 18 to 14 toward 5 is as far as 82 to 86 toward 95.

    Examples
    --------
    >>> round(float(progress(86, 82, 95)), 4), round(float(progress(14, 18, 5)), 4)
    (0.3077, 0.3077)
    >>> float(progress(86, 95, 95))
    nan
    """
    return ratio(difference(value, baseline), difference(target, baseline))


def lead(done: Numbers, gone: Numbers) -> Floats:
    """Return by how many points the share done is ahead of the share of time, ``100 (g - τ)``.

    Examples
    --------
    >>> round(float(lead(progress(86, 82, 95), elapsed(2017, 2018, 2020))), 2)
    -2.56
    """
    return settled(100 * np.subtract(done, gone))
