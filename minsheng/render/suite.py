"""Make many reports: in parallel, each on its own, and an index over all of them."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TYPE_CHECKING

from minsheng.files import require_writable
from minsheng.language import say
from minsheng.render.execution import Outcome, make
from minsheng.render.index import write_index
from minsheng.render.manifest import write_manifest

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

    Raises
    ------
    BadInput
        When the output folder cannot be written to; nothing has run then.
    """
    require_writable(output / plan.facts.plan)
    outcomes: dict[Path, Outcome] = {}
    try:
        for outcome in _made(todo, workers):
            outcomes[outcome.job.page] = outcome
            tell(outcome)
    finally:
        # Also after an interruption: what is finished is there and is found.
        ordered = [outcomes[job.page] for job in todo if job.page in outcomes]
        write_index(plan, ordered, output)
        write_manifest(plan, ordered, output)
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


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Open a pool whose workers share nothing with whoever called us; end them if we are ended."""
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_caller
    )
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()  # their kernels notice that they are gone, and end too
        raise
    pool.shutdown()


def _leave_interrupts_to_the_caller() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _results(pool: Executor, todo: Sequence[Job]) -> Iterator[tuple[Job, Outcome | None]]:
    """Yield each report with its outcome, or with None where its pool broke."""
    futures = {pool.submit(make, job): job for job in todo}
    for future in as_completed(futures):
        broken = isinstance(future.exception(), BrokenExecutor)
        yield futures[future], None if broken else future.result()
