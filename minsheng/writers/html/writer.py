"""HTML reports: one page that holds everything it needs.

No request to anywhere, images and data in the page itself; one short script sorts and filters long
tables, and nothing is lost without it. A page can be opened from a memory stick and printed on A4.
"""

from __future__ import annotations

from minsheng.text.language import using
from minsheng.writers.document import Document
from minsheng.writers.html.blocks import body
from minsheng.writers.html.page import Page, render_page
from minsheng.writers.origin import fields_of


def html(document: Document, *, index: str = "") -> bytes:
    """Return a document as a page.

    Parameters
    ----------
    document
        From `minsheng.writers.reading.read`.
    index
        Where the page over all reports is, or empty.

    Examples
    --------
    >>> "<h1>各项差距</h1>" in html(Document("zh", "各项差距", "", ())).decode()
    True
    """
    with using(document.lang):
        content, sections = body(document)
        page = Page(
            document.lang,
            document.title,
            eyebrow=document.eyebrow,
            kicker=str(document.properties.get("page_title", "")),
            index=index,
            sections=sections,
            synthetic=bool(document.properties.get("synthetic")),
            origin=fields_of(document),
        )
        return render_page(page, body=content).encode()
