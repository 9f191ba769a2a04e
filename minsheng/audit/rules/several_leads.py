"""Programmes with more than one lead department.

Example: four departments lead one programme. Each finding has to be put to all of them, and a
report may come from each: a remark. The text may divide the work among them further on.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check

RULE = "several_leads"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with a lead department.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["amenities", "assistance"])
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('remark', '4'), ('agreed', '1')]
    """
    for programme in sorted(book.duties):
        leads = book.duties[programme].get("lead", ())
        if not leads:
            continue
        several = len(leads) > 1
        yield book.check(
            RULE, "remark" if several else "agreed", "several" if several else "same", (),
            rows=tuple(f"responsibilities:{programme}.{lead}.lead" for lead in leads),
            arithmetic=str(len(leads)), programme=programme,
            programme_name=book.name(programme), n=len(leads),
        )  # fmt: skip
