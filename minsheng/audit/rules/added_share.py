"""A share that the stated additions alone cannot bring about.

Example: nursing beds are to rise from 20 % of 6,100 to 30 % of 6,600. Even if every new bed
were one, existing beds would have to be converted, and how many can be computed. The relation
``additions_to_share`` says what belongs together. Where the start is not printed, the first
share that is stated stands in for it; with one share only, it is said what start it would
need. A share that is to fall is taken the other way: nothing new counts, and the rest must be
given up. Whoever leads the programme must say where the difference is to come from: a
question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from minsheng.audit.book import Book
from minsheng.audit.check import Check
from minsheng.audit.printed import Figure, number
from minsheng.audit.quotient import scale_of
from minsheng.audit.relation import Relation

RULE = "added_share"


@dataclass(frozen=True)
class _Sums:
    """What the relation gives: where it starts, what is added, where it must arrive."""

    start: Decimal
    start_shown: str
    required: Decimal
    required_shown: str
    stated: tuple[Decimal, ...]
    new: tuple[Decimal, ...]


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``additions_to_share``.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [found.arithmetic for found in check(Book(part))][0]
    '70 % × 6100 − 50 % × 6600 = 970'
    """
    for relation in book.related("additions_to_share"):
        shares = relation["share"]
        if not relation["denominator_start"]:
            continue
        if not relation["numerator_start"] and len(shares) < 2:
            yield _start_needed(book, relation)
        elif book.goals[shares[-1].indicator].direction > 0:
            yield _rising(book, relation)
        else:
            yield _falling(book, relation)


def _whole(relation: Relation, year: int) -> Decimal:
    """Return the whole at the end of a year."""
    return _sum(relation["denominator_start"]) + _sum(
        figure for figure in relation["denominator_addition"] if figure.years[1] <= year
    )


def _sum(figures: object) -> Decimal:
    return sum((one.exact * one.times for one in figures), Decimal(0))  # type: ignore[attr-defined]


def _sums(book: Book, relation: Relation) -> _Sums:
    first, last = relation["share"][0], relation["share"][-1]
    scale = scale_of(book, last)
    sign = " %" if scale != 1 else ""
    if begun := relation["numerator_start"]:
        start, year = _sum(begun), max(figure.years[1] for figure in begun)
        start_shown = number(start)
    else:
        year = first.years[1]
        start = first.exact * _whole(relation, year) / scale
        start_shown = f"{number(first.exact)}{sign} × {number(_whole(relation, year))}"
    end = last.years[1]
    return _Sums(
        start, start_shown, last.exact * _whole(relation, end) / scale,
        f"{number(last.exact)}{sign} × {number(_whole(relation, end))}",
        _between(relation["numerator_addition"], year, end),
        _between(relation["denominator_addition"], year, end),
    )  # fmt: skip


def _between(figures: Sequence[Figure], start: int, end: int) -> tuple[Decimal, ...]:
    return tuple(one.exact * one.times for one in figures if start < one.years[1] <= end)


def _rising(book: Book, relation: Relation) -> Check:
    sums = _sums(book, relation)
    added = sums.stated if relation["numerator_addition"] else sums.new
    lack = sums.required - sums.start - sum(added, Decimal(0))
    # Even if all that is new counted.
    least = sums.required - sums.start - sum(sums.new, Decimal(0))
    inside = " + ".join([sums.start_shown, *map(number, added)])
    case = "lacks_stated" if least <= 0 else "lacks_even"
    if not relation["numerator_addition"]:
        case = "lacks_new"
    if lack <= 0:
        case = "same"
    return _told(book, relation, case, f"{sums.required_shown} − ({inside}) = {number(lack)}",
                 lack, least)  # fmt: skip


def _falling(book: Book, relation: Relation) -> Check:
    sums = _sums(book, relation)
    excess = sums.start - sums.required
    return _told(book, relation, "exceeds" if excess > 0 else "same",
                 f"{sums.start_shown} − {sums.required_shown} = {number(excess)}",
                 excess, excess)  # fmt: skip


def _start_needed(book: Book, relation: Relation) -> Check:
    last = relation["share"][-1]
    end, scale = last.years[1], scale_of(book, last)
    required = last.exact * _whole(relation, end) / scale
    added = _between(relation["numerator_addition"], 0, end)
    needed = required - sum(added, Decimal(0))
    line = " − ".join([f"{number(last.exact)}{' %' if scale != 1 else ''} × "
                       f"{number(_whole(relation, end))}", *map(number, added)])  # fmt: skip
    return _told(book, relation, "needs_start", f"{line} = {number(needed)}", needed, needed)


def _told(  # noqa: PLR0913  what lacks, how it is got at, how it is said
    book: Book, relation: Relation, case: str, arithmetic: str, lack: Decimal, least: Decimal
) -> Check:
    last, whole = relation["share"][-1], relation["denominator_start"][0].indicator
    first = relation["numerator_start"] or relation["share"][:1]
    return book.related_check(
        RULE, "agreed" if case == "same" else "question", case, relation,
        arithmetic=arithmetic, first=book.all_said(first), last=book.all_said([last]),
        lack=book.amount(lack, whole), least=book.amount(least, whole),
        whole=book.amount(_whole(relation, last.years[1]), whole), year=last.year,
    )  # fmt: skip
