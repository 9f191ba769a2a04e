"""Drawings as SVG with real text, and what its marks say to a reader who points at them.

matplotlib writes text with the name of our font and leaves its width to the reader's machine. Here
each run of text is given the width that it was laid out with, so that it keeps its place in any
font.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MARK = "says-"
_words: WeakKeyDictionary[Artist, tuple[str, ...]] = WeakKeyDictionary()

# Where sans serif Chinese is looked for on the reader's machine; ours stands first.
_FAMILIES = (
    "'{}', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
)
_LOOK = "stroke-linejoin: round; stroke-linecap: butt"  # matplotlib's, which it asks of all pages
_SIZE = re.compile(r"font-size: ([\d.]+)px")
_FAMILY = re.compile(r";? *font-family: [^;]*")
_TURNED = re.compile(r"rotate\(-?0 [^)]*\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FINE = re.compile(r"-?\d+\.\d{3,}")
_PLACES = ("d", "x", "y", "width", "height")


def say_of(marks: Artist | Iterable[Artist], *words: str) -> None:
    """Give marks the words that a page shows where a reader points at them.

    `marks` are one artist, a line with a marker a point, or the bars of a container; `words` a text
    for each, a single one is that of all. An artist without words lets what lies below it speak.
    """
    if isinstance(marks, Artist):
        _words[marks] = words
        return
    artists = list(marks)
    each = words * len(artists) if len(words) == 1 else words
    for artist, own in zip(artists, each, strict=True):
        _words[artist] = (own,)


def has_words(mark: Artist) -> bool:
    """Return whether a mark has been given words."""
    return mark in _words


def name_marks(fig: Figure) -> dict[str, tuple[str, ...]]:
    """Name the artists that have words, as they are found in the SVG; return words by name."""
    said = [each for each in fig.findobj() if each in _words]
    for number, artist in enumerate(said):
        artist.set_gid(f"{_MARK}{number}")
    return {f"{_MARK}{number}": _words[artist] for number, artist in enumerate(said)}


def readable(
    svg: bytes, words: dict[str, tuple[str, ...]], font: str, cuts: Sequence[float] = ()
) -> str:
    """Return matplotlib's SVG with text that keeps its place, and with titles on its marks.

    What nobody refers to is left out: ids, dates, a style sheet that would reach into a page. The
    SVG is written with ``svg.fonttype`` set to ``none``; `words` are those of `name_marks`, `font`
    is the file of the font that the drawing was laid out with. `cuts` are where it may be cut for
    two pages (see `minsheng.writers.pictures.slices`).
    """
    from lxml import etree

    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False)
    root = etree.fromstring(svg, parser)
    for each in root.xpath("*[local-name() = 'metadata'] | *[*[local-name() = 'style']]"):
        root.remove(each)
    family = _FAMILIES.format(get_font(font).family_name)
    root.set("style", f"{_LOOK}; font-family: {family}")
    if cuts:
        root.set("data-cuts", " ".join(f"{cut:.4f}" for cut in cuts))
    for text in root.iter(f"{_SVG}text"):
        _keep_place(text, font)
    for group in root.iter(f"{_SVG}g"):
        if (own := words.get(group.get("id", ""))) is not None:
            _entitle(group, own)
    _drop_ids(root)
    for group in root.iter(f"{_SVG}g"):
        _share_style(group)
    for each in root.iter(f"{_SVG}path", f"{_SVG}use", f"{_SVG}rect", f"{_SVG}text"):
        for name in _PLACES:
            if value := each.get(name):
                each.set(name, _FINE.sub(_rounded, " ".join(value.split())))
    return str(etree.tostring(root, encoding="utf-8", xml_declaration=True), "utf-8")


def _rounded(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _keep_place(text: Element, font: str) -> None:
    """Give a run of text its width; matplotlib names the font and a turn by nothing each time."""
    style = text.get("style", "")
    size = float(_SIZE.search(style)[1])  # type: ignore[index]  # matplotlib always writes it
    text.set("style", _FAMILY.sub("", style))
    if _TURNED.fullmatch(text.get("transform", "")):
        del text.attrib["transform"]
    run = text.text or ""
    if run != " ".join(run.split()):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if len(run) > 1:
        text.set("textLength", f"{size * sum(_advance(font, ord(char)) for char in run):.1f}")
        text.set("lengthAdjust", "spacingAndGlyphs")


@cache
def _advance(font: str, char: int) -> float:
    """Return the width of a character in ems."""
    face = get_font(font)
    glyph = face.load_char(char, flags=LoadFlags.NO_SCALE)
    return float(glyph.horiAdvance) / face.units_per_EM


def _entitle(group: Element, words: Sequence[str]) -> None:
    """Write titles into the marks of an artist, or one into the whole of it."""
    if not words:
        group.set("pointer-events", "none")
        return
    marks = list(group.iter(f"{_SVG}use")) or [
        path for path in group.iter(f"{_SVG}path") if path.getparent().tag != f"{_SVG}defs"
    ]
    if len(marks) != len(words) or len(words) == 1:
        marks, words = [group], ["\n".join(words)]
    for mark, own in zip(marks, words, strict=True):
        title = mark.makeelement(f"{_SVG}title")
        title.text = own
        mark.insert(0, title)


def _share_style(group: Element) -> None:
    """Give a group the style that all its marks have, so that it is written once."""
    styles = {each.get("style") for each in group}
    if len(group) > 1 and len(styles) == 1 and None not in styles and "style" not in group.attrib:
        group.set("style", str(styles.pop()))
        for each in group:
            del each.attrib["style"]


def _drop_ids(root: Element) -> None:
    used = set()
    for each in root.iter():
        for value in each.attrib.values():
            used.update(_REFERENCE.findall(value))
        used.add(each.get(_HREF, "")[1:])
    for each in root.iter():
        if each.get("id") not in used:
            each.attrib.pop("id", None)
