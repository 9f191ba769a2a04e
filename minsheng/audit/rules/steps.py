"""The order of steps: what is due before what, and what follows a beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Evidence, Outcome
from minsheng.audit.phrases import cell_in_words, years_in_words
from minsheng.audit.plan_rows import due_year
from minsheng.audit.printed import PrintedNumber, Relation
from minsheng.text.dates import days_of_year

_MEANS_OF_RESULTS = {"level": "addition", "share": "numerator", "rundown": "removal"}
_BEGUN = re.compile(r"开工|动工|奠基|启动")


def reached_early(book: Book) -> Iterator[Check]:
    """Yield a check for each level to be reached with several targets, and each relation.

    The last year of a level against the year in which the plan's own schedule reaches it. A
    remark where the schedule reaches it earlier, in one of two ways: the value of the last year
    is stated for an earlier year already; or what brings the level about ends before the level
    is due, and no step that rests on it follows (relation ``sequence``), such as accepting what
    was built. Nothing is wrong with it, but the last year then asks for no progress. Examples:
    nothing left in 2019 and nothing left in 2020; a coverage of 100 % in 2020 whose last
    centres are built in 2019.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="housing.key_group_dangerous_stock")
    >>> [(result.severity, result.arithmetic) for result in reached_early(Book(part))]
    [('remark', '0 (2019) = 0 (2020)')]
    """
    for goal in book.levels():
        targets = list(book.yearly(goal.indicator).values())
        if goal.aim == "reach" and len(targets) > 1:
            yield _stated_twice(book, targets)
    for kind, role in _MEANS_OF_RESULTS.items():
        for relation in book.related(kind):
            means = [number for number in relation[role] if number.table == "targets"]
            result = relation.results[0]
            if means and result.table == "targets" and book.prints_year(result):
                yield _done_early(book, relation, means)


def _stated_twice(book: Book, targets: list[PrintedNumber]) -> Check:
    final = targets[-1]
    same = [target for target in targets[:-1] if target.exact == final.exact]
    chosen = [*same, final] if same else targets
    sign = " = " if same else ", "
    line = sign.join(f"{target.shown} ({target.year})" for target in chosen)
    words = {"target": final, "year": final.year, "early": (same or [final])[0].year}
    return book.check(
        "reached_early", Outcome("remark", "stated") if same else AGREED, chosen, line, words
    )


def _done_early(book: Book, relation: Relation, means: list[PrintedNumber]) -> Check:
    result = relation.results[0]
    indicators = {number.indicator for number in means}
    steps = [
        step
        for sequence in book.related("sequence")
        if indicators & {number.indicator for number in sequence["before"]}
        for step in sequence["after"]
    ]
    last = max(number.years[1] for number in (*means, *steps))
    is_early = last < result.years[0]
    outcome = Outcome("remark", "made") if is_early else Outcome("agreed", "made_in_time")
    line = f"{last} {'<' if is_early else '='} {result.years[0]}"
    words = {"target": result, "year": result.year, "early": last, "means": book.names(indicators)}
    return book.check_relation("reached_early", outcome, relation, line, words)


def sequence(book: Book) -> Iterator[Check]:
    """Yield a check for each relation ``sequence``.

    The year in which a step is due against the year of the step that rests on it. A question
    where it is due in a later year. The relation ``sequence`` says which step comes before
    which. Example: homes are upgraded from 2018 on, and the plan for upgrading them stands
    among the goals of 2020.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="assistance")
    >>> [(result.severity, result.arithmetic) for result in sequence(Book(part))]
    [('question', '2020 > 2018'), ('agreed', '2018 ≤ 2020')]
    """
    for relation in book.related("sequence"):
        before, after = (
            [number for number in relation[role] if book.prints_year(number)]
            for role in ("before", "after")
        )
        if not before or not after:
            continue
        done = max(number.years[1] for number in before)
        begun = min(number.years[0] for number in after)
        is_late = done > begun
        steps = book.names(number.indicator for number in before)
        words = {"before": steps, "done": done, "begun": begun}
        outcome = Outcome("question", "late") if is_late else AGREED
        line = f"{done} {'>' if is_late else '≤'} {begun}"
        yield book.check_relation("sequence", outcome, relation, line, words)


def due_date(book: Book) -> Iterator[Check]:
    """Yield a check for each task with a due date and a goal.

    The due date of a numbered task against the years of the goals linked to it. A question
    where none of the goals is set for the year in which the task is due: which of the two dates
    holds? Example: a task due at the end of 2018 for a goal that is set for 2020 only.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [(result.severity, result.arithmetic) for result in due_date(Book(part))]
    [('agreed', '2018; 2018, 2020')]
    """
    programmes = {row["group"]: row["programme"] for row in book.groups()}
    for row in sorted(book.rows("tasks"), key=lambda row: str(row["task"])):
        year = due_year(row)
        indicators = sorted(book.indicators_of_task.get(row["task"], ()))
        targets = [target for name in indicators for target in book.targets.get(name, ())]
        if year is None or row["group"] not in programmes or not targets:
            continue
        years = sorted({target.years[1] for target in targets})
        listed = ", ".join(map(str, years))
        outcome = AGREED if year in years else Outcome("question", "differ")
        rows: Evidence = [f"tasks:{row['task']}", *targets]
        line = f"{year}; {listed}"
        words = {
            "task": cell_in_words([row], "title"),
            "year": year,
            "years": years_in_words(years),
        }
        yield book.check("due_date", outcome, rows, line, words, programme=programmes[row["group"]])


def begun(book: Book) -> Iterator[Check]:
    """Yield a check for each milestone that is a start.

    Works that are to be begun, and whether the plan says what follows. A remark where it does
    not: the goal counts as reached when the work begins, and no year is printed for when it is
    finished. A start that a later step of the plan rests on (relation ``sequence``) agrees.
    Works that are to be begun are recognised by the wording of a milestone: 开工, 动工, 奠基, 启动.
    Example: a kindergarten is "begun by the end of 2018", and when it opens is not printed.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["childcare", "assistance"])
    >>> [(result.severity, result.indicators[0]) for result in begun(Book(part))][1:]
    [('remark', 'childcare.east_new_town_started'), ('remark', 'childcare.yingpanshan_started')]
    """
    followed = book.in_role("sequence", "before")
    for indicator, targets in book.targets_with_words(_BEGUN).items():
        starts = [target for target in targets if target.is_number]
        if book.goals[indicator].kind != "milestone" or not starts:
            continue
        outcome = AGREED if indicator in followed else Outcome("remark", "alone")
        yield book.check("begun", outcome, starts, words={"years": book.years(starts[-1:])})


def undated_event(book: Book) -> Iterator[Check]:
    """Yield a check for each event of the calendar that happens once.

    The evaluations and other events that the plan prescribes once: whether they have a date. A
    question to whoever issued the plan where an event has none, or a day without its year: when is
    it due? What comes every month or quarter needs no date of its own. Example: a mid-term and a
    final evaluation are to be made, and when is not printed.

    Examples
    --------
    >>> [result.rows for result in undated_event(Book(ms.load_plan()))]
    [('calendar:final_evaluation',), ('calendar:midterm_evaluation',)]
    """
    for row in sorted(book.rows("calendar"), key=lambda row: str(row["event"])):
        if row["frequency"] == "once":
            printed_year = re.search(r"\d{4}年", row["printed"])
            without = "without_year" if row["due"] else "undated"
            outcome = AGREED if row["due"] and printed_year else Outcome("question", without)
            words = {
                "event": cell_in_words([row], "name"),
                "day": partial(days_of_year, row["due"]),
            }
            rows = [f"calendar:{row['event']}"]
            yield book.check("undated_event", outcome, rows, str(row["due"]), words)
