"""Sentences for both the mid-term and the final evaluation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from minsheng.evaluation import OPEN, short_and_silent, why_not_judged
from minsheng.reports.evaluations.goals import text
from minsheng.reports.phrases import join_clauses, join_sentences
from minsheng.reports.standing.tasks import count_tasks
from minsheng.text.language import say
from minsheng.text.numerals import plain
from minsheng.text.tracing import counted, traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from minsheng.evaluation import Standing


OPEN_STATES = ("continuing", "started", "silent")
"""The last reports of tasks that are not completed; `silent` without one."""
STATE_WORDS = "evaluations.col_"
"""What precedes a state of tasks in the key of its word in the catalogues."""


def counted_text(key: str, /, **values: object) -> str:
    """Return a text of the catalogue ``evaluations``; the counts in it carry ids."""
    ids = {
        name: counted(value, f"evaluations:{key}.{name}") if type(value) is int else value
        for name, value in values.items()
    }
    return text(key, **ids)


def traced_share(key: str, value: float, decimals: int = 1) -> str:
    """Return a percentage as text that carries an id; `key` is the sentence it stands in."""
    return traced(plain(value, decimals), f"evaluations:{key}.share", value)


def count_clauses(
    sizes: Mapping[str, int], names: Iterable[str], words: str = "classes.", key: str = "count"
) -> str:
    """Say how many goals are in each class, or tasks in each state; empty ones are left out.

    `sizes` goes by name, `names` has them in their order. `words` precedes a name in the key of its
    word in the catalogues; `key` is the clause in the catalogue ``evaluations``.
    """
    return join_clauses(
        counted_text(
            key,
            word=say(f"{words}{name}"),
            n=counted(int(sizes.get(name, 0)), f"evaluations:{name}"),
        )
        for name in names
        if sizes.get(name, 0)
    )


def paragraph(said: Iterable[str]) -> list[str]:
    """Return sentences as one paragraph; none where nothing is said."""
    words = join_sentences(said)
    return [words] if words else []


def nonzero_clauses(key: str, **counts: int) -> list[str]:
    """Return the clause ``key_NAME`` of the catalogue on each count, empty counts left out."""
    return [counted_text(f"{key}_{name}", n=n) for name, n in counts.items() if n]


def open_sentences(goals: pd.DataFrame, column: str = "class") -> list[str]:
    """Say how many goals have no result, and why; empty if all have one.

    `column`, ``class`` or ``outcome``, says which of the two is told.
    """
    n = int(goals[column].isin(OPEN).sum())
    return [counted_text("mid_open", n=n, clauses=_open_clauses(goals, column))] if n else []


def _open_clauses(goals: pd.DataFrame, column: str) -> str:
    """Say how many goals were not reported, and how many have no result for each other reason."""
    sizes: dict[str, int] = {}
    for name in OPEN:
        own = goals[goals[column].eq(name)].assign(**{"class": name})
        words = [f"classes.{name}"] * len(own)
        if name != "not_reported":
            words = [f"reasons.{why_not_judged(row)}" for row in own.to_dict("records")]
        sizes |= Counter(words).most_common()
    key = "count_of_reason" if len(sizes) > 1 else "count_of_one_reason"
    return count_clauses(sizes, sizes, "", key)


def count_words(column: pd.Series[str]) -> dict[str, int]:
    """Return how often each word of a column occurs."""
    return {str(name): int(n) for name, n in column.astype("str").value_counts().items()}


def programme_words(standing: Standing, goals: pd.DataFrame, judged: str) -> str:
    """Say how the goals, tasks and reforms of one programme stand.

    `judged` is the sentence on the goals that were judged; empty if there are none.
    """
    words = [judged or counted_text("programme_nothing", goals=len(goals))]
    short = len(short_and_silent(standing))
    if short:
        words.append(counted_text("programme_silent" if judged else "programme_silent_of", n=short))
    return join_sentences([*words, *task_sentences(standing), *reform_sentences(standing)])


def last_reported(tasks: pd.DataFrame) -> pd.Series[str]:
    """Return the latest reported status of each task; ``silent`` for a task without a report."""
    return tasks["status"].where(tasks["status"].ne(""), "silent")


def task_sentences(standing: Standing) -> list[str]:
    """Say how many numbered tasks are completed, continuing, started, overdue; [] without tasks."""
    tasks = standing.tasks
    if tasks.empty:
        return []
    sizes = dict(count_tasks(standing).sum().rename({"not_reported": "silent"}))
    states = count_clauses(sizes, ("completed", *OPEN_STATES), STATE_WORDS)
    late = int(sizes["overdue"])
    sentences = [
        counted_text("tasks", tasks=len(tasks), clauses=states),
        *([counted_text("tasks_overdue", n=late)] if late else []),
    ]
    return [join_sentences(sentences)]


def next_tasks(standing: Standing) -> dict[str, int]:
    """Return how many tasks a proposal is about, by the key of its sentence."""
    tasks = standing.tasks
    return {
        "next_silent_tasks": int(tasks["status"].eq("").sum()),
        "next_contradicted": int(tasks["contradicted"].sum()),
    }


def reform_sentences(standing: Standing) -> list[str]:
    """Say how many reforms a programme has and how many of their tasks are completed."""
    groups = standing.plan.groups
    own = groups.loc[groups["kind"].eq("reform"), "group"]
    if own.empty:
        return []
    tasks = standing.tasks[standing.tasks["group"].isin(own)]
    if tasks.empty:
        return [counted_text("reforms_alone", reforms=len(own))]
    completed = int(tasks["status"].eq("completed").sum())
    key = "reforms" if completed else "reforms_open"
    return [counted_text(key, reforms=len(own), tasks=len(tasks), completed=completed)]
