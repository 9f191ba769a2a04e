"""The blocks of a document as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from minsheng.reports.exhibits import Figure, Table, markup
from minsheng.writers.document import (
    Block,
    Document,
    Heading,
    Inline,
    Listing,
    Paragraph,
    plain,
)
from minsheng.writers.html.anchors import Anchors
from minsheng.writers.html.downloads import download
from minsheng.writers.html.page import templates

_NAMES_OF_THE_PAGE = ("main", "contents")


def body(document: Document) -> tuple[str, list[tuple[str, str]]]:
    """Return the blocks of a document as HTML, and anchor and text of each section.

    Parameters
    ----------
    document
        Its title is not among the blocks.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> made = Document("zh", "题", "", (Heading(2, (Run("差距 < 4"),), "差距"),))
    >>> body(made)
    ('<h2 id="差距">差距 &lt; 4</h2>', [('差距', '差距 < 4')])
    """
    return _Body(document).made()


class _Body:
    """What the blocks of one page have to know of each other: ids, levels, tables shown."""

    def __init__(self, document: Document) -> None:
        self._html: Any = templates().get_template("blocks.html").module
        self._blocks = document.blocks
        self._anchors = Anchors()
        for name in _NAMES_OF_THE_PAGE:
            self._anchors.take(name)
        # Headings are named before the rows: the text links to them.
        self._headings = {
            id(block): self._anchors.take(block.anchor)
            for block in self._blocks
            if isinstance(block, Heading)
        }
        # The tables that figures lead to; each is named where it stands first.
        self._tables: list[Table] = []
        for block in self._blocks:
            if isinstance(block, Table) and block.caption and block not in self._tables:
                self._tables.append(block)
        self._ids = [self._anchors.take(f"table-{n}") for n in range(1, len(self._tables) + 1)]
        self._unplaced = set(self._ids)
        self._level = 1
        self._sections: list[tuple[str, str]] = []

    def made(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the HTML and its sections."""
        parts = []
        for role, blocks in groupby(self._blocks, _role):
            inside = "".join(self._written(list(blocks)))
            parts.append(self._html.prose(role, inside) if role else inside)
        return "".join(parts), self._sections

    def _written(self, blocks: Sequence[Block]) -> Iterable[str]:
        for is_list, some in groupby(blocks, lambda block: isinstance(block, Listing)):
            if is_list:
                lists = nested([block for block in some if isinstance(block, Listing)])
                yield from map(self._html.nested_list, lists)
            else:
                yield from (self._block(block) for block in some)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._picture(block)
        return str(getattr(self._html, type(block).__name__.lower())(block))

    def _heading(self, block: Heading) -> str:
        """Return a heading; no level is left out on the way down, and the page has one title."""
        self._level = max(2, min(block.level, self._level + 1, 6))
        anchor = self._headings[id(block)]
        if self._level == 2:
            self._sections.append((anchor, plain(block.text)))
        return str(self._html.heading(self._level, anchor, block.text))

    def _table(self, block: Table) -> str:
        table_id = self._id(block)
        if table_id not in self._unplaced:
            table_id = ""
        self._unplaced.discard(table_id)
        below = self._downloads([block])
        return markup.table(block, below=below, table_id=table_id, anchor=self._anchors.of_row)

    def _id(self, table: Table) -> str:
        """Return the id of a table that stands in the page, or nothing."""
        return self._ids[self._tables.index(table)] if table in self._tables else ""

    def _picture(self, block: Figure) -> str:
        """Return a figure, which leads to the tables behind it or brings them along."""
        elsewhere = [table for table in block.tables if table in self._tables]
        others = [table for table in block.tables if table not in elsewhere]
        see = self._html.see_tables([(self._id(each), each.shown_caption()) for each in elsewhere])
        return markup.figure(block, below=f"{see}{self._downloads(others)}", tables=others)

    def _downloads(self, tables: Iterable[Table]) -> str:
        return str(self._html.downloads([download(table) for table in tables if table.rows]))


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph | Listing) else ""


@dataclass
class Item:
    """An item of a list, and the lists that stand in it."""

    text: Inline
    lists: list[NestedList] = field(default_factory=list)


@dataclass
class NestedList:
    """A list as HTML nests it: ``tag`` is ``ol`` or ``ul``."""

    tag: str
    start: int
    level: int
    items: list[Item]


def nested(listings: Sequence[Listing]) -> list[NestedList]:
    """Return lists that follow each other; a deeper one stands in the last item before it.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> inner = Listing(((Run("b"),),), level=1)
    >>> (outer,) = nested([Listing(((Run("a"),),)), inner])
    >>> outer.items[0].lists[0].items[0].text
    (Run(text='b', bold=False, italic=False, code=False, link='', number='', value=None),)
    """
    outermost: list[NestedList] = []
    unclosed: list[NestedList] = []
    for listing in listings:
        items = [Item(text) for text in listing.items]
        while unclosed and unclosed[-1].level > listing.level:
            unclosed.pop()
        if unclosed and unclosed[-1].level == listing.level:
            if listing.start != 1:  # it goes on after the one inside it
                unclosed[-1].items += items
                continue
            unclosed.pop()
        start = listing.start if listing.ordered else 1
        made = NestedList("ol" if listing.ordered else "ul", start, listing.level, items)
        (unclosed[-1].items[-1].lists if unclosed else outermost).append(made)
        unclosed.append(made)
    return outermost
