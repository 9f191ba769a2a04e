"""Wide tables: which blocks go on landscape pages, and the parts of what is wider still."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from minsheng.reports.exhibits import Column, Table
from minsheng.reports.exhibits.cells import text_width
from minsheng.text.language import Lang, say
from minsheng.writers.columns import Sheet, least_widths
from minsheng.writers.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    PlaceEnd,
    PlaceStart,
    Quote,
    plain,
)
from minsheng.writers.glyphs import visible

_LITTLE = 700  # half characters: about half a portrait page
_SQUEEZED = 1.1  # a table wider than the page by less stays whole; its longest words are broken


def landscape(blocks: Sequence[Block], wide: Sequence[bool], leading: Sequence[bool]) -> list[bool]:
    """Return for each block whether it goes on a landscape page.

    Headings and paragraphs before a wide table go with it. So does a short text between two wide
    tables, which would leave most of a portrait page empty.

    `wide` says of each block whether it is a table that does not fit a portrait page, `leading`
    whether it is a paragraph that stays with what follows.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> heading, text = Heading(2, (Run("节"),), "a"), Paragraph((Run("短"),))
    >>> landscape([text, heading, text, text], [False, False, False, True], [False] * 4)
    [False, False, False, True]
    >>> landscape([text, heading, text], [False, False, True], [False] * 3)
    [False, True, True]
    """
    across = list(wide)
    for place in reversed(range(len(blocks) - 1)):
        if across[place + 1] and (leading[place] or isinstance(blocks[place], Heading)):
            across[place] = True
    turned = [place for place, each in enumerate(across) if each]
    for before, after in pairwise(turned):
        if sum(map(_length, blocks[before + 1 : after])) <= _LITTLE:
            across[before:after] = [True] * (after - before)
    return across


def _length(block: Block) -> float:
    """Return the length of a text in half-widths; infinite for a table or a figure."""
    match block:
        case Heading() | Paragraph() | Quote():
            return text_width(plain(block.text))
        case Listing():
            return sum(text_width(plain(item)) for item in block.items)
        case PlaceStart() | PlaceEnd():
            return 0
    return math.inf


def split_wide_tables(document: Document, sheet: Sheet) -> Document:
    """Return a document whose tables fit a landscape page of `sheet`.

    Examples
    --------
    >>> from minsheng.writers.document import table_of
    >>> table = table_of(["指标", *["x" * 20] * 12], [["床位", *["y" * 20] * 12]], "床位")
    >>> parts = split_wide_tables(Document("zh", "题", "", (table,)), Sheet()).blocks
    >>> [len(part.columns) for part in parts], [part.caption for part in parts]
    ([7, 7], ['床位', ''])
    """
    blocks = (
        part
        for block in document.blocks
        for part in (_parts(block, document.lang, sheet) if isinstance(block, Table) else (block,))
    )
    return replace(document, blocks=tuple(blocks))


def _parts(table: Table, lang: Lang, sheet: Sheet) -> Iterator[Table]:
    """Yield a table, or its parts: the caption stands above the first, notes below the last."""
    groups = _columns(table, sheet)
    if len(groups) == 1:
        yield table
        return
    for number, columns in enumerate(groups, start=1):
        yield replace(
            table,
            columns=columns,
            caption=table.caption if number == 1 else "",
            ids=table.ids if number == 1 else (),
            notes=(
                *([say("documents.table_parts", lang, n=len(groups))] if number == 1 else ()),
                *(table.notes if number == len(groups) else ()),
            ),
        )


def _columns(table: Table, sheet: Sheet) -> Sequence[tuple[Column, ...]]:
    """Return the columns of each part, about as wide as one another."""
    if not table.columns:
        return [()]
    widths = [
        width + sheet.gap / sheet.small
        for width in least_widths(
            [visible(title) for title in table.titles],
            [[visible(cell) for cell in row] for row in table.shown()],
            table.numeric,
        )
    ]
    first, *others = table.columns
    line = sheet.line_width(sheet.small, sheet.landscape, 0)
    if sum(widths) <= _SQUEEZED * line:
        return [table.columns]
    room, total = line - widths[0], sum(widths[1:])
    share = total / math.ceil(total / room)  # no part is left with a column or two
    groups: list[list[Column]] = [[]]
    used = before = 0.0
    for column, width in zip(others, widths[1:], strict=True):
        if groups[-1] and (used + width > room or before >= len(groups) * share):
            groups.append([])
            used = 0.0
        groups[-1].append(column)
        used, before = used + width, before + width
    return [(first, *group) for group in groups]
