"""Hidden bookmarks in a Word document that say which row or computation a number comes from.

Each number of a sentence and each row of a table has a bookmark whose name begins with an
underscore, which Word hides. Bookmarks survive editing in Word, WPS and LibreOffice, and programs
that only read the text ignore them. Names have at most 40 characters, so ids are stored as digests.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from minsheng.writers.word.ooxml import element

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAME = re.compile(r"_M([nr])([0-9a-f]{16})_\d+")
_FIRST = 100_000  # ids of bookmarks; those of headings are below


def digest(number_id: str) -> str:
    """Return the digest that stands for an id in the name of a bookmark.

    Examples
    --------
    >>> len(digest("targets:childcare.gross_enrolment@2020"))
    16
    """
    return hashlib.sha256(number_id.encode()).hexdigest()[:16]


class Marks:
    """Makes the bookmarks of one document, with unique names.

    Examples
    --------
    >>> begin, end = Marks().of_number("gaps:a.gap")
    >>> known(begin.values()[1]) == ("n", digest("gaps:a.gap"))
    True
    """

    def __init__(self) -> None:
        self._given = 0

    def of_number(self, number_id: str) -> tuple[Element, Element]:
        """Return the start and the end of the bookmark around a number."""
        return self._pair("n", number_id)

    def of_row(self, row_id: str) -> tuple[Element, Element]:
        """Return the start and the end of the bookmark around the first cell of a row."""
        return self._pair("r", row_id)

    def _pair(self, kind: str, wanted: str) -> tuple[Element, Element]:
        self._given += 1
        number = _FIRST + self._given
        name = f"_M{kind}{digest(wanted)}_{self._given}"
        return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def known(name: str) -> tuple[str, str] | None:
    """Return the kind, ``n`` or ``r``, and the digest of a bookmark; None for any other."""
    match = _NAME.fullmatch(name)
    return (match[1], match[2]) if match else None
