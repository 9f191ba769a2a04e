"""Escape characters that control a terminal instead of being shown."""

from __future__ import annotations

import re

# All control characters but tab and line feed, what turns the direction of writing round, and half
# characters, as file names that are not UTF-8 bring them along.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    r"""Return a text with control characters, changes of direction and lone surrogates as escapes.

    Tabs and line feeds stay: they are the layout of what is printed.

    Examples
    --------
    >>> escaped("a\x1b[31mb\u202ec\udcff\n")
    'a\\x1b[31mb\\u202ec\\udcff\n'
    """
    return _OBEYED.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
