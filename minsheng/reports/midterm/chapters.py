"""The chapters of the mid-term evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import SHORT
from minsheng.plan.wording import programme_names
from minsheng.reports.evaluations.analysts import Part, Words, quotations, with_rows
from minsheng.reports.exhibits import Sections, heading
from minsheng.reports.midterm import next_steps
from minsheng.reports.midterm.next_steps import (
    midterm_next,
    not_kept,
    required_pace,
    shortfalls,
)
from minsheng.reports.midterm.progress import (
    cuts,
    midterm_counts,
    midterm_goals,
    midterm_programme,
    midterm_results,
    midterm_strengths,
    seal,
)
from minsheng.reports.paragraphs import OVERALL
from minsheng.reports.provenance import methods
from minsheng.reports.standing.counts import scoreboard_figure
from minsheng.reports.standing.deviations import deviations
from minsheng.reports.standing.grades import grades_figure
from minsheng.reports.standing.ledger import unreported, warnings
from minsheng.reports.standing.tasks import due_next, overdue, task_states

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Paragraphs


def midterm_judgement(standing: Standing, written: Paragraphs) -> Sections:
    """Return thresholds, classes by programme and by strength of wording, and analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_judgement(standing, ms.load_paragraphs(plan, standing.period))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Prose', 'Figure', 'Figure', 'Table', 'Table', 'Markdown']
    """
    words = Words(standing, written)
    return Sections(
        (
            cuts(standing),
            grades_figure(standing),
            scoreboard_figure(standing),
            midterm_counts(standing),
            midterm_strengths(standing),
            *words.of(OVERALL, "judgement"),
        )
    )


def midterm_progress(standing: Standing, written: Paragraphs) -> Sections:
    """Return goals, tasks, reforms and analysts' paragraphs of each programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_progress(standing, ms.load_paragraphs(plan, standing.period))
    >>> print(chapter.parts[1])
    ### 幼有所育
    """
    words = Words(standing, written)
    parts: list[Part] = [*words.of(OVERALL, "progress")]
    for programme, name in programme_names(standing.plan).items():
        own = standing.of_programme(programme)
        parts += [
            heading(name),
            midterm_programme(own),
            *with_rows(midterm_goals(own)),
            *words.of(programme, "judgement", "progress"),
        ]
    return Sections(tuple(parts))


def midterm_problems(standing: Standing, written: Paragraphs) -> Sections:
    """Return by programme the goals that lag or are not kept, with departments' explanations.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_problems(standing, ms.load_paragraphs(plan, standing.period))
    >>> print(str(chapter).splitlines()[0])
    已判断的目标中没有滞后、未达到或未保持的。
    """
    words = Words(standing, written)
    parts: list[Part] = [next_steps.midterm_problems(standing), *words.of(OVERALL, "problems")]
    goals = standing.verdicts
    lagging = set(goals.loc[goals["class"].isin(SHORT), "programme"].astype("str"))
    for programme, name in programme_names(standing.plan).items():
        own = [shortfalls(standing.of_programme(programme))] if programme in lagging else []
        if own or written.of(programme, "problems"):
            parts += [heading(name), *own, *words.of(programme, "problems")]
    parts += with_rows(deviations(standing), overdue(standing))
    return Sections(tuple(parts))


def midterm_next_steps(standing: Standing, written: Paragraphs) -> Sections:
    """Return what is not kept, the pace required, what is due next, and analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_next_steps(standing, ms.load_paragraphs(plan, standing.period))
    >>> chapter.parts[-1].caption
    '2019-06-30之后半年内须办理的事项'
    """
    words = Words(standing, written)
    return Sections(
        (
            midterm_next(standing),
            *words.everywhere("next_steps", "lessons"),
            *with_rows(not_kept(standing), required_pace(standing)),
            due_next(standing),
        )
    )


def midterm_annex(standing: Standing, written: Paragraphs) -> Sections:
    """Return the annex: goals, tasks, warnings, quoted numbers, methods, hash of the results.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_annex(standing, ms.load_paragraphs(plan, standing.period))
    >>> len(chapter.parts[0].rows)
    281
    """
    return Sections(
        (
            midterm_results(standing),
            task_states(standing),
            *with_rows(unreported(standing), quotations(standing, written), warnings(standing)),
            methods(standing),
            seal(standing),
        )
    )
