"""How much of a large plan is shown: the rows of a table, the rows of a figure, its words.

A reader sees the first rows and how many more there are; the workbook of the same report, the CSV
file in its page, unless it is large, and its ``.results.csv`` hold all of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ROWS = 300
"""Rows of a table that a page, a PDF and a Word document show."""
MOST_DRAWN = 100
"""Indicators that one panel of a figure draws."""
MOST_SQUARES = 500
"""Goals that the figure of all goals in all periods draws."""
LARGEST_DOWNLOAD = 500_000
"""Bytes of a table's CSV file that a page embeds; the workbook holds larger tables."""
LONGEST_ALT = 32_000
"""Bytes of an alternative text in UTF-8: a string of a PDF holds 32,767."""


def most_frequent(names: Iterable[str], first: int = 1) -> dict[str, int]:
    """Return the `first` names that occur most often, and how often each of them does.

    Of those that tie the first one to occur comes first; names that tie with the last are returned
    too.

    Examples
    --------
    >>> most_frequent(["housing", "water", "housing", "water", "health"])
    {'housing': 2, 'water': 2}
    >>> most_frequent([])
    {}
    """
    ranked = Counter(names).most_common()
    return {name: n for name, n in ranked if n >= ranked[min(first, len(ranked)) - 1][1]}
