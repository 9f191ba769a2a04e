"""The folder `.minsheng` beside the reports: sealed files, and the lock that one run holds.

A sealed file carries a digest of itself. One that is damaged, half-written or of another format
version counts as absent.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from minsheng.errors import Fault, MinshengError
from minsheng.files import Locked, has_working_folder, locked_file, refused_as, write_whole
from minsheng.render.digests import digest_of
from minsheng.render.settings import BUSY, FAILED
from minsheng.text.json_text import read_json
from minsheng.text.language import say

STATE = ".minsheng"
"""The folder beside the reports in which all this is kept."""
PRIVATE, _PRIVATE_FOLDER, _OTHERS = 0o600, 0o700, 0o077
"""Permissions: the state names folders of the machine and requests, so only its owner reads it."""
_FORM = 1


def utc_now() -> str:
    """Return the current time in UTC, to the second, in ISO 8601."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def state_folder(output: Path) -> Path:
    """Return the state folder, created if needed and readable by its owner only.

    Where others could read it, the files in it are made private too.
    """
    folder = output / STATE
    folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
    if os.name != "nt" and folder.stat().st_mode & _OTHERS:
        with suppress(OSError):  # it may belong to somebody else
            for path in folder.rglob("*"):
                if path.is_file() and not path.is_symlink():
                    path.chmod(PRIVATE)
            folder.chmod(_PRIVATE_FOLDER)
    return folder


def write_private(path: Path, content: str) -> None:
    """Write a file of the state, for its owner alone."""
    write_whole(path, content)
    path.chmod(PRIVATE)


def write_sealed(path: Path, content: Mapping[str, Any]) -> None:
    """Write a sealed file: the content, its digest and the format version."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    sealed = {"form": _FORM, "sha256": digest_of(text), "content": text}
    write_private(path, json.dumps(sealed, ensure_ascii=False) + "\n")


def unsealed(path: Path) -> tuple[dict[str, Any] | None, str]:
    """Return a sealed file's content, or None and why: ``new``, ``damaged``, ``other_form``."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None, "new"
    try:
        sealed = read_json(raw)
        if sealed["form"] != _FORM:
            return None, "other_form"
        text: str = sealed["content"]
        if digest_of(text) != sealed["sha256"]:
            return None, "damaged"
        content: dict[str, Any] = read_json(text)
    except (ValueError, KeyError, TypeError):
        return None, "damaged"
    return (content, "") if isinstance(content, dict) else (None, "damaged")


_LOCK, _HOLDER = "lock", "holder.json"


class Busy(MinshengError):
    """Another run works in the folder; `fault` says which."""

    exit_code = BUSY

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)

    def __str__(self) -> str:
        return self.fault.text()


class Lost(MinshengError):
    """The lock of the folder is lost: it was moved or deleted, or another run has taken it."""

    exit_code = FAILED


class FolderLock:
    """The lock that this run holds on a folder of reports: a file that the system locked."""

    def __init__(self, lock: Path) -> None:
        self._lock, self._held = lock, lock.stat()

    @property
    def stands(self) -> bool:
        """Whether the locked file still is the one at its path, which another run would lock."""
        try:
            return os.path.samestat(self._held, self._lock.stat())
        except OSError:
            return False

    def require(self) -> None:
        """Raise `Lost` unless the folder is still held and the working folder is still there."""
        if not has_working_folder():
            raise Lost(say("rendering.lost_working_folder"))
        if not self.stands:
            raise Lost(say("rendering.lost_folder", path=self._lock.parent.parent))


@contextmanager
def locked(output: Path, wait: float = 0.0) -> Iterator[FolderLock]:
    """Lock a folder of reports for this run alone.

    The lock is the operating system's: it is gone with the process that held it, however that went.
    `Busy` where another run does not end within `wait` seconds; `BadInput` where nothing can be
    written there, or the file system knows no locks.
    """
    with refused_as("cannot_write", output / STATE):
        folder = state_folder(output)
        (folder / _LOCK).touch(PRIVATE)
    try:
        with locked_file(folder / _LOCK, output, wait, PRIVATE):
            yield from _held(folder)
    except Locked:
        raise Busy(Fault("rendering.busy", str(output), found=_holder(folder))) from None


def _held(folder: Path) -> Iterator[FolderLock]:
    """Write beside the lock which process holds it, and remove that at the end."""
    hold = FolderLock(folder / _LOCK)
    holder = {"host": platform.node(), "process": os.getpid(), "began": utc_now()}
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
        holder = read_json((folder / _HOLDER).read_bytes())
        return f"{holder['host']}, {holder['process']}, {holder['began']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
