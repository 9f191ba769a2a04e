"""Projects and reforms that no numbered task belongs to.

Example: four reforms of housing are a sentence each, where the reforms of other programmes have
numbered tasks. Nothing can then be started, carried on or finished under their name: one remark for
each programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.text.language import listing

RULE = "untasked"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms, where the plan numbers its tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '0 / 6'), ('remark', '4 / 9')]
    """
    tasked = {row["group"] for row in book.rows("tasks")}
    if not tasked:
        return
    groups = defaultdict(list)
    for row in sorted(book.rows("groups"), key=lambda row: str(row["group"])):
        groups[row["programme"]].append(row)
    for programme, own in sorted(groups.items()):
        bare = [row for row in own if row["group"] not in tasked]
        yield book.check(
            RULE, "remark" if bare else "agreed", "bare" if bare else "same", (),
            rows=(f"programmes:{programme}", *(f"groups:{row['group']}" for row in bare)),
            arithmetic=f"{len(bare)} / {len(own)}", programme=programme,
            programme_name=book.name(programme), groups=len(own), n=len(bare),
            names=lambda lang, bare=bare: listing(  # type: ignore[misc]
                [str(row[f"name_{lang}"]) for row in bare], lang
            ),
        )  # fmt: skip
