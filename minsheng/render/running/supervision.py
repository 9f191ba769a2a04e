"""Render each report in a process of its own, with limits of time and memory.

A report can only harm its own process: one that never ends is ended at its time limit, one that
exhausts memory meets its limit, and an unexpected end is reported. A process that could not start
is started again.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import platform
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import connection, current_process, get_all_start_methods, get_context
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import TYPE_CHECKING

from minsheng.render.digests import digest_of
from minsheng.render.running.child import BEGUN, end_group, work
from minsheng.render.running.kernel import environment
from minsheng.render.running.redaction import Redaction
from minsheng.render.running.task import EXECUTED, JOURNAL, PARTIAL, RunResult, Task, UsedData
from minsheng.render.settings import LONGEST_SOCKET, MIB, TO_KEEP
from minsheng.render.type_checks import conforms, printable
from minsheng.text.language import listing, say
from minsheng.writers import PAGE

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

TRIES, BACK_OFF = 3, 0.25
"""How often a process is started that does not come to its first cell, and the first pause."""
_ORDER = {"PYTHONHASHSEED": "0"}
"""Python draws the order of a set by chance, unless it is told not to when it starts."""
_PRELOAD = "minsheng.render.running.preload"
_PRELOAD_DOCUMENTS = "minsheng.render.running.preload_documents"
_SOCKET_NAME = len("/pymp-12345678/listener-12345678")


class _RunningProcesses:
    """The processes that are running, so that an interruption can end all of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started: dict[int, BaseProcess] = {}
        self.stopping = False

    def begin(self) -> None:
        self.stopping = False

    def start(self, process: BaseProcess) -> None:
        with self._lock:
            with environment(**_ORDER):
                process.start()
            self._started[process.pid or 0] = process
        if self.stopping:
            _end(process)

    def forget(self, process: BaseProcess) -> None:
        with self._lock:
            self._started.pop(process.pid or 0, None)

    def stop(self) -> None:
        self.stopping = True
        with self._lock:
            for process in self._started.values():
                _end(process)


_running = _RunningProcesses()
begin, stop = _running.begin, _running.stop


def context() -> BaseContext:
    """Return the context that starts processes: forked from a prepared one, or spawned.

    They are spawned where the system cannot fork, and where the folder for temporary files has a
    path that is too long for the socket over which forks are asked for.
    """
    socket = len(os.fsencode(gettempdir())) + _SOCKET_NAME
    if "forkserver" not in get_all_start_methods() or socket > LONGEST_SOCKET:
        return get_context("spawn")
    forking = get_context("forkserver")
    forking.set_forkserver_preload([_PRELOAD])
    return forking


def warm_up(*, documents: bool = False, data: Sequence[tuple[str, str]] = ()) -> None:
    """Start, in the background, the process that all others are forked from; a running one stays.

    With `documents` it is prepared for Word, PDF and Excel too. `data` are plans, each with a
    ledger in files, that it loads for all reports.
    """
    forking = context()
    if forking.get_start_method() == "forkserver":
        from multiprocessing import forkserver

        if documents:  # before the other, which ends with what is kept for all processes
            forking.set_forkserver_preload([_PRELOAD_DOCUMENTS, _PRELOAD])
        with environment(**_ORDER, **{TO_KEEP: json.dumps(data)}):
            forkserver.ensure_running()


def supervise(task: Task, pause: Callable[[float], None] = time.sleep) -> RunResult:
    """Make a report in a process of its own.

    `pause` is called with the seconds to wait before another try. Where the process came to an end
    of its own or was ended, the result says why, with the notebook as far as it came under
    ``.partial.ipynb``. Where that happened while it wrote a format, the report is made again
    without this one.
    """
    if refusal := _refusal(task):
        return RunResult(error=refusal)
    unmade: dict[str, str] = {}
    result = _made(task, pause)
    while result.error and result.writing and not _running.stopping:
        unmade[result.writing] = result.error
        formats = tuple(name for name in task.job.formats if name not in unmade)
        task = replace(task, job=replace(task.job, formats=formats))
        result = _made(task, pause)
    return replace(result, unmade={**unmade, **result.unmade})


def _made(task: Task, pause: Callable[[float], None]) -> RunResult:
    """Make a report in a process; start another process where one ends before it begins."""
    result = RunResult(never_began=True)
    for number in range(TRIES):
        if number:
            pause(BACK_OFF * 2 ** (number - 1))
        result = _attempt(task)
        if not result.never_began or _running.stopping:
            break
    return result


def _refusal(task: Task) -> str:
    """Return why no process can be started here at all, or empty."""
    lang = task.job.lang
    if current_process().daemon:
        return say("rendering.daemon", lang)
    if not task.same:
        return ""
    from minsheng.render.digests import part_digests

    here = part_digests(task.job, task.engine)
    others = [
        say(f"rendering.part_{part}", lang)
        for part, there in task.same.items()
        if here[part] != there
    ]
    return say("rendering.other_worker", lang, what=listing(others, lang)) if others else ""


def scratch_prefix() -> str:
    """Return the prefix of the names of this machine's scratch folders; a process id follows it."""
    return f"minsheng-{digest_of(platform.node())[:6]}-"


def _attempt(task: Task) -> RunResult:
    start = time.monotonic()
    prefix = f"{scratch_prefix()}{os.getpid()}-"
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        result = _run(task, scratch)
        redaction = Redaction(task.job, scratch, task.databases)
        if result.error:
            partial = _partial(task, scratch, redaction)
            result = replace(result, files={**result.files, **partial})
    return replace(
        result,
        error=redaction.text(result.error),
        unmade={name: redaction.text(why) for name, why in result.unmade.items()},
        warnings=tuple(map(redaction.text, result.warnings)),
        seconds=time.monotonic() - start,
    )


def _run(task: Task, scratch: Path) -> RunResult:
    """Start a process and wait for its result, up to the time limit."""
    ours, theirs = connection.Pipe(duplex=False)
    process: BaseProcess = context().Process(  # type: ignore[attr-defined]  # each context has its own
        target=work, args=(task, str(scratch), theirs), daemon=False
    )
    try:
        _running.start(process)
    except (OSError, EOFError) as error:  # EOFError: what it is forked off has ended
        ours.close()
        return RunResult(
            error=say("rendering.not_started", task.job.lang, error=error), never_began=True
        )
    finally:
        theirs.close()
    # Also one that stops in the middle of what it sends meets its limit.
    limit = threading.Timer(task.time_limit, _end, [process])
    limit.start()
    try:
        return _with_limit(task, _wait_for_result(task, process, ours))
    finally:
        limit.cancel()
        limit.join()
        _end(process)
        process.join()
        _running.forget(process)
        ours.close()
        process.close()


def _with_limit(task: Task, result: RunResult) -> RunResult:
    """Return the result; where it ran out of memory, its error names the memory limit."""
    if not task.memory_limit or not result.error.startswith(MemoryError.__name__):
        return result
    words = say(
        "rendering.memory_limit",
        task.job.lang,
        error=result.error,
        limit=f"{task.memory_limit / MIB:g} MiB",
    )
    return replace(result, error=words)


def _wait_for_result(task: Task, process: BaseProcess, pipe: connection.Connection) -> RunResult:
    deadline = time.monotonic() + task.time_limit
    begun, writing = False, ""
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not pipe.poll(left):
            return RunResult(error=_too_long(task))
        try:
            raw = pipe.recv_bytes()
        except (EOFError, OSError):
            process.join()
            if time.monotonic() >= deadline:
                return RunResult(error=_too_long(task))
            why = _reason_of_end(task, process.exitcode)
            return RunResult(error=why, never_began=not begun, writing=writing)
        message = _read(raw)
        if message == BEGUN:
            begun = True
        elif message in ("", *task.job.formats) and message != PAGE:
            writing = str(message)
        else:
            return _checked(task, message)


def _read(raw: bytes) -> object:
    """Return the object sent through the pipe; None for bytes that a cell has written there."""
    try:
        return _Reader(io.BytesIO(raw)).load()
    except Exception:
        return None


class _Reader(pickle.Unpickler):
    """Unpickles the result of a report; any other class is refused, since a cell may send one."""

    def find_class(self, module: str, name: str) -> type:
        """Return the class of a report or of its data; no other can be sent."""
        for known in (RunResult, UsedData):
            if (module, name) == (known.__module__, known.__name__):
                return known
        raise pickle.UnpicklingError(f"{module}.{name}")


def _checked(task: Task, message: object) -> RunResult:
    """Return a message where it is a valid result; else the result of a failed report."""
    if not conforms(message, RunResult) or not isinstance(message, RunResult):
        return RunResult(error=say("rendering.garbled", task.job.lang))
    if not (message.files or message.error or message.unchanged):
        return RunResult(error=say("rendering.garbled", task.job.lang))
    unmade = {printable(name): printable(error) for name, error in message.unmade.items()}
    warnings = tuple(map(printable, message.warnings))
    return replace(message, error=printable(message.error), unmade=unmade, warnings=warnings)


def _too_long(task: Task) -> str:
    return say("rendering.time_limit", task.job.lang, seconds=f"{task.time_limit:g}")


def _reason_of_end(task: Task, code: int | None) -> str:
    """Return in words how a process ended that sent no result."""
    lang = task.job.lang
    if _running.stopping:
        return say("rendering.stopped", lang)
    if code is not None and code < 0:
        names = {number.value: number.name for number in signal.Signals}
        return say("rendering.killed", lang, signal=names.get(-code, -code))
    return say("rendering.ended", lang, code=code)


def _end(process: BaseProcess) -> None:
    """End a process and its children; do nothing where it has ended already."""
    if process.pid is not None:
        end_group(process.pid)
    process.kill()


def _partial(task: Task, scratch: Path, redaction: Redaction) -> dict[str, bytes]:
    """Return the notebook with the cells that have finished; empty where none is readable.

    A cell may have overwritten the file: content that is no notebook is ignored.
    """
    from minsheng.render.running.kernel import import_jsonschema

    import_jsonschema()  # quickly: nbformat would import it in full
    import nbformat

    from minsheng.render.running.engine import notebook_so_far
    from minsheng.render.running.execution import describe, prepared

    kept = scratch / EXECUTED
    try:
        if kept.is_file():
            notebook = nbformat.reads(kept.read_bytes().decode(), as_version=4)
        else:
            notebook = notebook_so_far(prepared(task.job), scratch / JOURNAL)
        nbformat.validate(notebook)
        describe(task.job, notebook)
        # JSON reads the escape of a lone surrogate again.
        content = nbformat.writes(redaction.content(notebook))
        return {PARTIAL: content.encode("utf-8", "backslashreplace")}
    except Exception:
        return {}  # it cannot even be read: what went wrong is said elsewhere
