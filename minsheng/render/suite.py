"""Make many reports: in parallel, each on its own, and an index over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TYPE_CHECKING

from minsheng.language import say
from minsheng.render.execution import Outcome, make
from minsheng.render.index import write_index

if TYPE_CHECKING:
    from pathlib import Path

    from minsheng.plan import Plan
    from minsheng.render.matrix import Job


def render(
    plan: Plan,
    todo: Sequence[Job],
    output: Path,
    *,
    workers: int = 2,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Make the reports and their index pages.

    Parameters
    ----------
    plan
        The plan they are about.
    todo
        From `minsheng.render.jobs`.
    output
        The folder of all reports.
    workers
        How many at once, each in a process of its own.
    tell
        Called with each outcome as it comes.

    Returns
    -------
    list of Outcome
        In the order of `todo`; a failed report does not stop the others.
    """
    outcomes = {}
    for outcome in _made(todo, workers):
        outcomes[outcome.job.page] = outcome
        tell(outcome)
    ordered = [outcomes[job.page] for job in todo]
    write_index(plan, ordered, output)
    return ordered


def _made(todo: Sequence[Job], workers: int) -> Iterator[Outcome]:
    """Yield each outcome as it comes.

    A worker that is killed breaks its pool, and with it every report that still waits there. Those
    are made again, each in a pool of its own, so that only the one that kills its worker fails.
    """
    orphans = []
    with _pool(workers) as pool:
        for job, outcome in _results(pool, todo):
            if outcome is None:
                orphans.append(job)
            else:
                yield outcome
    for job in orphans:
        with _pool(1) as pool:
            for _, outcome in _results(pool, [job]):
                yield outcome or Outcome(job, 0.0, say("labels.worker_killed"))


def _pool(workers: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a worker shares nothing with whoever called us.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _results(pool: Executor, todo: Sequence[Job]) -> Iterator[tuple[Job, Outcome | None]]:
    """Yield each report with its outcome, or with None where its pool broke."""
    futures = {pool.submit(make, job): job for job in todo}
    for future in as_completed(futures):
        broken = isinstance(future.exception(), BrokenExecutor)
        yield futures[future], None if broken else future.result()
