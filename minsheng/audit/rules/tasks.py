"""Goals against the annexes, projects, reforms and numbered tasks of the plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from minsheng.audit.book import Book
from minsheng.audit.checks import AGREED, Check, Outcome, Words
from minsheng.audit.phrases import cell_in_words, sections_in_words
from minsheng.plan.facts import Annex
from minsheng.plan.goals import Goal

_TABLES_WITH_SECTIONS = ("baselines", "targets", "restatements", "groups", "tasks")


def no_task(book: Book) -> Iterator[Check]:
    """Yield a check for each headline number, milestone or direction, where tasks are numbered.

    The headline goals (主要目标) of the plan against its numbered tasks. A question where no task
    is linked to a goal with a number, or to what brings it about: who is to bring the number
    about, and how? Only a remark for a milestone, which may be its own task, and for a
    direction without a number ("more kinds of illness covered"). Goals in words are not
    checked. Example: the number of museums is a headline goal, and no task speaks of museums.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator=["healthcare.nurses", "healthcare.beds"])
    >>> [(result.severity, result.indicators) for result in no_task(Book(part))]
    [('agreed', ('healthcare.beds',)), ('question', ('healthcare.nurses',))]
    """
    if not book.rows("tasks"):
        return
    with_number = {goal.indicator for goal in (*book.levels(), *book.flows())}
    for indicator, goal in book.goals.items():
        without_number = _is_milestone(goal) or goal.aim == "direction"
        if not book.is_headline(indicator) or not (indicator in with_number or without_number):
            continue
        targets = [
            target
            for target in book.targets.get(indicator, ())
            if target.is_number or goal.aim == "direction"
        ]
        if not targets:
            continue
        unlinked = (
            Outcome("remark", "milestone") if without_number else Outcome("question", "alone")
        )
        supported = {indicator, *book.contributions.get(indicator, ())} & book.linked
        # An amount of the last year is not the whole of what is to be done; a level of it is.
        shown = targets if goal.is_flow else targets[-1:]
        words = {"targets": shown, "years": book.years(shown)}
        yield book.check("no_task", AGREED if supported else unlinked, shown, words=words)


def _is_milestone(goal: Goal) -> bool:
    return goal.aim == "reach" and goal.kind == "milestone" and goal.final is not None


def absent_annex(book: Book) -> Iterator[Check]:
    """Yield a check for each annex that is named, in a plan with programmes.

    The annexes that the plan names against those that it contains. A remark where an annex is
    named and not contained: nobody can know what stands in it, or whether it agrees with the
    rest. It is put to whoever issued the plan. Which annexes are named is a fact of the plan,
    ``annexes`` in its descriptor. Example: the list of annexes ends with a table of key tasks
    and goals, and the published text ends before it.

    Examples
    --------
    >>> results = list(absent_annex(Book(ms.load_plan())))
    >>> len(results), [result.rows for result in results if result.is_finding]
    (10, [('plan:annexes.附件10',)])
    """
    for annex in book.facts.annexes if book.rows("programmes") else ():
        outcome = AGREED if annex.contained else Outcome("remark", "absent")
        words = {"place": sections_in_words([annex.annex]), "title": _annex_title(annex)}
        yield book.check("absent_annex", outcome, [f"plan:annexes.{annex.annex}"], words=words)


def _annex_title(annex: Annex) -> Words:
    return lambda lang: annex.zh if lang == "zh" else annex.en


def main_text_only(book: Book) -> Iterator[Check]:
    """Yield a check for each headline goal of a programme with an annex.

    The headline goals of the main text against the annex of their programme. A remark where the
    annex does not take a goal up, so that no yearly goal and no numbered task carries it. A
    programme of whose annex the plan has no row is left out. Example: job subsidies for the
    urban poor stand in the main text and nowhere in the annex that sets the programme out.

    Examples
    --------
    >>> part = ms.load_plan().select(indicator="assistance.urban_dibao_job_subsidy")
    >>> [result.severity for result in main_text_only(Book(part))]
    ['remark']
    """
    tables = book.plan.tables
    sections = set().union(
        *(tables[name]["section"] for name in _TABLES_WITH_SECTIONS if name in tables)
    )
    annexes = {
        row["programme"]: row["annex"]
        for row in book.rows("programmes")
        if any(_is_in(row["annex"], section) for section in sections)
    }
    for indicator, goal in book.goals.items():
        numbers = (*book.targets.get(indicator, ()), *book.restatements.get(indicator, ()))
        if not book.is_headline(indicator) or not numbers or goal.programme not in annexes:
            continue
        in_annex = any(_is_in(annexes[goal.programme], number.section) for number in numbers)
        outcome = AGREED if in_annex or indicator in book.linked else Outcome("remark", "alone")
        yield book.check("main_text_only", outcome, numbers, words={"places": book.places(numbers)})


def _is_in(annex: str, sections: str) -> bool:
    """Return whether one of the `sections`, joined by ``;``, stands in an annex."""
    return any(re.match(rf"{re.escape(annex)}(?!\d)", section) for section in sections.split(";"))


def no_figure(book: Book) -> Iterator[Check]:
    """Yield a check for each project or reform with numbered tasks.

    The tasks of each project and reform against the goals with a number or a date. A remark for
    each project or reform none of whose tasks is linked to such a goal: it can be described but
    not measured. Look at a whole plan or a whole programme: a narrower selection has lost the
    links to what was left out. Example: a reform with three tasks that create a mechanism each.

    Examples
    --------
    >>> part = ms.load_plan().select(programme="amenities")
    >>> [result.severity for result in no_figure(Book(part))]
    ['agreed', 'agreed', 'agreed']
    """
    tasks_of_group: dict[str, list[str]] = defaultdict(list)
    for task in book.rows("tasks"):
        tasks_of_group[task["group"]].append(task["task"])
    measured = {name for name, goal in book.goals.items() if goal.aim in ("reach", "hold")}
    for row in book.groups():
        tasks = sorted(tasks_of_group[row["group"]])
        if not tasks:
            continue
        linked = {name for key in tasks for name in book.indicators_of_task.get(key, ())}
        goals = linked & measured
        outcome = AGREED if goals else Outcome("remark", "none")
        rows = (f"groups:{row['group']}", *(f"tasks:{key}" for key in tasks))
        words = {"name": cell_in_words([row], "name"), "n": len(tasks)}
        whose, line = row["programme"], str(len(goals))
        yield book.check("no_figure", outcome, rows, line, words, programme=whose, indicators=goals)


def untasked(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms, where the plan numbers its tasks.

    The projects and reforms of each programme against the numbered tasks. A remark for each
    programme with projects or reforms that no numbered task belongs to: nothing can be started,
    carried on or finished under their name. Example: four reforms of housing are a sentence
    each, where the reforms of other programmes have numbered tasks.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(result.severity, result.arithmetic) for result in untasked(Book(part))]
    [('agreed', '0 / 6'), ('remark', '4 / 9')]
    """
    with_tasks = {row["group"] for row in book.rows("tasks")}
    if not with_tasks:
        return
    for programme, groups in book.groups_by_programme().items():
        without = [row for row in groups if row["group"] not in with_tasks]
        n = len(without)
        outcome = Outcome("remark", "bare") if without else AGREED
        rows = (f"programmes:{programme}", *(f"groups:{row['group']}" for row in without))
        words = {"groups": len(groups), "n": n, "names": cell_in_words(without, "name")}
        line = f"{n} / {len(groups)}"
        yield book.check("untasked", outcome, rows, line, words, programme=programme)


def shared_section(book: Book) -> Iterator[Check]:
    """Yield a check for each programme with projects or reforms.

    The section numbers of goals against those of projects and reforms. A remark for each
    programme where a headline goal and a project or reform have the same number: whoever cites
    it may mean either. A goal that stands among the tasks on purpose has the number of its
    task, so it is no double. Example: an annex numbers two headings 三, so that 三(二)1 is a goal
    for 2018 and a reform.

    Examples
    --------
    >>> part = ms.load_plan().select(programme=["eldercare", "housing"])
    >>> [(result.severity, result.arithmetic) for result in shared_section(Book(part))]
    [('agreed', '0'), ('remark', '3')]
    """
    headline = book.by_programme(filter(book.is_headline, book.targets))
    for programme, groups in book.groups_by_programme().items():
        targets = (row for name in headline.get(programme, ()) for row in book.targets[name])
        cited = {section for target in targets for section in target.section.split(";")}
        shared = [row for row in groups if row["section"] in cited]
        outcome = Outcome("remark", "shared") if shared else AGREED
        rows = (f"programmes:{programme}", *(f"groups:{row['group']}" for row in shared))
        words = {"places": sections_in_words(sorted({row["section"] for row in shared}))}
        yield book.check(
            "shared_section", outcome, rows, str(len(shared)), words, programme=programme
        )
