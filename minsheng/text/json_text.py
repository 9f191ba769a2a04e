"""Read JSON that somebody else may have written."""

from __future__ import annotations

import json
from typing import Any

_MOST_DIGITS = 300  # a longer number is none that a float can hold


class TooDeep(ValueError):
    """Lists and objects are nested more deeply than can be read."""


class DuplicateKey(ValueError):
    """A key stands twice in one object, where readers differ on which of its values counts."""


def read_json(text: str | bytes, *, strict: bool = False) -> Any:  # noqa: ANN401  whatever it holds
    """Return the value of a JSON text, or of its bytes in UTF-8.

    `strict` refuses what readers of JSON differ on: a key that stands twice in an object
    (`DuplicateKey`), NaN, numbers of hundreds of digits, half a character. `TooDeep` for lists and
    objects that are nested too deeply; `ValueError` for anything else that is no JSON, with the
    place or the piece in question.

    Examples
    --------
    >>> read_json('{"a": [1, null]}', strict=True)
    {'a': [1, None]}
    >>> read_json("[" * 100_000)
    Traceback (most recent call last):
        ...
    minsheng.text.json_text.TooDeep: nested too deep
    """
    try:
        if not strict:
            return json.loads(text)
        value = json.loads(
            text,
            parse_constant=_refuse_constant,
            parse_int=_read_integer,
            object_pairs_hook=_read_object,
        )
        json.dumps(value, ensure_ascii=False).encode()  # half a character cannot be written
    except RecursionError:
        raise TooDeep("nested too deep") from None
    return value


def joined_text(text: object) -> str:
    """Return a text of a notebook, which may be stored as a list of lines."""
    return "".join(text) if isinstance(text, list) else str(text)


def _refuse_constant(constant: str) -> None:
    raise ValueError(constant)


def _read_integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(digits)
    return int(digits)


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, value in pairs:
        if key in content:
            raise DuplicateKey(key)
        content[key] = value
    return content
