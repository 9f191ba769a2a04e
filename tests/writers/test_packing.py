"""Packed PDFs: the same objects, in fewer bytes."""

import io
import re

import pypdf
import pytest
import typst

from minsheng.writers.pdf.packing import packed

_PLACE = re.compile(r", \d{6,}\)")  # of a reader in memory, at the end of each reference
ROWS = "".join(f"[row {n}], [{n}]," for n in range(150))
REPORT = f"""
#set document(title: "甲", date: auto)
= Heading <here>
#link(<here>)[there]
#table(columns: 2, table.header([a], [b]), {ROWS})
"""


@pytest.fixture(scope="module")
def plain():
    """A tagged PDF with more objects than stand in one stream."""
    return typst.compile(REPORT.encode(), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0)


def _objects(pdf):
    """Return a reader, and every object by number but for those that only hold others."""
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    found = {}
    for number in range(1, int(reader.trailer["/Size"])):
        made = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        kind = made.get("/Type") if isinstance(made, dict) else None
        if made is not None and kind not in ("/ObjStm", "/XRef"):
            data = made.get_data() if hasattr(made, "get_data") else b""
            found[number] = _PLACE.sub("", repr(made)), data
    return reader, found


def test_every_object_is_as_it_was(plain):
    before, objects = _objects(plain)
    after, again = _objects(packed(plain))
    assert len(objects) > 400
    assert again == objects
    for name in ("/Root", "/Info", "/ID"):
        one, other = (_PLACE.sub("", repr(each.trailer.raw_get(name))) for each in (before, after))
        assert one == other
    assert [page.extract_text() for page in after.pages] == [
        page.extract_text() for page in before.pages
    ]
    assert after.trailer["/Root"]["/StructTreeRoot"]["/K"]
    assert after.outline[0].title == before.outline[0].title


def test_it_takes_fewer_bytes_and_always_the_same(plain):
    assert len(packed(plain)) < len(plain) / 3
    assert packed(plain) == packed(plain)


@pytest.mark.parametrize(
    ("pdf", "words"),
    [(b"%PDF-1.7", "no table of objects"), (b"xref\n0 1\nstartxref\n0\n%%EOF", "no trailer")],
)
def test_what_is_no_pdf_of_typst_is_refused(pdf, words):
    with pytest.raises(ValueError, match=words):
        packed(pdf)
