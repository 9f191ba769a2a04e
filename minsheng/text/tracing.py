"""Which row or computation a number of a sentence comes from.

A sentence is put together from phrases. So that a number keeps its id on the way, `traced` puts
both between marks; they survive `minsheng.text.language.say` and joining. `told` takes the marks
out again: what is left is the text that everybody reads, and it knows where its numbers stand.

The marks are code points that Unicode keeps for use inside programs (the noncharacters
U+FDD0 to U+FDD3, The Unicode Standard, 23.7). No text of a plan holds them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_OPEN, _VALUE, _SHOWN, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKS = re.compile("[\ufdd0-\ufdd3]")
_PIECE = "([^\ufdd0-\ufdd3]*)"
TRACED = re.compile(f"{_OPEN}{_PIECE}{_VALUE}{_PIECE}{_SHOWN}{_PIECE}{_CLOSE}")
"""A number between marks: its id, its value and what is shown."""

FINGERPRINTS = "fingerprint:"
"""Begins the id of what says which data a report was made from, and is no number of them."""


@dataclass(frozen=True)
class Number:
    """A number of a sentence."""

    id: str  # of the row or computation: ``targets:childcare.gross_enrolment@2020``
    # What is behind the shown text, unrounded; None where no single number is, as in a range.
    value: float | None
    # Where the shown text stands in its sentence, in characters.
    start: int
    end: int


class Told(str):
    """A `str` with the `numbers` in it: where each stands, and the row or computation behind it."""

    numbers: tuple[Number, ...] = ()


class Count(int):
    """An integer that is formatted with marks of its id; `say` chooses the plural by it."""

    id: str

    def __format__(self, form: str) -> str:
        return traced(int(self).__format__(form), self.id, int(self))


def traced(shown: str, number_id: str, value: float | None = None) -> str:
    """Return `shown`, a number with its unit and bound, between marks that name what it comes from.

    `number_id` is the id of the row or computation, `value` the number where there is a single one.

    Examples
    --------
    >>> told(f"差距{traced('4个百分点', 'gaps:a.gap', 4.0)}。").numbers
    (Number(id='gaps:a.gap', value=4.0, start=2, end=7),)
    """
    if not number_id:
        return shown
    exact = "" if value is None or not math.isfinite(value) else repr(float(value))
    return f"{_OPEN}{_bare(number_id)}{_VALUE}{exact}{_SHOWN}{_bare(shown)}{_CLOSE}"


def counted(n: int, number_id: str) -> Count:
    """Return a count that carries its id into the sentence that it is put into.

    Examples
    --------
    >>> told(f"{counted(3, 'counts:childcare.goals')}项").numbers[0].value
    3.0
    """
    count = Count(n)
    count.id = number_id
    return count


def told(text: str) -> Told:
    """Return a text without the marks of `traced`, together with the numbers that they marked.

    Examples
    --------
    >>> told(traced("90%", "targets:a@2020", 90))
    '90%'
    """
    if isinstance(text, Told):
        return text
    pieces: list[str] = []
    numbers: list[Number] = []
    end = length = 0
    for match in TRACED.finditer(text):
        before = _bare(text[end : match.start()])
        start = length + len(before)
        length = start + len(match[3])
        value = _number(match[2])
        numbers.append(Number(match[1], value, start, length))
        pieces += [before, match[3]]
        end = match.end()
    made = Told("".join([*pieces, _bare(text[end:])]))
    made.numbers = tuple(numbers)
    return made


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _bare(text: str) -> str:
    return _MARKS.sub("", TRACED.sub(r"\3", text))
