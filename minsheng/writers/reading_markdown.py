"""Markdown cells as blocks of a document. HTML in them stays visible as text."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from typing import Any, cast
from urllib.parse import unquote

from minsheng.reports.exhibits import Figure
from minsheng.text.language import Lang, say
from minsheng.writers.document import (
    Block,
    Code,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quote,
    Run,
    plain,
    table_of,
)

Node = Mapping[str, Any]
_SAFE = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_PICTURE = "data:image/png;base64,"
# Between Chinese characters a line break of the source is nothing, elsewhere it is a space.
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


@cache
def _parser() -> Callable[[str], list[Node]]:
    import mistune

    parse = mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])
    return cast("Callable[[str], list[Node]]", parse)


@dataclass(frozen=True)
class Cell:
    """What the blocks of one Markdown cell need to know: its language, its attached pictures."""

    lang: Lang
    attachments: Mapping[str, Mapping[str, str]]


def blocks(
    source: str, lang: Lang = "zh", attachments: Mapping[str, Mapping[str, str]] | None = None
) -> list[Block]:
    r"""Return the blocks of a Markdown text.

    Parameters
    ----------
    source
        Markdown.
    lang
        The language of what has to be said about it.
    attachments
        The pictures attached to its cell, as the notebook holds them.

    Examples
    --------
    >>> [type(block).__name__ for block in blocks("## 差距\n\n- 甲\n- 乙")]
    ['Heading', 'Listing']
    >>> plain(blocks("<b>甲</b>")[0].text)
    '<b>甲</b>'
    """
    return list(_blocks(_parser()(source), Cell(lang, attachments or {})))


def _blocks(nodes: Sequence[Node], cell: Cell) -> Iterator[Block]:
    for node in nodes:
        yield from _block(node, cell)


def _block(node: Node, cell: Cell) -> Iterator[Block]:
    kind = node["type"]
    if kind == "heading":
        text = inline(node["children"], cell)
        yield Heading(node["attrs"]["level"], text, anchor_of(plain(text)))
    elif kind in ("paragraph", "block_text"):
        yield from _paragraph(node, cell)
    elif kind == "list":
        yield from _listing(node, cell, 0)
    elif kind == "block_quote":
        for inner in _blocks(node["children"], cell):
            yield Quote(inner.text) if isinstance(inner, Paragraph) else inner
    elif kind == "table":
        yield _table(node, cell)
    elif kind == "block_code":
        yield Code(node["raw"].rstrip("\n"))
    elif kind == "block_html":
        yield Paragraph((Run(node["raw"].rstrip("\n")),))
    elif kind not in ("blank_line", "thematic_break"):
        yield Paragraph((Run(node.get("raw", "")),))


def anchor_of(text: str) -> str:
    """Return the anchor of a heading, as nbconvert makes it.

    Examples
    --------
    >>> anchor_of("How far they are")
    'How-far-they-are'
    """
    return text.strip().replace(" ", "-")


def _paragraph(node: Node, cell: Cell) -> Iterator[Block]:
    """Yield a paragraph; a picture that stands in it alone is a picture."""
    children = node["children"]
    if len(children) == 1 and children[0]["type"] == "image":
        png = _attached(children[0]["attrs"]["url"], cell)
        if png:
            words = plain(inline(children[0]["children"], cell))
            words = words or say("documents.picture", cell.lang)
            yield Figure("", words, words, png=png)
            return
    yield Paragraph(inline(children, cell))


def _attached(url: str, cell: Cell) -> bytes:
    """Return the picture that a cell carries itself, or nothing."""
    if url.startswith("attachment:"):
        text = cell.attachments.get(unquote(url[len("attachment:") :]), {}).get("image/png", "")
    else:
        text = url[len(_PICTURE) :] if url.startswith(_PICTURE) else ""
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""


def _listing(node: Node, cell: Cell, level: int) -> Iterator[Block]:
    """Yield a list, cut where something else than a line stands in one of its items."""
    ordered = bool(node["attrs"]["ordered"])
    number = start = int(node["attrs"].get("start", 1))
    items: list[Inline] = []
    for item in node["children"]:
        lines: list[Inline] = []
        others: list[Node] = []
        for child in item["children"]:
            if child["type"] in ("paragraph", "block_text") and not others:
                lines.append(inline(child["children"], cell))
            elif child["type"] != "blank_line":
                others.append(child)
        items.append(_joined(lines))
        number += 1
        if others:
            yield Listing(tuple(items), ordered, level=level, start=start)
            items, start = [], number
            for child in others:
                if child["type"] == "list":
                    yield from _listing(child, cell, level + 1)
                else:
                    yield from _block(child, cell)
    if items:
        yield Listing(tuple(items), ordered, level=level, start=start)


def _joined(lines: Sequence[Inline]) -> Inline:
    runs: list[Run] = []
    for line in lines:
        runs += [Run("\n"), *line] if runs else line
    return _merged(runs)


def _table(node: Node, cell: Cell) -> Block:
    head, *bodies = node["children"]
    titles = [plain(inline(each["children"], cell)) for each in head["children"]]
    rows = [
        [plain(inline(each["children"], cell)) for each in row["children"]]
        for body in bodies
        for row in body["children"]
    ]
    return table_of(titles, rows)


def inline(nodes: Sequence[Node], cell: Cell) -> Inline:
    """Return the runs of a line."""
    found = [run for node in nodes for run in _runs(node, cell)]
    return _merged(
        replace(run, text=_space(found, at)) if run is _SOFT_BREAK else run
        for at, run in enumerate(found)
    )


def _space(runs: Sequence[Run], at: int) -> str:
    """Return what a line break of the source at `at` is for a reader."""
    before = plain(tuple(runs[:at]))[-1:]
    after = plain(tuple(runs[at + 1 :]))[:1]
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "


def _merged(runs: Iterable[Run]) -> Inline:
    """Join neighbours that are set alike; drop what is empty."""
    merged: list[Run] = []
    for run in runs:
        if merged and replace(merged[-1], text="") == replace(run, text=""):
            merged[-1] = replace(run, text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return tuple(merged)


_SOFT_BREAK = Run(" ")


def _runs(node: Node, cell: Cell) -> Iterator[Run]:
    kind = node["type"]
    if kind == "softbreak":
        yield _SOFT_BREAK
    elif kind == "linebreak":
        yield Run("\n")
    elif kind == "codespan":
        yield Run(node["raw"], code=True)
    elif kind == "image":
        words = plain(inline(node["children"], cell))
        yield Run(
            say(
                "documents.picture_elsewhere",
                cell.lang,
                words=words,
                address=_short(node["attrs"]["url"]),
            )
        )
    elif "children" in node:
        yield from (_set(run, node) for child in node["children"] for run in _runs(child, cell))
    elif kind == "text":
        yield Run(unescape(node["raw"]))
    else:
        yield Run(node.get("raw", ""))


def _set(run: Run, node: Node) -> Run:
    """Return a run set as the node around it says; the first link round it is the one."""
    if run is _SOFT_BREAK:
        return run
    if node["type"] == "strong":
        return replace(run, bold=True)
    if node["type"] == "emphasis":
        return replace(run, italic=True)
    if node["type"] == "link":
        url = str(node["attrs"]["url"])
        return replace(run, link=run.link or (url if _SAFE.match(url) else ""))
    return run


def _short(url: str) -> str:
    return url if len(url) <= 80 else url[:79] + "…"
