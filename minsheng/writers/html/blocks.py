"""The blocks of a document as HTML."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from minsheng.reports.exhibits import markup
from minsheng.text.language import say
from minsheng.writers.document import (
    Block,
    Code,
    DataTable,
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
    Unreadable,
    plain,
)
from minsheng.writers.html.anchors import Anchors
from minsheng.writers.html.downloads import link

_NAMES_OF_THE_PAGE = ("main", "contents")


def body(document: Document) -> tuple[str, list[tuple[str, str]]]:
    """Return the blocks of a document as HTML, and anchor and text of each section.

    Parameters
    ----------
    document
        Its title is not among the blocks.

    Examples
    --------
    >>> made = Document("zh", "题", "", (Heading(2, (Run("差距 < 4"),), "差距"),))
    >>> body(made)
    ('<h2 id="差距">差距 &lt; 4</h2>', [('差距', '差距 < 4')])
    """
    return _Body(document).made()


class _Body:
    """What the blocks of one page have to know of each other: ids, levels, tables shown."""

    def __init__(self, document: Document) -> None:
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
        self._tables: dict[str, str] = {}
        for block in self._blocks:
            if isinstance(block, DataTable) and block.caption and _key(block) not in self._tables:
                self._tables[_key(block)] = self._anchors.take(f"table-{len(self._tables) + 1}")
        self._placed: set[str] = set()
        self._level = 1
        self._sections: list[tuple[str, str]] = []

    def made(self) -> tuple[str, list[tuple[str, str]]]:
        """Return the HTML and its sections."""
        parts = []
        for role, blocks in groupby(self._blocks, _role):
            inside = "".join(self._written(list(blocks)))
            parts.append(f'<div class="prose {role}">{inside}</div>' if role else inside)
        return "".join(parts), self._sections

    def _written(self, blocks: Sequence[Block]) -> Iterable[str]:
        for is_list, some in groupby(blocks, lambda block: isinstance(block, Listing)):
            if is_list:
                yield _lists([block for block in some if isinstance(block, Listing)])
            else:
                yield from (self._block(block) for block in some)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, DataTable):
            return self._table(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return _PLAIN[type(block)](block)

    def _heading(self, block: Heading) -> str:
        """Return a heading; no level is left out on the way down, and the page has one title."""
        self._level = max(2, min(block.level, self._level + 1, 6))
        anchor = self._headings[id(block)]
        if self._level == 2:
            self._sections.append((anchor, plain(block.text)))
        return (
            f'<h{self._level} id="{escape(anchor, quote=True)}">{inline(block.text)}'
            f"</h{self._level}>"
        )

    def _table(self, block: DataTable) -> str:
        key = _key(block)
        table_id = "" if key in self._placed else self._tables.get(key, "")
        self._placed.add(key)
        return markup.table(
            block.resource, below=_downloads([block]), table_id=table_id,
            anchor=self._anchors.of_row,
        )  # fmt: skip

    def _picture(self, block: Picture) -> str:
        """Return a figure, which leads to the tables behind it or brings them along."""
        elsewhere = [table for table in block.tables if _key(table) in self._tables]
        others = [table for table in block.tables if table not in elsewhere]
        links = "".join(
            f'<li><a href="#{self._tables[_key(table)]}">{escape(table.caption)}</a></li>'
            for table in elsewhere
        )
        see = escape(say("labels.see_table"))
        words = {
            "caption": block.caption, "alt": block.alt, "finding": block.finding,
            "notes": block.notes, "tables": [table.resource for table in block.tables],
        }  # fmt: skip
        return markup.figure(
            _address(block), words,
            below=(f'<div class="see"><p>{see}</p><ul>{links}</ul></div>' if links else "")
            + _downloads(others),
            numbers=[table.resource for table in others],
        )  # fmt: skip


def _role(block: Block) -> str:
    return block.role if isinstance(block, Paragraph | Listing) else ""


def _key(table: DataTable) -> str:
    """Return what tells a table from every other."""
    return json.dumps(table.resource, sort_keys=True, default=str)


def _address(picture: Picture) -> str:
    if picture.svg:
        return markup.drawing(picture.svg)
    return f"data:image/png;base64,{base64.b64encode(picture.png).decode('ascii')}"


def _downloads(tables: Iterable[DataTable]) -> str:
    links = [link(table) for table in tables if table.rows]
    return f'<p class="downloads">{" ".join(links)}</p>' if links else ""


def inline(runs: Inline) -> str:
    """Return a line as HTML.

    Examples
    --------
    >>> inline((Run("90%", bold=True), Run(" < 95%"), Run("原文", link="#a")))
    '<strong>90%</strong> &lt; 95%<a href="#a">原文</a>'
    """
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    if run.number:
        text = _traced(run, text)
    return f'<a href="{escape(run.link, quote=True)}">{text}</a>' if run.link else text


def _traced(run: Run, text: str) -> str:
    """Return a number with the id of what it comes from, and its value where there is one."""
    tag = "span" if run.value is None else "data"
    value = "" if run.value is None else f' value="{run.value!r}"'
    return f'<{tag}{value} data-number="{escape(run.number, quote=True)}">{text}</{tag}>'


def _lists(lists: Sequence[Listing]) -> str:
    """Return lists that follow each other; a deeper one stands in the item before it."""
    parts: list[str] = []
    unclosed: list[Listing] = []
    for each in lists:
        while unclosed and unclosed[-1].level > each.level:
            parts.append(f"</li></{_tag(unclosed.pop())}>")
        beside = bool(unclosed) and unclosed[-1].level == each.level
        if beside and each.start != 1:  # it goes on after the one inside it
            parts.append("</li>")
        else:
            if beside:
                parts.append(f"</li></{_tag(unclosed.pop())}>")
            start = f' start="{each.start}"' if each.ordered and each.start != 1 else ""
            parts.append(f"<{_tag(each)}{start}>")
            unclosed.append(each)
        parts.append("</li>".join(f"<li>{inline(item)}" for item in each.items))
    parts += [f"</li></{_tag(each)}>" for each in reversed(unclosed)]
    return "".join(parts)


def _tag(each: Listing) -> str:
    return "ol" if each.ordered else "ul"


_PLAIN: dict[type, Callable[..., str]] = {
    Paragraph: lambda block: f"<p>{inline(block.text)}</p>",
    Quote: lambda block: f"<blockquote><p>{inline(block.text)}</p></blockquote>",
    Code: lambda block: f"<pre>{escape(block.text)}</pre>",
    Unreadable: lambda block: f'<p class="failure">{escape(block.text)}</p>',
    Failure: lambda block: f'<p class="failure">{escape(block.text)}</p>',
}
