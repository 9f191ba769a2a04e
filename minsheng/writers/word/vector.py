"""Drawings as SVG for Word, their text as paths: a reader's Word does not have our font.

Word from 2016 on shows the SVG and prints it sharp; older ones and other programs show the PNG that
stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn

from minsheng.writers.glyphs import advances, fonts

if TYPE_CHECKING:
    from docx.parts.story import StoryPart
    from lxml.etree import _Element as Element

_LARGEST = (
    400_000  # bytes: a larger drawing would make the file slow, and stays a picture of pixels
)
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_SIZE, _ANCHOR = re.compile(r"font-size: ([\d.]+)px"), re.compile(r"text-anchor: (\w+)")
_OF_TEXT = re.compile(r"(?:font|text)-[\w-]+: [^;]*;? *")
_UNITS = 1000  # to the em of an outline
_PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Noto Sans SC", size: {_UNITS}pt, fallback: false)
#for each in sys.inputs.characters.codepoints() {{ box(text(each)); linebreak() }}
"""
_LINE = re.compile(r"matrix\(1 0 0 -1 ")
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}
# Office Open XML leaves room for extensions; this one is Microsoft's, [MS-ODRAWXML] 2.38.
_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_SVG_BLIP = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def vector_part(part: StoryPart, svg: str) -> str:
    """Add a drawing to a Word file; return the id of its relationship, empty if it is left out."""
    content = with_text_as_paths(svg)
    if content is None or len(content) > _LARGEST:
        return ""
    name = part.package.next_partname("/word/media/drawing%d.svg")
    return part.relate_to(
        Part(name, "image/svg+xml", content, part.package), RELATIONSHIP_TYPE.IMAGE
    )


def add_vector(inline: Element, relationship: str) -> None:
    """Put the drawing of `vector_part` beside the PNG of an inline picture."""
    blip = next(inline.iter(qn("a:blip")))
    extensions = blip.makeelement(qn("a:extLst"))
    extension = extensions.makeelement(qn("a:ext"), {"uri": _EXTENSION})
    drawing = extension.makeelement(
        _SVG_BLIP, {qn("r:embed"): relationship}, nsmap={"asvg": _SVG_BLIP[1:].partition("}")[0]}
    )
    extension.append(drawing)
    extensions.append(extension)
    blip.append(extensions)


def with_text_as_paths(svg: str) -> bytes | None:
    """Return a drawing whose text is drawn; None for one that is not plainly one of our charts.

    Examples
    --------
    >>> word = '<text style="font-size: 10px; text-anchor: end" x="50" y="9">10</text>'
    >>> made = with_text_as_paths(f'<svg xmlns="http://www.w3.org/2000/svg">{word}</svg>')
    >>> b"<text" in made, made.count(b"<use")
    (False, 2)
    """
    from lxml import etree

    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    texts = list(root.iter(f"{_SVG}text"))
    characters = sorted(set("".join(text.text or "" for text in texts)))
    if not advances().keys() >= set(map(ord, characters)):
        return None
    paths = {char: path for char, path in _outlines("".join(characters)).items() if path}
    for text in texts:
        run = _drawn(text, paths)
        if run is None:
            return None
        run.tail = text.tail
        text.getparent().replace(text, run)
    for title in list(root.iter(f"{_SVG}title")):
        title.getparent().remove(title)
    glyphs = etree.Element(f"{_SVG}defs")
    for char, path in paths.items():
        glyphs.append(etree.Element(f"{_SVG}path", {"id": _name(char), "d": path}))
    root.insert(0, glyphs)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _drawn(text: Element, paths: Mapping[str, str]) -> Element | None:
    """Return a run of text as the glyphs that it is drawn with; None where that cannot be."""
    style = text.get("style", "")
    # What all the runs of a group have in common stands in the style of the group.
    inherited = "; ".join([style, *(each.get("style", "") for each in text.iterancestors())])
    size, anchor = _SIZE.search(inherited), _ANCHOR.search(inherited)
    if size is None or len(text):
        return None
    em = float(size[1])
    widths = [em * advances()[ord(char)] for char in text.text or ""]
    x = float(text.get("x", "0")) - _SHIFT[anchor[1] if anchor else "start"] * sum(widths)
    y = float(text.get("y", "0"))
    group = text.makeelement(f"{_SVG}g")
    if kept := _OF_TEXT.sub("", style).strip():
        group.set("style", kept)
    if turned := text.get("transform"):
        group.set("transform", turned)
    for char, width in zip(text.text or "", widths, strict=True):
        if char in paths:
            place = f"translate({x:.2f} {y:.2f}) scale({em / _UNITS:.5f} {-em / _UNITS:.5f})"
            glyph = {f"{_XLINK}href": f"#{_name(char)}", "transform": place}
            group.append(text.makeelement(f"{_SVG}use", glyph))
        x += width
    return group


def _name(char: str) -> str:
    return f"glyph-{ord(char):x}"


def _outlines(characters: str) -> dict[str, str]:
    """Return the outline of each character as the path of an SVG, 1000 units to the em, y upwards.

    By typst, which has the font open: another reader of fonts takes half a second to open it.
    """
    import typst
    from lxml import etree

    with TemporaryDirectory(prefix="minsheng-glyphs-") as folder:
        page = Path(folder) / "page.typ"
        page.write_text(_PAGE, encoding="utf-8")
        svg = typst.compile(
            page,
            root=page.parent,
            format="svg",
            font_paths=fonts(),
            sys_inputs={"characters": characters},
            timestamp=0,
        )
    root = etree.fromstring(svg)
    drawn = {
        symbol.get("id"): " ".join(path.get("d", "") for path in symbol.iter(f"{_SVG}path"))
        for symbol in root.iter(f"{_SVG}symbol")
    }
    # One group a character, empty for a space.
    lines = [each for each in root.iter(f"{_SVG}g") if _LINE.match(each.get("transform", ""))]
    return {
        char: drawn[line[0].get(f"{_XLINK}href", "")[1:]] if len(line) else ""
        for char, line in zip(characters, lines, strict=True)
    }
