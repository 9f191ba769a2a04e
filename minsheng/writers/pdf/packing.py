"""Compress a PDF: its small objects go into compressed streams, as PDF 1.5 and later allow.

typst writes every object in plain text, and a tagged table has one for each cell: two thirds of a
long report are tags. ISO 32000-1, 7.5.7 (object streams) and 7.5.8 (cross-reference streams);
PDF/A-2 and PDF/UA-1 allow both.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\r?\n")
_LINE = 20  # bytes of an entry of the table
_TRAILER = re.compile(rb"\s*trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_SIZE = re.compile(rb"/Size\s+\d+")
_TOGETHER = 200  # objects in one stream: a reader that wants one opens all of them
_HARDEST = 9
_FREE = (0, 0, 0xFFFF)


def packed(pdf: bytes) -> bytes:
    """Return a PDF written by typst with the same objects in fewer bytes.

    Examples
    --------
    >>> import typst
    >>> plain = typst.compile(b"= A", format="pdf", timestamp=0)
    >>> len(packed(plain)) < len(plain)
    True
    """
    places, trailer, end = _read(pdf)
    objects = _objects(pdf, places, end)
    made = bytearray(pdf[: min(places.values())])
    entries = {0: _FREE}

    def add(number: int, body: bytes) -> None:
        entries[number] = (1, len(made), 0)
        made.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for number, body in objects.items():
        if body.endswith(b"endstream"):
            add(number, body)
    loose = [number for number in objects if number not in entries]
    free = max(objects) + 1
    for first in range(0, len(loose), _TOGETHER):
        some = loose[first : first + _TOGETHER]
        entries |= {number: (2, free, place) for place, number in enumerate(some)}
        add(free, _together({number: objects[number] for number in some}))
        free += 1
    start = len(made)
    entries[free] = (1, start, 0)
    lines = b"".join(_line(*entries.get(number, _FREE)) for number in range(free + 1))
    words = b"/Type/XRef/W[1 4 2]/Size %d" % (free + 1) + _SIZE.sub(b"", trailer)
    add(free, _compressed(words, lines))
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % start


def _read(pdf: bytes) -> tuple[dict[int, int], bytes, int]:
    """Return the offset of each object, the content of the trailer, and the end of the objects."""
    start = _START.search(pdf)
    end = int(start[1]) if start else 0
    table = _TABLE.match(pdf, end)
    if not table:
        raise ValueError("no table of objects")
    first, count = table.end(), int(table[1])
    trailer = _TRAILER.match(pdf, first + count * _LINE)
    if not trailer:
        raise ValueError("no trailer")
    lines = (pdf[first + n * _LINE : first + (n + 1) * _LINE] for n in range(count))
    places = {n: int(line[:10]) for n, line in enumerate(lines) if line[17:18] == b"n"}
    return places, trailer[1], end


def _objects(pdf: bytes, places: Mapping[int, int], end: int) -> dict[int, bytes]:
    """Return the content of each object by its number."""
    order = sorted(places, key=lambda number: places[number])
    ends = [*(places[number] for number in order[1:]), end]
    objects = {}
    for number, stop in zip(order, ends, strict=True):
        head = b"%d 0 obj" % number
        whole = pdf[places[number] : stop].strip()
        objects[number] = whole.removeprefix(head).removesuffix(b"endobj").strip()
    return dict(sorted(objects.items()))


def _together(objects: Mapping[int, bytes]) -> bytes:
    """Return an object stream: the numbers and offsets of some objects, then the objects."""
    places, at = [], 0
    for number, body in objects.items():
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    head = b" ".join(places) + b"\n"
    words = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return _compressed(words, head + b"\n".join(objects.values()))


def _compressed(words: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, _HARDEST)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (words, len(data), data)


def _line(kind: int, place: int, further: int) -> bytes:
    return kind.to_bytes(1) + place.to_bytes(4) + further.to_bytes(2)
