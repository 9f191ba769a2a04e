"""The chapters of the final evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.wording import programme_names
from minsheng.reports.evaluations.analysts import Part, Words, quotations
from minsheng.reports.evaluations.annexes import with_rows
from minsheng.reports.exhibits import Sections, heading
from minsheng.reports.final.outcomes import (
    final_programme,
    outcome_counts,
    outcome_goals,
    outcome_results,
    outcome_strengths,
    unmet,
    unmet_answer,
)
from minsheng.reports.final.promises import courses, fallen, promised, promises, seal_read
from minsheng.reports.final.tasks import final_open, open_tasks, task_outcomes
from minsheng.reports.paragraphs import OVERALL
from minsheng.reports.provenance import methods
from minsheng.reports.standing.counts import scoreboard_figure
from minsheng.reports.standing.grades import grades_figure
from minsheng.reports.standing.ledger import unreported, warnings
from minsheng.reports.standing.tasks import task_states

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen
    from minsheng.reports.paragraphs import Paragraphs


def final_judgement(standing: Standing, written: Paragraphs) -> Sections:
    """Return outcomes by programme, outcomes by strength of wording, and analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_judgement(standing, ms.load_paragraphs(plan, standing.period))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Figure', 'Figure', 'Table', 'Table']
    """
    words = Words(standing, written)
    return Sections(
        (
            grades_figure(standing),
            scoreboard_figure(standing),
            outcome_counts(standing),
            outcome_strengths(standing),
            *words.of(OVERALL, "judgement"),
        )
    )


def final_progress(standing: Standing, written: Paragraphs) -> Sections:
    """Return outcomes, tasks, reforms and analysts' paragraphs of each programme.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_progress(standing, ms.load_paragraphs(plan, standing.period))
    >>> print(chapter.parts[1])
    ### 幼有所育
    """
    words = Words(standing, written)
    parts: list[Part] = [task_outcomes(standing), *words.of(OVERALL, "progress")]
    for programme, name in programme_names(standing.plan).items():
        own = standing.of_programme(programme)
        parts += [
            heading(name),
            final_programme(own),
            *with_rows(outcome_goals(own)),
            *words.of(programme, "judgement", "progress"),
        ]
    return Sections(tuple(parts))


def final_promises(standing: Standing, frozen: Frozen | None) -> Sections:
    """Return the mid-term's promises beside the outcomes; a note if there are no mid-term results.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> chapter = final_promises(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan))
    >>> len(chapter.parts)
    1
    """
    summary = promises(standing, frozen)
    if frozen is None:
        return Sections((summary,))
    return Sections(
        (
            summary,
            courses(standing, frozen),
            *with_rows(promised(standing, frozen), fallen(standing, frozen)),
        )
    )


def final_problems(standing: Standing, written: Paragraphs) -> Sections:
    """Return the goals that were not met, departments' explanations and analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_problems(standing, ms.load_paragraphs(plan, standing.period))
    >>> print(str(chapter).splitlines()[0])
    已有结果的目标中没有未达到的。
    """
    words = Words(standing, written)
    return Sections(
        (
            unmet_answer(standing),
            *words.everywhere("problems"),
            *with_rows(unmet(standing)),
        )
    )


def final_lessons(standing: Standing, written: Paragraphs) -> Sections:
    """Return the analysts' lessons and proposals, and the tasks that were not completed.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_lessons(standing, ms.load_paragraphs(plan, standing.period))
    >>> print(chapter.parts[0])
    本节没有分析人员撰写的段落。
    """
    words = Words(standing, written)
    paragraphs = [*words.everywhere("lessons", "next_steps")]
    return Sections((*paragraphs, final_open(standing), *with_rows(open_tasks(standing))))


def final_annex(standing: Standing, written: Paragraphs, frozen: Frozen | None) -> Sections:
    """Return the annex: goals, tasks, quoted numbers, methods, hash of the mid-term results.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_annex(standing, ms.load_paragraphs(plan, standing.period), None)
    >>> len(chapter.parts[0].rows)
    281
    """
    return Sections(
        (
            outcome_results(standing),
            task_states(standing),
            *with_rows(unreported(standing), quotations(standing, written), warnings(standing)),
            methods(standing),
            seal_read(frozen),
        )
    )
