"""Native lists in Word, so that an item added by hand gets its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from minsheng.text.language import Lang
from minsheng.writers.word.ooxml import element, local

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.opc.part import XmlPart
    from lxml.etree import _Element as Element

_LEVELS = 9
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
)
_ABSTRACT_ID, _ID = "abstractNumId", "numId"


class Lists:
    """The numbering of one document; a numbering part is added to its Word file if it has none.

    Chinese items begin with a dash and are indented as paragraphs are.
    """

    def __init__(self, file: WordFile, lang: Lang) -> None:
        self._root = _numbering(file)
        self._lang = lang
        self._kinds: dict[bool, int] = {}
        self._bullets: int | None = None

    def of(self, *, ordered: bool, level: int, start: int) -> Element:
        """Return the paragraph property of the items of a list; call it once for each list."""
        if ordered:
            override = element("lvlOverride", element("startOverride", val=start), ilvl=level)
            number = self._add(ordered, override)
        else:
            self._bullets = number = self._bullets or self._add(ordered)
        return element("numPr", element("ilvl", val=level), element("numId", val=number))

    def _add(self, ordered: bool, *overrides: Element) -> int:
        """Add a numbering of a kind to the file; return its number."""
        if ordered not in self._kinds:
            number = self._next("abstractNum", _ABSTRACT_ID)
            abstract = element(
                "abstractNum",
                element("multiLevelType", val="hybridMultilevel"),
                *(self._level(level, ordered) for level in range(_LEVELS)),
                abstractNumId=number,
            )
            first = next((each for each in self._root if local(each) == "num"), None)
            if first is None:
                self._root.append(abstract)
            else:
                first.addprevious(abstract)
            self._kinds[ordered] = number
        number = self._next("num", _ID)
        kind = element("abstractNumId", val=self._kinds[ordered])
        self._root.append(element("num", kind, *overrides, numId=number))
        return number

    def _next(self, tag: str, name: str) -> int:
        from docx.oxml.ns import qn

        taken = [int(each.get(qn(f"w:{name}"), "0")) for each in self._root if local(each) == tag]
        return max(taken, default=0) + 1

    def _level(self, level: int, ordered: bool) -> Element:
        chinese = self._lang == "zh"
        text = f"%{level + 1}." if ordered else ("——" if chinese else "–")
        # Characters for Word, twips for readers that know no characters.
        indent = (
            {"firstLineChars": 200, "firstLine": 640, "leftChars": 200 * level, "left": 640 * level}
            if chinese
            else {"left": 360 * (level + 1), "hanging": 360}
        )
        return element(
            "lvl",
            element("start", val=1),
            element("numFmt", val="decimal" if ordered else "none" if chinese else "bullet"),
            element(
                "suff", val="nothing" if chinese and not ordered else "space" if chinese else "tab"
            ),
            element("lvlText", val=text),
            element("lvlJc", val="left"),
            element("pPr", element("ind", **indent)),
            # Or the dash takes the Latin face, and is half as long.
            *([element("rPr", element("rFonts", hint="eastAsia"))] if chinese else []),
            ilvl=level,
        )


def _numbering(file: WordFile) -> Element:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    try:
        part = cast("XmlPart", file.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        part = NumberingPart.load(
            PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, _EMPTY, file.part.package
        )
        file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part.element
