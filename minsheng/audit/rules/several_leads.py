"""The number of lead departments of each programme.

A remark where there are several: each finding has to be put to all of them, and a report may come
from each. The text may divide the work among them further on. Example: four departments lead one
programme.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome

RULE = "several_leads"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with a lead department.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["amenities", "assistance"])
    >>> [(result.severity, result.arithmetic) for result in check(Book(part))]
    [('remark', '4'), ('agreed', '1')]
    """
    for programme in book.duties:
        if leads := book.leads(programme):
            n = len(leads)
            outcome = Outcome("remark", "several") if n > 1 else AGREED
            rows = [f"responsibilities:{programme}.{lead}.lead" for lead in leads]
            yield book.check(RULE, outcome, rows, str(n), {"n": n}, programme=programme)
