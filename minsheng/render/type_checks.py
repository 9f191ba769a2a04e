"""Checks of data from outside, a process or a file, against the types that they should have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from minsheng.text.escapes import escaped

_LONGEST = 2000


def conforms(value: object, form: Any) -> bool:  # noqa: ANN401  types have no common type
    """Return whether a value conforms to a type annotation.

    Every field of a dataclass and every item of a mapping or a sequence is checked too.

    Examples
    --------
    >>> conforms({"a": 1}, Mapping[str, int]), conforms({"a": "1"}, Mapping[str, int])
    (True, False)
    >>> conforms((1, "b"), tuple[int | str, ...]), conforms(True, int), conforms(1, float)
    (True, False, True)
    """
    origin, inner = get_origin(form) or form, get_args(form)
    if origin in (Union, UnionType):
        return any(conforms(value, one) for one in inner)
    if origin is Literal:
        return isinstance(value, str) and value in inner
    if origin in (int, float):
        known = (int, float) if origin is float else int
        return isinstance(value, known) and not isinstance(value, bool)
    if not isinstance(value, origin):
        return False
    if is_dataclass(value):
        return all(
            conforms(getattr(value, name, None), hint) for name, hint in _hints(origin).items()
        )
    if isinstance(value, Mapping) and inner:
        return all(conforms(key, inner[0]) and conforms(value[key], inner[1]) for key in value)
    if isinstance(value, Sequence) and inner:
        return all(conforms(one, inner[0]) for one in value)
    return True


@cache
def _hints(kind: Any) -> dict[str, Any]:  # noqa: ANN401  a dataclass
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def printable(text: str) -> str:
    r"""Return a text with control characters as escapes, cut after 2,000 characters.

    Examples
    --------
    >>> printable("a\x1b[31m b\udcff\nc")
    'a\\x1b[31m b\\udcff\nc'
    """
    return escaped(text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
