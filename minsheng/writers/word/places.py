"""The places of a Word document in which analysts write, and what was written into it by us.

A place is a content control whose tag says which paragraphs it holds. Word keeps it; LibreOffice 7
drops tags and shrinks a control to its first paragraph, but keeps bookmarks: a hidden one spans
the place. What stood in the places and elsewhere when the document was written is kept in a custom
XML part (ECMA-376, part 1, 15.2.5), which Word, WPS and LibreOffice leave alone: only so can a
change be told from what was there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from minsheng.reports.exhibits import Place
from minsheng.writers.word.marks import digest
from minsheng.writers.word.ooxml import element, paragraph

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from lxml.etree import _Element as Element

TAG = "minsheng/"
"""How the tag of a control of ours begins; the key of its place follows."""
_LONGEST = 64  # characters of a tag and of a title, for Word
BOOKMARK = "_Mw"
_FIRST = 500_000  # ids of bookmarks and controls; those of numbers and headings are below
_LOW = 240  # twips: the height of an empty line
_WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = "urn:minsheng:places"
_ITEM = "/customXml/item%d.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_GUID = "{6F1D2C54-8A3B-4C57-9E0B-7D1B5C0E4A21}"
_MARGIN = re.compile(r"/(?:header|footer)\d*\.xml$")
_SPACE = re.compile(r"\s+")


def control(place: Place, number: int, content: Iterable[Element], style: str) -> list[Element]:
    """Return the control of a place, between the marks of its bookmark.

    Places are numbered from 1. Where there is no content it holds an empty line in `style`, and
    Word shows its title on the screen only.
    """
    inside = list(content)
    properties = [element("alias", val=place.title[:_LONGEST])]
    tag = f"{TAG}{place.key}"
    if len(tag) <= _LONGEST:
        properties.append(element("tag", val=tag))
    properties.append(element("id", val=_FIRST + number))
    if not inside:
        properties.append(_shown_as_tags())
        inside = [paragraph(style, properties=[element("spacing", line=_LOW, lineRule="exact")])]
    return [
        element("bookmarkStart", id=_FIRST + number, name=bookmark_of(place.key)),
        element("sdt", element("sdtPr", *properties), element("sdtContent", *inside)),
        element("bookmarkEnd", id=_FIRST + number),
    ]


def _shown_as_tags() -> Element:
    """Return the property by which Word shows a control as tags, which it never prints."""
    from lxml import etree

    made = etree.Element(f"{{{_WORD_2012}}}appearance", nsmap={"w15": _WORD_2012})
    made.set(f"{{{_WORD_2012}}}val", "tags")
    return made


def bookmark_of(key: str) -> str:
    """Return the name of the bookmark of a place; Word allows 40 characters.

    Examples
    --------
    >>> len(bookmark_of("2019H1/childcare/problems"))
    19
    """
    return f"{BOOKMARK}{digest(key)}"


def is_margin(name: str) -> bool:
    """Return whether a part holds a header or a footer.

    Examples
    --------
    >>> is_margin("word/header2.xml"), is_margin("word/document.xml")
    (True, False)
    """
    return bool(_MARGIN.search(name))


def folded(text: str) -> str:
    """Return a text without spaces, for comparison: programs change them when they save."""
    return _SPACE.sub("", text)


@dataclass(frozen=True)
class Written:
    """What a document held when it was written."""

    places: Mapping[str, Place]  # by key: the place
    lines: Mapping[str, tuple[str, ...]]  # by key: the lines that stood there
    # By heading: what stood below it outside all places, as `minsheng.writers.word.lines.content`.
    others: Mapping[str, tuple[str, ...]]


def keep_written(file: WordFile, written: Written) -> None:
    """Store what a document holds in a part of its own."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    _declare_word_2012(file.element)
    package = file.part.package
    data = {
        "places": [asdict(place) for place in written.places.values()],
        "lines": {key: list(lines) for key, lines in written.lines.items()},
        "others": {section: list(texts) for section, texts in written.others.items()},
    }
    root = etree.Element(f"{{{_NAMES}}}places", nsmap={None: _NAMES})
    root.text = json.dumps(data)  # ASCII: whatever the lines hold, XML can hold
    name = package.next_partname(_ITEM)
    item = Part(name, "application/xml", _xml(root), package)
    file.part.relate_to(item, f"{_RELATIONS}/customXml")
    about = etree.Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    about.set(f"{{{_PROPERTIES}}}itemID", _GUID)
    uri = PackURI(str(name).replace("item", "itemProps"))
    item.relate_to(
        Part(uri, _PROPERTIES_TYPE, _xml(about), package), f"{_RELATIONS}/customXmlProps"
    )


def _declare_word_2012(root: Element) -> None:
    """Declare at the root of a document what Word 2010 and older may ignore in its controls."""
    from lxml import etree

    names = {"w15": _WORD_2012, "mc": _COMPATIBILITY}
    etree.cleanup_namespaces(root, top_nsmap=names, keep_ns_prefixes=[*filter(None, root.nsmap)])
    ignorable = root.get(f"{{{_COMPATIBILITY}}}Ignorable", "").split()
    if "w15" not in ignorable:
        root.set(f"{{{_COMPATIBILITY}}}Ignorable", " ".join([*ignorable, "w15"]))


def _xml(root: Element) -> bytes:
    from lxml import etree

    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return raw


def read_written(parts: Mapping[str, bytes]) -> Written | None:
    """Return what a document held when it was written; None if a program dropped it."""
    from lxml.etree import XMLSyntaxError

    from minsheng.text.json_text import read_json
    from minsheng.writers.archive import parsed_part

    for name, raw in parts.items():
        if not name.startswith("customXml/item") or _NAMES.encode() not in raw:
            continue
        try:
            data = read_json(parsed_part(raw).text or "")
            read = [Place.from_data(each) for each in data["places"]]
            places = {place.key: place for place in read if place}
            lines = {key: tuple(map(str, data["lines"][key])) for key in places}
            others = {str(each): tuple(map(str, texts)) for each, texts in data["others"].items()}
        except (XMLSyntaxError, ValueError, KeyError, TypeError, AttributeError):
            continue
        return Written(places, lines, others)
    return None
