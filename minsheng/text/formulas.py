"""Escape text that a spreadsheet would read as a formula."""

from __future__ import annotations

import re

# A Chinese spreadsheet takes the full-width signs as well; what stands before them is passed over.
# A sign alone, such as the bound of a target, is no formula.
_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠]\s*\S")


def starts_a_formula(text: str) -> bool:
    r"""Return whether a spreadsheet may read a text as a formula.

    Examples
    --------
    >>> [starts_a_formula(text) for text in ("=1+1", " ＝1+1", "\t1", "1=1", "")]
    [True, True, True, False, False]
    """
    return _FORMULA.match(text) is not None


def no_formula(text: str) -> str:
    """Return a text with an apostrophe before it if a spreadsheet may read it as a formula.

    Negative numbers stay unchanged. Do not use it for files that programs read, such as a ledger.

    Examples
    --------
    >>> no_formula("=1+1"), no_formula("-1.5")
    ("'=1+1", '-1.5')
    """
    if not starts_a_formula(text) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text.startswith(("+", "-"))
