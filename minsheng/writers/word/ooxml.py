"""Pieces of WordprocessingML: elements whose children stand in the order that Word demands.

Word offers to repair a file in which, say, ``w:jc`` stands before ``w:ind``. So properties are
never appended as they come: `element` and `insert` put them into the sequence of the schema
(ECMA-376, part 1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.6.17).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from minsheng.writers.glyphs import visible

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMES = {"w": nsmap["w"]}
_PIECES = re.compile(r"([\n\t])")

# The sequences of the schema, as far as our documents go; a department's template may hold more.
_CHILDREN = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
        suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap
        overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid
        spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
        textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs
        highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout
        specVanish oMath
    """,
    "tblPr": """
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW
        jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption
        tblDescription
    """,
    "tcPr": """
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection
        tcFitText vAlign hideMark
    """,
    "trPr": """
        cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader
        tblCellSpacing jc hidden
    """,
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
        pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection
        bidi rtlGutter docGrid printerSettings
    """,
    "lvl": """
        start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr
        rPr
    """,
}
SEQUENCES: Mapping[str, tuple[str, ...]] = {
    parent: tuple(names.split()) for parent, names in _CHILDREN.items()
}


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """Return a ``w:`` element; attributes are of the same namespace.

    Examples
    --------
    >>> [local(child) for child in element("pPr", element("jc", val="center"), element("ind"))]
    ['ind', 'jc']
    """
    made = cast("Element", oxml_parser.makeelement(_named(tag), nsmap=_NAMES))
    for name, value in attributes.items():
        made.set(_named(name), str(value))
    for child in _in_order(tag, children):
        made.append(child)
    return made


@cache
def _named(name: str) -> str:
    """Return the qualified name of an element or attribute, from a cache."""
    return str(qn(f"w:{name}"))


def _in_order(tag: str, children: Iterable[Element]) -> list[Element]:
    order = SEQUENCES.get(tag)
    return sorted(children, key=lambda child: order.index(local(child))) if order else [*children]


def insert(parent: Element, child: Element) -> None:
    """Put `child` into its place in the sequence of `parent`; replace a child of the same name."""
    order = SEQUENCES[local(parent)]
    place = order.index(local(child))
    for old in [each for each in parent if local(each) == local(child)]:
        parent.remove(old)
    after = [each for each in parent if local(each) in order and order.index(local(each)) < place]
    parent.insert(parent.index(after[-1]) + 1 if after else 0, child)


def run(text: str, *properties: Element) -> Element:
    """Return a run of `text`; breaks and tabs become elements, control characters escapes."""
    made = element("r", element("rPr", *properties)) if properties else element("r")
    # Tabs are kept, what no XML can hold is shown.
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = [piece if piece == "\t" else visible(piece) for piece in _PIECES.split(lines)]
    for piece in filter(None, pieces):
        if piece == "\n":
            made.append(element("br"))
        elif piece == "\t":
            made.append(element("tab"))
        else:
            made.append(_text("t", piece))
    return made


def _text(tag: str, text: str) -> Element:
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def field(instruction: str, shown: str, *properties: Element) -> Element:
    """Return a field with the text that it shows until Word updates it."""
    made = element("fldSimple", run(shown, *properties))
    made.set(qn("w:instr"), f" {instruction} ")
    return made


def field_begin(instruction: str) -> list[Element]:
    """Return the runs that open a field over several paragraphs."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _text("instrText", f" {instruction} ")),
        element("r", element("fldChar", fldCharType="separate")),
    ]


def field_end() -> Element:
    """Return the run that closes a field opened by `field_begin`."""
    return element("r", element("fldChar", fldCharType="end"))


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph in a style, by the style's id."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)
