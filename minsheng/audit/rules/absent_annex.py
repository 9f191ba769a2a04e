"""The annexes that the plan names against those that it contains.

A remark where an annex is named and not contained: nobody can know what stands in it, or whether
it agrees with the rest. It is put to whoever issued the plan. Which annexes are named is a fact of
the plan, ``annexes`` in its descriptor. Example: the list of annexes ends with a table of key tasks
and goals, and the published text ends before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome, Words
from minsheng.audit.phrases import sections_in_words
from minsheng.plan.facts import Annex

RULE = "absent_annex"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each annex that is named, in a plan with programmes.

    Examples
    --------
    >>> import minsheng as ms
    >>> results = list(check(Book(ms.load_plan())))
    >>> len(results), [result.rows for result in results if result.is_finding]
    (10, [('plan:annexes.附件10',)])
    """
    for annex in book.facts.annexes if book.rows("programmes") else ():
        outcome = AGREED if annex.contained else Outcome("remark", "absent")
        words = {"place": sections_in_words([annex.annex]), "title": _title(annex)}
        yield book.check(RULE, outcome, [f"plan:annexes.{annex.annex}"], words=words)


def _title(annex: Annex) -> Words:
    return lambda lang: annex.zh if lang == "zh" else annex.en
