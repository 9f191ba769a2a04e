"""The mid-term evaluation in sentences: judgement, progress, problems, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import AHEAD, DECIDED, GOOD, IN_LINE, MIDTERM, SHORT, freeze, midterm
from minsheng.reports.exhibits import Prose, marked
from minsheng.text.language import current, listing, say
from minsheng.reports.listings.evaluations import hastening
from minsheng.text.numerals import plain
from minsheng.reports.sentences.deviations import points
from minsheng.reports.sentences.phrases import date_in_words
from minsheng.text.tracing import counted, traced
from minsheng.plan.wording import SELDOM, department_names, programme_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing

_MOVING = ("early", "on_time", "late", "ahead", "in_line", "lagging")
_LINES = ("kept", "not_kept")
_MOST_NAMES = 3


def words(key: str, /, **values: object) -> str:
    """Return a sentence of the write-ups in the language in force; its counts carry an id."""
    ids = {name: counted(value, f"evaluations:{key}.{name}") if type(value) is int else value
           for name, value in values.items()}  # fmt: skip
    return say(f"evaluations.{key}", None, **ids)


def share(key: str, value: float, decimals: int = 1) -> str:
    """Return a percentage of the sentence `key` that carries an id."""
    return traced(plain(value, decimals), f"evaluations:{key}.share", value)


def joined(clauses: Iterable[str]) -> str:
    """Join clauses as the language in force does."""
    return ("，" if current() == "zh" else ", ").join(clauses)


def one_after_the_other(said: Iterable[str]) -> str:
    """Join whole sentences as the language in force does."""
    return ("" if current() == "zh" else " ").join(said)


def parted(clauses: Iterable[str]) -> str:
    """Join clauses that hold commas themselves."""
    return ("；" if current() == "zh" else "; ").join(clauses)


def clauses(sizes: Mapping[str, int], names: Iterable[str], *, all_of_them: bool = False) -> str:
    """Say how many of each; those of which there are none are left out unless all are asked for."""
    return joined(words("count", word=words(name),
                        n=counted(int(sizes.get(name, 0)), f"evaluations:{name}"))
                  for name in names if all_of_them or sizes.get(name, 0))  # fmt: skip


def sizes_of(column: pd.Series[str]) -> dict[str, int]:
    """Return how often each word of a column is there."""
    return {str(name): int(n) for name, n in column.astype("str").value_counts().items()}


@marked
def midterm_answer(standing: Standing) -> Prose:
    """Say how far the plan is at mid-term: coverage, classes, firm and aspired goals apart, tasks.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_answer(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    截至2019年6月30日，规划时间已过50%。9个专项的281项目标指标没有报送任何实际值，不能作出中期判断；须先由数据部门报送。
    """
    found = midterm(standing)
    told = {"until": date_in_words(standing.period.end), "goals": len(found),
            "time": share("time", 100 * time_gone(standing), 0),
            "programmes": len(standing.plan.programmes)}  # fmt: skip
    if not standing.is_observed:
        return Prose((words("mid_nothing", **told), *unreported(standing), *tasks(standing)),
                     role="answer")  # fmt: skip
    numbers = found[found["method"].ne("")]
    observed = int(numbers["observed"].notna().sum())
    sizes = sizes_of(found["midterm"])
    judged = sum(sizes.get(name, 0) for name in DECIDED)
    moving = [name for name in _MOVING if name not in SELDOM or sizes.get(name)]
    open_ = MIDTERM[-3:]
    return Prose(
        (
            words("mid_coverage", **told, numbers=len(numbers), observed=observed,
                  share=share("mid_coverage", 100 * observed / len(numbers))),
            words("mid_classes", judged=judged, moving=clauses(sizes, moving, all_of_them=True),
                  lines=clauses(sizes, _LINES, all_of_them=True)),
            words("mid_open", n=len(found) - judged, clauses=clauses(sizes, open_)),
            *_strengths(found),
            *tasks(standing),
            *most(found[found["midterm"].isin(SHORT)], standing, "mid_short"),
        ),
        role="answer",
    )  # fmt: skip


def time_gone(standing: Standing) -> float:
    """Return the share of the plan's years that is gone at the end of the period."""
    years = standing.plan.facts.years
    return (standing.period.time - (years.start - 1)) / len(years)


def _strengths(found: pd.DataFrame) -> list[str]:
    """Say how firm and aspired goals stand, apart."""
    judged = found[found["midterm"].isin(DECIDED)]
    parts = strength_parts(judged, judged["midterm"].isin(GOOD), "mid_strength_part")
    return [words("mid_strengths", parts=parted(parts))] if parts else []


def strength_parts(judged: pd.DataFrame, good: pd.Series[bool], key: str) -> list[str]:
    """Say for each strength of wording how many were judged and how many are good.

    A goal without a number, as one that is only to rise, has no strength.
    """
    names = ("firm", "aspired", "approximate", "")
    return [
        words(key, strength=words(f"strength_{name}"), n=len(own), good=int(good[own.index].sum()))
        for name in names
        if len(own := judged[judged["strength"].eq(name)])
    ]


def most(chosen: pd.DataFrame, standing: Standing, key: str) -> list[str]:
    """Name the programmes with most of some goals: three, and every one that ties with the third.

    With one programme there is nothing to name.
    """
    names = programme_names(standing.plan)
    ranked = chosen["programme"].astype("str").value_counts()
    if len(names) < 2 or ranked.empty:
        return []
    least = ranked.iloc[min(_MOST_NAMES, len(ranked)) - 1]
    order = {name: place for place, name in enumerate(names)}
    told = sorted(((-int(n), order[str(name)], str(name)) for name, n in ranked.items()
                   if n >= least))  # fmt: skip
    counts = ((name, counted(-n, f"evaluations:{key}.{name}")) for n, _, name in told)
    return [words(key, names=listing([words("named_count", name=names[name], n=n)
                                      for name, n in counts]))]  # fmt: skip


def tasks(standing: Standing) -> list[str]:
    """Say how far the numbered tasks have come, in the three words of the plan."""
    told = standing.tasks
    if told.empty:
        return [words("tasks_none")]
    sizes = sizes_of(told["status"].where(told["status"].ne(""), "silent"))
    counts = {name: sizes.get(name, 0) for name in ("completed", "continuing", "started",
                                                    "silent")}  # fmt: skip
    late = int(told["state"].eq("overdue").sum())
    said = [words("tasks", tasks=len(told), **counts),
            *([words("tasks_overdue", n=late)] if late else [])]  # fmt: skip
    return [one_after_the_other(said)]


def reforms(standing: Standing) -> list[str]:
    """Say how far the reforms of a programme have come."""
    groups = standing.plan.groups
    own = groups.loc[groups["kind"].eq("reform"), "group"]
    if own.empty:
        return []
    told = standing.tasks[standing.tasks["group"].isin(own)]
    if told.empty:
        return [words("reforms_alone", reforms=len(own))]
    return [words("reforms", reforms=len(own), tasks=len(told),
                  completed=int(told["status"].eq("completed").sum()))]  # fmt: skip


def unreported(standing: Standing) -> list[str]:
    """Say how many goals were not reported, and who holds their data."""
    found = standing.verdicts
    silent = found[found["verdict"].eq("not_reported")]
    if silent.empty:
        return []
    names = {**department_names(standing.plan), "": words("no_holder")}
    held = silent["holder"].astype("str").value_counts()
    holders = [words("named_count", name=names[str(name)],
                     n=counted(int(n), f"evaluations:unreported.{name}"))
               for name, n in held.items()]  # fmt: skip
    return [words("unreported", n=len(silent), holders=listing(holders))]


@marked
def midterm_programme(standing: Standing) -> Prose:
    """Say how far one programme is at mid-term: its goals, its tasks, its reforms.

    Examples
    --------
    >>> import minsheng as ms
    >>> part = ms.load_plan().select(programme="childcare")
    >>> print(midterm_programme(ms.stand_midterm(part, ms.Ledger())).paragraphs[0])
    目标指标26项，没有可据以判断的实际值。暂不能判断的：未到期4项，应报未报20项，不作研判2项。
    """
    found = midterm(standing)
    sizes = sizes_of(found["midterm"])
    judged = sum(sizes.get(name, 0) for name in DECIDED)
    told = {"goals": len(found), "judged": judged}
    first = (words("programme_judged", **told, clauses=clauses(sizes, DECIDED))
             if judged else words("programme_nothing", **told))  # fmt: skip
    said = [first]
    if judged < len(found):
        said.append(words("programme_open", clauses=clauses(sizes, MIDTERM[-3:])))
    done = one_after_the_other([*tasks(standing), *reforms(standing)])
    return Prose((one_after_the_other(said), done))


@marked
def midterm_problems(standing: Standing) -> Prose:
    """Say how many goals lag or are not kept, how many of them nobody explains, and who is silent.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_problems(ms.stand_midterm(ms.load_plan(), ms.Ledger())).paragraphs[0])
    已判断的目标中没有滞后或未保持的。
    """
    found = midterm(standing)
    short = found[found["midterm"].isin(SHORT)]
    sizes = sizes_of(short["midterm"])
    explained = int(short["indicator"].isin(standing.explanations["indicator"]).sum())
    first = words("mid_problems", lagging=sizes.get("lagging", 0),
                  not_kept=sizes.get("not_kept", 0), explained=explained,
                  silent=len(short) - explained) if len(short) else words(
                      "mid_problems_none")  # fmt: skip
    return Prose((first, *unreported(standing)))


@marked
def shortfalls(standing: Standing) -> Prose:
    """Return a sentence for each goal of a programme that is not well or to be watched."""
    return Prose((), tuple(points(standing)))


@marked
def midterm_next(standing: Standing) -> Prose:
    """Say how many goals must move faster from here, and for how many no action is reported.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(midterm_next(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    没有须比此前更快的目标，或尚无数据可以说明。
    """
    found = midterm(standing)
    short = found[found["midterm"].isin(SHORT)]
    silent = int((~short["indicator"].isin(standing.explanations["indicator"])).sum())
    faster = hastening(standing)
    still = int(faster["faster"].isna().sum())
    first = words("mid_next", n=len(faster), twice=int(faster["faster"].ge(2).sum()),
                  still=still) if len(faster) else words("mid_next_none")  # fmt: skip
    return Prose((first, *([words("mid_action_missing", n=silent)] if silent else [])))


def no_words(standing: Standing) -> Prose:
    """Say that the analysts wrote nothing for a section.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(no_words(ms.stand_final(ms.load_plan(), ms.Ledger())))
    本节没有分析人员撰写的段落。
    """
    return Prose((words("no_words"),), role="note")


def cuts(standing: Standing) -> Prose:
    """Print how goals are sorted into classes, and that the cuts are ours.

    Examples
    --------
    >>> import minsheng as ms
    >>> "q<0.95为滞后" in str(cuts(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    return Prose((words("mid_cuts", ahead=plain(AHEAD), in_line=plain(IN_LINE)),), role="note")


@marked
@marked
def seal(standing: Standing) -> Prose:
    """Print the hash that the results of this mid-term evaluation are frozen with.

    Examples
    --------
    >>> import minsheng as ms
    >>> "SHA-256" in str(seal(ms.stand_midterm(ms.load_plan(), ms.Ledger())))
    True
    """
    import json

    return Prose((words("seal", sha256=json.loads(freeze(standing))["sha256"]),), role="note")
