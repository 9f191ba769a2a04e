"""The chapters of the mid-term evaluation, in the order of a report that is signed."""

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
from minsheng.reports.exhibits import Sections
from minsheng.reports.midterm.next_steps import midterm_next, required_pace
from minsheng.reports.midterm.progress import (
    cuts,
    midterm_answer,
    midterm_counts,
    midterm_goals,
    midterm_results,
    midterm_strengths,
    midterm_words,
    seal,
)
from minsheng.reports.paragraphs import OVERALL
from minsheng.reports.provenance import methods
from minsheng.reports.standing.counts import scoreboard_figure
from minsheng.reports.standing.grades import grades_figure
from minsheng.reports.standing.ledger import unreported, warnings
from minsheng.reports.standing.tasks import due_next, overdue, task_states

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.reports.paragraphs import Paragraphs


def midterm_judgement(standing: Standing, written: Paragraphs) -> Sections:
    """Return the overall judgement, with the analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_judgement(standing, ms.load_paragraphs(plan, standing.period))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Prose', 'Markdown']
    """
    return Sections((midterm_answer(standing), *Words(standing, written).of(OVERALL, "judgement")))


def midterm_main_goals(standing: Standing) -> Sections:
    """Return the main goals of the plan that could be judged, in one table.

    Examples
    --------
    >>> import minsheng as ms
    >>> standing = ms.stand_midterm(ms.load_plan(), ms.Ledger())
    >>> print(str(midterm_main_goals(standing))[:21])
    规划标明的主要指标172项，都还不能研判。
    """
    return Sections(main_goals(standing, standing.verdicts, "midterm"))


def midterm_progress(standing: Standing, written: Paragraphs) -> Sections:
    """Return how goals, tasks and reforms of each programme stand, with the analysts' paragraphs.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_progress(standing, ms.load_paragraphs(plan, standing.period))
    >>> chapter.parts[1].paragraphs[0][:16]
    '幼有所育。目标指标26项，没有可'
    """
    words = Words(standing, written)
    programmes = by_programme(words, midterm_words, "judgement", "progress")
    return Sections((*words.of(OVERALL, "progress"), *programmes))


def midterm_problems(standing: Standing, written: Paragraphs) -> Sections:
    """Return the goals that fall short, each once, with causes or with whom to ask for them.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> print(midterm_problems(standing, ms.load_paragraphs(plan, standing.period)))
    目前没有可研判的目标，问题及原因待实际值报送后评估。
    """
    words = Words(standing, written)
    return Sections((*shortfalls(standing, standing.verdicts), *words.everywhere("problems")))


def midterm_next_steps(standing: Standing, written: Paragraphs) -> Sections:
    """Return what is to be done next, with the analysts' proposals and lessons.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_next_steps(standing, ms.load_paragraphs(plan, standing.period))
    >>> chapter.parts[0].points[0]
    '应报未报的160项，由数据部门补报实际值。'
    """
    words = Words(standing, written)
    return Sections((midterm_next(standing), *words.everywhere("next_steps", "lessons")))


def midterm_annexes(standing: Standing, written: Paragraphs) -> Sections:
    """Return methods, goals by programme, counts, what is due next; and what the workbook holds.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_midterm(plan, ms.Ledger())
    >>> chapter = midterm_annexes(standing, ms.load_paragraphs(plan, standing.period))
    >>> [len(part.rows) for part in chapter.parts if getattr(part, "only_in_workbook", False)]
    [281, 5, 168, 160]
    """
    annexes: dict[str, list[Part]] = {
        text("annex_methods"): [
            cuts(standing),
            *notes(standing, written),
            methods(standing),
        ],
    }
    annexes[text("annex_programmes")] = tables_of_programmes(standing, midterm_goals)
    annexes[text("annex_counts")] = [
        scoreboard_figure(standing),
        midterm_counts(standing),
        grades_figure(standing),
    ]
    annexes[text("annex_due")] = [*with_rows(overdue(standing), due_next(standing))]
    kept = in_workbook(
        midterm_results(standing),
        without_result(standing, standing.verdicts),
        midterm_strengths(standing),
        required_pace(standing),
        task_states(standing),
        unreported(standing),
        quotations(standing, written),
        warnings(standing),
        close_judgements(standing),
    )
    gaps = to_fill(Words(standing, written), "next_steps")
    return Sections((*numbered(annexes), *kept, gaps, seal(standing)))
