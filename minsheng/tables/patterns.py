"""The patterns of ids, and which patterns of a package may be tried on its cells."""

from __future__ import annotations

import math
import re
import re._parser as parser  # type: ignore[import-not-found]  # the standard library's own, untyped
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

from minsheng.files import WINDOWS_DEVICES

CODE = r"[a-z][a-z0-9_]*"
DOTTED = rf"{CODE}(\.[a-z0-9_]+)+"
PLAN = r"[a-z0-9][a-z0-9-]*"
LONGEST = 100
"""How many characters an id may have: a file name is made of several, and may have 255 bytes."""
# `overall.md` is the analysts' text on the whole plan; made-up data have the folder `demo`.
_RESERVED = WINDOWS_DEVICES | {"overall", "demo"}

_IDS: Mapping[tuple[str, str], str] = {
    ("programmes", "programme"): CODE,
    ("departments", "department"): CODE,
    ("calendar", "event"): CODE,
    ("units", "unit"): CODE,
    ("indicators", "indicator"): DOTTED,
    ("groups", "group"): DOTTED,
    ("tasks", "task"): DOTTED,
}
_FORMS = {CODE: ("id_form", ("childcare",)), DOTTED: ("id_parts", ("childcare.gross_enrolment",))}
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


def is_id(table: str, column: str) -> bool:
    """Return whether a column holds the ids that its table defines.

    Examples
    --------
    >>> is_id("programmes", "programme"), is_id("indicators", "programme")
    (True, False)
    """
    return (table, column) in _IDS


def id_fault(table: str, column: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the fault code of an id and examples of valid ones; both empty where it is valid.

    Examples
    --------
    >>> id_fault("programmes", "programme", "../x"), id_fault("programmes", "programme", "nul")
    (('id_form', ('childcare',)), ('id_reserved', ()))
    """
    if not text:
        return "required", ()
    pattern = _IDS[table, column]
    if not re.fullmatch(pattern, text):
        return _FORMS[pattern]
    return name_fault(text)


def name_fault(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the fault of a well-formed id that is not allowed as a file name; see `id_fault`."""
    if len(text) > LONGEST:
        return "too_long", (str(LONGEST),)
    return ("id_reserved" if text.partition(".")[0] in _RESERVED else ""), ()


@cache
def pattern_fault(pattern: str) -> str:
    r"""Return the fault code of a package's regular expression, empty where it may be used.

    A pattern such as ``(.+)+x$`` has more ways to fail than anybody can wait for, and the engine of
    Python cannot be stopped. So a pattern is looked at before it is used: what leaves a choice, a
    repetition of any number or an alternative, may not be repeated itself, and there are at most
    three such places in one pattern. What matches nothing may not be repeated either, and
    repetitions of a fixed number inside each other at most `LONGEST_TEXT` times together. That
    bounds the work for a cell of at most `LONGEST_TEXT` characters. The patterns of the library's
    own columns repeat choices in a way that is known to be harmless: no text fits them in two ways.

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

    `repeats` is how often it is tried by the repetitions around it that have a greatest number.
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
