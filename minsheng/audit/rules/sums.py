"""Numbers that add up: yearly amounts and totals, parts and wholes, levels and what is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from minsheng.audit.arithmetic import (
    compare,
    compare_sums,
    equation,
    in_brackets,
    interval_written,
    outcome_of,
    plus,
    printed_total,
    total,
)
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.phrases import years_in_words
from minsheng.audit.printed import PrintedNumber, Relation, written


def yearly_total(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator with yearly amounts and a total.

    Yearly amounts against the total stated for all years. A contradiction where the amounts
    cannot make up the total; a question where minima do not guarantee a minimum or a number is
    approximate. A remark where a year has no amount and the others leave a rest: what the year
    is to bring is not printed. Amounts of years that the total does not span are left out.
    Example: 9 + 7 + 3 kindergartens against "19 in three years".

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="childcare.public_centres_built")
    >>> [(result.severity, result.arithmetic) for result in yearly_total(Book(part))]
    [('agreed', '9 + 7 + 3 = 19')]
    """
    for indicator in book.targets:
        whole = book.over_years(indicator, "total")
        if whole is None:
            continue
        first, last = whole.years
        by_year = {y: amount for y, amount in book.yearly(indicator).items() if first <= y <= last}
        amounts = list(by_year.values())
        if not amounts:
            continue
        silent = sorted(set(range(first, last + 1)) - set(by_year))
        rest = whole.interval.low - printed_total(amounts).high
        words: dict[str, object] = {"total": whole, "amounts": amounts}
        if silent and rest > 0:
            outcome = Outcome("remark", "rest")
            line = f"{whole.shown} − {in_brackets(amounts)} = {written(rest)}"
            rest_words = book.amount(rest, indicator)
            words |= {"rest": rest_words, "years": years_in_words(silent), "n": len(silent)}
        else:
            outcome, line = compare_sums(amounts, [whole])
        yield book.check("yearly_total", outcome, (*amounts, whole), line, words)


def yearly_mean(book: Book) -> Iterator[Check]:
    """Yield a check for each indicator with a mean and amounts of all its years, or a total.

    A yearly mean against the yearly amounts, or against the total, of the same years. A
    contradiction where the mean times its years is not the sum; a question where a minimum does
    not guarantee another or a number is approximate. Example: "6 a year on average" beside
    amounts of 6, 6 and 6.

    Examples
    --------
    >>> list(yearly_mean(Book(ms.load_plan().select(indicator="employment.startup_loans"))))
    []
    """
    for indicator in book.targets:
        mean = book.over_years(indicator, "mean")
        amounts = _amounts_of_same_years(book, mean) if mean else ()
        if mean is None or not amounts:
            continue
        agreement = compare(total([mean]), total(amounts))
        left = f"{mean.times} × {mean.shown_once}"
        line = equation(left, mean.interval, plus(amounts), agreement)
        rows, words = (*amounts, mean), {"mean": mean, "amounts": amounts}
        yield book.check("yearly_mean", outcome_of(agreement, rows), rows, line, words)


def _amounts_of_same_years(book: Book, mean: PrintedNumber) -> tuple[PrintedNumber, ...]:
    """Return the total over the mean's years, else the amounts of each of them, else nothing."""
    whole = book.over_years(mean.indicator, "total")
    if whole is not None and whole.year == mean.year:
        return (whole,)
    amounts = book.yearly(mean.indicator)
    first, last = mean.years
    years = range(first, last + 1)
    return tuple(amounts[year] for year in years) if set(years) <= set(amounts) else ()


def level(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``level``.

    A level at the start plus what is added against the level stated for the end. The relation
    ``level`` says which numbers belong together. A contradiction where the sum differs, either
    way: too little does not reach the level, too much shows that something is counted twice or
    given up. A question where minima do not guarantee a minimum, or a number is approximate.
    Example: 6,000 beds, then 100, 300 and 200 more, against 6,600.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [(result.severity, result.arithmetic) for result in level(Book(part))]
    [('agreed', '12 + ≥18 = ≥30 (30)'), ('contradiction', '1 + 1 + 1 + 1 = 4 ≠ 3')]
    """
    for relation in book.related("level"):
        start, additions, end = (relation[role] for role in ("start", "addition", "end"))
        outcome, line = compare_sums((*start, *additions), end)
        words = {"start": start, "additions": additions, "end": end}
        yield book.check_relation("level", outcome, relation, line, words)


def rundown(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``rundown``.

    A level that is brought down, against what is taken off it year by year. The relation
    ``rundown`` says which numbers belong together. A contradiction where the start less the
    amounts taken off is not the level stated for the end; a question where a number is
    approximate or a bound does not guarantee another. A remark where the start is not printed:
    the check says what it would have to be, for without it the level cannot be followed.
    Example: 3,000 and 1,660 dangerous houses are rebuilt, and none is left.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="housing")
    >>> [result.arithmetic for result in rundown(Book(part))]
    ['3000 + 1660 + 0 = 4660']
    """
    for relation in book.related("rundown"):
        start, removed, end = (relation[role] for role in ("start", "removal", "end"))
        words: dict[str, object] = {"removals": removed, "end": end, "start": start}
        if start:
            agreement = compare(total(start) - total(removed), total(end))
            left = printed_total(start) - printed_total(removed)
            difference = " − ".join([plus(start), *(number.shown for number in removed)])
            line = equation(difference, left, plus(end), agreement)
            outcome = outcome_of(agreement, relation.numbers)
        else:
            needed = printed_total((*removed, *end))
            words["needed"] = book.amount(needed.low, end[0].indicator)
            words["year"] = book.facts.baseline_year
            line = f"{plus((*removed, *end))} = {interval_written(needed)}"
            outcome = Outcome("remark", "no_start")
        yield book.check_relation("rundown", outcome, relation, line, words)


def parts(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sum``.

    The sum of parts against their whole. The relation ``sum`` says which numbers belong
    together. A contradiction where the parts do not add up to the whole; a question where a
    number is approximate or minima do not guarantee a minimum. Example: 70 public and 73
    private kindergartens against 143.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in parts(Book(part))]
    ['70 + 73 = 143', '1 + 69 = 70']
    """
    for relation in book.related("sum"):
        parts, whole = relation["part"], relation["whole"]
        outcome, line = compare_sums(parts, whole)
        names = book.names(number.indicator for number in parts)
        words = {"parts": names, "whole": whole[:1]}
        yield book.check_relation("parts", outcome, relation, line, words)


def subset(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``subset`` with numbers of the same year.

    A part against what it is part of, in numbers of the same year. The relation ``subset`` says
    what is part of what. A contradiction where the part is larger, or a question where the
    relation carries a note or a number is approximate. A note also says that part and whole may
    be counted differently, which is a question even where the part is not larger. Bounds that
    leave open which is larger are not compared. Examples: 13 private homes among 39 homes
    agree. Film screenings that the plan counts among 1,288 sessions of mobile culture, and sets
    at 4,000 a year, do not.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="eldercare")
    >>> [(result.severity, result.arithmetic) for result in subset(Book(part))]
    [('agreed', '2 ≤ 39'), ('agreed', '13 ≤ 39')]
    """
    for relation in book.related("subset"):
        pairs = [
            (part, whole)
            for part in relation["part"]
            for whole in relation["whole"]
            if (part.year, part.statistic) == (whole.year, whole.statistic)
            and (_exceeds(part, whole) or part.interval.high <= whole.interval.low)
        ]
        if not pairs:
            continue
        lines = [
            f"{part.shown_once} {'>' if _exceeds(part, whole) else '≤'} {whole.shown_once}"
            for part, whole in pairs
        ]
        outcome = _subset_outcome(relation, exceeds=any(_exceeds(*pair) for pair in pairs))
        words = {
            "part": book.name(pairs[0][0].indicator),
            "part_figures": [part for part, _ in pairs],
            "whole_figures": [whole for _, whole in pairs],
        }
        line = "; ".join(dict.fromkeys(lines))
        yield book.check_relation("subset", outcome, relation, line, words)


def _exceeds(part: PrintedNumber, whole: PrintedNumber) -> bool:
    return part.interval.low > whole.interval.high


def _subset_outcome(relation: Relation, *, exceeds: bool) -> Outcome:
    if not exceeds:
        return Outcome("question", "unlike") if relation.note_en else AGREED
    severity = outcome_of("apart", relation.numbers).severity
    return Outcome("question" if relation.note_en else severity, "exceeds")


def counts(book: Book) -> Iterator[Check]:
    """Yield a check for each printed count.

    Printed counts of projects, reforms and tasks against those that the plan lists. A
    contradiction where a count differs from the number of rows in the tables ``groups`` and
    ``tasks``. Example: "5 projects, 11 tasks".

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(result.severity, result.arithmetic) for result in counts(Book(part))]
    [('agreed', '5 = 5, 11 = 11'), ('agreed', '3 = 3, 9 = 9')]
    """
    kinds = {row["group"]: (row["programme"], row["kind"]) for row in book.groups()}
    groups = Counter(kinds.values())
    tasks = Counter(kinds[row["group"]] for row in book.rows("tasks") if row["group"] in kinds)
    for row in sorted(book.rows("counts"), key=lambda row: (row["programme"], row["kind"])):
        programme, kind = row["programme"], row["kind"]
        listed = {"groups": groups[programme, kind], "tasks": tasks[programme, kind]}
        # A count without tasks ("4 reforms") says nothing of tasks.
        printed = {
            name: count for name in listed if (count := _whole_number(row[name])) is not None
        }
        agrees = all(count == listed[name] for name, count in printed.items())
        line = ", ".join(
            f"{count} {'=' if count == listed[name] else '≠'} {listed[name]}"
            for name, count in printed.items()
        )
        outcome = AGREED if agrees else Outcome("contradiction", "differ")
        rows, words = [f"counts:{programme}.{kind}"], {"printed": str(row["printed"]), **listed}
        yield book.check("counts", outcome, rows, line, words, programme=programme)


def _whole_number(cell: object) -> int | None:
    """Return a whole number, None where the cell is missing."""
    try:
        return int(cell)  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError):
        return None
