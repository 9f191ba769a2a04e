"""Section numbers that stand for goals and for projects or reforms at once.

Example: an annex numbers two headings 三, so that 三(二)1 is a goal for 2018 and a reform. Whoever
cites it may mean either: a remark. A goal that stands among the tasks on purpose has the number of
its task and is no double.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.plan.wording import section_in_words

RULE = "shared_section"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(found.severity, found.arithmetic) for found in check(Book(part))]
    [('agreed', '0'), ('remark', '3')]
    """
    cited: dict[str, set[str]] = defaultdict(set)
    for indicator, figures in book.targets.items():
        if book.indicators[indicator]["headline"]:
            sections = {place for figure in figures for place in figure.section.split(";")}
            cited[book.goals[indicator].programme] |= sections
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for row in book.rows("groups"):
        groups[row["programme"]][row["group"]] = row["section"]
    for programme, own in sorted(groups.items()):
        shared = {group: place for group, place in own.items() if place in cited[programme]}
        places = ";".join(sorted(set(shared.values())))
        yield book.check(
            RULE, "remark" if shared else "agreed", "shared" if shared else "same", (),
            rows=(f"programmes:{programme}", *(f"groups:{group}" for group in sorted(shared))),
            arithmetic=str(len(shared)), programme=programme,
            programme_name=book.name(programme),
            places=lambda lang, places=places: section_in_words(places, lang),  # type: ignore[misc]
        )  # fmt: skip
