"""The final evaluation in sentences: what was met, what the mid-term promised, what stays open."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from minsheng.evaluation import GOOD, SHORT, frozen_place, outcomes, since_midterm
from minsheng.reports.exhibits import Prose, marked
from minsheng.reports.exhibits.marking import mark
from minsheng.reports.listings.evaluation_outcomes import day_of, period_of
from minsheng.plan.periods import middle
from minsheng.reports.sentences.evaluations import (
    clauses,
    most,
    one_after_the_other,
    parted,
    reforms,
    share,
    sizes_of,
    strength_parts,
    tasks,
    unreported,
    words,
)
from minsheng.reports.sentences.phrases import date_in_words

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.evaluation.frozen import Frozen

_KNOWN = ("met", "not_met")
_OPEN = ("not_due", "not_reported", "not_judged")


@marked
def final_answer(standing: Standing) -> Prose:
    """Say what was met of the plan at its end: coverage, outcomes, firm and aspired goals apart.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_answer(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    截至2020年12月31日，9个专项的281项目标指标没有报送任何实际值，不能作出终期判断；须先由数据部门报送。
    """
    found = outcomes(standing)
    told = {"until": date_in_words(standing.period.end), "goals": len(found),
            "programmes": len(standing.plan.programmes)}  # fmt: skip
    known = found[found["outcome"].isin(_KNOWN)]
    if known.empty:
        return Prose((words("fin_nothing", **told), *unreported(standing), *tasks(standing)),
                     role="answer")  # fmt: skip
    numbers = int(found["outcome"].ne("not_judged").sum())
    met = known["outcome"].eq("met")
    sizes = sizes_of(found["outcome"])
    strengths = strength_parts(known, met, "fin_strength_part")
    return Prose(
        (
            words("fin_coverage", **told, numbers=numbers, judged=len(known),
                  share=share("fin_coverage", 100 * len(known) / numbers)),
            words("fin_outcomes", judged=len(known), met=int(met.sum()),
                  rate=share("fin_outcomes", 100 * float(met.mean())),
                  not_met=int((~met).sum())),
            words("mid_open", n=len(found) - len(known), clauses=clauses(sizes, _OPEN)),
            *([words("mid_strengths", parts=parted(strengths))] if strengths else []),
            *_years(found),
            *tasks(standing),
            *most(known[~met], standing, "fin_not_met"),
        ),
        role="answer",
    )  # fmt: skip


def _years(found: pd.DataFrame) -> list[str]:
    """Say how many yearly targets were met, and what is retrospective of all this."""
    late = int(found["late"].sum())
    due, met = int(found["years_due"].sum()), int(found["years_met"].sum())
    before = int(found["years_retrospective"].sum())
    said = [words("fin_years", due=due, met=met, retrospective=before)] if due else []
    said += [words("fin_late", n=late)] if late else []
    over = found[found["retrospective"] & found["outcome"].isin(_KNOWN)]
    if len(over):
        said.append(words("fin_retrospective", n=len(over),
                          met=int(over["outcome"].eq("met").sum())))  # fmt: skip
    return said


@marked
def final_programme(standing: Standing) -> Prose:
    """Say what was met of one programme: its goals, its tasks, its reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(final_programme(ms.stand_final(part, ms.Ledger())).paragraphs[0])
    目标指标26项，没有可据以判断的实际值。暂不能判断的：应报未报24项，不作研判2项。
    """
    found = outcomes(standing)
    sizes = sizes_of(found["outcome"])
    known = sum(sizes.get(name, 0) for name in _KNOWN)
    told = {"goals": len(found), "judged": known, "met": sizes.get("met", 0),
            "not_met": sizes.get("not_met", 0)}  # fmt: skip
    first = words("fin_programme" if known else "programme_nothing", **told)
    said = [first]
    if known < len(found):
        said.append(words("programme_open", clauses=clauses(sizes, _OPEN)))
    done = one_after_the_other([*tasks(standing), *reforms(standing)])
    return Prose((one_after_the_other(said), done))


def promises(standing: Standing, frozen: Frozen | None) -> Prose:
    """Say what the mid-term found and promised, and what came; or that it is not there.

    Examples
    --------
    >>> import minsheng as ms
    >>> plan = ms.load_plan()
    >>> str(promises(ms.stand_final(plan, ms.Ledger()), None))[:15]
    '没有封存的中期评估结果，不能对'
    """
    if frozen is None:
        period = str(middle(standing.plan.facts.years))
        place = frozen_place(standing.plan, period)
        shown = f"{place.parent.name}/{place.name}" if place else f"midterm-{period}.json"
        return Prose((words("since_none", place=shown),), role="note")
    told = since_midterm(standing, frozen)
    sizes = sizes_of(told["course"])
    short, good = (int(told["midterm"].isin(names).sum()) for names in (SHORT, GOOD))
    first = words(
        "since", period=period_of(frozen), as_of=day_of(frozen), short=short, good=good,
        short_open=short - sizes.get("made_good", 0) - sizes.get("still_short", 0),
        good_open=good - sizes.get("kept_up", 0) - sizes.get("fell_back", 0),
        **{name: sizes.get(name, 0) for name in ("made_good", "still_short", "kept_up",
                                                 "fell_back")},
    )  # fmt: skip
    said = Prose((first, *_promises(standing, frozen, told)))
    return cast("Prose", mark(said)) if standing.synthetic or frozen.synthetic else said


def _promises(standing: Standing, frozen: Frozen, told: pd.DataFrame) -> list[str]:
    """Say for how many short goals action was promised, and how many of those due were met."""
    short = told[told["midterm"].isin(SHORT)].set_index("indicator")
    said = frozen.promises[frozen.promises["indicator"].isin(short.index)
                           & frozen.promises["action"].ne("")]  # fmt: skip
    if said.empty:
        return []
    end = standing.period.end
    due = [name for name, day in zip(said["indicator"], said["due"], strict=True)
           if day and dt.date.fromisoformat(day) <= end]  # fmt: skip
    met = int(short.loc[due, "outcome"].eq("met").sum())
    return [words("since_promises", n=len(said), due=len(due), met=met)]


@marked
def final_problems(standing: Standing) -> Prose:
    """Say how many goals were not met, and how many of them nobody explains.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(final_problems(ms.stand_final(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已有结果的目标中没有未达到的。
    """
    found = outcomes(standing)
    missed = found[found["outcome"].eq("not_met")]
    explained = int(missed["indicator"].isin(standing.explanations["indicator"]).sum())
    first = words("fin_problems", n=len(missed), explained=explained,
                  silent=len(missed) - explained) if len(missed) else words(
                      "fin_problems_none")  # fmt: skip
    return Prose((first, *unreported(standing)))


@marked
def final_open(standing: Standing) -> Prose:
    """Say how many tasks are not completed at the end.

    Examples
    --------
    >>> import minsheng as ms
    >>> str(final_open(ms.stand_final(ms.load_plan(), ms.Ledger())))[:16]
    '规划期末未完成销号的任务168项'
    """
    told = standing.tasks
    sizes = sizes_of(told["status"].where(told["status"].ne(""), "silent"))
    left = len(told) - sizes.get("completed", 0)
    if not left:
        return Prose((words("fin_open_tasks_none" if len(told) else "tasks_none"),))
    return Prose((words("fin_open_tasks", n=left, **{
        name: sizes.get(name, 0) for name in ("continuing", "started", "silent")
    }),))  # fmt: skip


def seal_read(frozen: Frozen | None) -> Prose:
    """Print the hash of the mid-term results that were read.

    Examples
    --------
    >>> print(seal_read(None))
    没有封存的中期评估结果。
    """
    if frozen is None:
        return Prose((words("seal_none"),), role="note")
    said = Prose((words("seal_read", period=period_of(frozen), as_of=day_of(frozen),
                        sha256=frozen.sha256),), role="note")  # fmt: skip
    return cast("Prose", mark(said)) if frozen.synthetic else said
