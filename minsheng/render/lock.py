"""One run at a time in a folder of reports."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from minsheng.errors import BadInput, Fault, MinshengError
from minsheng.render.records import PRIVATE, state_folder, write_private

_LOCK, _HOLDER = "lock", "holder.json"


class Busy(MinshengError):
    """Another run works in the folder; `fault` says which."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return self.fault.text()


@contextmanager
def locked(output: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold a folder of reports alone.

    The lock is the operating system's: it is gone with the process that held it, however that went.

    Parameters
    ----------
    output
        The folder of all reports.
    wait
        How many seconds to wait for another run to end.

    Raises
    ------
    Busy
        Where another run still holds it.
    BadInput
        Where it belongs to somebody else.
    """
    from filelock import FileLock, Timeout

    folder = state_folder(output)
    lock = FileLock(folder / _LOCK, timeout=wait, mode=PRIVATE)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(Fault("rendering.busy", str(output), found=_holder(folder))) from None
    except PermissionError as error:
        raise BadInput([Fault("cannot_write", str(folder), found=error.strerror or "")]) from error
    try:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        told = {"host": platform.node(), "process": os.getpid(), "began": now}
        with suppress(OSError):
            write_private(folder / _HOLDER, json.dumps(told) + "\n")
        yield
    finally:
        (folder / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    """Return who holds the folder, as far as it is known."""
    try:
        told = json.loads((folder / _HOLDER).read_text(encoding="utf-8"))
        return f"{told['host']}, {told['process']}, {told['began']}"
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return ""
