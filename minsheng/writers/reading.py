"""From an executed notebook to the document that the writers read.

What is not for readers is left out: code, parameters, cells in the other language. What no writer
can show is said, never dropped in silence.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from minsheng.plan.facts import SYNTHETIC
from minsheng.reports.exhibits import Figure, Prose, Table
from minsheng.reports.exhibits.prose import PROSE
from minsheng.reports.exhibits.table import DATARESOURCE
from minsheng.text.language import LANGUAGES, Lang, say
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
    Run,
    Unreadable,
    plain,
)

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOT_FOR_READERS = ("parameters", "injected-parameters", "remove-cell")
_LANG = re.compile(r"""^lang\b[^=\n]*=\s*["'](\w+)["']""", re.MULTILINE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_NOT_OF_THE_DOCUMENT = ("title_zh", "title_en", "eyebrow", "index", "order")


def language_of(notebook: NotebookNode) -> Lang:
    """Return the language that a notebook was run in; Chinese where it does not say.

    papermill notes what it was asked; a notebook run by hand says it in its parameters cell.
    """
    asked = notebook.metadata.get("papermill", {}).get("parameters", {}).get("lang")
    if asked is None:
        cells = (c for c in notebook.cells if "parameters" in c.metadata.get("tags", ()))
        stated = (_LANG.search(cell.source) for cell in cells)
        asked = next((match[1] for match in stated if match), "zh")
    return asked if asked in LANGUAGES else "zh"


def for_readers(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the cells that a reader is to see."""
    others = {other for other in LANGUAGES if other != language_of(notebook)}
    return [
        cell
        for cell in notebook.cells
        if not {*others, *NOT_FOR_READERS} & set(cell.metadata.get("tags", ()))
    ]


def read(notebook: NotebookNode) -> Document:
    r"""Return the document of an executed notebook.

    Parameters
    ----------
    notebook
        A notebook that has run; its outputs are taken as they are.

    Returns
    -------
    Document
        In the language that the notebook was run in. The first heading of level 1 is its title;
        where there is none, the title that the notebook's metadata give.

    Examples
    --------
    >>> import nbformat
    >>> cell = nbformat.v4.new_markdown_cell("# 差距有多大？\n\n四项。")
    >>> document = read(nbformat.v4.new_notebook(cells=[cell]))
    >>> document.title, len(document.blocks)
    ('差距有多大？', 1)
    """
    lang = language_of(notebook)
    words = notebook.metadata.get("minsheng", {})
    found = [block for cell in for_readers(notebook) for block in _cell_blocks(cell, lang)]
    title = next((b for b in found if isinstance(b, Heading) and b.level == 1), None)
    named = words.get("page_title") or words.get(f"title_{lang}") or "Minsheng"
    return Document(
        lang,
        plain(title.text) if title else str(named),
        str(words.get("eyebrow", "")),
        tuple(_with_unique_anchors(block for block in found if block is not title)),
        {key: value for key, value in words.items() if key not in _NOT_OF_THE_DOCUMENT}
        | ({"synthetic": True} if is_synthetic(notebook) else {}),
    )


def is_synthetic(notebook: NotebookNode) -> bool:
    """Return whether a notebook, or the data of any of its outputs, says that it is made up."""
    said = [notebook.metadata.get("minsheng", {})]
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if SYNTHETIC in _text(data.get("text/plain", "")):
                return True
            parts = [*data.values(), *output.get("metadata", {}).values()]
            said += [part.get("minsheng", part) for part in parts if isinstance(part, dict)]
    return any(isinstance(words, dict) and words.get("synthetic") for words in said)


def _with_unique_anchors(found: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks, each heading with an anchor that no other has."""
    seen: dict[str, int] = {}
    for block in found:
        if isinstance(block, Heading):
            seen[block.anchor] = count = seen.get(block.anchor, 0) + 1
            yield block if count == 1 else replace(block, anchor=f"{block.anchor}-{count}")
        else:
            yield block


def _cell_blocks(cell: NotebookNode, lang: Lang) -> Iterator[Block]:
    from minsheng.writers import reading_markdown

    if cell.cell_type == "markdown":
        yield from reading_markdown.blocks(cell.source, lang, cell.get("attachments", {}))
    elif cell.cell_type == "raw":
        yield Code(cell.source)
    else:
        for output in cell.outputs:
            yield from _output_blocks(output, lang)


def _output_blocks(output: NotebookNode, lang: Lang) -> Iterator[Block]:
    if output.output_type == "stream":
        text = _without_colours(output.text)
        if text.strip():
            yield Code(text.rstrip("\n"))
    elif output.output_type == "error":
        error = _without_colours(f"{output.ename}: {output.evalue}")
        yield Failure(say("documents.failure", lang, error=error))
    else:
        yield from _bundle_blocks(output.data, output.get("metadata", {}), lang)


Json = Any  # what a notebook holds under a MIME type
Reader = Callable[[Json, Mapping[str, Any], Lang], "list[Block]"]


def _bundle_blocks(data: Mapping[str, Any], metadata: Mapping[str, Any], lang: Lang) -> list[Block]:
    """Return the blocks of an output, read from the richest of its MIME types that can be read."""
    for mime, reader in _READERS.items():
        if mime in data:
            found = reader(data[mime], metadata.get(mime, {}), lang)
            if found:
                return found
    if not data or not str(data.get("text/plain", "x")).strip():
        return []
    return [Unreadable(say("documents.unreadable", lang, kinds=", ".join(sorted(data))))]


def _table(data: Json, _: Mapping[str, Any], __: Lang) -> list[Block]:
    return [Table.from_data(data)] if "shown" in data.get("minsheng", {}) else []


def _prose(data: Json, _: Mapping[str, Any], __: Lang) -> list[Block]:
    prose = Prose.from_data(data)
    lines = map(_line, prose.shown_paragraphs())
    found: list[Block] = [Paragraph(line, prose.role) for line in lines]
    if prose.points:
        found.append(Listing(tuple(map(_line, prose.points)), role=prose.role))
    return found


def _line(text: str) -> Inline:
    """Return a text of prose as runs, each number in it a run of its own."""
    runs, end = [], 0
    for number in told(text).numbers:
        runs += [
            Run(text[end : number.start]),
            Run(text[number.start : number.end], number=number.id, value=number.value),
        ]
        end = number.end
    runs.append(Run(text[end:]))
    return tuple(run for run in runs if run.text) or (Run(""),)


def _drawing(data: Json, metadata: Mapping[str, Any], lang: Lang) -> list[Block]:
    words, svg = metadata.get("minsheng"), _text(data)
    figure = Figure.from_words(svg, words) if words else Figure(svg, "", "")
    caption = figure.caption or say("documents.picture_without_words", lang)
    return [replace(figure, caption=caption, alt=figure.alt or caption)]


def _pixels(data: Json, _: Mapping[str, Any], lang: Lang) -> list[Block]:
    unknown = say("documents.picture_without_words", lang)
    return [Figure("", unknown, unknown, png=base64.b64decode(_text(data)))]


def _markdown(data: Json, _: Mapping[str, Any], lang: Lang) -> list[Block]:
    from minsheng.writers import reading_markdown

    return reading_markdown.blocks(_text(data), lang)


def _frame(data: Json, _: Mapping[str, Any], __: Lang) -> list[Block]:
    from minsheng.writers.reading_frames import tables

    return list(tables(_text(data)))


def _plain(data: Json, _: Mapping[str, Any], __: Lang) -> list[Block]:
    text = _without_colours(_text(data))
    return [Code(text)] if text.strip() else []


# What reads each MIME type, the richest first.
_READERS: Mapping[str, Reader] = {
    DATARESOURCE: _table,
    PROSE: _prose,
    "image/svg+xml": _drawing,
    "image/png": _pixels,
    "text/markdown": _markdown,
    "text/html": _frame,
    "text/plain": _plain,
}


def _text(data: Json) -> str:
    """Return a text of a notebook, which may be kept as lines."""
    return "".join(data) if isinstance(data, list) else str(data)


def _without_colours(text: str) -> str:
    return _COLOURS.sub("", text)
