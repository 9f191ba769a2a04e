"""Write reports as PDF: A4, tagged for screen readers, suitable for archiving."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from minsheng.errors import BadInput, Fault
from minsheng.text.language import using
from minsheng.writers import glyphs
from minsheng.writers.columns import Sheet
from minsheng.writers.document import Document
from minsheng.writers.pdf.packing import packed
from minsheng.writers.pdf.typesetting import typeset
from minsheng.writers.wide_tables import split_wide_tables

if TYPE_CHECKING:
    from typst import PDFStandard

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
# PDF/A asks for a date, and the same input gives the same bytes: unless SOURCE_DATE_EPOCH says
# otherwise the date stands still. When a report was made is told beside it, not in it.
_NO_DATE = 946684800  # 2000-01-01


def pdf(document: Document) -> bytes:
    """Return `document` as PDF/A-2a that claims PDF/UA-1.

    `BadInput` has a fault for each text with characters that no font has, or typst's error message.

    Examples
    --------
    >>> pdf(Document("zh", "所需增速", "", ()))[:5]
    b'%PDF-'
    """
    import typst

    with using(document.lang):
        document = split_wide_tables(document.shortened(), Sheet())
        if faults := glyphs.faults(document):
            raise BadInput(faults)
        made = typeset(document)
    with TemporaryDirectory(prefix="minsheng-pdf-") as folder:
        # typst reads nothing outside this folder.
        root = Path(folder)
        (root / "report.json").write_text(json.dumps(made.content), encoding="utf-8")
        (root / "report.typ").write_bytes(TEMPLATE.read_bytes())
        for name, data in made.files.items():
            (root / name).write_bytes(data)
        try:
            made_by_typst = typst.compile(
                root / "report.typ",
                root=root,
                format="pdf",
                font_paths=glyphs.fonts(),
                pdf_standards=STANDARDS,
                timestamp=_date(),
            )
        except typst.TypstError as error:
            raise BadInput([Fault("documents.not_set", found=error.message)]) from error
    return packed(made_by_typst)


def _date() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", _NO_DATE))
