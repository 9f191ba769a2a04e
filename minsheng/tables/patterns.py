r"""Which patterns of a package are tried on its cells: those that cannot take for ever.

A pattern such as ``(.+)+x$`` has more ways to fail than anybody can wait for. The engine of Python
cannot be stopped, and one that can be (the package ``regex``, by a time limit) would refuse on a
slow machine what a fast one takes. So a pattern is looked at before it is used: what leaves a
choice, a repetition of any number or an alternative, may not be repeated itself, and there are few
such places in one pattern. What matches nothing may not be repeated either, and repetitions of a
fixed number inside each other no more often than a text has characters. With `LONGEST_TEXT` that
bounds the work for a cell. The patterns of the library's own columns repeat choices, in a way that
is known to be harmless: no text fits them in two ways.
"""

from __future__ import annotations

import math
import re
import re._parser as parser  # type: ignore[import-not-found]  # the standard library's own, untyped
import warnings
from typing import Any

from minsheng.tables.identifiers import DOTTED

LONGEST_TEXT = 250
"""How many characters a cell may have whose column has a pattern."""
_MOST_CHOICES = 3
_NUMERAL = "[一二三四五六七八九十]+"
_PLACE = rf"(正文|附件\d+)({_NUMERAL}(\({_NUMERAL}\))?\d*(\(\d+\))?)?"
_HARMLESS = {
    f"^{DOTTED}$",
    f"^{_PLACE}(;{_PLACE})*$",
    r"^[0-9.]+([-+*/][0-9.]+)+$",
    r"^\d{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2]))?$",
}
_REPEATS = (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT)


def pattern_fault(pattern: str) -> str:
    r"""Return the code of what is wrong with a pattern, empty where nothing is.

    Examples
    --------
    >>> [pattern_fault(text) for text in (r"[A-Z]{2}\d+(-\d+)?", "[0-9", "(.+)+x$")]
    ['', 'bad_pattern', 'slow_pattern']
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # what will mean something else one day is refused now
        try:
            re.compile(pattern)
            choices = _choices(parser.parse(pattern))
        except (re.error, Warning, OverflowError, RecursionError):
            return "bad_pattern"
    return "" if pattern in _HARMLESS or choices <= _MOST_CHOICES else "slow_pattern"


def _choices(value: object, repeats: int = 1) -> float:
    """Return how many places of a parsed pattern leave a choice; infinite for what takes for ever.

    Parameters
    ----------
    value
        A part of a parsed pattern.
    repeats
        How often it is tried by the repetitions around it that have a greatest number.
    """
    if isinstance(value, parser.SubPattern):
        return sum(_choices_of(node, repeats) for node in value)
    parts = value if isinstance(value, list | tuple) else ()
    return sum(_choices(part, repeats) for part in parts)


def _choices_of(node: tuple[object, Any], repeats: int) -> float:
    operation, value = node
    if operation not in _REPEATS:
        return _choices(value, repeats) + (operation is parser.BRANCH)
    least, most, body = value
    repeats *= 1 if most is parser.MAXREPEAT else min(most, LONGEST_TEXT)
    inside = _choices(body, repeats)
    may_be_empty = body.getwidth()[0] == 0
    if most > 1 and (inside or may_be_empty or repeats > LONGEST_TEXT):
        return math.inf
    return inside + int(least < most)
