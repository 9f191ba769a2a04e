"""Open a department's own Word file as a template, without content that must not be copied.

A report takes page, header, footer, styles, fonts and numbering. Everything else in the file (its
text with pictures and links, macros, controls, embedded and linked files, its attached template) is
removed. A file whose header or footer needs such content is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from minsheng.errors import BadInput, Fault
from minsheng.writers.archive import packed, parsed_part, parts

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

_TYPES = "[Content_Types].xml"
_TEMPLATE, _FILE = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
# Relationships by the last part of their type. What a copy of the styles for Word 2010
# (stylesWithEffects) says would be otherwise than ours.
_OF_PACKAGE = {"officeDocument", "core-properties", "extended-properties", "custom-properties"}
_OF_DOCUMENT = {
    "styles",
    "settings",
    "theme",
    "numbering",
    "fontTable",
    "header",
    "footer",
    "footnotes",
    "endnotes",
}
_OF_PARTS = {"image": "image/", "font": "application/"}
# Fields that fetch something when Word works them out anew.
_FETCHING = re.compile(
    r"\b(INCLUDE\w*|DDE\w*|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.IGNORECASE
)
_PARTS_OF_FIELDS = tuple(map(qn, ("w:fldChar", "w:instrText", "w:delInstrText", "w:fldSimple")))
_IDS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def template_of(path: Path) -> WordFile:
    """Return a department's own Word file without the content that a report must not copy.

    Raises
    ------
    BadInput
        If it is no Word file, or its header or footer needs content that must not be copied.
    """
    import docx

    try:
        content = parts(path.read_bytes())
        content[_TYPES] = content[_TYPES].replace(_TEMPLATE, _FILE)
        file = docx.Document(BytesIO(packed(content)))
        _leave_out(file)
        carried = sorted(set(_carried(file.part, file.part, set())))
    except _broken() as error:
        words = str(error) or type(error).__name__
        raise BadInput([Fault("documents.word_template", str(path), found=words)]) from error
    if carried:
        kinds = ", ".join(carried)
        raise BadInput([Fault("documents.template_carries", str(path), found=kinds)])
    return file


def _leave_out(file: WordFile) -> None:
    """Remove all parts except page, header, footer and styles, and all references to them."""
    for part, kept in ((file.part.package, _OF_PACKAGE), (file.part, _OF_DOCUMENT)):
        for key, each in list(part.rels.items()):
            if each.is_external or _kind(each.reltype) not in kept:
                del part.rels[key]
    settings = file.settings  # made where the file has none
    file.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.clear()
    for holder, known in ((settings.element, {}), (file.element, file.part.rels)):
        for child in [each for each in holder if each.tag != qn("w:body")]:
            # A merge of letters may name its source in words alone.
            if _refers(child) - known.keys() or [*child.iter(qn("w:mailMerge"))]:
                holder.remove(child)
    section = file.element.body.sectPr
    for child in list(section) if section is not None else ():
        if _refers(child) - file.part.rels.keys():
            section.remove(child)


def _kind(reltype: str) -> str:
    return reltype.rpartition("/")[2]


def _refers(element: Element) -> set[str]:
    """Return the ids of the relationships that an element and its descendants refer to."""
    return {
        str(value)
        for each in element.iter()
        for name, value in each.attrib.items()
        if str(name).startswith(_IDS)
    }


def _carried(part: Part, body: Part, seen: set[Part]) -> Iterator[str]:
    """Yield the external content that a part and its related parts would bring into a report.

    The body is ignored, since a report does not take its text.
    """
    seen.add(part)
    if part.content_type.endswith("+xml") and part is not body:
        for field in _fields(parsed_part(part.blob)):
            yield from (match[0].upper() for match in _FETCHING.finditer(field))
    for each in part.rels.values():
        kind = _kind(each.reltype)
        if each.is_external:
            if kind != "hyperlink":
                yield f"{kind} {each.target_ref}"
        elif kind not in _OF_DOCUMENT and not each.target_part.content_type.startswith(
            _OF_PARTS.get(kind, "?")
        ):
            yield f"{kind} {each.target_part.partname}"
        elif each.target_part not in seen:
            yield from _carried(each.target_part, body, seen)


def _fields(root: Element) -> list[str]:
    """Return the instruction of each field; fields may be split into runs and nested."""
    complete, unfinished = [], [""]
    for each in root.iter(*_PARTS_OF_FIELDS):
        kind = each.get(qn("w:fldCharType"))
        if each.tag == qn("w:fldSimple"):
            complete.append(each.get(qn("w:instr"), ""))
        elif kind == "begin":
            unfinished.append("")
        elif kind == "end" and len(unfinished) > 1:
            complete.append(unfinished.pop())
        else:
            unfinished[-1] += each.text or ""
    return complete + unfinished


def _broken() -> tuple[type[Exception], ...]:
    """Return the exceptions that are raised for a file that is no archive or no Word file."""
    import zipfile

    from docx.opc.exceptions import OpcError

    common = (OSError, ValueError, KeyError, SyntaxError, AttributeError)
    return (*common, NotImplementedError, OpcError, zipfile.BadZipFile, zipfile.LargeZipFile)
