"""Shares, ratios and means against the numbers that they are computed from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from minsheng.audit.arithmetic import (
    Quotient,
    check_quotient,
    in_brackets,
    interval_written,
    monthly_payment,
    percent_scale,
    printed_total,
    rounded_to,
    weaker_end,
)
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome, Words
from minsheng.audit.printed import PrintedNumber, Relation, written
from minsheng.plan.bounds import Interval
from minsheng.text.language import Lang, listing, say
from minsheng.text.numerals import compact


def share(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``share`` whose result no other relation computes.

    A numerator over a denominator against the share that is printed. Compared after rounding to
    the printed digits. A contradiction where the share differs, or a question where the
    relation ``share`` carries a note, because then the pairing is only one reading, or where a
    number is approximate. A share that several relations compute is left to `readings`.
    Example: 765 of 1,018 teachers against 75.15 %.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in share(Book(part))]
    ['765 / 1018 = 75.15 %']
    """
    relations = book.related("share")
    computed = Counter(number.row for relation in relations for number in relation.results)
    for relation in relations:
        if all(computed[number.row] == 1 for number in relation.results):
            yield from check_quotient(
                book, "share", relation, ("numerator", "denominator", "share")
            )


def ratio(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``ratio``.

    One printed number over another one against their printed ratio. Compared after rounding to
    the printed digits. A contradiction where the ratio differs, or a question where the
    relation ``ratio`` carries a note or a number is approximate. Example: 350 and 500 yuan
    against "1︰0.7".

    Examples
    --------
    >>> list(ratio(Book(ms.load_plan().select(programme="childcare"))))
    []
    """
    for relation in book.related("ratio"):
        yield from check_quotient(book, "ratio", relation, ("numerator", "denominator", "ratio"))


def mean(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``mean``.

    A total over a count against the mean that is printed. Compared after rounding to the
    printed digits. A contradiction where the mean differs, or a question where the relation
    ``mean`` carries a note or a number is approximate. A question, too, where the count is not
    printed: the check says what it would have to be. Example: 10,000 yuan in 5 grants against
    "2,000 a grant".

    Examples
    --------
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [(result.severity, result.arithmetic) for result in mean(Book(part))]
    [('question', '≥500000 / 2 = ≥250000')]
    """
    for relation in book.related("mean"):
        if relation["count"]:
            yield from check_quotient(book, "mean", relation, ("total", "count", "mean"))
        else:
            yield from _count_needed(book, relation)


def _count_needed(book: Book, relation: Relation) -> Iterator[Check]:
    """Yield the check of a relation without a count; nothing where the mean may be zero."""
    totals, means = relation["total"], relation["mean"]
    needed = printed_total(totals).over(printed_total(means))
    if needed is None:
        return
    line = f"{in_brackets(totals)} / {means[0].shown_once}"
    words = {
        "total_name": book.name(totals[0].indicator),
        "total": totals,
        "printed": means,
        "needed": lambda lang: _count_in_words(needed, lang),
    }
    outcome = Outcome("question", "no_count")
    yield book.check_relation(
        "mean", outcome, relation, f"{line} = {interval_written(needed)}", words
    )


def _count_in_words(needed: Interval[Decimal], lang: Lang) -> str:
    """Return the count as a number, or as at least the lower end of its interval."""
    count = compact(float(needed.low), 0, lang)
    return count if needed.is_number else say("wording.at_least", lang, x=count)


def outlay(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``outlay``.

    Money paid for each recipient against the monthly standard that is due to each. A question
    where it is less than the standard; no contradiction, because the number of recipients is
    that of the end of the year. The relation ``outlay`` says which numbers belong together.
    Example: 5,164.89 万元 for 7,006 people in twelve months is 614 yuan a month, where the
    standard is 650.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [result.arithmetic for result in outlay(Book(part))]
    ['51648900 / 7006 / 12 = 614 < 650']
    """
    for relation in book.related("outlay"):
        payment, standard = monthly_payment(relation), relation["standard"][0]
        if payment is None:
            continue
        is_enough = payment.interval.high >= standard.exact - standard.last_digit / 2
        computed = rounded_to(payment.value, standard)
        line = f"{payment.line} = {computed} {'≥' if is_enough else '<'} {standard.shown_once}"
        words = {
            "year": standard.year,
            "paid": relation["paid"][0],
            "people": relation["recipients"][0],
            "standard": standard,
            "computed": book.amount(payment.value, standard.indicator),
        }
        outcome = AGREED if is_enough else Outcome("question", "short")
        yield book.check_relation("outlay", outcome, relation, line, words)


def ceiling(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``ceiling``.

    Money paid for each recipient against the most that a recipient can get. A question where
    the monthly payment is above a standard; no contradiction, because the number of recipients
    is that of the end of the year. The relation ``ceiling`` says which numbers belong together.
    With several standards, a payment between the lowest and the highest one tells how many
    recipients must get the highest. Example: 1.27 亿元 for 28,300 people in twelve months is 374
    yuan a month each. The allowance is at most 350 in the country and 500 in town: even if
    everybody got the full amount, 16 % would have to get that of the town.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [result.arithmetic for result in ceiling(Book(part))]
    ['127000000 / 28300 / 12 = 374 > 350; (374 − 350) / (500 − 350) = 16 %']
    """
    for relation in book.related("ceiling"):
        payment = monthly_payment(relation)
        if payment is None:
            continue
        least, most = relation["standard"][0], relation["standard"][-1]
        outcome = _ceiling_outcome(payment.interval.low, least, most)
        computed = rounded_to(payment.value, least)
        standard = most if outcome.case == "above" else least
        sign = ">" if outcome.is_finding else "≤"
        line = f"{payment.line} = {computed} {sign} {standard.shown_once}"
        share = ""
        if outcome.case == "between":
            above, width = payment.value - least.exact, most.exact - least.exact
            share = written(above / width * 100, Decimal(1))
            shown = least.shown_once
            line += f"; ({computed} − {shown}) / ({most.shown_once} − {shown}) = {share} %"
        words = {
            "year": least.year,
            "paid": relation["paid"][0],
            "people": relation["recipients"][0],
            "computed": book.amount(payment.value, least.indicator),
            "least": least,
            "most": most,
            "most_name": book.name(most.indicator),
            "share": share,
        }
        yield book.check_relation("ceiling", outcome, relation, line, words)


def _ceiling_outcome(payment: Decimal, least: PrintedNumber, most: PrintedNumber) -> Outcome:
    """Return where the lower end of the payment lies between the lowest and highest standard."""
    if payment <= least.exact + least.rounding:
        return AGREED
    return Outcome("question", "between" if payment <= most.exact + most.rounding else "above")


def readings(book: Book) -> Iterator[Check]:
    """Yield a check for each number that several relations compute.

    One printed share against the several relations ``share`` that compute it. A question where
    they do not all give what is printed: the reading of the definition decides which targets
    the baseline meets, and only the department that counts can say which one holds. Example: is
    the inclusive rate one of children (17,086 of 20,744) or of kindergartens (112 of 143)?

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [(result.severity, result.arithmetic) for result in readings(Book(part))]
    [('question', '17086 / 20744 = 82.4 %; 112 / 143 = 78.3 %; 76.9 %')]
    """
    relations_of: dict[str, list[Relation]] = defaultdict(list)
    for relation in book.related("share"):
        relations_of[relation.results[0].row].append(relation)
    for relations in relations_of.values():
        if len(relations) > 1:
            yield from _compare_readings(book, relations)


def _compare_readings(book: Book, relations: list[Relation]) -> Iterator[Check]:
    printed = relations[0].results[0]
    scale, sign = percent_scale(book, printed)
    lines, readings, years_met = [], [], [_years_met(book, printed, printed.exact)]
    agreements = set()
    for relation in relations:
        quotient = Quotient.of(relation["numerator"], relation["denominator"], scale)
        if quotient is None:
            return
        computed = rounded_to(quotient.value, printed)
        years = _years_met(book, printed, quotient.value)
        agreements.add(quotient.compare(printed))
        lines.append(f"{quotient.line} = {computed}{sign}")
        readings.append(_reading(book, relation, computed + sign.strip(), years))
        years_met.append(years)
    outcome = Outcome("question", "open" if len(set(years_met)) > 1 else "differ")
    numbers = [number for relation in relations for number in relation.numbers]
    words = {
        "name": book.name(printed.indicator),
        "printed": [printed],
        "readings": lambda lang: say("audit.semicolon", lang).join(
            reading(lang) for reading in readings
        ),
        "met": _years_in_words(years_met[0]),
    }
    yield book.check(
        "readings",
        AGREED if agreements == {"same"} else outcome,
        [*(f"relations:{relation.name}" for relation in relations), *numbers],
        "; ".join([*lines, printed.shown_once + sign]),
        words,
        programme=book.indicators[printed.indicator]["programme"],
    )


def _years_met(book: Book, printed: PrintedNumber, value: Decimal) -> tuple[str, ...]:
    """Return the years whose target `value` meets."""
    goal = book.goals[printed.indicator]
    return tuple(
        target.year
        for target in book.yearly(printed.indicator).values()
        if goal.direction * (value - weaker_end(goal, target)) >= 0
    )


def _years_in_words(years: tuple[str, ...]) -> Words:
    return lambda lang: listing(years, lang) if years else say("audit.no_year", lang)


def _reading(book: Book, relation: Relation, value: str, years: tuple[str, ...]) -> Words:
    """Return what one relation divides by what, the value, and the years whose target it meets."""
    above, below = (
        book.names(number.indicator for number in relation[role])
        for role in ("numerator", "denominator")
    )

    def words(lang: Lang) -> str:
        names = {"above": above(lang), "below": below(lang)}
        return say("audit.reading", lang, **names, value=value, met=_years_in_words(years)(lang))

    return words
