"""Sentences that the mid-term and the final evaluation share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.plan.wording import department_names, programme_names
from minsheng.reports.exhibits import Prose
from minsheng.reports.phrases import join_clauses, join_sentences
from minsheng.text.language import listing, say
from minsheng.text.numerals import plain
from minsheng.text.tracing import counted, traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing
_MOST_NAMES = 3


def counted_text(key: str, /, **values: object) -> str:
    """Return a sentence of the write-ups in the language in force; its counts carry an id."""
    ids = {
        name: counted(value, f"evaluations:{key}.{name}") if type(value) is int else value
        for name, value in values.items()
    }
    return say(f"evaluations.{key}", None, **ids)


def traced_share(key: str, value: float, decimals: int = 1) -> str:
    """Return a percentage of the sentence `key` that carries an id."""
    return traced(plain(value, decimals), f"evaluations:{key}.share", value)


def count_clauses(
    sizes: Mapping[str, int], names: Iterable[str], *, all_of_them: bool = False
) -> str:
    """Say how many of each; those of which there are none are left out unless all are asked for."""
    return join_clauses(
        counted_text(
            "count",
            word=counted_text(name),
            n=counted(int(sizes.get(name, 0)), f"evaluations:{name}"),
        )
        for name in names
        if all_of_them or sizes.get(name, 0)
    )


def count_words(column: pd.Series[str]) -> dict[str, int]:
    """Return how often each word of a column is there."""
    return {str(name): int(n) for name, n in column.astype("str").value_counts().items()}


def strength_clauses(judged: pd.DataFrame, good: pd.Series[bool], key: str) -> list[str]:
    """Say for each strength of wording how many were judged and how many are good.

    A goal without a number, as one that is only to rise, has no strength.
    """
    names = ("firm", "aspired", "approximate", "")
    return [
        counted_text(
            key,
            strength=counted_text(f"strength_{name}"),
            n=len(own),
            good=int(good[own.index].sum()),
        )
        for name in names
        if len(own := judged[judged["strength"].eq(name)])
    ]


def programmes_with_most(chosen: pd.DataFrame, standing: Standing, key: str) -> list[str]:
    """Name the programmes with most of some goals: three, and every one that ties with the third.

    With one programme there is nothing to name.
    """
    names = programme_names(standing.plan)
    ranked = chosen["programme"].astype("str").value_counts()
    if len(names) < 2 or ranked.empty:
        return []
    least = ranked.iloc[min(_MOST_NAMES, len(ranked)) - 1]
    order = {name: place for place, name in enumerate(names)}
    told = sorted(
        ((-int(n), order[str(name)], str(name)) for name, n in ranked.items() if n >= least)
    )
    counts = ((name, counted(-n, f"evaluations:{key}.{name}")) for n, _, name in told)
    return [
        counted_text(
            key,
            names=listing(
                [counted_text("named_count", name=names[name], n=n) for name, n in counts]
            ),
        )
    ]


def task_sentences(standing: Standing) -> list[str]:
    """Say how far the numbered tasks have come, in the three words of the plan."""
    told = standing.tasks
    if told.empty:
        return [counted_text("tasks_none")]
    sizes = count_words(told["status"].where(told["status"].ne(""), "silent"))
    counts = {name: sizes.get(name, 0) for name in ("completed", "continuing", "started", "silent")}
    late = int(told["state"].eq("overdue").sum())
    said = [
        counted_text("tasks", tasks=len(told), **counts),
        *([counted_text("tasks_overdue", n=late)] if late else []),
    ]
    return [join_sentences(said)]


def reform_sentences(standing: Standing) -> list[str]:
    """Say how far the reforms of a programme have come."""
    groups = standing.plan.groups
    own = groups.loc[groups["kind"].eq("reform"), "group"]
    if own.empty:
        return []
    told = standing.tasks[standing.tasks["group"].isin(own)]
    if told.empty:
        return [counted_text("reforms_alone", reforms=len(own))]
    return [
        counted_text(
            "reforms",
            reforms=len(own),
            tasks=len(told),
            completed=int(told["status"].eq("completed").sum()),
        )
    ]


def unreported_sentences(standing: Standing) -> list[str]:
    """Say how many goals were not reported, and who holds their data."""
    found = standing.verdicts
    silent = found[found["verdict"].eq("not_reported")]
    if silent.empty:
        return []
    names = {**department_names(standing.plan), "": counted_text("no_holder")}
    held = silent["holder"].astype("str").value_counts()
    holders = [
        counted_text(
            "named_count",
            name=names[str(name)],
            n=counted(int(n), f"evaluations:unreported.{name}"),
        )
        for name, n in held.items()
    ]
    return [counted_text("unreported", n=len(silent), holders=listing(holders))]


def no_words(standing: Standing) -> Prose:
    """Say that the analysts wrote nothing for a section.

    Examples
    --------
    >>> import minsheng as ms
    >>> print(no_words(ms.stand_final(ms.load_plan(), ms.Ledger())))
    本节没有分析人员撰写的段落。
    """
    return Prose((counted_text("no_words"),), role="note")
