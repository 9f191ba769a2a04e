"""Write files whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
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

    Where one cannot be written, none is, and nothing is left behind.

    Parameters
    ----------
    files
        The content of each file; text is written as UTF-8. Folders are made as needed.
    """
    written: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            written[path] = _beside(path, content)
        for path, temporary in written.items():
            temporary.replace(path)
    except BaseException:
        for temporary in written.values():
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
        # mkstemp makes files for their owner alone; reports are for everyone the folder is for.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path, its links followed, leads to a place in `folder` or to none at all.

    Examples
    --------
    >>> is_inside(Path("data/plan.csv"), Path("data")), is_inside(Path("data/../x"), Path("data"))
    (True, False)
    """
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


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
