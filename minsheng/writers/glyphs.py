"""The fonts of a PDF, and the characters that they lack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import Fault
from minsheng.reports.exhibits import Figure, Table
from minsheng.text.language import Lang, say
from minsheng.writers.document import (
    Code,
    Document,
    Failure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Unreadable,
    attachments,
    plain,
    signature,
)

if TYPE_CHECKING:
    import typst

# What shows nothing of its own and needs no glyph: marks of direction, joiners, variants.
_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Control characters; PDF/UA has no place for the byte order mark and what is no character.
_NO_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_LONGEST_PLACE = 24


def _chinese_fonts() -> Path:
    from pylopdf_fonts_zh_cn import sans_path

    return Path(sans_path()).parent


def _symbol_fonts() -> Path:
    # matplotlib brings DejaVu: signs, emoji faces, letters of other scripts. It is looked up and
    # not imported: only the charts draw, and an import would take half a second.
    spec = find_spec("matplotlib")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"


def folders() -> list[Path]:
    """Return the folders of the fonts that we use; all come with our dependencies."""
    return [_chinese_fonts(), _symbol_fonts()]


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of `folders` and those of typst, from a cache."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=folders())


@cache
def characters() -> frozenset[int]:
    """Return the code points that our fonts have in upright, bold and italic.

    Examples
    --------
    >>> {ord("民"), ord("镕"), ord("㛃"), ord("é")} <= characters()
    True
    """
    chinese = [_code_points(path) for path in sorted(_chinese_fonts().glob("*.otf"))]
    others = [
        _code_points(path)
        for path in sorted(_symbol_fonts().glob("DejaVuSans*.ttf"))
        if "Mono" not in path.stem and "Display" not in path.stem
    ]
    return frozenset.union(*chinese) | frozenset.intersection(*others)


@cache
def advances() -> Mapping[int, float]:
    """Return the width of each character of the sans serif font in ems, by code point.

    Examples
    --------
    >>> advances()[ord("民")], advances()[ord("8")]
    (1.0, 0.555)
    """
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_zh_cn import sans_path

    with TTFont(sans_path(), lazy=True) as font:
        em, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {char: widths[name][0] / em for char, name in font.getBestCmap().items()}


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def visible(text: str) -> str:
    r"""Return `text` with escapes for control characters and unpaired surrogates.

    Examples
    --------
    >>> visible("a\x00b\tc")
    'a\\x00b c'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _NO_TEXT.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def missing(text: str) -> str:
    """Return the characters of `text` that no font has, each once, sorted.

    Examples
    --------
    >>> missing("民生 → 🎉")
    '🎉'
    """
    return "".join(sorted(c for c in set(visible(text)) if not _has_glyph(c)))


def _has_glyph(char: str) -> bool:
    if char == "\n" or unicodedata.category(char) == "Cf" or _VARIANTS.match(char):
        return True
    # A private character means nothing to a reader: PDF/A rules it out.
    return ord(char) in characters() and unicodedata.category(char) != "Co"


def faults(document: Document) -> list[Fault]:
    """Return a fault for each text of `document` with characters that no font has."""
    texts = list(_texts(document))
    if not missing("".join(text for _, text in texts)):
        return []
    missing_by_place = ((place, missing(text)) for place, text in texts)
    return list(dict.fromkeys(place(lacking) for place, lacking in missing_by_place if lacking))


Place = Callable[[str], Fault]


def _texts(document: Document) -> Iterator[tuple[Place, str]]:
    """Yield each text of a document, with a function from missing characters to a fault."""
    lang = document.lang
    yield _place_of("title", lang, document.title), document.title
    yield _place_of("title", lang, document.eyebrow), document.eyebrow
    for line in (*attachments(document), *signature(document)):
        yield _place_of("paragraph", lang, line), line
    for block in document.blocks:
        match block:
            case Heading():
                yield _place_of("heading", lang, plain(block.text)), plain(block.text)
            case Paragraph() | Quote():
                yield _place_of("paragraph", lang, plain(block.text)), plain(block.text)
            case Listing():
                for item in block.items:
                    yield _place_of("paragraph", lang, plain(item)), plain(item)
            case Code() | Unreadable() | Failure():
                yield _place_of("paragraph", lang, block.text), block.text
            case Figure():
                for text in (block.shown_caption(), *block.notes):
                    yield _place_of("picture", lang, block.shown_caption()), text
            case Table():
                yield from _table_texts(block, lang)


def _table_texts(table: Table, lang: Lang) -> Iterator[tuple[Place, str]]:
    caption = table.shown_caption()
    for text in (caption, *table.groups, *table.notes):
        yield _place_of("table", lang, caption), text
    # The header is row 1, as in a spreadsheet.
    for row, cells in enumerate([table.titles, *table.shown()], start=1):
        for title, cell in zip(table.titles, cells, strict=True):
            yield _place_of("table", lang, caption, row, title), cell


def _place_of(kind: str, lang: Lang, text: str, row: int | None = None, column: str = "") -> Place:
    def fault(found: str) -> Fault:
        words = visible(text).replace("\n", " ")
        short = words if len(words) <= _LONGEST_PLACE else words[: _LONGEST_PLACE - 1] + "…"
        named = " ".join(f"{c} U+{ord(c):04X}" for c in found)
        return Fault("no_glyph", say(f"documents.in_{kind}", lang, text=short), row, column, named)

    return fault
