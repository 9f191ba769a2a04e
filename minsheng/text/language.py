"""The language in force, and the catalogues of messages in Chinese and English.

Every sentence a reader meets stands in a TOML file beside this module, Chinese and English next
to each other, so that one cannot be changed without the other being in sight.
"""

from __future__ import annotations

import os
import string
import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")

_CATALOGUES = Path(__file__).with_name("messages")


_DEFAULT: Lang = "en" if os.environ.get("MINSHENG_LANG") == "en" else "zh"
_current: ContextVar[Lang] = ContextVar("minsheng_language", default=_DEFAULT)


def current() -> Lang:
    """Return the language in force: ``zh`` unless ``MINSHENG_LANG`` or `using` says otherwise.

    Examples
    --------
    >>> with using("en"):
    ...     current()
    'en'
    """
    return _current.get()


@contextmanager
def using(lang: Lang) -> Iterator[None]:
    """Make `lang` the language in force inside the block.

    Examples
    --------
    >>> with using("en"):
    ...     say("labels.gap")
    'Gap to target'
    """
    token = _current.set(lang)
    try:
        yield
    finally:
        _current.reset(token)


def set_language(lang: Lang) -> None:
    """Make `lang` the language in force from now on; the first cell of a notebook calls it."""
    if lang not in LANGUAGES:
        raise ValueError(f"lang: {lang!r} is not one of {', '.join(LANGUAGES)}")
    _current.set(lang)


class _Sentence(string.Formatter):
    """``str.format`` with one addition: ``{n:indicator|indicators}`` picks by number."""

    def format_field(self, value: object, format_spec: str) -> str:
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return one if value == 1 else many
        return cast("str", super().format_field(value, format_spec))


_sentence = _Sentence()


_VERBATIM = "faults"  # quotes what stands in a file, mark by mark


@cache
def catalogue(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return the catalogue file `name` as ``{key: {"zh": …, "en": …}}``.

    Examples
    --------
    >>> catalogue("labels")["gap"]["zh"]
    '与目标的差距'
    """
    return tomllib.loads((_CATALOGUES / f"{name}.toml").read_text(encoding="utf-8"))


def catalogues() -> tuple[str, ...]:
    """Return the names of all catalogues, sorted."""
    return tuple(sorted(path.stem for path in _CATALOGUES.glob("*.toml")))


def say(key: str, lang: Lang | None = None, /, **values: object) -> str:
    """Return the sentence ``catalogue.key``, such as ``labels.gap``, with `values` put in.

    The language in force counts when `lang` is left out.

    Examples
    --------
    >>> say("labels.count_indicators", "en", n=1), say("labels.count_indicators", "en", n=3)
    ('1 indicator', '3 indicators')
    """
    name, _, entry = key.partition(".")
    text = _sentence.format(catalogue(name)[entry][lang or current()], **values)
    return text if name == _VERBATIM else with_single_inside(text)


def with_single_inside(text: str) -> str:
    """Return a text with single quotation marks inside double ones, as both languages want it.

    A text whose marks are not paired stays as it is.

    Examples
    --------
    >>> with_single_inside("““Good sport” volunteers”"), with_single_inside('“A "b" c” and "d"')
    ('“‘Good sport’ volunteers”', '“A ‘b’ c” and "d"')
    """
    if "“" not in text or (text.count("“") == 1 and '"' not in text):
        return text
    marks, depth, straight = list(text), 0, False
    for at, mark in enumerate(text):
        if mark == "“":
            marks[at] = "‘" if depth else mark
            depth += 1
        elif mark == "”":
            depth -= 1
            marks[at] = "’" if depth else mark
        elif mark == '"' and depth:
            marks[at], straight = "’" if straight else "‘", not straight
        if depth < 0 or (straight and not depth):
            return text
    return text if depth else "".join(marks)


def listing(items: Sequence[str], lang: Lang | None = None) -> str:
    """Join `items` as a sentence of `lang` does.

    Examples
    --------
    >>> listing(["a", "b", "c"], "en")
    'a, b and c'
    >>> listing(["甲", "乙", "丙"], "zh")
    '甲、乙、丙'
    """
    if (lang or current()) == "zh":
        return "、".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
