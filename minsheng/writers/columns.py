"""Choose the layout of a table: size of type, column widths, portrait or landscape page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from minsheng.writers.glyphs import advances

_POINT = 0.3528  # millimetres
_LINE, _ROW = 1.36, 7.2  # a line of a row in sizes of its type, and what a row adds in points
_WORTH_IT = 1.25  # small type is taken where the usual one makes a table this much longer
_FOR_UPRIGHT = 2.0  # a table goes on a landscape page if it is this much longer on an upright one
_FOR_HEADS = 1.1  # words in heads are broken before they make a table this much longer
_LOW = 260.0  # points: a table no higher than this keeps the usual size
_SHORT = 6.0  # ems: a text as short as this is not broken
_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef/-]+[/-]?")
_PIECES = re.compile(r"(?=[（(])|\s+|(?<=[/·])")  # of a head, each on a line of its own
_PAIR = 2.0  # ems: two Chinese characters, the least that a line of a head has
_LONGEST = 12.5  # ems: longer ones are cut
_ALLOWANCE = 1.03
_UNKNOWN = 1.0  # a character of another font
_CHINESE = "[\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_GAP = re.compile(f"(?<={_CHINESE})(?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%])(?={_CHINESE})")
# The spaces that pad numbers to their point, set as wide as a digit and a point.
PADS = {"\u2007": 0.555, "\u2008": 0.278}
_STEP = 0.5  # ems: what a column is given at a time


PAGE_MARGIN = 22.0  # millimetres left and right of the text on a page of our PDF
TEXT_WIDTH = 210.0 - 2 * PAGE_MARGIN  # millimetres of text on an upright A4


@dataclass(frozen=True)
class Sheet:
    """The page widths and sizes of type available to a table; the defaults are those of the PDF."""

    # The width of the text on a page of each orientation, in millimetres.
    portrait: float = TEXT_WIDTH
    landscape: float = 297.0 - 2 * PAGE_MARGIN
    # The sizes of type to choose from, in points.
    usual: float = 8.5
    small: float = 7.5
    gap: float = 8.0  # between two columns, in points

    def line_width(self, size: float, page: float, columns: int) -> float:
        """Return the width for the text of a row, in ems of `size` points."""
        return (page / _POINT - columns * self.gap) / size


@dataclass(frozen=True)
class Layout:
    """The layout of a table."""

    size: float  # the size of its type, in points
    widths: tuple[float, ...]  # the widths of its columns, in ems (widths of a Chinese character)
    across: bool  # whether it needs a landscape page
    height: float  # its estimated height, in points


def layout(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    sheet: Sheet = Sheet(),
) -> Layout:
    """Choose the layout of a table.

    Portrait in the usual size; small type if a long table becomes much shorter, or if words in the
    heads would be broken; landscape only if the words and numbers of a row do not fit side by side,
    or stand there in columns so narrow that the table becomes twice as long.
    Heads above numbers are broken before a table that is as short upright goes on a landscape page.

    `numeric` says of each column whether it holds numbers, which do not break.

    Examples
    --------
    >>> layout(["指标", "2018年"], [["新增床位", "1200"]], [False, True]).across
    False
    >>> layout(["x" * 20] * 12, [["y" * 20] * 12], [False] * 12).across
    True
    """
    natural = _natural_widths(titles, rows)
    least = _least_widths(titles, rows, numeric, natural)
    with_whole_heads = list(map(max, least, map(_whole_head, titles)))
    chosen = [
        usual if usual.height <= max(_LOW, _WORTH_IT * small.height) else small
        for widths in (with_whole_heads, least)
        if (sizes := _upright(natural, widths, sheet))
        for usual, small in [(sizes[0], sizes[-1])]
    ]
    upright = None
    if chosen:
        first, last = chosen[0], chosen[-1]
        upright = first if first.height <= _FOR_HEADS * last.height else last
        if upright.height <= _LOW:
            return upright
    across = replace(_fit(natural, least, sheet.small, sheet.landscape, sheet), across=True)
    if upright:
        return upright if upright.height <= _FOR_UPRIGHT * across.height else across
    figures = natural[1:].max(axis=0, initial=0)
    narrow = [
        max(_narrowest(title), min(widest, _LONGEST)) if number else width
        for title, number, widest, width in zip(titles, numeric, figures, least, strict=True)
    ]
    low = max(_LOW, _WORTH_IT * across.height)
    return next((one for one in _upright(natural, narrow, sheet) if one.height <= low), across)


def _upright(natural: NDArray[np.float64], least: Sequence[float], sheet: Sheet) -> list[Layout]:
    """Return the layouts on a portrait page, in the usual and in the small size, that have room."""
    return [
        _fit(natural, least, size, sheet.portrait, sheet)
        for size in (sheet.usual, sheet.small)
        if sum(least) <= sheet.line_width(size, sheet.portrait, len(natural[0]))
    ]


def _whole_head(title: str) -> float:
    """Return the width in which no word of a head is broken, as far as Chinese has short ones."""
    widths = [_ALLOWANCE * ems(piece) for piece in _PIECES.split(title)]
    return max((width for width in widths if width <= _SHORT), default=0.0)


def _narrowest(title: str) -> float:
    """Return the width of the longest word of a head, or of two Chinese characters."""
    words = [*_WORD.findall(title), *re.findall(_CHINESE, title)]
    return max((_ALLOWANCE * max(ems(word), _PAIR) for word in words), default=1.0)


def least_widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]
) -> list[float]:
    """Return the width of each column, in ems, below which words or numbers are broken.

    The parameters are those of `layout`, which gives columns a little more where there is room.

    Examples
    --------
    >>> [round(width, 2) for width in least_widths(["指标"], [["1200"]], [True])]
    [2.22]
    """
    widths = _least_widths(titles, rows, numeric, _natural_widths(titles, rows))
    return [float(width) / _ALLOWANCE for width in widths]


def _natural_widths(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    return np.array([[_ALLOWANCE * ems(cell) for cell in row] for row in (titles, *rows)])


def _least_widths(
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    numeric: Sequence[bool],
    natural: NDArray[np.float64],
) -> list[float]:
    cells = [titles, *rows]
    return [
        max(
            _unbreakable_width(row[i], width)
            for row, width in zip(cells, natural[:, i], strict=True)
        )
        if not number
        else max(
            _unbreakable_width(titles[i], natural[0, i]),
            min(natural[1:, i].max(initial=0), _LONGEST),
        )
        for i, number in enumerate(numeric)
    ]


def _fit(
    natural: NDArray[np.float64], least: Sequence[float], size: float, page: float, sheet: Sheet
) -> Layout:
    room = sheet.line_width(size, page, len(least))
    widths = np.array(least)
    if widths.sum() > room:
        widths *= room / widths.sum()
    # Each step widens the column that shortens the rows most; what is left goes to all alike.
    while room - widths.sum() >= _STEP:
        now = _lines(natural, widths)
        gains = [now - _lines(natural, wider) for wider in widths + _STEP * np.eye(len(widths))]
        if max(gains) <= 0:
            break
        widths[int(np.argmax(gains))] += _STEP
    widths += (room - widths.sum()) / len(widths)
    rows = np.ceil(natural / widths - 0.01).max(axis=1)
    height = float((rows * _LINE * size + _ROW).sum())
    return Layout(size, tuple((widths + sheet.gap / size).round(3).tolist()), False, height)


def _lines(natural: NDArray[np.float64], widths: NDArray[np.float64]) -> float:
    """Return the estimated number of lines of all rows, plus a small term for breaking ties."""
    lines = np.maximum(natural / widths, 1.0)
    return float(lines.max(axis=1).sum() + 0.02 * lines.sum())


def _unbreakable_width(text: str, width: float) -> float:
    """Return the least width of a text: all of a short text, the longest word of another."""
    if width <= _SHORT:
        return max(width, 1.0)
    # Of a longer Chinese text a few characters stay together.
    longest = max(_WORD.findall(text), key=len, default="")
    return max(3.0, min(_ALLOWANCE * ems(longest), _LONGEST))


@lru_cache(maxsize=8192)  # a PDF and a Word document measure the same cells
def ems(text: str) -> float:
    """Return the width of `text` in the font of tables, in ems (widths of a Chinese character).

    The space between Chinese and other letters counts as a quarter of an em.

    Examples
    --------
    >>> round(ems("增长10%"), 2)
    4.28
    """
    known = advances()
    gaps = len(_GAP.findall(text))
    return sum(known.get(ord(c)) or PADS.get(c, _UNKNOWN) for c in text) + 0.25 * gaps
