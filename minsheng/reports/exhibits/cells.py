"""What a table is made of: columns, rows and colours, and cells padded to their decimal point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from minsheng.reports.exhibits.sparkline import Sparkline

Align = Literal["text", "short", "number"]
FIGURE_SPACE, PUNCTUATION_SPACE = "\u2007", "\u2008"
PADDING = FIGURE_SPACE + PUNCTUATION_SPACE
"""The spaces that pad numbers on the right, so that their decimal points line up."""
_BLANKS = str.maketrans(dict.fromkeys(PADDING, " "))
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Column:
    """One column of a table: its key in the rows, its title and its kind.

    ``text`` wraps, ``short`` does not, ``number`` is aligned on the decimal point.
    """

    name: str
    title: str
    align: Align = "text"


class Colours(NamedTuple):
    """Text and background colour of a cell as ``#rrggbb``; empty for the default colour."""

    background: str = ""
    text: str = ""


class Row(NamedTuple):
    """A row of a table: the texts shown and the numbers behind them."""

    id: str  # id of the row or computation that it comes from, or empty
    group: str  # the heading of its group, or empty
    # The text of each column; numbers are padded to align their decimal points.
    cells: tuple[str, ...]
    values: tuple[float | None, ...]  # the number behind each cell, or None
    colours: tuple[Colours, ...]  # the colours of each cell
    # A drawing beside the row, which pages and notebooks show; None where there is none.
    line: Sparkline | None = None


def checked_colours(background: str, text: str) -> Colours:
    """Return the colours of a cell as a notebook stores them; the default where one is no colour.

    Examples
    --------
    >>> checked_colours("#ffcc00", "red;position:fixed")
    Colours(background='#ffcc00', text='')
    """
    return Colours(*(one if _COLOUR.fullmatch(one) else "" for one in (background, text)))


@lru_cache(maxsize=8192)  # every format asks for the same cells, some of them twice
def text_width(text: str) -> int:
    """Return the width of `text` in terminal columns; a Chinese character counts as two.

    Examples
    --------
    >>> text_width("增长10%")
    7
    """
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def blank(cell: str) -> str:
    r"""Return a cell with plain blanks for padding: as wide on a terminal, and no odd characters.

    Examples
    --------
    >>> blank("20\u2008\u2007")
    '20  '
    """
    return cell.translate(_BLANKS)


def on_the_point(cells: Sequence[str]) -> list[str]:
    """Pad numbers on the right so that their decimal points line up.

    Examples
    --------
    >>> len(on_the_point(["1.5", "20"])[1])
    4
    """
    tails = [len(cell.partition(".")[2]) if _is_number(cell) else 0 for cell in cells]
    longest = max(tails, default=0)
    if not longest:
        return list(cells)
    return [
        cell
        if not _is_number(cell)
        else cell + ("" if tail else PUNCTUATION_SPACE) + FIGURE_SPACE * (longest - tail)
        for cell, tail in zip(cells, tails, strict=True)
    ]


def _is_number(cell: str) -> bool:
    return bool(cell) and cell[-1].isdigit()
