"""Convert an executed notebook to the document that the writers read.

Code, parameters and cells in the other language are left out. Content that no writer can show is
replaced by a sentence that says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.plan.facts import MARKS
from minsheng.reports.exhibits import TITLE, Figure, Place, Prose, Table
from minsheng.reports.exhibits.prose import PROSE
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.json_text import joined_text
from minsheng.text.language import LANGUAGES, Lang, say, using
from minsheng.text.tracing import told
from minsheng.writers.document import (
    Block,
    Code,
    Document,
    Failure,
    Heading,
    Inline,
    Listing,
    Paragraph,
    PlaceEnd,
    PlaceStart,
    Quote,
    Run,
    Unreadable,
    plain,
)
from minsheng.writers.glyphs import missing
from minsheng.writers.reading_parts import Cell, shortened

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

_INJECTED = "injected-parameters"
NOT_FOR_READERS = ("parameters", _INJECTED, "remove-cell")
_LANG = re.compile(r"""^lang\b[^=\n]*=\s*["'](\w+)["']""", re.MULTILINE)
# What a terminal obeys: colours, moves of the cursor, titles and links.
_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_PLACE = re.compile(r"^\S*(?:ipykernel|ipython-input)\S*:\d+: ")  # differs by run
_DISPLAYED = re.compile(
    r"\\begin\{(equation|align|gather|displaymath|math)\*?\}(.*?)\\end\{\1\*?\}", re.DOTALL
)
_ADDRESS = re.compile(r" at 0x(?:[0-9a-fA-F]{4,}|…)")
_NAMED = r"(?:[^<>\n]|<\w+>)*"  # the name of what is made without one stands in brackets
_OBJECT = re.compile(rf"<{_NAMED} at 0x[^<>\n]*>|<Axes\w*:[^<>\n]*>|<function {_NAMED}>")
_ARRAY = re.compile(r"array|dtype=object|[\s\[\](){},…]")
_NOT_OF_THE_DOCUMENT = ("title_zh", "title_en", "eyebrow", "index", "order", "warnings")
CAPTION = "caption"
"""Where the metadata of an output say what a picture in it is called."""
MISSING_GLYPHS = "application/vnd.minsheng.missing-glyphs"
"""The type of an output that holds the characters which a drawing of its cell shows as boxes."""


def language_of(notebook: NotebookNode) -> Lang:
    """Return the language that a notebook was run in; Chinese if it states none.

    It is among papermill's parameters, or in the parameters cell of a notebook run by hand.
    """
    asked = notebook.metadata.get("papermill", {}).get("parameters", {}).get("lang")
    if asked is None:
        cells = (c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
        stated = (_LANG.search(cell.source) for cell in cells)
        asked = next((match[1] for match in stated if match), "zh")
    return asked if asked in LANGUAGES else "zh"


def _numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """Yield the cells that readers see, each with its number in the notebook, from 1.

    A cell that papermill inserted is not counted, since the author does not know it.
    """
    others = {other for other in LANGUAGES if other != language_of(notebook)}
    number = 0
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", ()))
        number += _INJECTED not in tags
        if not {*others, *NOT_FOR_READERS} & tags:
            yield number, cell


def read(notebook: NotebookNode, folder: Path | None = None) -> Document:
    r"""Return the document of an executed notebook, which is not run again.

    It is in the language that the notebook was run in. Its title is the sentence that the notebook
    shows as such, or else the first heading of level 1, or else the title in its metadata. Picture
    files that its texts refer to stand in `folder`; without it they are left out.

    Examples
    --------
    >>> import nbformat
    >>> cell = nbformat.v4.new_markdown_cell("# 差距有多大？\n\n四项。")
    >>> document = read(nbformat.v4.new_notebook(cells=[cell]))
    >>> document.title, len(document.blocks)
    ('差距有多大？', 1)
    """
    lang = language_of(notebook)
    words = dict(notebook.metadata.get("minsheng", {}))
    with using(lang):
        blocks = [
            block
            for number, cell in _numbered(notebook)
            for block in _cell_blocks(cell, Cell(lang, number, cell.get("attachments", {}), folder))
        ]
    heading = next((b for b in blocks if isinstance(b, Heading) and b.level == 1), None)
    named = words.get("page_title") or words.get(f"title_{lang}") or "Minsheng"
    titles = [b for b in blocks if isinstance(b, Paragraph) and b.role == TITLE]
    finding = plain(titles[-1].text) if titles else ""  # a sign of its own kind may stand before it
    is_signed = bool(words.get("signature"))
    if finding and heading and is_signed:
        blocks.remove(heading)
    elif finding and heading:
        question = Paragraph(tuple(replace(run, bold=True) for run in heading.text))
        blocks[blocks.index(heading)] = question
    if is_signed:
        blocks, closing = _without_closing(blocks)
        words["signature"] = {**words["signature"], **closing}
    text = [block for block in blocks if block is not heading and block not in titles]
    return Document(
        lang,
        finding or (plain(heading.text) if heading else str(named)),
        str(words.get("eyebrow", "")),
        tuple(_with_unique_anchors(iter(text))),
        {key: value for key, value in words.items() if key not in _NOT_OF_THE_DOCUMENT}
        | dict.fromkeys(_marks(notebook), True),
        is_finding=bool(finding) and not is_signed,
    )


def _without_closing(blocks: list[Block]) -> tuple[list[Block], dict[str, object]]:
    """Return the blocks without the places of signature and date, and what stands in those."""
    kept: list[Block] = []
    places: list[Place] = []
    lines: dict[str, list[str]] = {}
    section = ""  # the one of them that is open
    for block in blocks:
        match block:
            case PlaceStart(place) if place.key.rpartition("/")[2] in ("signature", "date"):
                section = place.key.rpartition("/")[2]
                places.append(place)
                lines[section] = []
            case PlaceEnd() if section:
                section = ""
            case Paragraph() | Quote() if section:
                lines[section] += plain(block.text).split("\n")
            case Listing() if section:
                lines[section] += map(plain, block.items)
            case _:
                kept.append(block)
    written = {"departments": lines.get("signature"), "date": " ".join(lines.get("date", []))}
    return kept, {"places": places, **{name: each for name, each in written.items() if each}}


def _marks(notebook: NotebookNode) -> list[str]:
    """Return which of `MARKS` the notebook's metadata or any of its outputs bears."""
    shown, entries = set(), [notebook.metadata.get("minsheng", {})]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            text = joined_text(data.get("text/plain", ""))
            shown |= {mark for mark, sign in MARKS.items() if sign in text}
            parts = [*data.values(), *output.get("metadata", {}).values()]
            entries += [part.get("minsheng", part) for part in parts if isinstance(part, dict)]
    words = [entry for entry in entries if isinstance(entry, dict)]
    return [mark for mark in MARKS if mark in shown or any(entry.get(mark) for entry in words)]


def _with_unique_anchors(found: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks; anchors of headings are made unique."""
    counts: dict[str, int] = {}
    for block in found:
        if isinstance(block, Heading):
            counts[block.anchor] = count = counts.get(block.anchor, 0) + 1
            yield block if count == 1 else replace(block, anchor=f"{block.anchor}-{count}")
        else:
            yield block


def _cell_blocks(cell: NotebookNode, around: Cell) -> Iterator[Block]:
    is_annex = "annexes" in cell.metadata.get("tags", ())
    for block in _blocks_of(cell, around):
        yield replace(block, is_annex=is_annex) if isinstance(block, Heading) else block


def _blocks_of(cell: NotebookNode, around: Cell) -> Iterator[Block]:
    from minsheng.writers import reading_markdown

    if cell.cell_type == "markdown":
        yield from reading_markdown.blocks(cell.source, around)
    elif cell.cell_type == "raw":
        yield Code(cell.source)
    else:
        for output in cell.outputs:
            yield from _output_blocks(output, around)


def _output_blocks(output: NotebookNode, cell: Cell) -> Iterator[Block]:
    if output.output_type == "stream":
        yield from _stream(output, cell)
    elif output.output_type != "error":
        yield from _bundle_blocks(output.data, output.get("metadata", {}), cell)
    elif not is_clean_exit(output):
        error = _without_colours(f"{output.ename}: {output.evalue}")
        yield Failure(say("documents.failure", cell.lang, error=error))


def _stream(output: NotebookNode, cell: Cell) -> list[Block]:
    """Return what a terminal shows of a stream: messages of programs are told and left out.

    A progress bar writes over its line; what it wrote before is gone.
    """
    lines = [line.rstrip("\r").rpartition("\r")[2] for line in joined_text(output.text).split("\n")]
    first = next(filter(str.strip, lines), "")
    if output.name != "stderr" or not first:
        return _plain("\n".join(lines), {}, cell)
    message = _PLACE.sub("", _without_colours(first))
    return [cell.unreadable("messages", text=shortened(message.strip()))]


def is_clean_exit(output: Mapping[str, Any]) -> bool:
    """Return whether an error output comes from ``exit()`` or ``sys.exit(0)``."""
    ended = output["ename"] == SystemExit.__name__
    return ended and output["evalue"] in ("", "0")  # as papermill has it


Json = Any  # what a notebook holds under a MIME type
Reader = Callable[[Json, Mapping[str, Any], Cell], "list[Block]"]


def _bundle_blocks(data: Mapping[str, Any], metadata: Mapping[str, Any], cell: Cell) -> list[Block]:
    """Return the blocks of an output, read from the richest MIME type that can be read.

    Plain text is used only if there is no other type, since it is usually the name of an object.
    """
    lost: list[Block] = []
    cell = replace(cell, caption=str(metadata.get(CAPTION, "")))
    for mime, reader in _READERS.items():
        if mime in data:
            blocks = reader(data[mime], metadata.get(mime, {}), cell)
            if any(not isinstance(block, Unreadable) for block in blocks):
                return blocks
            lost = lost or blocks
    richer = sorted(set(data) - {_PLAIN})
    if not richer:
        return _plain(data.get(_PLAIN, ""), {}, cell)
    unknown = [kind for kind in richer if kind not in _READERS]
    if lost or not unknown:
        return lost
    return [cell.unreadable("unreadable", kinds=", ".join(unknown))]


def _table(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    if "shown" not in data.get("minsheng", {}):
        return []
    table = Table.from_data(data)
    texts = (text for row in table.rows for text in row.values() if " at 0x" in text)
    return [table, *_objects(" ".join(texts), cell)]


def _prose(data: Json, _: Mapping[str, Any], __: Cell) -> list[Block]:
    prose = Prose.from_data(data)
    lines = map(_line, prose.shown_paragraphs())
    blocks: list[Block] = [Paragraph(line, prose.role) for line in lines]
    if prose.points:
        blocks.append(Listing(tuple(map(_line, prose.points)), role=prose.role))
    return blocks


def _line(text: str) -> Inline:
    """Return a text of `Prose` as runs; each number is a separate run."""
    runs, end = [], 0
    for number in told(text).numbers:
        runs += [
            Run(text[end : number.start]),
            Run(text[number.start : number.end], number=number.id, value=number.value),
        ]
        end = number.end
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text) or (Run(""),)


def _drawing(data: Json, metadata: Mapping[str, Any], cell: Cell) -> list[Block]:
    words, svg = metadata.get("minsheng"), joined_text(data)
    if not words:
        return [cell.drawing(svg)]
    figure = Figure.from_words(svg, words)
    caption = figure.caption or cell.words
    return [replace(figure, caption=caption, alt=figure.alt or caption)]


def _pixels(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    return [cell.pixels(joined_text(data))]


def _missing_glyphs(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    # A document whose fonts lack them too could not print them: there the code points stand alone.
    named = (f"U+{ord(c):04X}" if missing(c) else c for c in joined_text(data))
    return [cell.unreadable("missing_glyphs", characters=" ".join(named))]


def _markdown(data: Json, metadata: Mapping[str, Any], cell: Cell) -> list[Block]:
    from minsheng.writers import reading_markdown

    blocks = reading_markdown.blocks(joined_text(data), cell)
    place = Place.from_data(metadata.get("minsheng", {}).get("place"))
    return [PlaceStart(place), *blocks, PlaceEnd()] if place else blocks


def _latex(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    """Return the blocks of a TeX output that consists of text and formulas."""
    return _markdown(_DISPLAYED.sub(r"\n\n$$\2$$\n\n", joined_text(data)), {}, cell)


def _html(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    from minsheng.writers import reading_html

    return reading_html.blocks(joined_text(data), cell)


def _json(data: Json, _: Mapping[str, Any], __: Cell) -> list[Block]:
    return [Code(json.dumps(data, ensure_ascii=False, indent=1))]


def _plain(data: Json, _: Mapping[str, Any], cell: Cell) -> list[Block]:
    text = _without_colours(joined_text(data)).rstrip("\n")
    if not text.strip():
        return []
    named = _objects(text, cell)
    others = _ADDRESS.sub("", _OBJECT.sub("…", text))
    # An array of objects shows nothing else.
    blocks: list[Block] = [Code(others)] if not named or _ARRAY.sub("", others) else []
    return blocks + named


def _objects(text: str, cell: Cell) -> list[Block]:
    """Return a sentence about each object in a text of which only the name is shown."""
    named = dict.fromkeys(_OBJECT.findall(text))
    return [cell.unreadable("object", text=_ADDRESS.sub("", each)) for each in named]


# What reads each MIME type, the richest first.
_PLAIN = "text/plain"
_READERS: Mapping[str, Reader] = {
    DATARESOURCE: _table,
    PROSE: _prose,
    MISSING_GLYPHS: _missing_glyphs,
    "image/svg+xml": _drawing,
    **dict.fromkeys(("image/png", "image/jpeg", "image/gif", "image/webp"), _pixels),
    "text/markdown": _markdown,
    "text/latex": _latex,
    "text/html": _html,
    "application/json": _json,
}


def _without_colours(text: str) -> str:
    return _COLOURS.sub("", text)
