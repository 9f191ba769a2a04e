"""Targets against baselines, and what the baselines themselves allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from minsheng.audit.arithmetic import (
    best_end,
    check_against_baseline,
    commas,
    comparison_sign,
    is_looser,
    weaker_end,
    worst_end,
)
from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome, Words
from minsheng.audit.phrases import note_in_words
from minsheng.audit.printed import PrintedNumber, Relation, written
from minsheng.plan.goals import Goal
from minsheng.text.language import say


def looser_target(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a baseline and a final target.

    The final target of a level, or the line to be held in each year, against the baseline. A
    question where it is looser than the baseline: it may be meant as a line that must not be
    crossed. Of a baseline that is only a bound, a target beyond the bound is not compared: the
    baseline may be better or worse. Example: unemployment within 4 %, where it was within 3.5 %
    already.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="employment.registered_unemployment")
    >>> [(result.severity, result.arithmetic) for result in looser_target(Book(part))]
    [('question', '≤4, ≤4, ≤4 > ≤3.5')]
    """
    for goal, baseline in book.levels_with_baseline():
        if goal.final_year is not None:
            targets = book.yearly(goal.indicator)
            every_year = goal.aim == "hold"
            final = [target for year, target in targets.items() if year == goal.final_year]
            chosen = list(targets.values()) if every_year else final
            yield from check_against_baseline(book, "looser_target", "looser", baseline, chosen)


def past_pace(book: Book) -> Iterator[Check]:
    """Yield a check for each flow whose past is printed.

    The amount done each year before the plan against the amount planned each year. A question
    where less is planned than was done. The past is a mean or a total of the indicator itself,
    or of another one that a relation ``pace`` names; where it is only a bound, no less may be
    planned than was done, and nothing is said. Example: 1.8 万 new jobs a year in the past, at
    least 1.5 万 a year in the plan.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="employment")
    >>> [(result.severity, result.arithmetic) for result in past_pace(Book(part))]
    [('question', '15000 < 18000'), ('question', '30000000 < 166230000 / 3 = 55410000')]
    """
    for goal in book.flows():
        past, planned = (
            [number for number in table.get(goal.indicator, ()) if number.is_number]
            for table in (book.baselines, book.targets)
        )
        if past and planned:
            yield from _compare_paces(book, past[-1], planned)
    for relation in book.related("pace"):
        if relation["past"]:
            yield from _compare_paces(book, relation["past"][-1], relation["planned"], relation)


def _compare_paces(
    book: Book,
    past: PrintedNumber,
    planned: Sequence[PrintedNumber],
    relation: Relation | None = None,
) -> Iterator[Check]:
    goal = book.goals[planned[0].indicator]
    before, before_line = _each_year([past])
    ahead, ahead_line = _each_year(planned, book.beside_total(goal.indicator))
    slower = goal.direction * (ahead - before) < 0
    if not slower and not past.interval.is_number:
        return
    line = f"{ahead_line} {comparison_sign(goal, worse=slower)} {before_line}"
    outcome = Outcome("question", "slower") if slower else AGREED
    words = {
        "name": book.name(goal.indicator),
        "past_name": book.name(past.indicator),
        "past": past,
        "years": past.year,
        "statistic": _statistic(past),
        "planned": planned,
        "note": note_in_words(relation) if relation else "",
    }
    rows: Evidence = [past, *planned]
    if relation:
        rows = [f"relations:{relation.name}", *rows]
    about, whose = {goal.indicator, past.indicator}, goal.programme
    yield book.check("past_pace", outcome, rows, line, words, programme=whose, indicators=about)


def _each_year(
    numbers: Sequence[PrintedNumber], beside: Sequence[PrintedNumber] = ()
) -> tuple[Decimal, str]:
    """Return the amount of each year and how it is computed: from a mean, a total or amounts.

    The amounts `beside` a total are those of years that it does not span.
    """
    by_statistic = {number.statistic: number for number in reversed(numbers)}
    if mean := by_statistic.get("mean"):
        return mean.exact, written(mean.exact)
    if total := by_statistic.get("total"):
        first, last = total.years
        years, parts = last - first + 1 + len(beside), [total, *beside]
    else:
        years, parts = len(numbers), list(numbers)
    amount = sum((part.exact for part in parts), Decimal(0))
    shown = " + ".join(written(part.exact) for part in parts)
    shown = f"({shown})" if len(parts) > 1 else shown
    if years == 1:
        return amount, written(amount)
    return amount / years, f"{shown} / {years} = {written(amount / years)}"


def _statistic(number: PrintedNumber) -> Words:
    return lambda lang: say(f"audit.over_years_{number.statistic}", lang)


def already_met(book: Book) -> Iterator[Check]:
    """Yield for each level to be reached a check of the targets met and one of those perhaps met.

    Targets against a baseline that meets them already. A question for each kind: what else is
    asked of the year? A target is met when it is just what the baseline is at the least. It may
    be met when the baseline is only a bound, and some of the values that the bound allows meet
    the target ("more than 96" and 97), or when the baseline is approximate: then who has the
    number must say. Targets looser than the baseline belong to `looser_target` and
    `below_baseline`, and so does a line to be held, which is meant to be met. What is left
    agrees: the baseline does not meet it. Example: at least 94 % in 2018, where 2017 stood at
    more than 94 %.

    Where there are neither, one check of the targets that the baseline does not meet.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [result.arithmetic for result in already_met(Book(part))]
    ['>94; ≥94', '>94; ≥94.5, ≥95']
    """
    for goal, baseline in book.levels_with_baseline():
        if goal.aim != "reach":
            continue
        chosen: dict[str, list[PrintedNumber]] = {"met": [], "perhaps": [], "same": []}
        for target in book.yearly(goal.indicator).values():
            if not is_looser(goal, target, baseline):
                chosen[_met_case(goal, target, baseline)].append(target)
        questions = [Outcome("question", case) for case in ("met", "perhaps") if chosen[case]]
        for outcome in questions or ([AGREED] if chosen["same"] else []):
            targets = chosen[outcome.case]
            line = f"{baseline.shown}; {commas(targets)}"
            words = {"baseline": baseline, "start": baseline.year, "targets": targets}
            yield book.check("already_met", outcome, (baseline, *targets), line, words)


def _met_case(goal: Goal, target: PrintedNumber, baseline: PrintedNumber) -> str:
    """Return whether the baseline meets a target that is no looser: ``met``, ``perhaps``, ``same``.

    A target "more than 10" is met by a baseline "more than 10", not by 10 itself.
    """
    value, strict = weaker_end(goal, target), target.bound in ("<", ">")
    if value == worst_end(goal, baseline):
        if strict and baseline.bound not in ("<", ">"):
            return "same" if baseline.bound == "=" else "perhaps"
        return "perhaps" if baseline.is_approximate else "met"
    beyond = goal.direction * (best_end(goal, baseline) - value)
    is_open = strict or baseline.bound in ("<", ">")
    return "perhaps" if beyond > 0 or (beyond == 0 and not is_open) else "same"


def below_baseline(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with a baseline and interim targets.

    Targets for the years before the last against the baseline. A question where a target is
    worse than the baseline: the two may be counted differently, or a decline may be expected.
    Only levels to be reached are compared. Of a baseline that is only a bound, a target beyond
    the bound is not compared: `already_met` asks for the number. Example: 2.72 nurses in 2018,
    where there were 3.14 in 2017.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="healthcare.nurses")
    >>> [(result.severity, result.arithmetic) for result in below_baseline(Book(part))]
    [('question', '2.72, 2.93 < 3.14')]
    """
    for goal, baseline in book.levels_with_baseline():
        targets = book.yearly(goal.indicator)
        interim = [target for year, target in targets.items() if year != goal.final_year]
        if interim and goal.aim == "reach":
            yield from check_against_baseline(book, "below_baseline", "below", baseline, interim)


def missing_baseline(book: Book) -> Iterator[Check]:
    """Yield a check for each level with a number.

    The target of a level against its baseline. A remark for each level that has a target and no
    baseline: neither the gap nor the required change can be computed. Example: nursing beds are
    to be 30 % of all, and how many they were is not printed.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="eldercare.nursing_bed_share")
    >>> [result.severity for result in missing_baseline(Book(part))]
    ['remark']
    """
    for goal in book.levels():
        baseline = book.baseline(goal.indicator)
        final = book.yearly(goal.indicator).get(goal.final_year or 0)
        if final is None:
            continue
        words = {"targets": [final], "baseline": baseline, "start": book.facts.baseline_year}
        outcome = AGREED if baseline else Outcome("remark", "missing")
        yield book.check(
            "missing_baseline", outcome, [baseline, final] if baseline else [final], words=words
        )


def uncertain_baseline(book: Book) -> Iterator[Check]:
    """Yield a check for each goal with a baseline.

    The baseline of each goal: whether it is one exact number of one year, printed as such. A
    remark for each indicator whose baseline is only a bound, a range, an approximate number, a
    mean or a total: the required change is then a pair of numbers, or there is only a pace to
    compare with. A remark, too, where a note on the baseline limits it, as that its year is not
    printed: the sentence repeats the note. A baseline that is computed of printed numbers is
    told as such. Examples: "more than 94 %", "within 3.5 %", "1.8 万 a year on average".

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="education.compulsory_retention")
    >>> [(result.severity, result.arithmetic) for result in uncertain_baseline(Book(part))]
    [('remark', '>94')]
    """
    for indicator, goal in book.goals.items():
        baselines = [row for row in book.baselines.get(indicator, ()) if row.is_number]
        if goal.aim == "context" or goal.kind == "milestone" or not baselines:
            continue
        baseline = baselines[-1]
        words = {"baseline": baseline, "years": baseline.year, "start": book.facts.baseline_year}
        words["note"] = note_in_words(baseline)
        yield book.check(
            "uncertain_baseline", _uncertainty(baseline), [baseline], baseline.shown_once, words
        )


def _uncertainty(baseline: PrintedNumber) -> Outcome:
    if baseline.statistic != "value":
        return Outcome("remark", "average" if baseline.statistic == "mean" else "total")
    if baseline.bound == "~":
        return Outcome("remark", "approximate")
    if baseline.bound in ("<", "<=", ">", ">=", "range"):
        return Outcome("remark", "bound")
    if baseline.note_en:
        return Outcome("remark", "noted")
    return Outcome("agreed", "derived") if baseline.basis == "derived" else AGREED


def no_start(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with targets.

    The baselines that each programme prints. A remark for a programme with targets that prints
    no number of where it starts: nothing of it can be compared with before. Look at a whole
    plan or a whole programme: a narrower selection has lost the baselines that were left out.
    Example: a programme whose account of the situation names problems and gives no number.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["amenities", "housing"])
    >>> [(result.severity, result.arithmetic) for result in no_start(Book(part))]
    [('remark', '0'), ('agreed', '12')]
    """
    with_baseline = book.by_programme(book.baselines)
    for programme in book.by_programme(book.targets):
        indicators = with_baseline.get(programme, [])
        n = sum(number.is_number for name in indicators for number in book.baselines[name])
        outcome = AGREED if n else Outcome("remark", "none")
        rows, words = [f"programmes:{programme}"], {"n": n, "start": book.facts.baseline_year}
        yield book.check("no_start", outcome, rows, str(n), words, programme=programme)
