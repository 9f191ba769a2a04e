"""Write files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from minsheng.errors import BadInput, Fault


def require_writable(folder: Path) -> None:
    """Raise `BadInput` unless files can be written to `folder`, which is made as needed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise BadInput([Fault("cannot_write", str(folder), found=error.strerror or "")]) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write `content` to `path`; a reader sees the old file or the new one, never a part.

    Text is written as UTF-8. Folders are made as needed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    handle, temporary = tempfile.mkstemp(prefix=".minsheng-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes files for their owner alone; reports are for everyone the folder is for.
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
