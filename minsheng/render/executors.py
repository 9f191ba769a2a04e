"""Where reports are made: on this machine, or on the workers of a Dask cluster.

Both are executors of `concurrent.futures`. A thread or a worker only waits: the report itself runs
in a process of its own, see `minsheng.render.running.supervision`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from minsheng.errors import BadInput, Fault
from minsheng.render.running import supervision

_PATIENCE = "20s"


@contextmanager
def executor(workers: int, scheduler: str = "") -> Iterator[Executor]:
    """Open an executor; an exception in the block ends the reports that are running.

    `scheduler` is the address of a Dask scheduler, ``tcp://…``; empty for this machine. `BadInput`
    where there is no scheduler at the address, or no Dask to speak to it.
    """
    supervision.begin()
    with _cluster(scheduler) if scheduler else _here(workers) as opened:
        yield opened


@contextmanager
def _here(workers: int) -> Iterator[Executor]:
    supervision.warm_up()
    pool = ThreadPoolExecutor(workers, thread_name_prefix="minsheng")
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        supervision.stop()
        pool.shutdown()
        raise
    pool.shutdown()


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise BadInput([Fault("rendering.no_dask", found=address)]) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise BadInput([Fault("rendering.no_scheduler", found=f"{address}: {error}")]) from error
    with client:
        # A report gives the same wherever it runs, and a worker that is lost says nothing of it.
        pool = client.get_executor(pure=False, retries=supervision.TRIES)
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False)
            raise
        pool.shutdown()
