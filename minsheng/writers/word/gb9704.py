"""The page of an official document: GB/T 9704—2012, and the same page for English.

Chinese: A4; margins 37, 35, 28 and 26 mm; 22 lines of 28 characters; title in 方正小标宋简体 二号,
text in 仿宋_GB2312 三号, headings 一、 in 黑体, （一） in 楷体_GB2312; page numbers — 1 — on the
outside. The faces are named and not embedded: the reader's Word or WPS has them. English documents
have the same page in Times New Roman.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from minsheng.text.language import Lang
from minsheng.writers.word.ooxml import element, field, insert, paragraph, run
from minsheng.writers.word.styles import Face, Style

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_FANGSONG, _TITLE, _HEI, KAI, _SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
_LATIN, MONO = "Times New Roman", "Courier New"
_MILLIMETRE = 56.6929  # twips
WIDTH, HEIGHT = 210, 297
_TOP, _BOTTOM, _LEFT, _RIGHT = 37, 35, 28, 26
_FOOTER = 28  # the page number stands 7 mm below the text
_PITCH = 28.95  # points: 22 lines in 225 mm
CHARACTERS = 28  # to a line
_TIGHTER = -5  # twentieths of a point: 28 characters of 三号 in 156 mm


def styles(lang: Lang) -> list[Style]:
    """Return the styles of the standard.

    Examples
    --------
    >>> {style.role: style.face.size for style in styles("zh") if style.face}["title"]
    22.0
    """
    return _CHINESE if lang == "zh" else _ENGLISH


def _chinese(chinese: str, size: float, *, bold: bool = False) -> Face:
    return Face(chinese, _LATIN, size, bold)


_CHINESE = [
    Style("normal", _chinese(_FANGSONG, 16), "both", line=_PITCH),
    Style("body", _chinese(_FANGSONG, 16), "both", first=2, line=_PITCH),
    Style("title", _chinese(_TITLE, 22.0), "center", line=35, after=6),
    Style("subtitle", _chinese(KAI, 16), "center", line=_PITCH, after=_PITCH),
    Style("heading1", _chinese(_HEI, 16), first=2, line=_PITCH, keep=True, outline=1),
    Style("heading2", _chinese(KAI, 16), first=2, line=_PITCH, keep=True, outline=2),
    Style(
        "heading3", _chinese(_FANGSONG, 16, bold=True), first=2, line=_PITCH, keep=True, outline=3
    ),
    Style("heading4", _chinese(_FANGSONG, 16), first=2, line=_PITCH, keep=True, outline=4),
    Style("contents", _chinese(_HEI, 16), "center", line=_PITCH, keep=True),
    Style("toc1", _chinese(_FANGSONG, 16), line=_PITCH),
    Style("toc2", _chinese(_FANGSONG, 16), left=2, line=_PITCH),
    Style("answer", _chinese(_FANGSONG, 16), "both", first=2, line=_PITCH, based="body"),
    Style("note", _chinese(_FANGSONG, 12), "both", first=2, line=20, before=4, grid=False),
    Style("warning", _chinese(_HEI, 16), "both", first=2, line=_PITCH),
    Style("quote", _chinese(KAI, 16), "both", first=2, left=2, line=_PITCH),
    Style("list", _chinese(_FANGSONG, 16), "both", first=2, line=_PITCH),
    Style("code", Face(_SONG, MONO, 10.5), line=16, grid=False),
    Style("figure", _chinese(_FANGSONG, 16), "center", before=6, grid=False),
    Style("caption", _chinese(_HEI, 12), "center", before=6, after=4, grid=False),
    Style("cell", _chinese(_SONG, 10.5), before=1, after=1, grid=False),
    Style("head", _chinese(_HEI, 10.5), "center", before=1, after=1, grid=False),
    Style("number", _chinese(_SONG, 10.5), "right", before=1, after=1, grid=False),
    Style("group", _chinese(_HEI, 10.5), before=1, after=1, grid=False),
    Style("cell_small", _chinese(_SONG, 9), before=1, after=1, grid=False),
    Style("head_small", _chinese(_HEI, 9), "center", before=1, after=1, grid=False),
    Style("number_small", _chinese(_SONG, 9), "right", before=1, after=1, grid=False),
    Style("group_small", _chinese(_HEI, 9), before=1, after=1, grid=False),
    Style("table_note", _chinese(_SONG, 9), before=2, grid=False),
    Style("attachment", _chinese(_FANGSONG, 16), left=2, line=_PITCH),
    Style("signature", _chinese(_FANGSONG, 16), "right", right=4, line=_PITCH),
    Style("header", _chinese(_HEI, 12), "center", grid=False),
    Style("footer", _chinese(_SONG, 14), grid=False),
]


def _english(style: Style) -> Style:
    """Return a style of the same kind for English: other type, single indents, looser lines."""
    face = _ENGLISH_TYPE.get(style.role, (12.0, False, False))
    latin = MONO if style.role == "code" else _LATIN
    heading = style.role.startswith("heading")
    return replace(
        style,
        face=Face(_SONG, latin, face[0], bold=face[1], italic=face[2]),
        align="left" if style.align == "both" else style.align,
        first=0,
        line=_ENGLISH_LINE if style.line == _PITCH else style.line and face[0] * 1.35,
        before=12 if heading else style.before,
        after=6 if heading or style.role in _SPACED else style.after,
    )


_ENGLISH_LINE = 18.0
_SPACED = ("body", "answer", "note", "warning", "quote", "attachment")
_ENGLISH_TYPE: dict[str, tuple[float, bool, bool]] = {
    "title": (20.0, True, False),
    "subtitle": (13.0, False, True),
    "heading1": (14.0, True, False),
    "heading2": (13.0, True, False),
    "heading3": (12.0, True, True),
    "heading4": (12.0, False, True),
    "contents": (14.0, True, False),
    "note": (10.5, False, False),
    "warning": (12.0, True, False),
    "code": (10.0, False, False),
    "caption": (11.0, True, False),
    "cell": (10.0, False, False),
    "head": (10.0, True, False),
    "number": (10.0, False, False),
    "group": (10.0, True, False),
    "cell_small": (9.0, False, False),
    "head_small": (9.0, True, False),
    "number_small": (9.0, False, False),
    "group_small": (9.0, True, False),
    "table_note": (9.0, False, False),
    "header": (11.0, True, False),
}
_ENGLISH = [_english(style) for style in _CHINESE]


def defaults(lang: Lang) -> Element:
    """Return the defaults of all styles: type, and the language that is checked for spelling."""
    latin, chinese = ("en-US", "zh-CN") if lang == "zh" else ("en-GB", "zh-CN")
    fonts = element("rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=_SONG, cs=_LATIN)
    properties = [fonts, element("lang", val=latin, eastAsia=chinese, bidi="ar-SA")]
    if lang == "zh":
        properties.append(element("kern", val=2))
    return element(
        "docDefaults",
        element("rPrDefault", element("rPr", *properties)),
        element(
            "pPrDefault", element("pPr", element("widowControl", val=0 if lang == "zh" else 1))
        ),
    )


# What newer systems call a face, or have instead of it.
_ALSO = {_FANGSONG: "仿宋", _TITLE: "华文中宋", _HEI: "SimHei", KAI: "楷体", _SONG: "SimSun"}
_GB2312, _WESTERN = "86", "00"  # character sets, as Word counts them


def fonts() -> Element:
    """Return the faces that documents name, each with what stands in where it is missing."""
    chinese = [
        element(
            "font",
            element("altName", val=also),
            element("charset", val=_GB2312),
            element("family", val="auto"),
            element("pitch", val="variable"),
            name=name,
        )
        for name, also in _ALSO.items()
    ]
    western = [
        element(
            "font",
            element("charset", val=_WESTERN),
            element("family", val=family),
            element("pitch", val=pitch),
            name=name,
        )
        for name, family, pitch in ((_LATIN, "roman", "variable"), (MONO, "modern", "fixed"))
    ]
    return element("fonts", *chinese, *western)


def tighten(style: Element) -> None:
    """Set the text of Chinese documents 28 characters to the line."""
    for properties in style:
        if properties.tag.endswith("}rPr"):
            insert(properties, element("spacing", val=_TIGHTER))


def settings() -> list[Element]:
    """Return the settings of a document, in the sequence of the schema."""
    compatible = [
        element(name)
        for name in (
            "spaceForUL",
            "balanceSingleByteDoubleByteWidth",
            "doNotLeaveBackslashAlone",
            "ulTrailSpace",
            "doNotExpandShiftReturn",
            "useFELayout",
        )
    ]
    word = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return [
        element("zoom", percent=100),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", *compatible, word),
        element("themeFontLang", val="en-US", eastAsia="zh-CN"),
        element(
            "clrSchemeMapping",
            bg1="light1",
            t1="dark1",
            bg2="light2",
            t2="dark2",
            accent1="accent1",
            accent2="accent2",
            accent3="accent3",
            accent4="accent4",
            accent5="accent5",
            accent6="accent6",
            hyperlink="hyperlink",
            followedHyperlink="followedHyperlink",
        ),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]


def page(lang: Lang) -> Element:
    """Return the section of a page that stands upright."""
    grid = [element("docGrid", type="lines", linePitch=round(_PITCH * 20))] if lang == "zh" else []
    return element(
        "sectPr",
        element("pgSz", w=twips(WIDTH), h=twips(HEIGHT)),
        element(
            "pgMar",
            top=twips(_TOP),
            right=twips(_RIGHT),
            bottom=twips(_BOTTOM),
            left=twips(_LEFT),
            header=twips(15),
            footer=twips(_FOOTER),
            gutter=0,
        ),
        *grid,
    )


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, as Word measures pages."""
    return round(millimetres * _MILLIMETRE)


def page_number(style: str, *, odd: bool) -> Element:
    """Return the paragraph of a page number: — 1 —, one character in from the outside."""
    side = {"rightChars": 100, "right": 280} if odd else {"leftChars": 100, "left": 280}
    return paragraph(
        style,
        run("— "),
        field("PAGE", "1"),
        run(" —"),
        properties=[element("jc", val="right" if odd else "left"), element("ind", **side)],
    )
