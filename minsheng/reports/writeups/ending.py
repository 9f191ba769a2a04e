"""The chapters of the final evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.reports import figures
from minsheng.reports import listings
from minsheng.reports import sentences
from minsheng.reports.exhibits import Sections, heading
from minsheng.reports.paragraphs import OVERALL
from minsheng.plan.wording import programme_names
from minsheng.reports.writeups.words import Part, Words, with_rows

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen
    from minsheng.reports.paragraphs import Paragraphs


def final_judgement(standing: Standing, written: Paragraphs) -> Sections:
    """Return the overall judgement: outcomes of the programmes side by side, strengths, words.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_judgement(standing, ms.load_paragraphs(plan, standing.period))
    >>> [type(part).__name__ for part in chapter.parts]
    ['Figure', 'Table', 'Table']
    """
    words = Words(standing, written)
    return Sections((
        figures.outcome(standing), listings.outcome_counts(standing),
        listings.outcome_strengths(standing), *words.of(OVERALL, "judgement"),
    ))  # fmt: skip


def final_progress(standing: Standing, written: Paragraphs) -> Sections:
    """Return what was met of each programme, and by how much; its tasks, its reforms, words.

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
    parts: list[Part] = [listings.task_outcomes(standing), *words.of(OVERALL, "progress")]
    for programme, name in programme_names(standing.plan).items():
        own = standing.select(programme=programme)
        parts += [heading(name), sentences.final_programme(own),
                  *with_rows(listings.outcome_goals(own)),
                  *words.of(programme, "judgement", "progress")]  # fmt: skip
    return Sections(tuple(parts))


def final_promises(standing: Standing, frozen: Frozen | None) -> Sections:
    """Return what the mid-term promised against what came; that it is missing where it is.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> chapter = final_promises(ms.stand_final(plan, ms.Ledger()), ms.load_midterm(plan))
    >>> len(chapter.parts)
    1
    """
    said = sentences.promises(standing, frozen)
    if frozen is None:
        return Sections((said,))
    return Sections((said, listings.courses(standing, frozen),
                     *with_rows(listings.promised(standing, frozen),
                                listings.fallen(standing, frozen))))  # fmt: skip


def final_problems(standing: Standing, written: Paragraphs) -> Sections:
    """Return what was not met, with what departments say of it, words.

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
    return Sections((sentences.final_problems(standing), *words.everywhere("problems"),
                     *with_rows(listings.unmet(standing))))  # fmt: skip


def final_lessons(standing: Standing, written: Paragraphs) -> Sections:
    """Return what the analysts learnt and propose, and the tasks that stay open.

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
    told = [*words.everywhere("lessons", "next_steps")] or [sentences.no_words(standing)]
    return Sections((*told, sentences.final_open(standing),
                     *with_rows(listings.open_tasks(standing))))  # fmt: skip


def final_annex(standing: Standing, written: Paragraphs, frozen: Frozen | None) -> Sections:
    """Return the annexed tables: every goal, every task, quoted numbers, methods, the seal read.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> standing = ms.stand_final(plan, ms.Ledger())
    >>> chapter = final_annex(standing, ms.load_paragraphs(plan, standing.period), None)
    >>> len(chapter.parts[0].rows)
    281
    """
    return Sections((
        listings.outcome_results(standing), listings.task_states(standing),
        *with_rows(listings.unreported(standing), listings.quotations(standing, written),
                   listings.warnings(standing)),
        sentences.methods(standing), sentences.seal_read(frozen),
    ))  # fmt: skip
