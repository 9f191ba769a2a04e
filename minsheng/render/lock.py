"""One run at a time in a folder of reports."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from minsheng.errors import Fault, MinshengError
from minsheng.files import Locked, locked_file, refused_as
from minsheng.json_text import read_json
from minsheng.render.records import PRIVATE, STATE, state_folder, write_private
from minsheng.text.language import say

_LOCK, _HOLDER = "lock", "holder.json"


class Busy(MinshengError):
    """Another run works in the folder; `fault` says which."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return self.fault.text()


class Lost(MinshengError):
    """The folder is no longer held: it was taken away, or another run has taken it."""


class Hold:
    """A folder of reports that is held.

    Parameters
    ----------
    lock
        The file that the operating system has locked.
    """

    def __init__(self, lock: Path) -> None:
        self._lock, self._held = lock, lock.stat()

    @property
    def stands(self) -> bool:
        """Whether the file that is locked is the one that another run would lock."""
        try:
            return os.path.samestat(self._held, self._lock.stat())
        except OSError:
            return False

    def require(self) -> None:
        """Raise `Lost` unless the folder is still held."""
        if not self.stands:
            raise Lost(say("rendering.lost_folder", path=self._lock.parent.parent))


@contextmanager
def locked(output: Path, wait: float = 0.0) -> Iterator[Hold]:
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
        Where nothing can be written there, or the file system knows no locks.
    """
    with refused_as("cannot_write", output / STATE):
        folder = state_folder(output)
        (folder / _LOCK).touch(PRIVATE)
    try:
        with locked_file(folder / _LOCK, output, wait, PRIVATE):
            yield from _held(folder)
    except Locked:
        raise Busy(Fault("rendering.busy", str(output), found=_holder(folder))) from None


def _held(folder: Path) -> Iterator[Hold]:
    """Say beside the lock who holds it, as long as it is held."""
    hold = Hold(folder / _LOCK)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    holder = {"host": platform.node(), "process": os.getpid(), "began": now}
    try:
        with suppress(OSError):
            write_private(folder / _HOLDER, json.dumps(holder) + "\n")
        yield hold
    finally:
        if hold.stands:
            with suppress(OSError):
                (folder / _HOLDER).unlink(missing_ok=True)


def _holder(folder: Path) -> str:
    """Return who holds the folder, as far as it is known."""
    try:
        told = read_json((folder / _HOLDER).read_bytes())
        return f"{told['host']}, {told['process']}, {told['began']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
