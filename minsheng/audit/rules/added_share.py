"""A planned share against what the stated additions can produce.

A question where they cannot: whoever leads the programme must say where the difference is to come
from. The relation ``additions_to_share`` says which numbers belong together. A rising share is
compared with the additions stated for it and with everything that is new; a falling share is
assumed to get no additions, so that the excess must be given up. Where the number at the start is
not printed, it is computed from the first share that is; where only one share is printed, the
check says what number it would need at the start. Example: nursing beds are to rise from 20 % of
6,100 beds to 30 % of 6,600. Even if every new bed were a nursing bed, existing beds would have to
be converted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from minsheng.audit.arithmetic import percent_scale
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, Relation, written

RULE = "added_share"


class _Difference(NamedTuple):
    """What is missing: by the additions stated, and at the least if all that is new counted."""

    case: str
    line: str
    missing: Decimal
    least: Decimal


def check(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``additions_to_share`` with a whole at the start.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [result.arithmetic for result in check(Book(part))][0]
    '70 % × 6100 − 50 % × 6600 = 970'
    """
    for relation in book.related("additions_to_share"):
        if not relation["denominator_start"]:
            continue
        shares, started = relation["share"], relation["numerator_start"]
        last, whole = shares[-1], relation["denominator_start"][0].indicator
        case, line, missing, least = _difference(book, relation)
        words = {
            "first": started or shares[:1],
            "last": [last],
            "lack": book.amount(missing, whole),
            "least": book.amount(least, whole),
            "whole": book.amount(_whole(relation, last.years[1]), whole),
            "year": last.year,
        }
        outcome = AGREED if case == "same" else Outcome("question", case)
        yield book.check_relation(RULE, outcome, relation, line, words)


def _difference(book: Book, relation: Relation) -> _Difference:
    shares, started = relation["share"], relation["numerator_start"]
    end = shares[-1].years[1]
    required, required_line = _share_of_whole(book, relation, shares[-1])
    if started:
        start, year = sum(_amounts(started), Decimal(0)), max(each.years[1] for each in started)
        start_line = written(start)
    elif len(shares) > 1:
        start, start_line = _share_of_whole(book, relation, shares[0])
        year = shares[0].years[1]
    else:
        added = _amounts(relation["numerator_addition"], 0, end)
        needed = required - sum(added, Decimal(0))
        line = " − ".join([required_line, *map(written, added)])
        return _Difference("needs_start", f"{line} = {written(needed)}", needed, needed)
    if book.goals[shares[-1].indicator].direction <= 0:
        excess = start - required
        line = f"{start_line} − {required_line} = {written(excess)}"
        return _Difference("exceeds" if excess > 0 else "same", line, excess, excess)
    stated = _amounts(relation["numerator_addition"], year, end)
    new = _amounts(relation["denominator_addition"], year, end)
    is_stated = bool(relation["numerator_addition"])
    added = stated if is_stated else new
    missing = required - start - sum(added, Decimal(0))
    least = required - start - sum(new, Decimal(0))
    line = f"{required_line} − ({' + '.join([start_line, *map(written, added)])})"
    if missing <= 0:
        case = "same"
    elif not is_stated:
        case = "lacks_new"
    else:
        case = "lacks_stated" if least <= 0 else "lacks_even"
    return _Difference(case, f"{line} = {written(missing)}", missing, least)


def _share_of_whole(book: Book, relation: Relation, share: PrintedNumber) -> tuple[Decimal, str]:
    """Return the number that a share stands for in its year, and how it is computed."""
    scale, sign = percent_scale(book, relation["share"][-1])
    whole = _whole(relation, share.years[1])
    return share.exact * whole / scale, f"{written(share.exact)}{sign} × {written(whole)}"


def _whole(relation: Relation, year: int) -> Decimal:
    """Return the whole at the end of a year."""
    added = _amounts(relation["denominator_addition"], 0, year)
    return sum((*_amounts(relation["denominator_start"]), *added), Decimal(0))


def _amounts(numbers: Iterable[PrintedNumber], after: int = 0, until: int = 9999) -> list[Decimal]:
    """Return the numbers of the years after one and until another; means times their years."""
    chosen = [number for number in numbers if after < number.years[1] <= until]
    return [number.exact * number.times for number in chosen]
