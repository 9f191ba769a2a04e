"""Statements that belong together and may not say the same, or say too little."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome
from minsheng.audit.printed import PrintedNumber, written
from minsheng.text.written_numbers import fold

_DONE = re.compile(r"已经?[^，,。]{0,4}(?:通过|完成|建成|实现|达到)")
_DISTINCTIVE_DIGITS = 3
_OUTSIDE = re.compile(r"全[国省市县]平均|下达的|前列|实现同步|同步增长|同步提高")


def claimed_order(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``exceeds``.

    Two printed numbers against the claim that one is higher than the other. A contradiction
    where the numbers do not bear the claim out; bounds that leave it open are not compared. The
    relation ``exceeds`` says which number is claimed to be the greater one. Example: an
    enrolment of 86 %, "above the municipal average of 84.44 %".

    Examples
    --------
    >>> part = ms.load_plan().select(programme="childcare")
    >>> [result.arithmetic for result in claimed_order(Book(part))]
    ['86 > 84.44', '76.9 > 76.24']
    """
    for relation in book.related("exceeds"):
        greater, lesser = relation["greater"][0], relation["lesser"][0]
        holds = greater.interval.low > lesser.interval.high
        if not holds and greater.interval.high > lesser.interval.low:
            continue
        line = f"{greater.shown} {'>' if holds else '≤'} {lesser.shown}"
        words = {"greater": greater, "lesser": lesser, "years": book.years([greater])}
        words |= {"other": book.name(lesser.indicator)}
        outcome = AGREED if holds else Outcome("contradiction", "not")
        yield book.check_relation("claimed_order", outcome, relation, line, words)


def is_done(printed: str) -> bool:
    """Return whether the wording tells something as done.

    Examples
    --------
    >>> is_done("复查验收,已经顺利通过"), is_done("到2020年通过验收")
    (True, False)
    """
    return _DONE.search(fold(printed)) is not None


def told_as_done(book: Book) -> Iterator[Check]:
    """Yield a check for each goal that is told again.

    A goal of the plan against another place that tells it as done. A question where the wording
    of a restatement says so for a year of the goal: do both speak of one thing, and does the
    goal count as reached? The wording decides: 已 or 已经 before 通过, 完成, 建成,
    实现, 达到. Example: "to undergo the re-inspection" among the goals of 2018, and "has been
    passed" among the tasks.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="education.balance_reinspection")
    >>> [result.severity for result in told_as_done(Book(part))]
    ['question']
    """
    for indicator, restatements in book.restatements.items():
        targets = book.targets.get(indicator, ())
        later = [row for row in restatements if row.years[1] >= book.facts.first_year]
        if not targets or not later:
            continue
        done = [row for row in later if is_done(row.printed)]
        years = {row.year for row in done}
        still_set = [row for row in targets if row.year in years and not is_done(row.printed)]
        words = {
            "goal": book.places(still_set or targets),
            "done": book.places(done or later),
            "years": book.years(still_set),
        }
        outcome = Outcome("question", "done") if still_set else AGREED
        rows = (*still_set, *done) if still_set else (*targets, *later)
        yield book.check("told_as_done", outcome, rows, words=words)


def mixed_strength(book: Book) -> Iterator[Check]:
    """Yield a check for each relation in which a target leads to a target.

    How firmly the targets of one relation are promised: firmly, or only aspired to (力争, 争取). A
    question where one target is firm and another one, which a relation shows to be the same
    thing, is aspired to: whether the goal binds decides how the final evaluation counts it.
    Example: "one tertiary hospital more" without a qualifier, and "two in all, if possible"
    beside it, where one stands already.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(result.severity, result.indicators) for result in mixed_strength(Book(part))]
    [('question', ('healthcare.tertiary_hospitals', 'healthcare.tertiary_hospitals_added'))]
    """
    kinds = ("level", "rundown", "share", "sum")
    for relation in (relation for kind in kinds for relation in book.related(kind)):
        targets = [number for number in relation.numbers if number.table == "targets"]
        results = [target for target in targets if target in relation.results]
        if not 0 < len(results) < len(targets):
            continue
        firm, aspired = (
            {target.indicator for target in targets if target.strength == strength}
            for strength in ("firm", "aspired")
        )
        outcome = Outcome("question", "mixed") if firm and aspired else AGREED
        words = {"firm": book.names(firm), "aspired": book.names(aspired)}
        yield book.check_relation("mixed_strength", outcome, relation, words=words)


def same_figure(book: Book) -> Iterator[Check]:
    """Yield a check for each number printed twice, one for each programme without any.

    The numbers printed for the indicators of one programme, against each other. A question
    where two indicators of the same unit have the same number and bound, and the number has
    three significant digits or more: either they are one thing counted twice or two things that
    happen to be equal. Shares are left out, for 12.5 % of two things is no surprise, and so are
    indicators that a relation connects. Example: 2.21 万平方米 of school buildings under two
    headings.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="education")
    >>> [(result.severity, result.arithmetic) for result in same_figure(Book(part))]
    [('question', '22100 = 22100')]
    """
    connected = {
        frozenset(pair)
        for relation in book.relations
        for pair in combinations({number.indicator for number in relation.numbers}, 2)
    }
    for programme, by_value in sorted(_distinctive(book).items()):
        doubles = [
            [numbers[indicator] for indicator in sorted(numbers)]
            for _, numbers in sorted(by_value.items())
            if any(frozenset(pair) not in connected for pair in combinations(numbers, 2))
        ]
        for numbers in doubles:
            line = " = ".join(number.shown_once for number in numbers)
            names = book.names(number.indicator for number in numbers)
            words = {"names": names, "figure": numbers[0], "places": book.places(numbers)}
            yield book.check("same_figure", Outcome("question", "twice"), numbers, line, words)
        if not doubles:
            rows, n = [f"programmes:{programme}"], len(by_value)
            yield book.check("same_figure", AGREED, rows, str(n), {"n": n}, programme=programme)


def _distinctive(book: Book) -> dict[str, dict[tuple[str, ...], dict[str, PrintedNumber]]]:
    """Return the distinctive numbers by programme, by unit, value and bound, and by indicator."""
    programmes: dict[str, dict[tuple[str, ...], dict[str, PrintedNumber]]] = {}
    rows = [numbers for table in (book.baselines, book.targets) for numbers in table.values()]
    for number in (number for numbers in rows for number in numbers if number.is_number):
        unit = book.unit(number.indicator)
        if unit.share or len(number.exact.normalize().as_tuple().digits) < _DISTINCTIVE_DIGITS:
            continue
        by_value = programmes.setdefault(book.goals[number.indicator].programme, defaultdict(dict))
        key = (unit.unit, written(number.exact), number.bound)
        by_value[key].setdefault(number.indicator, number)
    return programmes


def overlap(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``overlap``.

    Two goals that may count the same things. A question where the plan leaves open whether they
    do: one piece of work might be reported under both. The relation ``overlap`` says which
    numbers may cover each other, and has a note where it is left open; without a note the plan
    itself tells them apart, and the check agrees. Example: 40 resident doctors are trained each
    year, and one or two in Chinese medicine; whether the latter are among the 40 is not
    printed.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="healthcare")
    >>> [(result.severity, result.indicators) for result in overlap(Book(part))]
    [('question', ('healthcare.residents_trained', 'healthcare.tcm_residents_trained'))]
    """
    for relation in book.related("overlap"):
        sides = {role: relation[role] for role in ("one", "other")}
        outcome = Outcome("question", "open") if relation.note_en else AGREED
        words = {
            role: book.names(number.indicator for number in numbers)
            for role, numbers in sides.items()
        }
        line = "; ".join(map(_side, sides.values()))
        yield book.check_relation("overlap", outcome, relation, line, words)


def _side(numbers: tuple[PrintedNumber, ...]) -> str:
    """Return the numbers of one side; a number that is the same every year is written once."""
    shown = [number.shown_once for number in numbers]
    is_same = len({(number.indicator, number.shown_once) for number in numbers}) == 1
    return shown[0] if is_same else ", ".join(shown)


def yardstick(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose wording refers to a number outside the plan.

    Goals that are measured by a number that stands outside the plan. A remark where the plan
    does not print that number, for without it the goal cannot be judged: who gives it? A
    relation ``exceeds`` in which the goal is compared with the printed number makes the goal
    agree. Such goals are recognised by their wording: 全国平均, 全市平均, 下达的, 前列,
    实现同步, 同步增长 or 同步提高. Example: education is to have "the national average" of
    public spending, or the screenings are to reach "the number set by the city".

    Examples
    --------
    >>> part = ms.load_plan().select(programme="education")
    >>> [(result.severity, result.indicators) for result in yardstick(Book(part))]
    [('remark', ('education.fiscal_education_share',))]
    """
    printed = book.in_role("exceeds", "greater")
    for indicator, targets in book.targets_with_words(_OUTSIDE).items():
        outcome = AGREED if indicator in printed else Outcome("remark", "outside")
        yield book.check("yardstick", outcome, targets, words={"places": book.places(targets)})


def open_note(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with goals to be reached or held.

    The goals of each programme that carry a note on what they count. A remark for each
    programme with such goals: before they are measured, somebody has to settle what their notes
    leave open. A goal in words alone is left out: `measurability` names it. Example: a share of
    schools "up to the standard", of which it is not said whether it counts schools or floor
    area.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in open_note(Book(part))]
    [('remark', '5 / 7')]
    """
    measured = [name for name in book.targets if book.goals[name].aim in ("reach", "hold")]
    for programme, indicators in book.by_programme(measured).items():
        noted = [name for name in indicators if book.indicators[name]["note_en"]]
        n, goals = len(noted), len(indicators)
        words = {"names": book.names(noted), "n": n, "goals": goals}
        rows = [f"indicators:{name}" for name in noted or indicators]
        outcome = Outcome("remark", "noted") if noted else AGREED
        line = f"{n} / {goals}"
        about = noted or indicators
        yield book.check(
            "open_note", outcome, rows, line, words, programme=programme, indicators=about
        )
