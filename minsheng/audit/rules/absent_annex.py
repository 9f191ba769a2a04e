"""Annexes that the plan names and does not contain.

Example: the list of annexes ends with a table of key tasks and goals, and the text ends before it.
What stands in it, and whether it agrees with the rest, cannot be known: a remark to whoever issued
the plan. Which annexes are named is a fact of the plan, ``annexes`` in its descriptor.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book, Word
from minsheng.audit.check import Check
from minsheng.plan.facts import Annex
from minsheng.plan.wording import section_in_words

RULE = "absent_annex"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each annex that is named, in a plan with programmes.

    Examples
    --------
    >>> import minsheng as ms
    >>> found = list(check(Book(ms.load_plan())))
    >>> len(found), [one.rows for one in found if one.is_finding]
    (10, [('plan:annexes.附件10',)])
    """
    for annex in book.facts.annexes if book.order else ():
        case = "same" if annex.contained else "absent"
        yield book.check(
            RULE, "agreed" if annex.contained else "remark", case, (),
            rows=(f"plan:annexes.{annex.annex}",), place=_place(annex), title=_title(annex),
        )  # fmt: skip


def _place(annex: Annex) -> Word:
    return lambda lang: section_in_words(annex.annex, lang)


def _title(annex: Annex) -> Word:
    return lambda lang: annex.zh if lang == "zh" else annex.en
