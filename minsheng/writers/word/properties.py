"""Custom properties of an Office file, metadata that readers do not see in the text.

ECMA-376, part 1, 15.2.12.2 and 22.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minsheng.writers.archive import parsed_part

if TYPE_CHECKING:
    from docx.document import Document as WordFile

_PART = "/docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAMES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_ID = 2


def set_custom(file: WordFile, fields: Mapping[str, str]) -> None:
    """Add custom properties to a Word file; those of a template are kept."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    if not fields:
        return
    package = file.part.package
    there = [each.target_part for each in package.rels.values() if each.reltype == _RELATION]
    if there:
        root = parsed_part(there[0].blob)
    else:
        root = etree.Element(f"{{{_NAMES}}}Properties", nsmap={None: _NAMES, "vt": _VALUES})
    for old in [each for each in root if each.get("name") in fields]:
        root.remove(old)
    last = max((int(each.get("pid", _FIRST_ID)) for each in root), default=_FIRST_ID - 1)
    for pid, (name, text) in enumerate(fields.items(), start=last + 1):
        each = etree.SubElement(
            root, f"{{{_NAMES}}}property", fmtid=_FORMAT, pid=str(pid), name=name
        )
        etree.SubElement(each, f"{{{_VALUES}}}lpwstr").text = text
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if there:
        there[0]._blob = blob
    else:
        package.relate_to(Part(PackURI(_PART), _TYPE, blob, package), _RELATION)


def custom(blob: bytes) -> dict[str, str]:
    """Return the custom properties of ``docProps/custom.xml`` that are text."""
    root = parsed_part(blob)
    return {
        str(each.get("name")): "".join(each.itertext())
        for each in root.iterchildren(f"{{{_NAMES}}}property")
    }
