"""Write files whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from minsheng.errors import BadInput, Fault

_BLOCK = 4096
TEMPORARY = ".minsheng-"
"""How the name of a file begins that is still being written."""


def require_writable(folder: Path) -> None:
    """Raise `BadInput` unless files can be written to `folder`, which is made as needed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(bytes(_BLOCK))  # a full disk still takes an empty file
    except OSError as error:
        raise BadInput([Fault("cannot_write", str(folder), found=error.strerror or "")]) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one, never a part.

    Text is written as UTF-8. Folders are made as needed.
    """
    write_together({path: content})


def write_together(files: Mapping[Path, str | bytes]) -> None:
    """Write files that belong together: all of them are written before the first takes its place.

    Where one cannot be written, none is, and nothing is left behind. A file that is there keeps its
    permissions and, where the system lets it, its owner; of a symbolic link the file it names is
    written.

    Parameters
    ----------
    files
        The content of each file; text is written as UTF-8. Folders are made as needed.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            target = resolved(path)
            written.append((target, _beside(target, content)))
        for target, temporary in written:
            temporary.replace(target)
        for folder in {target.parent for target, _ in written}:
            _sync_folder(folder)
    except BaseException:
        for _, temporary in written:
            temporary.unlink(missing_ok=True)
        raise


def _beside(path: Path, content: str | bytes) -> Path:
    """Write a content to a new file in the folder of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        _set_permissions(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _set_permissions(temporary: Path, path: Path) -> None:
    """Give a new file the owner and permissions of the file whose place it takes, if there is one.

    mkstemp makes files for their owner alone; new reports are for everyone the folder is for.
    """
    try:
        old = path.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        return
    if sys.platform != "win32":
        # Only root may give a file away, but its owner may give it to a group of theirs.
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with suppress(OSError):
                os.chown(temporary, owner, group)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def resolved(path: Path) -> Path:
    """Return the file that a path names when every symbolic link is followed."""
    return Path(os.path.realpath(path))  # Path.resolve raises for links that go round in a circle


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder outlast a power cut; not every system can open a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


WAIT = 60.0
"""How many seconds `one_writer` waits for another writer to end."""


@contextmanager
def one_writer(path: Path) -> Iterator[None]:
    """Hold a file alone among all that write to it, from reading it until it is written.

    Whoever only reads needs no lock, since files are written whole. The lock is a hidden file
    beside the one that `path` names when symbolic links are followed. It stays there, but the hold
    is the operating system's and ends with the process, however that ends. Whoever may write to
    the folder may lock.

    Parameters
    ----------
    path
        The file; its folder is made as needed.

    Raises
    ------
    BadInput
        Where another writer does not end within `WAIT` seconds, or where the folder cannot be
        written to or its file system cannot lock.
    """
    from filelock import FileLock, Timeout

    target = resolved(path)
    require_writable(target.parent)
    mode = stat.S_IMODE(target.parent.stat().st_mode) & 0o666
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=WAIT, mode=mode)
    try:
        lock.acquire()
    except Timeout as error:
        raise BadInput([Fault("another_writer", str(path))]) from error
    except (OSError, NotImplementedError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise BadInput([Fault("cannot_lock", str(path), found=said)]) from error
    try:
        yield
    finally:
        lock.release()


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path, its links followed, leads to a place in `folder` or to none at all.

    Examples
    --------
    >>> is_inside(Path("data/plan.csv"), Path("data")), is_inside(Path("data/../x"), Path("data"))
    (True, False)
    """
    return resolved(path).is_relative_to(resolved(folder))


LOOKED_FOR = "minsheng.looked_for"
"""The audit event that `is_there` raises."""


def is_there(path: Path) -> bool:
    """Return whether a file or folder is there; whoever watches what is read learns of it.

    A report depends on a file that is not there: when somebody puts it there, it must be made anew.

    Examples
    --------
    >>> is_there(Path("no such file"))
    False
    """
    sys.audit(LOOKED_FOR, str(path))
    return path.exists()
