"""What is read of a report: what it was made from, and its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minsheng.writers.entries import Entry
from minsheng.writers.origin import Origin

_BEFORE = re.compile(r"(?:\d[\d.,]*|[-−]\d*)$")
_AFTER = re.compile(r"(?:[\d.,]*\d)?")


def widened(text: str, start: int, end: int) -> str:
    """Return a marked number with the digits that stand right beside it.

    Who puts a 1 before a 4 types it outside the mark, and the reader sees 14.

    Examples
    --------
    >>> widened("差距14个百分点。", 3, 8)
    '14个百分点'
    """
    before = _BEFORE.search(text[:start])
    after = _AFTER.match(text[end:])
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")


@dataclass(frozen=True)
class Report:
    """A report as it is read.

    Parameters
    ----------
    origin
        What it was made from; None where it does not say.
    entries
        Its numbers and the cells of its tables. The ids are those that its format can carry.
    """

    origin: Origin | None
    entries: tuple[Entry, ...]
