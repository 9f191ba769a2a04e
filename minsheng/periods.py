"""Years and spans of years, as the tables write them: ``2018``, ``2018-2020``."""

from __future__ import annotations


def span(text: str) -> tuple[int, int]:
    """Return the first and the last year of a year or a span of years.

    Examples
    --------
    >>> span("2018"), span("2018-2020")
    ((2018, 2018), (2018, 2020))
    """
    first, _, last = text.partition("-")
    return int(first), int(last or first)
