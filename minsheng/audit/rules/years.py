"""The years for which goals are set, one after the other and against the printing of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from minsheng.audit.arithmetic import commas, in_brackets, is_worse, plus, weaker_end
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome
from minsheng.audit.phrases import years_in_words
from minsheng.audit.printed import PrintedNumber, written
from minsheng.plan.goals import Goal
from minsheng.text.dates import date_in_words

_HALF = Decimal("0.5")


def path_order(book: Book) -> Iterator[Check]:
    """Yield a check for each level with targets for two years or more.

    The yearly targets of a level against the direction that the plan wants. A question where a
    later year asks for less than the year before. Amounts of a year are no levels and may vary,
    so flows are not checked. Example: 95 % in 2018 and 94 % in 2019 for a share that is to
    rise.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="childcare.gross_enrolment")
    >>> [(result.severity, result.arithmetic) for result in path_order(Book(part))]
    [('agreed', '≥87, ≥89, ≥90')]
    """
    for goal in book.levels():
        targets = list(book.yearly(goal.indicator).values())
        if len(targets) < 2:
            continue
        back = [
            later
            for earlier, later in pairwise(targets)
            if is_worse(goal, later, weaker_end(goal, earlier))
        ]
        outcome = Outcome("question", "back") if back else AGREED
        words = {"targets": targets, "back": back}
        yield book.check("path_order", outcome, targets, commas(targets), words)


def final_only(book: Book) -> Iterator[Check]:
    """Yield a check for each headline level to be reached.

    The years for which a headline level has targets, in a programme that states goals by year.
    A remark where only the last year has one: the years before it have nothing to be compared
    with. A level that stated additions bring about is not checked, for the additions have their
    years. Example: the share of people who exercise is to be 50 % in 2020 and has no target for
    2018 and 2019, while other goals of the programme have a number for each year.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="culture_sport")
    >>> [result.indicators[0] for result in final_only(Book(part)) if result.is_finding]
    ['culture_sport.facility_area_per_10k', 'culture_sport.sport_participation']
    """
    by_year = book.by_programme(book.stated_by_year)
    for goal in book.levels():
        if goal.aim != "reach" or not book.is_headline(goal.indicator):
            continue
        if goal.indicator in book.contributions or goal.programme not in by_year:
            continue
        if goal.final_year != goal.last_year:
            continue
        targets = list(book.yearly(goal.indicator).values())
        if not targets:  # all that is stated is a change over the years
            continue
        words = {"targets": targets[-1:], "n": len(targets)}
        outcome = Outcome("remark", "alone") if len(targets) == 1 else AGREED
        yield book.check("final_only", outcome, targets, words=words)


def no_yearly(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets, where any is stated by year.

    The goals that each programme states by year, where any programme of the plan states some. A
    question for a programme that states none: what is each year to bring? A line that is to be
    held "in 2018–2020" is one statement and no yearly goal; nor is the date of a milestone, so
    that a programme of milestones alone is not checked. Look at a whole plan or a whole
    programme: a narrower selection has lost the goals that were left out. Example: eight
    programmes say what 2018 and 2019 are to bring, and one has a single list of goals for all
    three years.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["childcare", "employment"])
    >>> [(result.severity, result.arithmetic) for result in no_yearly(Book(part))]
    [('agreed', '7 / 26'), ('question', '0 / 26')]
    """
    if not book.stated_by_year:
        return
    for programme, indicators in book.by_programme(book.targets).items():
        by_year = [indicator for indicator in indicators if indicator in book.stated_by_year]
        if not by_year and all(book.goals[name].kind == "milestone" for name in indicators):
            continue
        n, goals = len(by_year), len(indicators)
        targets = [target for name in by_year or indicators for target in book.targets[name]]
        outcome = AGREED if by_year else Outcome("question", "none")
        rows: Evidence = [f"programmes:{programme}", *targets]
        words = {"goals": goals, "n": n}
        yield book.check("no_yearly", outcome, rows, f"{n} / {goals}", words, programme=programme)


def undated(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with goals to be reached or done.

    The goals to be reached or done of each programme: whether a year is printed for them. A
    remark for each programme with goals for which neither the wording nor the numbered task
    names a year: the tables then have the last year of the plan, or the whole of it, which is
    only a reading. A line to be held needs no date. Example: "100 courses for teachers", in a
    task without a date.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.indicators) for result in undated(Book(part))]
    [('remark', ('amenities.path_coverage',))]
    """
    to_do = [name for name in book.targets if book.goals[name].aim in ("reach", "listed")]
    for indicators in book.by_programme(to_do).values():
        undated = [indicator for indicator in indicators if indicator in book.without_year]
        targets = [target for name in undated or indicators for target in book.targets[name]]
        n, goals = len(undated), len(indicators)
        words = {"names": book.names(undated), "n": n, "goals": goals, "last": book.facts.last_year}
        outcome = Outcome("remark", "undated") if undated else AGREED
        yield book.check("undated", outcome, targets, f"{n} / {goals}", words)


def dropped(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a number for some year.

    The last year of a goal's targets against the last year of the plan. A question where the
    targets end earlier: does the goal go on? A level counts from one stated year, an amount
    from two, since one amount may well be done once. Not checked are milestones, which are done
    once; what brings a level about, which ends when the level is there; and a part that is done
    away with, when the whole that it belongs to (relation ``subset``) is brought down as far
    later: no class above 55 pupils means none above 65. Example: a share of 70 % for 2018 and
    nothing for 2019 and 2020.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="assistance.serious_illness_share")
    >>> [(result.severity, result.arithmetic) for result in dropped(Book(part))]
    [('question', '≥70 (2018)')]
    """
    contributions = {name for names in book.contributions.values() for name in names}
    for goal in (*book.levels(), *book.flows()):
        targets = list(book.yearly(goal.indicator).values())
        done_once = goal.is_flow and len(targets) < 2
        over_all = any(book.over_years(goal.indicator, name) for name in ("total", "mean"))
        if not targets or done_once or over_all or goal.indicator in contributions:
            continue
        if _goes_on_in_the_whole(book, goal, targets[-1]):
            continue
        ends_early = targets[-1].years[1] < goal.last_year
        outcome = Outcome("question", "dropped") if ends_early else AGREED
        line = ", ".join(f"{target.shown} ({target.year})" for target in targets)
        words = {"targets": targets, "last": goal.last_year}
        yield book.check("dropped", outcome, targets, line, words)


def _goes_on_in_the_whole(book: Book, goal: Goal, last: PrintedNumber) -> bool:
    """Return whether the whole that a goal is part of is brought down as far in a later year."""
    return goal.direction < 0 and any(
        whole.years[0] > last.years[1] and whole.exact <= last.exact
        for relation in book.related("subset")
        if goal.indicator in {part.indicator for part in relation["part"]}
        for whole in relation["whole"]
    )


def retrospective(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    The years of the targets against the date on which the plan was issued. A remark for each
    programme with targets for years that had ended by then: they could no longer guide anybody,
    and an evaluation keeps them apart. A target without a printed year is not counted. Example:
    what 2018 was to bring, in a plan printed on 21 February 2019.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in retrospective(Book(part))]
    [('remark', '5 / 9')]
    """
    printed = book.facts.printed
    for indicators in book.by_programme(book.targets).values():
        targets = [target for name in indicators for target in book.targets[name]]
        dated = filter(book.prints_year, targets)
        ended = [target for target in dated if target.years[1] < printed.year]
        concerned = {target.indicator for target in ended}
        n, goals = len(concerned), len(indicators)
        years = {target.year for target in ended}
        words = {"n": n, "goals": goals, "printed": partial(date_in_words, printed)}
        words |= {"years": years_in_words(years), "ended": len(years)}
        outcome = Outcome("remark", "ended") if ended else AGREED
        about = concerned or indicators
        yield book.check("retrospective", outcome, ended, f"{n} / {goals}", words, indicators=about)


class _Share(NamedTuple):
    """A share of the planned change, how it is computed, and of which numbers."""

    value: Decimal
    line: str
    numbers: list[PrintedNumber]


def ended_share(book: Book) -> Iterator[Check]:
    """Yield a check for each goal whose planned change is known by year.

    The planned change until the plan was issued against the whole planned change. A remark
    where more than half of it lies in years that had ended by then: most of the goal was past
    when it was set. For a level the change is counted from the baseline, for a flow it is the
    amounts. Example: of the 1.00 bed per thousand to be added, 0.70 fell into 2018, and the
    plan was issued in 2019.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="healthcare.beds")
    >>> [result.arithmetic for result in ended_share(Book(part))]
    ['(5.88 − 5.18) / (6.18 − 5.18) = 70 %']
    """
    printed = book.facts.printed
    for goal in (*book.levels(), *book.flows()):
        targets = book.yearly(goal.indicator)
        ended = [target for year, target in targets.items() if year < printed.year]
        share = (
            (_share_of_amounts if goal.is_flow else _share_of_change)(book, goal, ended)
            if ended
            else None
        )
        if share is None:
            continue
        percent = written(share.value * 100)
        words: dict[str, object] = {"share": percent, "printed": partial(date_in_words, printed)}
        words |= {"years": years_in_words(target.year for target in ended), "ended": len(ended)}
        outcome = Outcome("remark", "late") if share.value > _HALF else AGREED
        yield book.check(
            "ended_share", outcome, share.numbers, f"{share.line} = {percent} %", words
        )


def _share_of_amounts(book: Book, goal: Goal, ended: list[PrintedNumber]) -> _Share | None:
    """Return the share of a flow's whole that falls into ended years."""
    targets = list(book.yearly(goal.indicator).values())
    total = book.over_years(goal.indicator, "total")
    whole = [total, *book.beside_total(goal.indicator)] if total else targets
    amount = sum((target.exact for target in whole), Decimal(0))
    if amount <= 0:
        return None
    done = sum((target.exact for target in ended), Decimal(0))
    line = f"{plus(ended)} / {in_brackets(whole)}"
    return _Share(done / amount, line, [*targets, *([total] if total else [])])


def _share_of_change(book: Book, goal: Goal, ended: list[PrintedNumber]) -> _Share | None:
    """Return the share of a level's change from the baseline that falls into ended years."""
    baseline, last = book.baseline(goal.indicator), ended[-1]
    if baseline is None or baseline.bound != "=" or goal.final_year is None:
        return None
    final = book.yearly(goal.indicator).get(goal.final_year)
    if final is None:  # stated as a change over the years
        return None
    change, done = final.exact - baseline.exact, last.exact - baseline.exact
    if goal.direction * change <= 0 or goal.direction * done < 0:
        return None
    start = written(baseline.exact)
    line = f"({written(last.exact)} − {start}) / ({written(final.exact)} − {start})"
    return _Share(done / change, line, [baseline, last, final])
