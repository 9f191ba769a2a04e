"""Convert Markdown cells to blocks of a document; HTML among the Markdown is read as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape, unescape
from typing import Any, cast

from minsheng.reports.exhibits import Figure
from minsheng.writers.document import (
    Block,
    Code,
    Heading,
    Inline,
    Paragraph,
    Run,
    Unreadable,
    plain,
    table_of,
)
from minsheng.writers.reading_html import FORMULA
from minsheng.writers.reading_html import blocks as html_blocks
from minsheng.writers.reading_parts import (
    NO_CELL,
    Cell,
    anchor_of,
    line_and_others,
    lists,
    merged,
    quoted,
    safe_link,
)

Node = Mapping[str, Any]
Piece = Run | Figure | Unreadable
_MARKED = {"strong": "b", "emphasis": "em", "strikethrough": "s", "codespan": "code"}
# Between Chinese characters a line break of the source is nothing, elsewhere it is a space.
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_BREAK = re.compile(rf"({_WIDE.pattern}(?:<[^>]*>)*)\n(?=(?:<[^>]*>)*{_WIDE.pattern})")
_TAG, _TAGS = re.compile(r"</?(\w+)"), re.compile(r"<[^>]*>")
# As pandoc has it, so that "$5 and $6" holds no formula.
_FORMULA = r"\$(?![\s$])(?P<math_text>(?:[^$\\\n]|\\.)*?(?:[^$\\\s]|\\\S))\$(?![\d$])"
_DISPLAYED = r"\$\$(?P<display_math_text>(?:[^$\\]|\\.)+?)\$\$"


@cache
def _parser() -> Callable[[str], list[Node]]:
    import mistune
    from mistune.plugins.math import math, math_in_list, math_in_quote, parse_inline_math

    def formulas(md: mistune.Markdown) -> None:
        pattern = rf"{_DISPLAYED}|(?P<backtick_math_marker>$^)(?P<backtick_math_text>$^)|{_FORMULA}"
        md.inline.register("inline_math", pattern, parse_inline_math, before="codespan")

    parse = mistune.create_markdown(
        renderer="ast",
        plugins=[
            "table",
            "strikethrough",
            "footnotes",
            math,
            math_in_quote,
            math_in_list,
            formulas,
        ],
    )
    return cast("Callable[[str], list[Node]]", parse)


def blocks(source: str, cell: Cell = NO_CELL) -> list[Block]:
    r"""Return the blocks of a Markdown text.

    `cell` is the one that the text belongs to.

    Examples
    --------
    >>> [type(block).__name__ for block in blocks("## 差距\n\n- 甲\n- 乙")]
    ['Heading', 'Listing']
    >>> plain(blocks("<b>甲</b><br>乙")[0].text)
    '甲\n乙'
    """
    return list(_blocks(_parser()(source), cell))


def _blocks(nodes: Sequence[Node], cell: Cell, level: int = 0) -> Iterator[Block]:
    for node in nodes:
        yield from _block(node, cell, level)


def _block(node: Node, cell: Cell, level: int) -> Iterator[Block]:
    """Yield the blocks of a node; `level` is the nesting level if the node is a list."""
    kind = node["type"]
    if kind == "heading":
        text, others = _line(node["children"], cell)
        text = tuple(replace(run, text=run.text.replace("\n", " ")) for run in text)
        yield Heading(node["attrs"]["level"], text, anchor_of(plain(text)))
        yield from others
    elif kind in ("paragraph", "block_text"):
        yield from _paragraphs(_pieces(node["children"], cell))
    elif kind == "list":
        items = [list(_blocks(item["children"], cell, level + 1)) for item in node["children"]]
        start = int(node["attrs"].get("start", 1))
        yield from lists(items, ordered=bool(node["attrs"]["ordered"]), level=level, start=start)
    elif kind == "footnotes":
        yield from lists(
            [list(_blocks(item["children"], cell)) for item in node["children"]],
            ordered=True,
            level=level,
            start=1,
        )
    elif kind == "block_quote":
        yield from quoted(_blocks(node["children"], cell))
    elif kind == "table":
        yield from _table(node, cell)
    elif kind == "block_code":
        yield Code(node["raw"].rstrip("\n"))
    elif kind == "block_html":
        yield from html_blocks(node["raw"], cell)
    elif kind not in ("blank_line", "thematic_break"):
        yield from _paragraphs(_runs(node, cell))


def _paragraphs(pieces: Iterator[Piece]) -> Iterator[Block]:
    """Yield pictures, and the text before, between and after them as paragraphs."""
    runs: list[Run] = []
    for piece in [*pieces, None]:
        if isinstance(piece, Run):
            runs.append(piece)
            continue
        line = _trimmed(_set_breaks(runs))
        if line:
            yield Paragraph(line)
        if piece is not None:
            yield piece
        runs = []


def _trimmed(line: Inline) -> Inline:
    """Return a line without the spaces at its ends, where a picture was removed."""
    if not line:
        return line
    first = replace(line[0], text=line[0].text.lstrip())
    rest = merged([first, *line[1:]])
    return merged([*rest[:-1], replace(rest[-1], text=rest[-1].text.rstrip())]) if rest else rest


def _line(nodes: Sequence[Node], cell: Cell) -> tuple[Inline, list[Block]]:
    """Return the text of a line and, separately, the pictures in it."""
    return line_and_others(list(_paragraphs(_pieces(nodes, cell))))


def _table(node: Node, cell: Cell) -> Iterator[Block]:
    head, *bodies = node["children"]
    lines = [
        [_line(each["children"], cell) for each in row["children"]]
        for row in (head, *(row for body in bodies for row in body["children"]))
    ]
    titles, *rows = [[plain(text).replace("\n", " ") for text, _ in line] for line in lines]
    yield table_of(titles, rows)
    for line in lines:
        for text, others in line:
            yield from others
            # A cell of a table is plain text.
            for run in text:
                if run.formula:
                    yield cell.unreadable("formula_in_table", tex=run.text)


def _set_breaks(found: Sequence[Run]) -> Inline:
    return merged(
        replace(run, text=_space(found, at)) if run is _SOFT_BREAK else run
        for at, run in enumerate(found)
    )


def _space(runs: Sequence[Run], at: int) -> str:
    """Return the text for a source's line break: empty between Chinese characters, else a space."""
    before = plain(tuple(runs[:at]))[-1:]
    after = plain(tuple(runs[at + 1 :]))[:1]
    return "" if _WIDE.match(before) and _WIDE.match(after) else " "


_SOFT_BREAK = Run(" ")


def _pieces(nodes: Sequence[Node], cell: Cell) -> Iterator[Piece]:
    if "inline_html" not in _kinds(nodes):
        for node in nodes:
            yield from _runs(node, cell)
        return
    html = _BREAK.sub(r"\1", "".join(map(_as_html, nodes)))
    for number, block in enumerate(html_blocks(html, cell)):
        if isinstance(block, Paragraph):
            yield from (Run("\n"), *block.text) if number else block.text
        elif isinstance(block, Figure | Unreadable):
            yield block
        else:
            yield cell.unreadable("html_unreadable", kinds=type(block).__name__.lower())


def _kinds(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        yield node["type"]
        yield from _kinds(node.get("children", ()))


def _as_html(node: Node) -> str:
    """Return an inline node as HTML, to be read with the tags around it."""
    from lxml.html.defs import tags

    kind = node["type"]
    if kind == "inline_html":
        tag = _TAG.match(node["raw"])
        known = tag is None or tag[1].lower() in tags  # <int> is no HTML, <!-- is
        return str(node["raw"]) if known else escape(node["raw"])
    if kind == "footnote_ref":
        return _reference(node)
    if kind in ("softbreak", "linebreak"):
        return "<br>" if kind == "linebreak" else "\n"
    if kind in ("inline_math", "block_math"):
        return f"<{FORMULA}>{escape(node['raw'])}</{FORMULA}>"
    inside = "".join(map(_as_html, node.get("children", ()))) or escape(
        unescape(node.get("raw", ""))
    )
    if kind == "image":
        words = escape(unescape(_TAGS.sub("", inside)))
        return f'<img src="{escape(str(node["attrs"]["url"]))}" alt="{words}">'
    if kind == "link":
        return f'<a href="{escape(str(node["attrs"]["url"]))}">{inside}</a>'
    return f"<{_MARKED[kind]}>{inside}</{_MARKED[kind]}>" if kind in _MARKED else inside


def _runs(node: Node, cell: Cell) -> Iterator[Piece]:
    kind = node["type"]
    if kind == "softbreak":
        yield _SOFT_BREAK
    elif kind == "linebreak":
        yield Run("\n")
    elif kind == "codespan":
        yield Run(node["raw"], code=True)
    elif kind == "image":
        words, _ = _line(node["children"], cell)
        yield cell.picture(node["attrs"]["url"], plain(words))
    elif kind in ("inline_math", "block_math"):
        run, lost = cell.formula(node["raw"])
        yield run
        yield from lost
    elif "children" in node:
        yield from (_set(run, node) for child in node["children"] for run in _runs(child, cell))
    elif kind == "footnote_ref":
        yield Run(_reference(node))
    elif kind == "text":
        yield Run(unescape(node["raw"]))
    else:
        yield Run(node.get("raw", ""))


def _reference(node: Node) -> str:
    """Return the number of a footnote, which stands in a list below the text."""
    return f"[{node['attrs']['index']}]"


def _set(piece: Piece, node: Node) -> Piece:
    """Return a run with the formatting of the surrounding node; an inner link is kept."""
    if piece is _SOFT_BREAK or not isinstance(piece, Run):
        return piece
    if node["type"] == "strong":
        return replace(piece, bold=True)
    if node["type"] == "emphasis":
        return replace(piece, italic=True)
    if node["type"] == "link":
        return replace(piece, link=piece.link or safe_link(str(node["attrs"]["url"])))
    return piece
