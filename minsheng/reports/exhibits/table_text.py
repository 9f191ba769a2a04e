"""A table as lines of text: as wide as it is, or made to fit the width of a terminal."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from minsheng.reports.exhibits.cells import Column, blank, text_width
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["caption", "heading", "row", "note"]
_GAP = 2  # columns of a terminal between those of a table
_NARROWEST = 14  # of a column of texts, where lines are broken
_INDENT = "  "  # of what continues the head of a row
# A Chinese character with the punctuation that must not be parted from it, or a word.
_PIECE = re.compile(
    r"[（“《〈〔「]*(?:[!-~\u00a0-\u2017\u2020-\u2e7f]+|\S)[）”》〉〕」，。；：、！？]*\s*"
)


class Line(NamedTuple):
    """One line of a table and what it belongs to."""

    kind: Kind
    text: str


class _Table(Protocol):
    """What is read of a `minsheng.reports.exhibits.Table`."""

    @property
    def columns(self) -> Sequence[Column]: ...
    @property
    def notes(self) -> Sequence[str]: ...

    def shown_caption(self) -> str: ...
    def shown(self) -> list[list[str]]: ...


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns of a terminal, between words.

    Chinese is broken between any two characters, but punctuation stays where it belongs. A word
    that is wider than a line is broken as well. All lines are indented as the first is.

    Examples
    --------
    >>> wrapped("正文二（一）；附件1", 8)
    ['正文二', '（一）；', '附件1']
    >>> wrapped("Doctors per thousand", 11)
    ['Doctors per', 'thousand']
    """
    indent = " " * (len(text) - len(text.lstrip(" ")))
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and text_width(indent + lines[-1] + piece.rstrip()) > width:
            lines.append("")
        for character in piece:
            if lines[-1] and text_width((indent + lines[-1] + character).rstrip()) > width:
                lines.append("")
            lines[-1] += character
    return [(indent + line).rstrip() for line in lines]


def lines_of(table: _Table, width: int | None = None) -> list[Line]:
    r"""Return the lines of a table; a Chinese character takes two columns.

    Headings and texts are wrapped to fit the `width` of the terminal; where that is not enough,
    columns are left out, those with the fewest cells first, and a line names them. Numbers and
    short words stay whole. Without a width nothing is wrapped or left out.

    Examples
    --------
    >>> from minsheng.reports.exhibits import Table
    >>> columns = (Column("name", "Name"), Column("beds", "Beds", "number"))
    >>> made = Table("Beds", columns, ({"name": "A home for the elderly", "beds": "5"},))
    >>> print("\n".join(line.text for line in lines_of(made, 22)))
    Beds
    Name              Beds
    ----------------  ----
    A home for the       5
      elderly
    """
    cells = [list(map(blank, row)) for row in table.shown()]
    texts = [[column.title, *rest] for column, *rest in zip(table.columns, *cells, strict=True)]
    natural = [max(map(text_width, column)) for column in texts]
    kept = list(range(len(natural)))
    widths = natural
    if width is not None and _whole(natural) > width:
        narrowest = [
            _narrowest(column, own) for column, own in zip(table.columns, texts, strict=True)
        ]
        kept = _kept(texts, narrowest, width)
        widths = _widened(
            [narrowest[at] for at in kept],
            [natural[at] for at in kept],
            [table.columns[at].align == "text" for at in kept],
            width,
        )
    columns = [table.columns[at] for at in kept]
    head, *body = zip(*(texts[at] for at in kept), strict=True) if kept else [()]
    lines = [Line("heading", text) for text in _row(head, columns, widths, is_head=True)]
    lines.append(Line("heading", (" " * _GAP).join("-" * own for own in widths)))
    lines += [Line("row", text) for row in body for text in _row(row, columns, widths)]
    left_out = [column.title for at, column in enumerate(table.columns) if at not in kept]
    notes = list(table.notes)
    if left_out:
        notes.insert(0, say("terminal.left_out", n=len(left_out), columns=listing(left_out)))
    return [
        *_broken("caption", table.shown_caption(), width),
        *lines,
        *(line for note in notes for line in _broken("note", note, width)),
    ]


def _broken(kind: Kind, text: str, width: int | None) -> list[Line]:
    return [Line(kind, part) for part in (wrapped(text, width) if width else [text])]


def _whole(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _narrowest(column: Column, texts: Sequence[str]) -> int:
    """Return the width below which a column cannot go; its heading may take two lines."""
    heading, *cells = map(text_width, texts)
    widest = max(cells, default=0)
    word = max(map(text_width, _PIECE.findall(texts[0])), default=0)
    halved = min(heading, max(word, (heading + 1) // 2 + 1))
    return max(halved, min(widest, _NARROWEST) if column.align == "text" else widest)


def _kept(texts: Sequence[Sequence[str]], narrowest: Sequence[int], width: int) -> list[int]:
    """Return which columns fit: the emptiest go first, of equals the last; the first stays."""
    kept = list(range(len(texts)))
    filled = [sum(map(bool, own[1:])) for own in texts]
    for at in sorted(kept[1:], key=lambda at: (filled[at], -at)):
        if _whole([narrowest[each] for each in kept]) <= width:
            break
        kept.remove(at)
    return kept


def _widened(
    widths: list[int], natural: Sequence[int], is_text: Sequence[bool], width: int
) -> list[int]:
    """Return the widths with what is left of the line given out: to texts first, the narrowest."""
    widths = [min(own, width) for own in widths]
    for _ in range(width - _whole(widths)):
        wanting = [at for at, own in enumerate(widths) if own < natural[at]]
        if not wanting:
            break
        widths[min(wanting, key=lambda at: (not is_text[at], widths[at]))] += 1
    return widths


def _row(
    cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int], *, is_head: bool = False
) -> list[str]:
    """Return the lines of a row; numbers stand on the right."""
    broken = []
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        parts = [cell] if text_width(cell) <= width else wrapped(cell, width)
        if len(parts) > 1 and at == 0 and not is_head:
            first, *_ = parts
            rest = cell[len(first) :].lstrip()
            parts = [first, *(_INDENT + part for part in wrapped(rest, width - len(_INDENT)))]
        broken.append(parts)
    return [
        (" " * _GAP)
        .join(
            " " * (width - text_width(part)) + part
            if column.align == "number"
            else part + " " * (width - text_width(part))
            for part, column, width in zip(line, columns, widths, strict=True)
        )
        .rstrip()
        for line in zip_longest(*broken, fillvalue="")
    ]
