"""Planned changes against each other and against what is to bring them about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from minsheng.audit.arithmetic import percent_scale
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, Relation, written


class _Difference(NamedTuple):
    """What is missing: by the additions stated, and at the least if all that is new counted."""

    case: str
    line: str
    missing: Decimal
    least: Decimal


def added_share(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``additions_to_share`` with a whole at the start.

    A planned share against what the stated additions can produce. A question where they cannot:
    whoever leads the programme must say where the difference is to come from. The relation
    ``additions_to_share`` says which numbers belong together. A rising share is compared with
    the additions stated for it and with everything that is new; a falling share is assumed to
    get no additions, so that the excess must be given up. Where the number at the start is not
    printed, it is computed from the first share that is; where only one share is printed, the
    check says what number it would need at the start. Example: nursing beds are to rise from 20
    % of 6,100 beds to 30 % of 6,600. Even if every new bed were a nursing bed, existing beds
    would have to be converted.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [result.arithmetic for result in added_share(Book(part))][0]
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
        yield book.check_relation("added_share", outcome, relation, line, words)


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


def part_share(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``part_share`` with two years or more on both sides.

    How fast the share of a part and the share of the whole are to move. A question where the
    part moves faster: beyond a certain size of the part, the goal of the whole is met even if
    the rest falls behind, so what is asked of the rest? The check computes that size; how large
    the part is need not be printed. The relation ``part_share`` says which share is that of a
    part. Example: public places are to rise from 46 % to 50 % in the district and from 30 % to
    50 % in its towns. Where the towns are more than a fifth of the whole, nothing is asked of
    the rest.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in part_share(Book(part))]
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
        yield book.check_relation("part_share", outcome, relation, line, words)


def distance(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``distance`` whose goal is to become less.

    A difference that is to become smaller against the printed growth of its two numbers. A
    question where the growth makes it larger: how is it to be narrowed? The relation
    ``distance`` says which numbers and growth rates belong to the goal. The values of the year
    before are computed from the rates; the check is a finding when both the difference and the
    quotient of the two numbers have grown since. Example: pay differences are to narrow, and
    the higher of two wages is printed with a growth of 7.4 % a year, the lower with 0.7 %.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="employment")
    >>> [result.arithmetic for result in distance(Book(part))]
    ['63800 − 45900 = 17900 > 63800 / 1.074 − 45900 / 1.007 = 13800']
    """
    for relation in book.related("distance"):
        goal, high, low = (relation[role][0] for role in ("goal", "high", "low"))
        rates = relation["high_growth"][0], relation["low_growth"][0]
        factors = [1 + rate.exact / 100 for rate in rates]
        if book.goals[goal.indicator].direction >= 0 or min(factors) <= 0:
            continue
        high_before, low_before = high.exact / factors[0], low.exact / factors[1]
        now, before = high.exact - low.exact, high_before - low_before
        digit = max(high.last_digit, low.last_digit)
        before = (before / digit).quantize(Decimal(1), ROUND_HALF_UP) * digit
        wider = now > before and high.exact * low_before > low.exact * high_before
        sign = ">" if wider else "≤"
        then = f"{_shown_before(high, factors[0])} − {_shown_before(low, factors[1])}"
        line = (
            f"{high.shown} − {low.shown} = {written(now)} {sign} {then} = {written(before, digit)}"
        )
        words = {
            "high": book.name(high.indicator),
            "low": book.name(low.indicator),
            "year": high.year,
            "now": book.amount(now, high.indicator),
            "then": book.amount(before, high.indicator),
            "high_rate": rates[0],
            "low_rate": rates[1],
        }
        outcome = Outcome("question", "wider") if wider else AGREED
        yield book.check_relation("distance", outcome, relation, line, words)


def _shown_before(number: PrintedNumber, factor: Decimal) -> str:
    return f"{number.shown} / {written(factor, Decimal('0.00001'))}"


def all_or_added(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``all_or_added``.

    The two readings of a target that may be a total or an addition. A question where the plan
    leaves open which one holds: the check computes both. The relation ``all_or_added`` says
    which numbers belong together, and has a note where it is left open; without a note the plan
    itself says it, and the check agrees. Example: one incubator stands, and "two are to be
    completed": two in all, so that one is to be added, or two more, three in all?

    Examples
    --------
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(result.severity, result.arithmetic) for result in all_or_added(Book(part))]
    [('question', '2 − 1 = 1; 2 + 1 = 3')]
    """
    for relation in book.related("all_or_added"):
        start, end = relation["start"][0], relation["end"][-1]
        difference, total = end.exact - start.exact, end.exact + start.exact
        as_total = f"{end.shown_once} − {start.shown_once} = {written(difference)}"
        as_addition = f"{end.shown_once} + {start.shown_once} = {written(total)}"
        words = {
            "start": [start],
            "end": [end],
            "more": book.amount(difference, end.indicator),
            "added": book.amount(end.exact, end.indicator),
            "together": book.amount(total, end.indicator),
        }
        outcome = Outcome("question", "open") if relation.note_en else AGREED
        line = f"{as_total}; {as_addition}"
        yield book.check_relation("all_or_added", outcome, relation, line, words)
