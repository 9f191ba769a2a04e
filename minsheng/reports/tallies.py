"""Sentences on how many goals: by strength of wording, by programme, by holder of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import have_earlier_values
from minsheng.plan.wording import department_names, programme_names
from minsheng.reports.phrases import (
    join_sentences,
    join_with_semicolons,
    standing_count,
    standing_text,
)
from minsheng.text.language import listing
from minsheng.text.shortening import most_frequent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing

_MOST_NAMES, _MOST_TIED = 3, 5
_STRENGTHS = {
    "firm": "firm",
    "aspired": "aspired",
    "approximate": "approximate",
    "": "unquantified",
}


def strength_sentences(
    standing: Standing, judged: pd.DataFrame, good: pd.Series[bool], key: str
) -> list[str]:
    """Say how many firm and how many aspired goals were judged, and how many of each are good.

    `judged` are the goals that were judged; ``strength`` is empty for one without a number. `good`
    says which of them are good; `key` is the clause on one strength in the catalogue ``standing``.
    Goals that all have one strength have been counted already: of these nothing is said.
    """
    clauses = [
        standing_text(
            f"{key}_all" if own_good.all() else key if own_good.any() else f"{key}_none",
            strength=standing_text(word),
            n=standing_count(standing, f"{word}.judged", len(own_good)),
            good=standing_count(standing, f"{word}.good", int(own_good.sum())),
        )
        for name, word in _STRENGTHS.items()
        if len(own_good := good[judged.index[judged["strength"].eq(name)]])
    ]
    return [standing_text("strengths", parts=join_with_semicolons(clauses))] if clauses[1:] else []


def programmes_with_most(standing: Standing, chosen: pd.DataFrame, key: str) -> list[str]:
    """Name the three programmes with the most rows in `chosen`.

    Programmes that tie with the third are named too, unless that makes more than five: then only
    those that have more. Where they have all rows, that is said. Empty for a plan of one programme,
    and where all programmes have as many. `key` is the sentence in the catalogue ``standing``.
    """
    names = programme_names(standing.plan, in_sentence=True)
    most = most_frequent(chosen["programme"].astype("str"), _MOST_NAMES)
    if len(most) > _MOST_TIED:
        most = {name: n for name, n in most.items() if n > min(most.values())}
    is_even = len(most) == len(names) and len(set(most.values())) == 1
    if len(names) < 2 or not most or is_even:
        return []
    if sum(most.values()) < len(chosen):
        return [standing_text(key, names=_named_counts(standing, key, most.items(), names))]
    named = _named_counts(standing, f"{key}_all", most.items(), names)
    return [standing_text(f"{key}_all", n=len(chosen), names=named)]


def unreported_sentences(standing: Standing) -> list[str]:
    """Say how many goals were not reported, and which departments hold their data."""
    verdicts = standing.verdicts
    silent = verdicts[verdicts["class"].eq("not_reported")]
    if silent.empty:
        return []
    names = {**department_names(standing.plan, in_sentence=True), "": standing_text("no_holder")}
    held = silent["holder"].astype("str").value_counts()
    counts = ((str(name), int(n)) for name, n in held.items())
    n = standing_count(standing, "not_reported", len(silent))
    holders = _named_counts(standing, "not_reported", counts, names)
    missing = standing_text("missing_from", n=n, holders=holders)
    return [join_sentences([missing, *before_due_sentences(standing)])]


def before_due_sentences(standing: Standing) -> list[str]:
    """Say of how many goals not reported there is a value of a time before the target was due."""
    verdicts = standing.verdicts
    early = verdicts["class"].eq("not_reported") & verdicts["reason"].eq("value_before_due")
    n = int(early.sum())
    return (
        [standing_text("missing_before", n=standing_count(standing, "before_due", n))] if n else []
    )


def earlier_value_sentences(standing: Standing) -> list[str]:
    """Say how many goals are judged by a value of a date before the end of the period."""
    n = int(have_earlier_values(standing.verdicts).sum())
    return [standing_text("earlier_values", n=standing_count(standing, "earlier", n))] if n else []


def _named_counts(
    standing: Standing, what: str, counts: Iterable[tuple[str, int]], names: Mapping[str, str]
) -> str:
    return listing(
        [
            standing_text(
                "named_count", name=names[name], n=standing_count(standing, f"{what}.{name}", n)
            )
            for name, n in counts
        ]
    )
