"""Write files whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from minsheng.errors import BadInput, Fault

_BLOCK = 4096
WINDOWS_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789"))
)
"""Names that Windows keeps for itself: no file can have one, whatever its ending."""
TEMPORARY = ".minsheng-"
"""How the name of a file begins that is still being written."""


@contextmanager
def refused_as(code: str, place: str | Path) -> Iterator[None]:
    """Turn an `OSError` that is raised in the block into `BadInput`.

    `code` is that of the fault, such as ``cannot_read`` or ``cannot_write``; what the system says
    is given as what was found. `place` is the file or folder, as the fault names it.
    """
    try:
        yield
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput([Fault(code, str(place), found=reason)]) from error


def has_working_folder() -> bool:
    """Return whether the working folder of this process is still there."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def require_writable(folder: Path) -> None:
    """Raise `BadInput` unless files can be written to `folder`, which is made as needed."""
    with refused_as("cannot_write", folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(bytes(_BLOCK))  # a full disk still takes an empty file


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one, never a part.

    Text is written as UTF-8, lone surrogates as escapes. Folders are made as needed.
    """
    write_together({path: content})


class PartlyReplaced(OSError):
    """Some files of a group are new and some old: what was there could not be put back."""


def write_together(files: Mapping[Path, str | bytes], gone: Iterable[Path] = ()) -> None:
    """Replace files that belong together: all of them change, or none does.

    All are written under other names first, and what they replace is kept under another name until
    the last has taken its place. For the moment in between a reader may see new files beside old
    ones, each of them whole. A process that is killed in that moment leaves them so, and the rests
    under names that begin with `TEMPORARY`. A file that is there keeps its permissions and, where
    the system lets it, its owner. A symbolic link is replaced, not followed: whoever wants the file
    that it names gives that one, see `resolved`. Folders are made as needed.

    Text is written as UTF-8, lone surrogates as escapes, which JSON reads again. Files that are
    `gone` are taken away with the change; they need not be there. `OSError` where one could not be
    written, replaced or taken away; all are as they were then. `PartlyReplaced` where one that had
    been replaced could not be put back.
    """
    group = dict.fromkeys((*files, *gone))
    written: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}
    changed: list[Path] = []
    try:
        for path, content in files.items():
            written[path] = _write_temporary(path, content)
        if len(group) > 1:  # a single file is replaced or not
            for path in filter(os.path.lexists, group):
                kept[path] = _keep_aside(path)
        for path in group:
            changed.append(path)
            if path in written:
                written[path].replace(path)
            else:
                path.unlink(missing_ok=True)
    except BaseException as error:
        if len(group) > 1:
            _restore(changed[:-1] if isinstance(error, OSError) else changed, kept, error)
        raise
    finally:
        for temporary in (*written.values(), *kept.values()):
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    for folder in {path.parent for path in group}:
        _sync_folder(folder)


def _keep_aside(path: Path) -> Path:
    """Give a file a second name in its folder; where no links can be made, copy it."""
    handle, name = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        aside.unlink()
        os.link(path, aside, follow_symlinks=False)
    except OSError:
        try:
            shutil.copy2(path, aside, follow_symlinks=False)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    return aside


def _restore(changed: Iterable[Path], kept: Mapping[Path, Path], error: BaseException) -> None:
    """Restore the previous content of the files of a group.

    `PartlyReplaced` where that fails for one; the others are put back. An interruption goes on as
    one.
    """
    lost = []
    for path in changed:
        try:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink(missing_ok=True)
        except OSError:
            lost.append(path.name)
    if lost and isinstance(error, OSError):
        raise PartlyReplaced(getattr(error, "errno", None), ", ".join(lost)) from error


def _write_temporary(path: Path, content: str | bytes) -> Path:
    """Write `content` to a new temporary file in the folder of `path`, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Half a character, as a file name that is not UTF-8 brings it along, becomes an escape.
    raw = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(prefix=_temporary_prefix(path), dir=path.parent)
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


def _temporary_prefix(path: Path) -> str:
    """Return the prefix of the names of the temporary files for `path`; other files have others."""
    return f"{TEMPORARY}{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}-"


def _set_permissions(temporary: Path, path: Path) -> None:
    """Give a new file the owner and permissions of the file whose place it takes, if there is one.

    mkstemp makes files for their owner alone; new reports are for everyone the folder is for.
    """
    try:
        old = path.lstat()
    except FileNotFoundError:
        old = None
    if old is None or stat.S_ISLNK(old.st_mode):
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
    """Flush a folder's entries to disk, on systems that can open a folder."""
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
    """Lock a file against other writers inside the block; its folder is made as needed.

    Temporary files that a killed writer has left beside it are deleted.

    Whoever only reads needs no lock, since files are written whole. The lock is a hidden file
    beside the one that `path` names when symbolic links are followed. It stays there, but the hold
    is the operating system's and ends with the process, however that ends. Every user who may write
    to the folder may lock. `BadInput` where another writer does not end within `WAIT` seconds, or
    where the folder cannot be written to or its file system cannot lock.
    """
    target = resolved(path)
    require_writable(target.parent)
    mode = stat.S_IMODE(target.parent.stat().st_mode) & 0o666
    try:
        with locked_file(target.with_name(f".{target.name}.lock"), path, WAIT, mode):
            for left in target.parent.glob(f"{_temporary_prefix(target)}*"):
                with suppress(OSError):
                    left.unlink()
            yield
    except Locked as error:
        raise BadInput([Fault("another_writer", str(path))]) from error


class Locked(Exception):
    """Another process holds the lock."""


@contextmanager
def locked_file(path: Path, held: Path, wait: float, mode: int) -> Iterator[None]:
    """Hold a lock of the operating system on a file, which is made, with `mode`, as needed.

    `held` is the file or folder that the lock protects, for messages. `Locked` where another
    process does not let it go within `wait` seconds. `BadInput` where the file system cannot lock:
    a file that only says that somebody holds it would do for nobody, since it would stay when its
    process is killed.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(path, timeout=wait, mode=mode, fallback_to_soft=False)
    with refused_as("cannot_lock", held):
        try:
            lock.acquire()
        except Timeout as error:
            raise Locked(str(path)) from error
    try:
        yield
    finally:
        lock.release()


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path, its links followed, lies in `folder`; it need not exist.

    Examples
    --------
    >>> is_inside(Path("data/plan.csv"), Path("data")), is_inside(Path("data/../x"), Path("data"))
    (True, False)
    """
    return resolved(path).is_relative_to(resolved(folder))


LOOKED_FOR = "minsheng.looked_for"
"""The audit event that `is_there` raises."""


def is_there(path: Path) -> bool:
    """Return whether a file or folder exists; an audit event tells the tracking of files.

    A report depends on a missing file too: it must be made anew when the file is added.

    Examples
    --------
    >>> is_there(Path("no such file"))
    False
    """
    sys.audit(LOOKED_FOR, str(path))
    return path.exists()
