"""The ids of a plan: what the library demands of them, whatever a package's own schema says.

Ids become names of files (of reports, paragraphs, frozen results), on every system.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from minsheng.files import WINDOWS_DEVICES

CODE = r"[a-z][a-z0-9_]*"
DOTTED = rf"{CODE}(\.[a-z0-9_]+)+"
PLAN = r"[a-z0-9][a-z0-9-]*"
LONGEST = 100
"""How many characters an id may have: a file name is made of several, and may have 255 bytes."""
# `overall.md` is the analysts' text on the whole plan; made-up data have the folder `demo`.
_OWN = {"overall", "demo"}

_IDS: Mapping[tuple[str, str], str] = {
    ("programmes", "programme"): CODE,
    ("departments", "department"): CODE,
    ("calendar", "event"): CODE,
    ("units", "unit"): CODE,
    ("indicators", "indicator"): DOTTED,
    ("groups", "group"): DOTTED,
    ("tasks", "task"): DOTTED,
}
_FORMS = {
    CODE: ("id_form", ("childcare",)),
    DOTTED: ("id_parts", ("childcare.gross_enrolment",)),
}


def is_id(table: str, column: str) -> bool:
    """Return whether a column holds the ids that its table defines.

    Examples
    --------
    >>> is_id("programmes", "programme"), is_id("indicators", "programme")
    (True, False)
    """
    return (table, column) in _IDS


def id_fault(table: str, column: str, text: str) -> tuple[str, tuple[str, ...]]:
    """Return the code of what is wrong with an id and what is allowed; empty where nothing is.

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
    """Return what keeps a well-formed id from being the name of a file; see `id_fault`."""
    if len(text) > LONGEST:
        return "too_long", (str(LONGEST),)
    return ("id_reserved" if text.partition(".")[0] in WINDOWS_DEVICES | _OWN else ""), ()
