"""The main function of the process of one report: set limits, render the report, send it back."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
import threading
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.text.language import set_language
from minsheng.text.secrets import VARIABLE

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from minsheng.render.running.task import Task
BEGUN = "begun"
GC_THRESHOLD = (100_000, 10, 10)
"""Thresholds of the garbage collector: a process that ends soon has little to collect."""


def work(task: Task, scratch: str, pipe: Connection) -> None:
    """Make the report of `task` and send the result through `pipe`; the main function of a process.

    The pipe receives `BEGUN` when the process has started, the name of each format before it is
    written, and the `RunResult` at the end.
    """
    _lead_process_group()
    _end_with_parent()
    _limit_memory(task.memory_limit)
    # What the report leaves in folders for a while goes with its own.
    os.environ["TMPDIR"] = tempfile.tempdir = scratch
    if task.databases:
        os.environ[VARIABLE] = task.databases
    from minsheng.render.running.execution import make

    set_language(task.job.lang)
    gc.set_threshold(*GC_THRESHOLD)
    gc.enable()
    pipe.send(BEGUN)
    scratch_folder = Path(scratch)
    result = make(task.job, scratch_folder, engine=task.engine, known=task.known, tell=pipe.send)
    pipe.send(result)
    pipe.close()


def _lead_process_group() -> None:
    """Lead a process group of our own, and leave Ctrl-C to the parent; our kernel ends with us."""
    if hasattr(os, "setsid"):
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with_parent() -> None:
    """End this process and its kernel when the parent process has ended, in whatever way."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        end_group(os.getpid())

    threading.Thread(target=wait, daemon=True).start()


def end_group(leader: int) -> None:
    """Kill the process group that `leader` leads; on Windows the process alone."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(leader, signal.SIGKILL)
        else:
            os.kill(leader, signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        pass


def _limit_memory(limit: int) -> None:
    """Limit the data segment of this process and its children to `limit` bytes each."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    if limit:
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
