"""Names of sheets, as Excel takes them: whole words, at most 31 characters, each name once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minsheng.writers.glyphs import visible

if TYPE_CHECKING:
    from collections.abc import Collection

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31  # in the units that Excel counts: those of UTF-16
_ENDS = re.compile(r"(?=[：:，,；;。（(\[])|(?<=[）)])")  # of a phrase that stands alone
_WORDS = re.compile(r"\s+")
_LEFT_HANGING = re.compile(
    r"(?:\s+(?:and|are|at|be|by|each|for|from|have|in|is|not|of|on|or|that|the|to|were|with))+$"
)


def sheet_name(wanted: str, taken: Collection[str]) -> str:
    """Return a valid name for a sheet that is not among `taken`.

    What is too long is cut after a phrase; without one after a word, in Chinese after what stands
    before the first space, such as the number of a table.

    Examples
    --------
    >>> sheet_name("表1 目标/基期: 逐年", set()), sheet_name("a", {"A"})
    ('表1 目标 基期 逐年', 'a 2')
    >>> sheet_name("Table 3 Verdicts by strength of the wording, 2019", set())
    'Table 3 Verdicts by strength'
    """
    others = {each.lower() for each in taken}
    for attempt in range(1, len(taken) + 2):
        tail = f" {attempt}" if attempt > 1 else ""
        name = _whole(visible(wanted), _LONGEST - len(tail)).rstrip(" '") + tail
        if name.lower() not in others:
            return name
    raise AssertionError


def _whole(text: str, units: int) -> str:
    """Return as many whole phrases, or else words, as have room in UTF-16 code units."""
    for ends in (_ENDS, _WORDS):
        at = [*(match.start() for match in ends.finditer(text)), len(text)]
        names = [_valid(text[:end]) for end in at if end]
        fitting = [name for name in names if name and _units(name) <= units]
        # A number alone says less than it with a few words.
        if fitting and (ends is _WORDS or " " in fitting[-1]):
            return _LEFT_HANGING.sub("", fitting[-1]) if len(fitting) < len(names) else fitting[-1]
    name = _valid(text)
    while _units(name) > units:
        name = name[:-1]
    return name


def _valid(text: str) -> str:
    return " ".join(_FORBIDDEN.sub(" ", text).split()).strip("'")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
