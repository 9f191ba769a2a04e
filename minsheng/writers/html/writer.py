"""Write HTML reports, each a single page that loads nothing from elsewhere.

Images and data are embedded. One short script sorts and filters long tables; without it everything
can still be read. A page can be opened from a memory stick and printed on A4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from minsheng.reports.exhibits import Figure, Table
from minsheng.text.language import using
from minsheng.writers.document import (
    Block,
    Document,
    Heading,
    Inline,
    Listing,
    Paragraph,
    plain,
)
from minsheng.writers.html.answers import answer_first, first_sentence
from minsheng.writers.html.downloads import download
from minsheng.writers.html.drawings import inline
from minsheng.writers.html.page import Page, render_page, templates
from minsheng.writers.origin import fields_of

Shown = TypeVar("Shown", Table, Figure)

_NAMES_OF_THE_PAGE = ("main",)


def html(document: Document, *, index: str = "") -> bytes:
    """Return a document as a page.

    `index` is the address of the index page, or empty.

    Examples
    --------
    >>> from minsheng.writers.document import Run
    >>> made = html(Document("zh", "差距", "", (Heading(2, (Run("差距 < 4"),), "a"),))).decode()
    >>> '<h2 id="a">差距 &lt; 4</h2>' in made
    True
    """
    document = document.to_read()
    with using(document.lang):
        content, sections = _Body(document).html()
        page = Page(
            document.lang,
            document.title,
            eyebrow=document.eyebrow,
            kicker=document.name,
            is_finding=document.is_finding,
            index=index,
            sections=sections,
            synthetic="synthetic" in document.marks,
            hypothetical="hypothetical" in document.marks,
            origin=fields_of(document),
        )
        return render_page(page, body=content).encode()


class _Body:
    """Renders the blocks of one page; keeps track of ids and tables shown."""

    def __init__(self, document: Document) -> None:
        self._macros: Any = templates().get_template("blocks.html").module
        self._synthetic = "synthetic" in document.marks
        self._blocks = list(document.shown)
        self._anchors = _Anchors()
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
        self._below = dict(_tables_below(self._blocks))
        self._drawings = 0
        self._sections: list[tuple[str, str]] = []

    def html(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the HTML of the body, and the anchor and text of each section."""
        answer, others = answer_first(self._blocks)
        parts = [self._answer(answer)] if answer else []
        for role, blocks in groupby(others, _role):
            inside = "".join(self._written(list(blocks)))
            parts.append(self._macros.prose(role, inside) if role else inside)
        return "".join(parts), self._sections

    def _answer(self, blocks: Sequence[Block]) -> str:
        """Return the answer: its first sentence, the rest of its paragraph, the others."""
        lead: Inline = ()
        after: Inline = ()
        if isinstance(blocks[0], Paragraph):
            lead, after = first_sentence(blocks[0].text)
            blocks = blocks[1:]
        return str(self._macros.answer(lead, after, "".join(self._written(blocks))))

    def _written(self, blocks: Sequence[Block]) -> Iterable[str]:
        for is_list, some in groupby(blocks, lambda block: isinstance(block, Listing)):
            if is_list:
                lists = nested([block for block in some if isinstance(block, Listing)])
                yield from map(self._macros.nested_list, lists)
            else:
                yield from (self._block(block) for block in some)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._picture(block)
        return str(getattr(self._macros, type(block).__name__.lower())(block))

    def _heading(self, block: Heading) -> str:
        anchor = self._headings[id(block)]
        if block.level == 2:
            self._sections.append((anchor, plain(block.text)))
        return str(self._macros.heading(min(block.level, 6), anchor, block.text))

    def _table(self, block: Table) -> str:
        table_id = self._id(block)
        if table_id not in self._unplaced:
            table_id = ""
        self._unplaced.discard(table_id)
        below = self._downloads([block])
        return self._unmarked(block).html(
            below=below, table_id=table_id, anchor=self._anchors.of_row
        )

    def _unmarked(self, exhibit: Shown) -> Shown:
        """Return an exhibit without the mark of made-up data where the page says so at its top."""
        return replace(exhibit, synthetic=False) if self._synthetic else exhibit

    def _id(self, table: Table) -> str:
        """Return the id attribute of a table if the page shows it; else empty."""
        return self._ids[self._tables.index(table)] if table in self._tables else ""

    def _picture(self, block: Figure) -> str:
        """Return a figure with links to its tables; tables not on the page are included."""
        elsewhere = [table for table in block.tables if table in self._tables]
        others = [table for table in block.tables if table not in elsewhere]
        far = [table for table in elsewhere if table not in self._below[id(block)]]
        see = self._macros.see_tables(
            [(self._id(each), self._unmarked(each).shown_caption()) for each in far]
        )
        self._drawings += 1
        return block.html(
            below=self._macros.figure_foot(f"{see}{self._downloads(others)}"),
            tables=map(self._unmarked, others),
            inline=partial(inline, f"drawing-{self._drawings}-"),
            caption=self._unmarked(block).shown_caption(),
        )

    def _downloads(self, tables: Iterable[Table]) -> str:
        return str(self._macros.downloads([download(table) for table in tables if table.rows]))


def _tables_below(blocks: Sequence[Block]) -> Iterable[tuple[int, list[Table]]]:
    """Yield the id of each figure and the tables that follow it in its section."""
    below: list[Table] = []
    for block in reversed(blocks):
        if isinstance(block, Heading):
            below = []
        elif isinstance(block, Table):
            below = [*below, block]
        elif isinstance(block, Figure):
            yield id(block), below


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph | Listing) else ""


@dataclass
class Item:
    """An item of a list, and the lists nested in it."""

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
    """Return consecutive lists as nested ones; a deeper list goes into the last item before it.

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


class _Anchors:
    """Assigns unique ids in a page: a name that is already taken gets a number.

    The id of a table's row is that of the first row of the data that it comes from.

    Examples
    --------
    >>> anchors = _Anchors()
    >>> [anchors.take("childcare.beds") for _ in range(2)]
    ['childcare.beds', 'childcare.beds-2']
    >>> anchors.of_row("baselines:beds@2017;targets:beds@2020")
    ('baselines:beds@2017', True)
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return `wanted`, or ``wanted-2`` and so on if it is taken."""
        # An id may hold anything but white space.
        name = free = "-".join(wanted.split()) or "_"
        number = 1
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._taken.add(free)
        return free

    def of_row(self, row_id: str) -> tuple[str, bool]:
        """Return the id of a table's row, and whether it is the first of its name in the page."""
        wanted, _, _ = row_id.partition(";")
        given = self.take(wanted)
        return given, given == wanted
