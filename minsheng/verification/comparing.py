"""Compare the numbers of two reports, as read from their files, id by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal

from minsheng.text.language import say
from minsheng.writers.entries import Entry
from minsheng.writers.origin import Origin

_BEFORE = re.compile(r"(?:\d[\d.,]*|[-−]\d*)$")
_AFTER = re.compile(r"(?:[\d.,]*\d)?")


def widened(text: str, start: int, end: int) -> str:
    """Return a marked number with the digits that stand right beside it.

    Somebody who types a 1 before a marked 4 types it outside the mark, and readers see 14.

    Examples
    --------
    >>> widened("差距14个百分点。", 3, 8)
    '14个百分点'
    """
    before = _BEFORE.search(text[:start])
    after = _AFTER.match(text[end:])
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")


@dataclass(frozen=True)
class Report:
    """What was read from a report file."""

    origin: Origin | None  # what it was made from; None where it does not say
    # Its numbers and the cells of its tables. The ids are those that its format can carry.
    entries: tuple[Entry, ...]


Kind = Literal["changed", "gone", "new"]
_LONG, _AROUND = 60, 12  # characters


@dataclass(frozen=True)
class Difference:
    """A number that differs between a report and the data."""

    # ``changed``; ``gone``: in the report and no longer in the data; ``new``: in the data and not
    # in the report.
    kind: Kind
    entry: Entry  # its place in the report, with the id of its row or computation
    # The value in the report and the value from the data; empty where one is missing.
    report: str
    data: str

    def text(self) -> str:
        """Return its place and the values in the report and in the data."""
        key = f"verification.{self.kind}" + ("" if self.entry.id else "_unknown")
        place, entry_id = _place(self.entry), self.entry.id
        return say(key, place=place, report=self.report, data=self.data, id=entry_id)


@dataclass(frozen=True)
class Verified:
    """The result of comparing a report with the data."""

    checked: int  # how many numbers and cells were compared
    differences: tuple[Difference, ...]  # the numbers that differ, in the order of the report

    def text(self) -> str:
        """Return one line for each difference; a whole row that is gone or new has one line."""
        if not self.differences:
            return say("verification.agreed", n=self.checked)
        lines = [say("verification.headline", n=len(self.differences), all=self.checked)]
        for same, some in groupby(self.differences, _row):
            group = list(some)
            if same[0] == "changed" or len(group) == 1 or not same[1]:
                lines += [f"  {each.text()}" for each in group]
            else:
                first = group[0].entry
                lines.append(
                    "  "
                    + say(
                        f"verification.{same[0]}_row",
                        exhibit=first.exhibit,
                        row=first.row,
                        n=len(group),
                        id=first.id,
                    )
                )
        return "\n".join(lines)


def compare(
    report: Iterable[Entry], now: Iterable[Entry], ids: Mapping[str, str] | None = None
) -> Verified:
    """Compare the entries of a report with those that the data give now.

    Both are read in the same way. `ids` says what the ids of entries stand for, where a format
    cannot carry an id in full.

    Examples
    --------
    >>> was, now = Entry("sentence", "gaps:a.gap", "5"), Entry("sentence", "gaps:a.gap", "4")
    >>> [(each.report, each.data) for each in compare([was], [now]).differences]
    [('5', '4')]
    """
    reported, current = _by_place(report), _by_place(now)
    differences: list[Difference] = []
    for place in [*reported, *(place for place in current if place not in reported)]:
        differences += _of_place(reported.get(place, []), current.get(place, []))
    known = ids or {}
    checked = sum(map(len, reported.values()))
    return Verified(
        checked,
        tuple(
            replace(each, entry=each.entry._replace(id=known.get(each.entry.id, each.entry.id)))
            for each in differences
        ),
    )


_Place = tuple[str, str, str, str]


def _by_place(entries: Iterable[Entry]) -> dict[_Place, list[Entry]]:
    """Return the entries by exhibit, id, row and column; repeated ones stay in order."""
    places: dict[_Place, list[Entry]] = {}
    for entry in entries:
        row = "" if entry.id else entry.row
        places.setdefault((entry.exhibit, entry.id, row, entry.column), []).append(entry)
    return places


def _of_place(said: list[Entry], given: list[Entry]) -> Iterator[Difference]:
    if len(said) == len(given):
        for old, new in zip(said, given, strict=True):
            if _what(old) != _what(new):
                yield Difference("changed", old, *_both(old, new))
        return
    matcher = SequenceMatcher(None, [*map(_what, said)], [*map(_what, given)], autojunk=False)
    for step, first, last, begin, end in matcher.get_opcodes():
        if step == "equal":
            continue
        for old, new in zip_longest(said[first:last], given[begin:end]):
            if old is None:
                yield Difference("new", new, "", new.shown)
            elif new is None:
                yield Difference("gone", old, old.shown, "")
            else:
                yield Difference("changed", old, *_both(old, new))


def _what(entry: Entry) -> tuple[str, str]:
    # Programs keep 15 digits of a number or 17; nobody means what is beyond the twelfth.
    return entry.shown, "" if entry.value is None else f"{entry.value:.12g}"


def _both(old: Entry, new: Entry) -> tuple[str, str]:
    """Return the two values, shortened to the part that shows the difference."""
    if old.shown == new.shown:
        return repr(old.value), repr(new.value)
    if max(len(old.shown), len(new.shown)) <= _LONG:
        return old.shown, new.shown
    same = next(
        (at for at, (a, b) in enumerate(zip(old.shown, new.shown, strict=False)) if a != b),
        min(len(old.shown), len(new.shown)),
    )
    start = max(0, same - _AROUND)
    return _cut(old.shown, start), _cut(new.shown, start)


def _cut(text: str, start: int) -> str:
    before, after = "…" if start else "", "…" if len(text) > start + _LONG else ""
    return f"{before}{text[start : start + _LONG]}{after}"


def _row(difference: Difference) -> tuple[Kind, str, str, str]:
    entry = difference.entry
    return difference.kind, entry.exhibit, entry.id, "" if entry.id else entry.row


def _place(entry: Entry) -> str:
    if entry.exhibit or entry.title:
        return say("verification.cell", exhibit=entry.exhibit, row=entry.row, column=entry.title)
    if entry.section:
        return say("verification.section", section=entry.section)
    return say("verification.beginning")
