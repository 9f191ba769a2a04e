"""The chapters of the final evaluation, in the order of a report that is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports.evaluations.analysts import Part, Words, by_programme, quotations
from minsheng.reports.evaluations.annexes import (
    close_judgements,
    in_workbook,
    notes,
    numbered,
    tables_of_programmes,
    to_fill,
    with_rows,
    without_result,
)
from minsheng.reports.evaluations.goals import text
from minsheng.reports.evaluations.main_goals import main_goals
from minsheng.reports.evaluations.shortfalls import shortfalls
from minsheng.reports.exhibits import Prose, Sections
from minsheng.reports.final.outcomes import (
    ended,
    final_answer,
    final_words,
    outcome_counts,
    outcome_goals,
    outcome_results,
    outcome_strengths,
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
    """Return the overall judgement, with the analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_judgement(standing, ms.load_paragraphs(plan, standing.period))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Prose', 'Markdown']
    """
    return Sections((final_answer(standing), *Words(standing, written).of(OVERALL, "judgement")))


def final_main_goals(standing: Standing) -> Sections:
    """Return the main goals of the plan that could be judged, in one table.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(str(final_main_goals(ms.stand_final(ms.load_plan(), ms.Ledger())))[:20])
    规划标明的主要指标172项，都还不能研判
    """
    return Sections(main_goals(standing, ended(standing), "final"))


def final_progress(standing: Standing, written: Paragraphs) -> Sections:
    """Return outcomes, tasks and reforms of each programme, with the analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_progress(standing, ms.load_paragraphs(plan, standing.period))
    >>> chapter.parts[1].paragraphs[0][:16]
    '幼有所育。目标指标26项，没有可'
    """
    words = Words(standing, written)
    programmes = by_programme(words, final_words, "judgement", "progress")
    return Sections((*words.of(OVERALL, "progress"), *programmes))


def final_promises(standing: Standing, frozen: Frozen | None) -> Sections:
    """Return what became of the mid-term's judgements and promises; a sentence without them.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> chapter = final_promises(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan))
    >>> len(chapter.parts)
    1
    """
    return Sections((promises(standing, frozen),))


def final_problems(standing: Standing, written: Paragraphs) -> Sections:
    """Return the goals that were not met, each once, with causes or with whom to ask for them.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> print(final_problems(standing, ms.load_paragraphs(plan, standing.period)))
    目前没有可研判的目标，问题及原因待实际值报送后评估。
    """
    words = Words(standing, written)
    return Sections((*shortfalls(standing, ended(standing)), *words.everywhere("problems")))


def final_lessons(standing: Standing, written: Paragraphs) -> Sections:
    """Return the tasks that were not completed, with the analysts' lessons and proposals.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_lessons(standing, ms.load_paragraphs(plan, standing.period))
    >>> str(chapter).splitlines()[-1][:18]
    '- 规划期末未完成销号的任务168项'
    """
    words = Words(standing, written)
    return Sections((final_open(standing), *words.everywhere("lessons", "next_steps")))


def final_annexes(standing: Standing, written: Paragraphs, frozen: Frozen | None) -> Sections:
    """Return methods, goals by programme, counts, promises; and what the workbook holds.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_annexes(standing, ms.load_paragraphs(plan, standing.period), None)
    >>> max(len(part.rows) for part in chapter.parts if getattr(part, "only_in_workbook", False))
    281
    """
    annexes: dict[str, list[Part]] = {
        text("annex_methods"): [
            Prose((text("fin_rules"),), role="note"),
            *notes(standing, written),
            methods(standing),
        ]
    }
    annexes[text("annex_programmes")] = tables_of_programmes(standing, outcome_goals)
    annexes[text("annex_counts")] = [
        scoreboard_figure(standing),
        outcome_counts(standing),
        *with_rows(task_outcomes(standing)),
        grades_figure(standing),
    ]
    since = (
        [courses(standing, frozen), promised(standing, frozen), fallen(standing, frozen)]
        if frozen
        else []
    )
    annexes[text("annex_since")] = [*with_rows(*since)]
    kept = in_workbook(
        outcome_results(standing),
        without_result(standing, ended(standing)),
        outcome_strengths(standing),
        open_tasks(standing),
        task_states(standing),
        unreported(standing),
        quotations(standing, written),
        warnings(standing),
        close_judgements(standing),
    )
    gaps = to_fill(Words(standing, written), "lessons")
    seals = [seal_read(frozen)] if frozen else []
    return Sections((*numbered(annexes), *kept, gaps, *seals))
