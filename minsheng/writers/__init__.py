"""From an executed notebook to what is handed in: one writer per format.

`reading` makes a `document` of a notebook, in which text is text and tables are data; each writer
lays it out and escapes it in its own way. `FORMATS` says which there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minsheng.writers.document import Document

# A page comes first: the others lie beside it.
FORMATS = ("html", "docx", "pdf", "xlsx")


def written(document: Document, name: str, *, index: str = "", template: Path | str = "") -> bytes:
    """Return a document in one of `FORMATS`; the same document gives the same bytes.

    Parameters
    ----------
    document
        From `minsheng.writers.reading.read`.
    name
        The format.
    index
        Where the page over all reports is, for a page that is to lead to it.
    template
        A department's own Word file, whose page and styles win.

    Raises
    ------
    BadInput
        For a template that cannot be used.
    ValueError
        For a name that is no format.

    Examples
    --------
    >>> from minsheng.writers.document import Document
    >>> written(Document("zh", "所需增速", "", ()), "docx")[:2]
    b'PK'
    """
    # Each of them brings heavy rooms with it.
    if name == "docx":
        from minsheng.writers.word.writer import docx

        return docx(document, template)
    if name == "pdf":
        from minsheng.writers.pdf.writer import pdf

        return pdf(document)
    if name == "xlsx":
        from minsheng.writers.excel.writer import xlsx

        return xlsx(document)
    if name == "html":
        from minsheng.writers.html.writer import html

        return html(document, index=index).encode()
    raise ValueError(f"{name!r} is none of {', '.join(FORMATS)}")
