"""Make many reports: in parallel, each on its own, and an index over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from typing import TYPE_CHECKING

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
    # Spawned, not forked: a worker shares nothing with whoever called us.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        outcomes = {}
        for outcome in _made(pool, todo):
            outcomes[outcome.job.page] = outcome
            tell(outcome)
    ordered = [outcomes[job.page] for job in todo]
    write_index(plan, ordered, output)
    return ordered


def _made(pool: Executor, todo: Sequence[Job]) -> Iterator[Outcome]:
    """Yield each outcome as it comes; a worker that dies is the outcome of its report."""
    futures = {pool.submit(make, job): job for job in todo}
    for future in as_completed(futures):
        error = future.exception()
        if error is None:
            yield future.result()
        else:
            yield Outcome(futures[future], 0.0, f"{type(error).__name__}: {error}")
