"""Helpers for reading both Markdown and HTML: cell, pictures, formulas, lists."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from minsheng.errors import BadInput
from minsheng.reports.exhibits import Figure
from minsheng.text.language import Lang, say
from minsheng.writers import pictures
from minsheng.writers.document import Block, Inline, Listing, Paragraph, Quote, Run, Unreadable

_SAFE = re.compile(r"(https?:|mailto:|#)", re.IGNORECASE)
_DATA = re.compile(r"data:image/([\w.+-]+)(?:;[\w-]+=[^;,]*)*(;base64)?,", re.IGNORECASE)
_REMOTE = re.compile(r"\s*(?:[a-z][a-z\d+.-]+:|//)", re.IGNORECASE)  # "C:" is a drive of Windows
_SHOWN = 80  # characters of an address or of TeX
_SVG = "image/svg+xml"


@dataclass(frozen=True)
class Cell:
    """The cell that an output or a text belongs to."""

    lang: Lang = "zh"  # the language of the report
    number: int = 0  # its number in the notebook, from 1
    # The pictures attached to it, as in the notebook's JSON.
    attachments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # The notebook's folder, in which picture files are searched; None if unknown.
    folder: Path | None = None
    # What the titles of a drawing say; empty where it has none, or the output is no drawing.
    caption: str = ""

    @property
    def words(self) -> str:
        """What a picture of an output is called."""
        return self.caption or say("documents.picture_without_words", self.lang)

    def unreadable(self, key: str, **values: str) -> Unreadable:
        """Return a sentence of the catalogue ``documents`` about content that cannot be shown."""
        return Unreadable(say(f"documents.{key}", self.lang, n=self.number, **values))

    def picture(self, address: str, words: str = "") -> Figure | Unreadable:
        """Return the picture at an address, or a sentence if it is not available.

        The address is ``attachment:name``, ``data:image/png;base64,…``, or a file beside the
        notebook; `words` are the alternative text.
        """
        words = words or say("documents.picture", self.lang)
        try:
            return self._figure(address, words)
        except _NoPicture as error:
            why = say(f"documents.picture_{error}", self.lang)
        named = shortened(unquote(address))
        return self.unreadable("picture_elsewhere", words=words, address=named, why=why)

    def _figure(self, address: str, words: str) -> Figure:
        kind, _, rest = address.partition(":")
        try:
            if kind == "attachment":
                return _decoded(self.attachments.get(unquote(rest), {}), words)
            if match := _DATA.match(address):
                content = address[match.end() :]
                raw = base64.b64decode(content) if match[2] else unquote(content).encode()
                return figure(raw, words)
        except (binascii.Error, BadInput) as error:
            raise _NoPicture("broken") from error
        if _REMOTE.match(address):
            raise _NoPicture("remote")
        return self._beside(unquote(address.partition("?")[0].partition("#")[0]), words)

    def _beside(self, path: str, words: str) -> Figure:
        try:
            file = self.folder / path if self.folder and path else None
            if file is None or not file.is_file():  # a pipe or a device may have no end
                raise FileNotFoundError(path)
            return figure(file.read_bytes(), words)
        except (OSError, ValueError) as error:
            raise _NoPicture("absent") from error
        except BadInput as error:
            raise _NoPicture("broken") from error

    def drawing(self, svg: str, words: str = "") -> Figure | Unreadable:
        """Return the figure of an SVG drawing, or a sentence if it cannot be read."""
        try:
            return figure(svg.encode(), words or self.words)
        except BadInput:
            return self.unreadable("unreadable", kinds=_SVG)

    def pixels(self, content: str) -> Figure | Unreadable:
        """Return the figure of a bitmap in base64, or a sentence if it cannot be read."""
        words = self.words
        try:
            return figure(base64.b64decode(content), words)
        except (binascii.Error, BadInput):
            return self.unreadable("unreadable", kinds="image")

    def formula(self, tex: str) -> tuple[Run, list[Unreadable]]:
        """Return a formula as a run, and a sentence if it could not be rendered."""
        from minsheng.charts.formulas import formula

        try:
            return Run(tex.strip(), formula=formula(tex.strip())), []
        except ValueError:
            words = self.unreadable("formula_not_set", tex=shortened(" ".join(tex.split())))
            return Run(tex.strip(), code=True), [words]


NO_CELL = Cell()
"""A cell of which nothing is known."""


class _NoPicture(Exception):
    """A picture is not available; the text of the error is the end of a key of ``documents``."""


def figure(content: bytes, words: str) -> Figure:
    """Return the figure of a picture, converted to a format that browsers show.

    `BadInput` if `content` is no picture.
    """
    if b"<svg" in content[:4096]:
        svg = content.decode("utf-8", "replace")
        pictures.require_drawing(svg)  # refused here, and not in one format of several
        return Figure(svg, words, words)
    return Figure("", words, words, png=pictures.as_png(content))


def _decoded(forms: Mapping[str, str], words: str) -> Figure:
    if not forms:
        raise _NoPicture("absent")
    mime, text = next(iter(forms.items()))
    return figure(text.encode() if mime == _SVG else base64.b64decode(text), words)


def safe_link(url: str) -> str:
    """Return an address if its scheme is safe for readers to follow; else empty."""
    return url if _SAFE.match(url) else ""


def lists(
    items: Iterable[Sequence[Block]], *, ordered: bool, level: int, start: int
) -> Iterator[Block]:
    """Yield a list; it is split where an item contains more than lines of text.

    The paragraphs at the beginning of an item become its lines.
    """
    texts: list[Inline] = []
    number = start
    for blocks in items:
        lines = 0
        while lines < len(blocks) and isinstance(blocks[lines], Paragraph):
            lines += 1
        texts.append(joined(block.text for block in blocks[:lines] if isinstance(block, Paragraph)))
        number += 1
        if blocks[lines:]:
            yield Listing(tuple(texts), ordered, level=level, start=start)
            yield from blocks[lines:]
            texts, start = [], number
    if texts:
        yield Listing(tuple(texts), ordered, level=level, start=start)


def line_and_others(blocks: Sequence[Block]) -> tuple[Inline, list[Block]]:
    """Return the paragraphs of some blocks joined into one line, and the other blocks."""
    text = joined(block.text for block in blocks if isinstance(block, Paragraph))
    return text, [block for block in blocks if not isinstance(block, Paragraph)]


def quoted(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with their paragraphs as quotations."""
    return [Quote(block.text) if isinstance(block, Paragraph) else block for block in blocks]


def joined(lines: Iterable[Inline]) -> Inline:
    """Join lines into one, with line breaks between them."""
    runs: list[Run] = []
    for line in lines:
        runs += [Run("\n"), *line] if runs else line
    return merged(runs)


def merged(runs: Iterable[Run]) -> Inline:
    """Join neighbouring runs of the same formatting; drop empty runs."""
    joined_runs: list[Run] = []
    for run in runs:
        alike = joined_runs and replace(joined_runs[-1], text="") == replace(run, text="")
        if alike and run.formula is None:
            joined_runs[-1] = replace(run, text=joined_runs[-1].text + run.text)
        elif run.text:
            joined_runs.append(run)
    return tuple(joined_runs)


def shortened(text: str) -> str:
    """Return a text, cut where it is long, for a sentence that names it."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def anchor_of(text: str) -> str:
    """Return the anchor of a heading as nbconvert would.

    Examples
    --------
    >>> anchor_of("How far they are")
    'How-far-they-are'
    """
    return text.strip().replace(" ", "-")
