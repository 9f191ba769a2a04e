"""Which parts of a report lie across the page: wide tables, and little text between two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from unicodedata import east_asian_width

STAYS = inf
"""The length of what never goes along, such as a picture or a table that fits upright."""
_LITTLE = 700  # half characters: about half a page that stands upright


def length(text: str) -> int:
    """Return how long `text` is in half characters; a Chinese one counts as two.

    Examples
    --------
    >>> length("增长10%")
    7
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def turned(across: Sequence[bool], lengths: Sequence[float]) -> list[bool]:
    """Return which parts lie across.

    Little text between two parts that lie across goes along with them: on an upright page of its
    own it would leave most of it empty.

    Parameters
    ----------
    across
        For each part whether it needs a page that lies across.
    lengths
        How long each is, from `length`, or `STAYS`.

    Examples
    --------
    >>> turned([True, False, True, False], [0, 80, 0, 80])
    [True, True, True, False]
    >>> turned([True, False, True], [0, STAYS, 0])
    [True, False, True]
    """
    made = list(across)
    wide = [place for place, each in enumerate(across) if each]
    for before, after in pairwise(wide):
        if sum(lengths[before + 1 : after]) <= _LITTLE:
            made[before:after] = [True] * (after - before)
    return made
