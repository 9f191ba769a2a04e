"""The place in a page for the links to other pages, which are no part of its report.

Which reports lie beside a page is known only when all of a run are made. So its links stand
between two marks, and are put there and taken out again without touching anything else.
"""

from __future__ import annotations

import re

_PLACE = re.compile(rb"(<!--leads-->).*?(<!--/leads-->)", re.DOTALL)


def with_leads(page: bytes, leads: str) -> bytes:
    """Return a page with these links; a page without a place for them is returned as it is.

    Texts of reports are escaped, so that the first two marks are those of
    `minsheng.writers.html.page.render_page`.

    Examples
    --------
    >>> page = b"<header><!--leads--><!--/leads--></header>"
    >>> with_leads(page, "<a>")
    b'<header><!--leads--><a><!--/leads--></header>'
    >>> without_leads(with_leads(page, "<a>")) == page
    True
    """
    return _PLACE.sub(lambda place: place[1] + leads.encode() + place[2], page, count=1)


def without_leads(page: bytes) -> bytes:
    """Return a page as it was written, without the links to other pages."""
    return with_leads(page, "")
