"""How fast the share of a part and the share of the whole are to move.

A question where the part moves faster: beyond a certain size of the part, the goal of the whole is
met even if the rest falls behind, so what is asked of the rest? The check computes that size; how
large the part is need not be printed. The relation ``part_share`` says which share is that of a
part. Example: public places are to rise from 46 % to 50 % in the district and from 30 % to 50 % in
its towns. Where the towns are more than a fifth of the whole, nothing is asked of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import written

RULE = "part_share"


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``part_share`` with two years or more on both sides.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in check(Book(part))]
    ['(80 − 78) / (70 − 60) = 20 %', '(50 − 46) / (50 − 30) = 20 %']
    """
    for relation in book.related("part_share"):
        part, whole = (
            {number.year: number for number in relation[role]} for role in ("part", "whole")
        )
        years = sorted(part.keys() & whole.keys())
        if len(years) < 2:
            continue
        ends = [(shares[years[0]], shares[years[-1]]) for shares in (whole, part)]
        direction = book.goals[relation.results[0].indicator].direction
        of_whole, of_part = ((last.exact - first.exact) * direction for first, last in ends)
        faster = of_part > max(of_whole, Decimal(0))
        size = written(of_whole / of_part * 100) if faster else ""
        changes = [f"({written(last.exact)} − {written(first.exact)})" for first, last in ends]
        line = f"{' / '.join(changes)} = {size} %" if faster else ""
        names = {"part": book.name(part[years[0]].indicator), "share": size}
        words = {**names, "whole_ends": ends[0], "part_ends": ends[1]}
        outcome = Outcome("question", "behind") if faster else AGREED
        yield book.check_relation(RULE, outcome, relation, line, words)
