"""Shares of a part and of the whole that move at different speed.

Example: public places are to rise from 46 % to 50 % in the district and from 30 % to 50 % in its
towns. Where the towns are more than a fifth of the whole, the goal of the whole is met even if the
rest falls behind. The relation ``part_share`` says which share is that of a part; how large the
part is need not be printed. What is asked of the rest is a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number

RULE = "part_share"
_HUNDRED = Decimal(100)


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``part_share`` with two years or more on both sides.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [found.arithmetic for found in check(Book(part))]
    ['(80 − 78) / (70 − 60) = 20 %', '(50 − 46) / (50 − 30) = 20 %']
    """
    for relation in book.related("part_share"):
        part, whole = _by_year(relation["part"]), _by_year(relation["whole"])
        years = sorted(part.keys() & whole.keys())
        if len(years) < 2:
            continue
        ends = [(side[years[0]], side[years[-1]]) for side in (whole, part)]
        direction = book.goals[relation.results[0].indicator].direction
        of_whole, of_part = ((last.exact - first.exact) * direction for first, last in ends)
        behind = of_part > max(of_whole, Decimal(0))
        share = number(of_whole / of_part * _HUNDRED) if behind else ""
        quotient = " / ".join(f"({_bare(last)} − {_bare(first)})" for first, last in ends)
        yield book.related_check(
            RULE, "question" if behind else "agreed", "behind" if behind else "same", relation,
            arithmetic=f"{quotient} = {share} %" if behind else "",
            part=book.name(part[years[0]].indicator), part_ends=book.all_said(ends[1]),
            whole_ends=book.all_said(ends[0]), share=share,
        )  # fmt: skip


def _by_year(figures: tuple[Figure, ...]) -> dict[str, Figure]:
    return {figure.year: figure for figure in figures}


def _bare(figure: Figure) -> str:
    return number(figure.exact)
