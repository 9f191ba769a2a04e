"""Sentences for both the mid-term and the final evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minsheng.evaluation import OPEN
from minsheng.reports.evaluations.goals import text
from minsheng.reports.exhibits import Prose
from minsheng.reports.phrases import join_clauses, join_sentences
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


def count_clauses(sizes: Mapping[str, int], names: Iterable[str], words: str = "classes.") -> str:
    """Say how many goals are in each class, or tasks in each state; empty ones are left out.

    Parameters
    ----------
    sizes
        How many there are of each name.
    names
        The names in their order.
    words
        What precedes a name in the key of its word in the catalogues.
    """
    return join_clauses(
        counted_text(
            "count",
            word=say(f"{words}{name}"),
            n=counted(int(sizes.get(name, 0)), f"evaluations:{name}"),
        )
        for name in names
        if sizes.get(name, 0)
    )


def nonzero_clauses(key: str, **counts: int) -> list[str]:
    """Return the clause ``key_NAME`` of the catalogue on each count, empty counts left out."""
    return [counted_text(f"{key}_{name}", n=n) for name, n in counts.items() if n]


def explained_clause(explained: int, silent: int) -> str:
    """Say how many goals departments explain, and how many have no explanation."""
    key = "some" if explained and silent else "all" if explained else "none"
    return counted_text(f"explained_{key}", explained=explained, silent=silent)


def open_sentences(sizes: Mapping[str, int]) -> list[str]:
    """Say how many goals cannot be judged yet, and why; empty if all can be judged."""
    n = sum(sizes.get(name, 0) for name in OPEN)
    return [counted_text("mid_open", n=n, clauses=count_clauses(sizes, OPEN))] if n else []


def count_words(column: pd.Series[str]) -> dict[str, int]:
    """Return how often each word of a column occurs."""
    return {str(name): int(n) for name, n in column.astype("str").value_counts().items()}


def programme_prose(
    standing: Standing, sizes: Mapping[str, int], open_: Iterable[str], judged: str
) -> Prose:
    """Say how the goals, tasks and reforms of one programme stand.

    Parameters
    ----------
    standing
        Of one programme.
    sizes
        How many goals are in each class.
    open_
        The classes of the goals that could not be judged.
    judged
        The sentence on the goals that were judged; empty if there are none.
    """
    first = judged or counted_text("programme_nothing", goals=sum(sizes.values()))
    waiting = count_clauses(sizes, open_)
    goals = [first, *([counted_text("programme_open", clauses=waiting)] if waiting else [])]
    done = [*task_sentences(standing), *reform_sentences(standing)]
    return Prose((join_sentences(goals), join_sentences(done)))


def last_reported(tasks: pd.DataFrame) -> pd.Series[str]:
    """Return the latest reported status of each task; ``silent`` for a task without a report."""
    return tasks["status"].where(tasks["status"].ne(""), "silent")


def task_sentences(standing: Standing) -> list[str]:
    """Say how many of the numbered tasks are completed, continuing, started, and overdue."""
    tasks = standing.tasks
    if tasks.empty:
        return [counted_text("tasks_none")]
    sizes = count_words(last_reported(tasks))
    states = count_clauses(sizes, ("completed", *OPEN_STATES), STATE_WORDS)
    late = int(tasks["state"].eq("overdue").sum())
    sentences = [
        counted_text("tasks", tasks=len(tasks), clauses=states),
        *([counted_text("tasks_overdue", n=late)] if late else []),
    ]
    return [join_sentences(sentences)]


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
