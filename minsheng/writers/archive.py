"""Read and write the zip archives of Office files; the same content gives the same bytes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from minsheng.text.language import say

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The first day that a zip archive can name. When a report was made is told beside it, not in it.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
_LARGEST = 256 * 2**20  # bytes that an archive may unpack to: many times what any report does


DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What is raised for an archive that is cut off, damaged or encrypted."""


def parts(raw: bytes) -> dict[str, bytes]:
    """Return the parts of an archive by name.

    `ValueError`, with a message for users, if it is too large when unpacked; `zipfile.BadZipFile`
    if it is no archive, or a part is larger than its declared size.
    """
    require_moderate(raw)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def require_moderate(raw: bytes) -> None:
    """Raise ValueError, with a message for users, if an archive is too large when unpacked.

    The declared sizes are summed; no part is ever unpacked beyond its declared size.
    """
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _LARGEST:
        raise ValueError(say("documents.archive_too_large", size=size >> 20, most=_LARGEST >> 20))


def parsed_part(raw: bytes) -> Element:
    """Return the root of an XML part, without comments; no external entities are loaded.

    `lxml.etree.XMLSyntaxError` if it is no XML.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(raw, parser)


def packed(content: Mapping[str, bytes]) -> bytes:
    """Return an archive of `content` without dates and in a fixed order, the content types first.

    Examples
    --------
    >>> packed({"b": b"2", "a": b"1"}) == packed({"a": b"1", "b": b"2"})
    True
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, content[name])
    return buffer.getvalue()


def is_packed(raw: bytes) -> bool:
    """Return whether these are the bytes of an archive as `packed` returns them.

    An archive that another program has written, damaged or unpacked in part is not.

    Examples
    --------
    >>> archive = packed({"a": b"1"})
    >>> is_packed(archive), is_packed(archive[:-1])
    (True, False)
    """
    try:
        return packed(parts(raw)) == raw
    except (*DAMAGED, ValueError, OSError):
        return False
