"""The mistakes a user can make, and the messages about them.

A `Fault` is one mistake: where it stands, what was found, what is allowed, the nearest match. All
faults of one input are collected and raised together as one `BadInput`.
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minsheng.text.language import Lang, current, listing, say
from minsheng.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_ALLOWED_SHOWN = 12
MOST_MATCHED = 200
"""For how many different words of one input the nearest match is looked for."""


@dataclass(frozen=True)
class Fault:
    """One mistake in an input.

    Parameters
    ----------
    code
        Key in the catalogue ``faults``, or ``catalogue.key`` in another.
    file, row, column
        Where: file name, row as a spreadsheet counts it (the header is row 1), column name (in
        a JSON file the key).
    found
        What stands there.
    allowed
        What may stand there instead.
    nearest
        The allowed word most like `found`, or empty.

    Examples
    --------
    >>> print(Fault("unknown_unit", "indicators.csv", 3, "unit", "persn", ("person", "bed"),
    ...             "person").text("en"))
    indicators.csv, row 3, column unit: unknown unit; found “persn”; allowed: person and bed; \
nearest: person
    """

    code: str
    file: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""

    @classmethod
    def unknown(
        cls, code: str, found: str, allowed: Iterable[str], file: str = "", column: str = ""
    ) -> Fault:
        """Return the fault of a word that is not among those allowed, with the nearest of them."""
        words = tuple(allowed)
        return cls(code, file, None, column, found, words, nearest(found, words) if found else "")

    def place(self, lang: Lang | None = None) -> str:
        """Return file, row and column as words."""
        counted = "at_line" if self.file.endswith((".md", ".toml")) else "at_row"
        at = "faults.at_key" if self.file.endswith((".json", ".toml")) else "faults.at_column"
        parts = [
            self.file,
            say(f"faults.{counted}", lang, row=self.row) if self.row is not None else "",
            say(at, lang, column=self.column) if self.column else "",
        ]
        return say("faults.comma", lang).join(part for part in parts if part)

    def text(self, lang: Lang | None = None) -> str:
        """Return the whole message in `lang`."""
        lang = lang or current()
        place = self.place(lang)
        key = self.code if "." in self.code else f"faults.{self.code}"
        what = [say(key, lang, column=self.column, found=self.found)]
        if self.found:
            what.append(say("faults.found", lang, found=_visible(self.found)))
        if self.allowed:
            shown = listing(self.allowed[:_MOST_ALLOWED_SHOWN], lang)
            more = len(self.allowed) - _MOST_ALLOWED_SHOWN
            key = "faults.allowed" if more <= 0 else "faults.allowed_and_more"
            what.append(say(key, lang, allowed=shown, n=len(self.allowed)))
        if self.nearest:
            what.append(say("faults.nearest", lang, nearest=self.nearest))
        sentence = say("faults.semicolon", lang).join(what)
        message = say("faults.colon", lang).join([place, sentence]) if place else sentence
        return masked(message)


def _visible(text: str) -> str:
    """Show control characters as escapes and shorten what would fill the screen."""
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in masked(text))
    return shown if len(shown) <= 80 else shown[:79] + "…"


class MinshengError(Exception):
    """Base of every error this library raises on purpose.

    Attributes
    ----------
    exit_code
        What the command ends with where it meets one.
    """

    exit_code = 2


class BadInput(MinshengError):
    """An input has faults; `faults` holds every one of them.

    Examples
    --------
    >>> from minsheng.text.language import using
    >>> with using("en"):
    ...     print(BadInput([Fault("missing_file", "targets.csv")]))
    1 fault:
      targets.csv: file is missing
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def text(self, lang: Lang | None = None) -> str:
        """Return all faults, one a line, in `lang`."""
        head = say("faults.headline", lang, n=len(self.faults))
        return "\n".join([head, *(f"  {fault.text(lang)}" for fault in self.faults)])

    def __str__(self) -> str:
        return self.text()


class UnknownName(BadInput, LookupError):
    """A programme, indicator, notebook or parameter that does not exist was asked for."""

    __str__ = BadInput.__str__


def nearest(found: str, allowed: Iterable[str]) -> str:
    """Return the word of `allowed` most like `found`, or ``""`` where none is alike.

    Examples
    --------
    >>> nearest("childcar", ["childcare", "education"])
    'childcare'
    >>> nearest("zzz", ["childcare", "education"])
    ''
    """
    matches = difflib.get_close_matches(found, list(allowed), n=1, cutoff=0.5)
    return matches[0] if matches else ""


class Matches:
    """The nearest matches of many words, each looked for once.

    A table in a wrong format has a wrong word in every row, and to look for the match of a word
    takes milliseconds. So it is looked for in the first `MOST_MATCHED` words only.

    Parameters
    ----------
    allowed
        The words that may be matched.

    Examples
    --------
    >>> matches = Matches(["childcare", "education"])
    >>> matches.nearest("childcar"), matches.nearest("zzz")
    ('childcare', '')
    """

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = tuple(allowed)
        self._known: dict[str, str] = {}

    def nearest(self, found: str) -> str:
        """Return the match of a word, or ``""`` where there is none or it is not looked for."""
        if found not in self._known and len(self._known) < MOST_MATCHED:
            self._known[found] = nearest(found, self._allowed)
        return self._known.get(found, "")


def require_known(kind: str, found: str | Iterable[str], allowed: Sequence[str]) -> None:
    """Raise `UnknownName`, with a fault for each word that is not among those allowed.

    Parameters
    ----------
    kind
        ``programme``, ``indicator``, ``notebook`` …: the code of the faults is ``unknown_<kind>``.
    found
        One word or several.

    Examples
    --------
    >>> require_known("programme", "childcare", ["childcare"])
    """
    words = (found,) if isinstance(found, str) else found
    faults = [
        Fault.unknown(f"unknown_{kind}", word, allowed) for word in words if word not in allowed
    ]
    if faults:
        raise UnknownName(faults)


@contextmanager
def collecting(faults: list[Fault]) -> Iterator[None]:
    """Add the faults of a `BadInput` that is raised in the block to a list, and go on after it.

    Examples
    --------
    >>> faults: list[Fault] = []
    >>> with collecting(faults):
    ...     require_known("programme", "childcar", ["childcare"])
    >>> [fault.nearest for fault in faults]
    ['childcare']
    """
    try:
        yield
    except BadInput as error:
        faults.extend(error.faults)
