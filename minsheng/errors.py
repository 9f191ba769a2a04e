"""The mistakes a user can make, and the messages about them.

A `Fault` is one mistake: where it stands, what was found, what is allowed, the nearest match. All
faults of one input are collected and raised together as one `BadInput`.
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from minsheng.text.language import Lang, catalogue, current, listing, say
from minsheng.text.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MOST_SHOWN = 12  # of a list that stands elsewhere in full, and of ranges of rows
LISTED_IN = {"indicator": "plan.find(…), minsheng list --programme …"}
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
        The allowed word most like `found`, or what it was probably meant for, or empty.
    listed_in
        The file or the command that lists all that is allowed; then a long list is cut.
    more_rows
        Further rows of which the same is to be said; see `grouped`.

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
    listed_in: str = ""
    more_rows: tuple[int, ...] = ()

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
        rows = () if self.row is None else (self.row, *self.more_rows)
        at = "faults.at_key" if self.file.endswith((".json", ".toml")) else "faults.at_column"
        parts = [
            self.file,
            say(f"faults.{counted}", lang, n=len(rows), row=_ranges(rows, lang)) if rows else "",
            say(at, lang, column=self.column) if self.column else "",
        ]
        return say("faults.comma", lang).join(part for part in parts if part)

    def text(self, lang: Lang | None = None) -> str:
        """Return the whole message in `lang`."""
        lang = lang or current()
        place = self.place(lang)
        name, _, entry = self.code.rpartition(".")
        key = f"{name or 'faults'}.{entry}"
        allowed = listing(self.allowed, lang)
        words = {"column": self.column, "found": self.found, "nearest": self.nearest}
        what = [say(key, lang, allowed=allowed, **words)]
        sentence = catalogue(name or "faults")[entry][lang]
        if self.found:
            what.append(say("faults.found", lang, found=_visible(self.found)))
        # What the sentence itself says, such as an example of what is allowed, is not said twice.
        if self.allowed and "{allowed}" not in sentence:
            what.append(self._allowed_text(lang))
        if self.nearest and "{nearest}" not in sentence:
            what.append(say("faults.nearest", lang, nearest=self.nearest))
        message = say("faults.semicolon", lang).join(what)
        if place:
            message = say("faults.colon", lang).join([place, message])
        return masked(message)

    def _allowed_text(self, lang: Lang) -> str:
        more = len(self.allowed) - _MOST_SHOWN
        if more <= 0 or not self.listed_in:
            return say("faults.allowed", lang, allowed=listing(self.allowed, lang))
        separator = "、" if lang == "zh" else ", "
        shown = separator.join(self.allowed[:_MOST_SHOWN])
        return say("faults.allowed_and_more", lang, allowed=shown, n=more, place=self.listed_in)


F = TypeVar("F", bound=Fault)


def grouped(faults: Iterable[F]) -> list[F]:
    """Return faults with those merged into one that say the same of several rows.

    Examples
    --------
    >>> faults = [Fault("required", "targets.csv", row, "year") for row in (2, 3, 4, 9)]
    >>> [fault.text("en") for fault in grouped(faults)]
    ['targets.csv, rows 2–4 and 9, column year: must not be empty']
    """
    first: dict[tuple[object, ...], F] = {}
    rows: dict[tuple[object, ...], list[int]] = {}
    for fault in faults:
        said = (fault.code, fault.file, fault.column, fault.found, fault.allowed, fault.nearest)
        first.setdefault(said, fault)
        rows.setdefault(said, []).extend(() if fault.row is None else (fault.row, *fault.more_rows))
    return [
        replace(fault, row=numbers[0], more_rows=tuple(numbers[1:])) if numbers else fault
        for fault, numbers in zip(first.values(), rows.values(), strict=True)
    ]


def _ranges(rows: Sequence[int], lang: Lang | None) -> str:
    """Return the numbers of rows as words, neighbours as ranges: 2–33 and 40."""
    ends: list[list[int]] = []
    for row in sorted(set(rows)):
        if ends and row == ends[-1][1] + 1:
            ends[-1][1] = row
        else:
            ends.append([row, row])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in ends]
    if len(texts) <= _MOST_SHOWN:
        return listing(texts, lang)
    shown = ends[:_MOST_SHOWN]
    more = len(set(rows)) - sum(last - first + 1 for first, last in shown)
    separator = "、" if (lang or current()) == "zh" else ", "
    listed = separator.join(texts[:_MOST_SHOWN])
    return say("faults.rows_and_more", lang, rows=listed, n=more)


def _visible(text: str) -> str:
    """Return a text with control characters as escapes, shortened where it is very long."""
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

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback: the message alone."""
        return [str(self)]


class BadInput(MinshengError):
    """An input has faults; `faults` holds every one of them, each once.

    Examples
    --------
    >>> from minsheng.text.language import using
    >>> with using("en"):
    ...     print(BadInput([Fault("missing_file", "targets.csv")]))
    1 fault:
      targets.csv: file is missing
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(dict.fromkeys(faults))
        super().__init__(self.faults)

    def text(self, lang: Lang | None = None) -> str:
        """Return all faults in `lang`, one a line, equal ones of several rows together."""
        head = say("faults.headline", lang, n=len(self.faults))
        return "\n".join([head, *(f"  {fault.text(lang)}" for fault in grouped(self.faults))])

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
    matches = difflib.get_close_matches(found, list(allowed), n=1, cutoff=0.6)
    return matches[0] if matches else ""


class Matches:
    """Finds the nearest match of many words and remembers it.

    A table in a wrong format has a wrong word in every row, and to look for the match of a word
    takes milliseconds. So it is looked for in the first `MOST_MATCHED` words only.

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

    `kind` is ``programme``, ``indicator``, ``notebook`` …: the code is ``unknown_<kind>``.

    Examples
    --------
    >>> require_known("programme", "childcare", ["childcare"])
    """
    words = (found,) if isinstance(found, str) else found
    faults = [
        replace(Fault.unknown(f"unknown_{kind}", word, allowed), listed_in=LISTED_IN.get(kind, ""))
        for word in words
        if word not in allowed
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
