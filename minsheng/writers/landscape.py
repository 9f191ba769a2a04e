"""Choose the blocks of a report for landscape pages: wide tables and what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from minsheng.reports.exhibits.cells import text_width
from minsheng.writers.document import (
    Block,
    Heading,
    Listing,
    Paragraph,
    PlaceEnd,
    PlaceStart,
    Quote,
    plain,
)

_LITTLE = 700  # half characters: about half a portrait page


def landscape(blocks: Sequence[Block], wide: Sequence[bool], leading: Sequence[bool]) -> list[bool]:
    """Return for each block whether it goes on a landscape page.

    Headings and paragraphs before a wide table go with it. So does a short text between two wide
    tables, which would leave most of a portrait page empty.

    `wide` says of each block whether it is a table that does not fit a portrait page, `leading`
    whether it is a paragraph that stays with what follows.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> heading, text = Heading(2, (Run("节"),), "a"), Paragraph((Run("短"),))
    >>> landscape([text, heading, text, text], [False, False, False, True], [False] * 4)
    [False, False, False, True]
    >>> landscape([text, heading, text], [False, False, True], [False] * 3)
    [False, True, True]
    """
    across = list(wide)
    for place in reversed(range(len(blocks) - 1)):
        if across[place + 1] and (leading[place] or isinstance(blocks[place], Heading)):
            across[place] = True
    turned = [place for place, each in enumerate(across) if each]
    for before, after in pairwise(turned):
        if sum(map(_length, blocks[before + 1 : after])) <= _LITTLE:
            across[before:after] = [True] * (after - before)
    return across


def _length(block: Block) -> float:
    """Return the length of a text in half-widths; infinite for a table or a figure."""
    match block:
        case Heading() | Paragraph() | Quote():
            return text_width(plain(block.text))
        case Listing():
            return sum(text_width(plain(item)) for item in block.items)
        case PlaceStart() | PlaceEnd():
            return 0
    return inf
