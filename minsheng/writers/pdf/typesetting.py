"""Convert a document to JSON for ``report.typ``: content and layout, without typst markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from minsheng.plan.facts import is_sign
from minsheng.reports.exhibits import Figure, Table
from minsheng.reports.exhibits.cells import Colours, Row
from minsheng.text.language import Lang, say
from minsheng.text.shortening import LONGEST_ALT
from minsheng.writers.columns import PADS, PAGE_MARGIN, ems, layout
from minsheng.writers.document import (
    POINTS_KEPT,
    Block,
    Code,
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Quote,
    Run,
    Shown,
    Unreadable,
    attachments,
    plain,
    signature,
)
from minsheng.writers.glyphs import visible
from minsheng.writers.pictures import slices
from minsheng.writers.wide_tables import landscape

# Letters and signs between which no line breaks; Chinese breaks anywhere.
_UNBROKEN = re.compile(
    r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]{25,}"
)
_PIECE = 8
_BREAK = "\u200b"
_MOST_LINES = 25  # of a row that stays on one page
_WHOLE = 170.0  # points: a table no higher stays on one page, and leaves no more of one empty
_DRAWING = (156.0, 207.0)  # millimetres: its least width, and what a heading and a caption leave
_SHORT = 200  # characters: a paragraph that leads to what follows it

Node = dict[str, Any]


@dataclass(frozen=True)
class Typesetting:
    """The input of the typst template."""

    # For ``report.typ``: ``lang``, ``margin``, ``drawing``, ``region``, ``title``, ``eyebrow``,
    # ``kicker``, ``name``, ``keywords``, ``marks``, ``meanings``, ``words`` and ``blocks``, each
    # with its ``kind``; only what JSON can hold.
    content: Mapping[str, Any]
    files: Mapping[str, bytes]  # the pictures that the blocks refer to, by name


def typeset(document: Document) -> Typesetting:
    """Return `document` as data that ``report.typ`` lays out.

    Examples
    --------
    >>> made = typeset(Document("zh", "增速", "", (Quote((Run("甲"),)),)))
    >>> made.content["blocks"][0]["kind"]
    'quote'
    """
    lang = document.lang
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    # typst sorts the names of places by other bytes than it writes: they are numbers here.
    places = {f"#{anchor}": f"#section-{n}" for n, anchor in enumerate(dict.fromkeys(anchors), 1)}
    typesetter = _Typesetter(places, say("labels.no_rows", lang), lang)
    words = (
        "contents",
        "table",
        "figure",
        "warning",
        "continued",
    )
    nodes = typesetter.nodes(document.shown)
    attached = [breakable(line) for line in attachments(document)]
    signed = [breakable(line) for line in signature(document)]
    content = {
        "lang": lang,
        "margin": PAGE_MARGIN,
        "drawing": _DRAWING,
        "region": "cn" if lang == "zh" else "gb",
        "title": visible(document.title),
        "eyebrow": breakable(document.eyebrow),
        "kicker": breakable(document.kicker),
        "name": breakable(document.name),
        "signed": document.is_signed,
        "keywords": [visible(document.eyebrow)] if document.eyebrow else [],
        "marks": [say(f"documents.{mark}", lang) for mark in document.marks],
        "meanings": [say(f"documents.{mark}_meaning", lang) for mark in document.marks],
        "words": {word: say(f"documents.{word}", lang) for word in words},
        "blocks": _with_closing(nodes) if signed or attached else nodes,
        "attachments": attached,
        "signature": signed,
    }
    return Typesetting(content, typesetter.files)


def _with_closing(nodes: list[Node]) -> list[Node]:
    """Return the nodes with the place of attachments and signature: above the first annex.

    The last paragraph or points before it stay with it on one page.
    """
    places = (
        place
        for place, node in enumerate(nodes)
        if any(each.get("annex") for each in (node, *node.get("blocks", ())))
    )
    at = next(places, len(nodes))
    before = nodes[:at]
    if before and before[-1]["kind"] == "paragraph":
        before[-1]["leads"] = True
    elif before and before[-1]["kind"] == "list":
        # Only the last points stay with them: a list may be longer than a page.
        whole = before.pop()
        points, n = whole["items"], max(0, len(whole["items"]) - POINTS_KEPT)
        parts = ((points[:n], whole["start"], False), (points[n:], whole["start"] + n, True))
        before += [
            {**whole, "items": some, "start": start, "leads": leads}
            for some, start, leads in parts
            if some
        ]
    return [*before, {"kind": "closing", "annexes": at < len(nodes)}, *nodes[at:]]


def breakable(text: str) -> str:
    """Return `text` with zero-width spaces inside words that are too long for a line.

    They stand behind hyphens, and where a part is still too long after every eight characters.
    Control characters are escaped, see `glyphs.visible`.

    Examples
    --------
    >>> breakable("达到" + "x" * 26).split("\u200b")
    ['达到xxxxxxxx', 'xxxxxxxx', 'xxxxxxxx', 'xx']
    >>> breakable("balanced-compulsory-education").split("\u200b")
    ['balanced-', 'compulsory-', 'education']
    """

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        return _BREAK.join(word[at : at + _PIECE] for at in range(0, len(word), _PIECE))

    def parted(match: re.Match[str]) -> str:
        return _BREAK.join(_UNBROKEN.sub(cut, part) for part in re.split(r"(?<=-)", match[0]))

    return _UNBROKEN.sub(parted, visible(text))


@dataclass
class _Typesetter:
    """Makes the nodes of one document; keeps its pictures and anchors between blocks."""

    places: Mapping[str, str]
    nothing: str
    lang: Lang
    files: dict[str, bytes] = field(default_factory=dict)
    labelled: set[str] = field(default_factory=set)

    def nodes(self, blocks: Sequence[Shown]) -> list[Node]:
        """Return the nodes of blocks, with frames around those of one role and landscape pages."""
        nodes = [self._node(block) for block in blocks]
        leading = [_leads(block, after) for block, after in zip_longest(blocks, blocks[1:])]
        for node, leads in zip(nodes, leading, strict=True):
            if node["kind"] == "paragraph":
                node["leads"] = leads
        across = landscape(blocks, [node.get("across", False) for node in nodes], leading)
        roles = [getattr(block, "role", "") for block in blocks]
        result: list[Node] = []
        for is_across, group in groupby(zip(across, roles, nodes, strict=True), itemgetter(0)):
            framed: list[Node] = []
            for role, some in groupby(group, itemgetter(1)):
                inner = [node for *_, node in some]
                framed += [_frame(role, inner)] if role else inner
            result += [{"kind": "turned", "blocks": framed}] if is_across else framed
        return result

    def _node(self, block: Shown) -> Node:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return {"kind": "paragraph", "runs": self._runs(block.text)}
            case Quote():
                return {"kind": "quote", "runs": self._runs(block.text)}
            case Listing():
                return {
                    "kind": "list",
                    "ordered": block.ordered,
                    "level": block.level,
                    "start": block.start,
                    "items": [self._runs(item) for item in block.items],
                }
            case Code():
                return {
                    "kind": "code",
                    "lines": [breakable(line) for line in block.text.split("\n")],
                }
            case Table():
                if not block.columns:
                    return {"kind": "paragraph", "runs": self._runs((Run(self.nothing),))}
                return _table(block, self.nothing)
            case Figure():
                return self._picture(block)
            case Unreadable() | Failure():
                words = {"kind": "paragraph", "runs": self._runs((Run(block.text),))}
                return _frame("warning", [words])

    def _heading(self, block: Heading) -> Node:
        place = self.places[f"#{block.anchor}"]
        anchor = "" if place in self.labelled else place[1:]
        self.labelled.add(place)
        return {
            "kind": "heading",
            "level": block.level - 1,
            "anchor": anchor,
            "annex": block.is_annex,
            "numbered": block.is_numbered,
            "runs": self._runs(block.text),
        }

    def _runs(self, inline: Inline) -> list[Node]:
        return [
            self._formula(run)
            if run.formula
            else {
                "text": breakable(run.text),
                "bold": run.bold,
                "italic": run.italic,
                "code": run.code,
                "link": self._link(run.link),
            }
            for run in inline
        ]

    def _formula(self, run: Run) -> Node:
        assert run.formula is not None
        name = f"formula-{len(self.files) + 1}.svg"
        self.files[name] = run.formula.svg.encode()
        _, width, height, depth = run.formula
        sizes = {"width": width, "height": height, "depth": depth}
        return {"formula": name, "alt": visible(run.text), **sizes}

    def _link(self, link: str) -> str:
        return self.places.get(link, "") if link.startswith("#") else link

    def _picture(self, block: Figure) -> Node:
        kind, data = ("svg", block.svg.encode()) if block.svg else ("png", block.png)
        name = f"picture-{len(self.files) + 1}.{kind}"
        self.files[name] = data
        return {
            "kind": "picture",
            "file": name,
            "alt": visible(_cut(block.shown_alt(), self.lang)),
            "slices": slices(block.svg, _DRAWING) if block.svg else ((0.0, 1.0),),
            "caption": breakable(block.shown_caption()),
            "notes": [breakable(note) for note in block.notes],
        }


def _cut(alt: str, lang: Lang) -> str:
    """Return an alternative text, cut to the length that a string of a PDF can have."""
    kept = alt.encode(errors="replace")[:LONGEST_ALT].decode(errors="ignore")
    more = len(alt) - len(kept)
    return kept + say("documents.more_alt", lang, n=more) if more else alt


def _frame(role: str, blocks: list[Node]) -> Node:
    return {"kind": "frame", "role": role, "blocks": blocks}


def _leads(block: Block, after: Block | None) -> bool:
    """Return whether a block is the mark of made-up data or a short paragraph before an exhibit."""
    if not isinstance(block, Paragraph) or block.role or after is None:
        return False
    text = plain(block.text)
    return is_sign(text) or (isinstance(after, Table | Figure) and len(text) < _SHORT)


def _table(block: Table, nothing: str) -> Node:
    """Return the node of a table: column widths, size of type, numbers with their padding."""
    rows = [row._replace(cells=tuple(map(visible, row.cells))) for row in block.shown_rows()]
    titles = [visible(title) for title in block.titles]
    chosen = layout(titles, [row.cells for row in rows], block.numeric)
    parts = [
        {
            "heading": breakable(heading),
            "rows": [_row(row, chosen.widths) for row in some],
        }
        for heading, some in groupby(rows, lambda row: row.group)
    ]
    return {
        "kind": "table",
        "caption": breakable(block.shown_caption()),
        "titles": [breakable(title) for title in titles],
        "repeats": not _is_long(titles, chosen.widths),
        "numeric": block.numeric,
        "parts": parts,
        "nothing": "" if rows else nothing,
        "notes": [breakable(note) for note in block.notes],
        "size": chosen.size,
        "widths": chosen.widths,
        "across": chosen.across,
        "whole": chosen.height <= _WHOLE,
    }


def _row(row: Row, widths: Sequence[float]) -> Node:
    cells = [_cell(cell, own) for cell, own in zip(row.cells, row.colours, strict=True)]
    return {"cells": cells, "long": _is_long(row.cells, widths)}


def _is_long(cells: Sequence[str], widths: Sequence[float]) -> bool:
    lines = (
        ems(cell) / width + cell.count("\n") for cell, width in zip(cells, widths, strict=True)
    )
    return max(lines) > _MOST_LINES


def _cell(cell: str, colours: Colours) -> Node:
    text = cell.rstrip("".join(PADS))
    pad = sum(PADS[space] for space in cell[len(text) :])
    return {
        "text": breakable(text),
        "pad": round(pad, 3),
        "background": colours.background,
        "colour": colours.text,
    }
