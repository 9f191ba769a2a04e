"""Quantiles of Student's t, exactly, for whole degrees of freedom.

With whole degrees of freedom the distribution is a finite sum of sines and cosines (Abramowitz and
Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4), so that neither a table nor a
statistics package is needed. The quantile is found by halving.
"""

from __future__ import annotations

import math

_HALVINGS = 100


def inside(t: float, freedom: int) -> float:
    """Return the probability between -t and t.

    Examples
    --------
    >>> round(inside(1.0, 1), 6), round(inside(4.302653, 2), 6)
    (0.5, 0.95)
    """
    return _inside(math.atan(t / math.sqrt(freedom)), freedom)


def _inside(angle: float, freedom: int) -> float:
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = 0.0
    # Powers of the cosine, each with the next factor 2/3, 4/5 … or 1/2, 3/4 ….
    for step in range(2 if odd else 1, freedom, 2):
        total += term
        term *= cosine**2 * step / (step + 1)
    return (angle + sine * total) * 2 / math.pi if odd else sine * total


def quantile(share: float, freedom: int) -> float:
    """Return the t between which and its negative lies `share` of the distribution: 0.8 for 80 %.

    Examples
    --------
    >>> round(quantile(0.80, 1), 3), round(quantile(0.95, 2), 3), round(quantile(0.95, 30), 3)
    (3.078, 4.303, 2.042)
    """
    low, high = 0.0, math.pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _inside(middle, freedom) < share:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan((low + high) / 2)
