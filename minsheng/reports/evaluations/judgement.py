"""The overall judgement of an evaluation: counts, and the goals of each class by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import GOOD, JUDGED, SHORT, next_paces
from minsheng.plan.wording import quoted_names
from minsheng.reports.earlier import short_and_silent_clauses, short_and_silent_sentences
from minsheng.reports.evaluations.goals import text
from minsheng.reports.evaluations.phrases import (
    count_words,
    counted_text,
    nonzero_clauses,
    traced_share,
)
from minsheng.reports.findings import worst_first
from minsheng.reports.natures import natures
from minsheng.reports.phrases import join_sentences, join_with_semicolons
from minsheng.text.language import listing, say
from minsheng.text.tracing import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan

MOST_NAMED = 3


def judgement(standing: Standing, goals: pd.DataFrame) -> str:
    """Say how many goals are well and how many fall short, and name the worst of these.

    Goals that fell short when last judged and have no value since are counted beside them. `goals`
    have a row each, with its ``class``.
    """
    sizes = count_words(goals["class"])
    if not any(sizes.get(name, 0) for name in JUDGED):
        return join_sentences([text("judged_nothing"), *short_and_silent_sentences(standing)])
    total, good, late, short = (
        sum(sizes.get(name, 0) for name in names) for names in (JUDGED, GOOD, ("late",), SHORT)
    )
    share = traced_share("judged_good", 100 * good / total, 0)
    parts = [
        counted_text("judged_good", n=good, share=share, **_either(sizes, GOOD))
        if good
        else text("judged_good_none"),
        *nonzero_clauses("judged", late=late),
        counted_text(
            "judged_short" if short <= MOST_NAMED else "judged_short_chiefly",
            n=short,
            **_either(sizes, SHORT),
            names=_named(standing.plan, binding_first(standing.plan, worst_first(goals))),
        )
        if short
        else text("judged_short_none"),
        *short_and_silent_clauses(standing),
    ]
    return counted_text("judged", n=total, parts=join_with_semicolons(parts))


def _either(sizes: Mapping[str, int], names: tuple[str, ...]) -> dict[str, object]:
    """Return the words of those classes that some goal is in, joined by an or, and their number."""
    *others, last = [say(f"classes.{name}") for name in names if sizes.get(name, 0)]
    words = text("either", others=text("comma").join(others), last=last) if others else last
    return {"classes": words, "kinds": 1 + len(others)}


def goals_by_class(plan: Plan, goals: pd.DataFrame) -> list[str]:
    """Return for each class that is no shortfall how many goals are in it, and their names.

    The number is left out where `judgement` gives it. The goals that the plan marks as main ones
    are named first; `MOST_NAMED` are named.
    """
    said = []
    good = goals["class"][goals["class"].isin(GOOD)].nunique()
    for name in (each for each in JUDGED if each not in SHORT):
        own = goals[goals["class"].eq(name)]
        if len(own):
            names, size = main_names(plan, own), _all_or_some(own)
            if name in GOOD and good > 1:
                n = counted(len(own), f"evaluations:{name}")
                said.append(text(f"class_{size}", said=text(f"said_{name}", n=n), names=names))
            else:
                words = {"class": say(f"classes.{name}"), "names": names, "n": len(own)}
                said.append(text(f"class_named_{size}", **words))
    return said


def main_names(plan: Plan, goals: pd.DataFrame) -> str:
    """Return the names of `MOST_NAMED` goals, those that the plan marks as main ones first."""
    return _named(plan, goals.sort_values("headline", ascending=False, kind="stable"))


def binding_first(plan: Plan, goals: pd.DataFrame) -> pd.DataFrame:
    """Return goals with those first that the plan marks as binding, those only aspired to last."""
    marks = goals["indicator"].map(natures(plan))
    rank = goals["strength"].eq("aspired").astype("int64") - marks.eq("binding")
    return goals.loc[rank.sort_values(kind="stable").index]


def _named(plan: Plan, goals: pd.DataFrame) -> str:
    names = quoted_names(plan)
    return listing([names[name] for name in goals["indicator"][:MOST_NAMED]])


def _all_or_some(goals: pd.DataFrame) -> str:
    return "all" if len(goals) <= MOST_NAMED else "some"


def outlook(plan: Plan, verdicts: pd.DataFrame) -> list[str]:
    """Say which goals come to their targets at the pace so far, and for which that will be hard.

    The rule is `minsheng.evaluation.next_paces`. Empty where none can be told.
    """
    told = next_paces(plan, verdicts)
    moving = verdicts[told.ne("")]
    if moving.empty:
        return []
    groups = {key: verdicts[told.eq(key)] for key in ("on_course", "as_planned", "faster", "hard")}
    parts = [
        counted_text(
            "outlook_faster" if key == "faster" else f"outlook_{key}_{_all_or_some(own)}",
            n=len(own),
            names=main_names(plan, own),
        )
        for key, own in groups.items()
        if len(own)
    ]
    return [counted_text("outlook", n=len(moving), parts=join_with_semicolons(parts))]
