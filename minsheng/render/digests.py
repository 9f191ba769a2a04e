"""Digests of the inputs of a report other than its data: notebook, library, packages, fonts.

Imports nothing heavy, since finding that nothing has changed must be quick.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.places import package_folder

if TYPE_CHECKING:
    from minsheng.render.job import Job

_INSTALLED = (".dist-info", ".egg-info")
_NOT_CODE = ("__pycache__", "_data", "_notebooks")


def part_digests(job: Job, engine: str) -> dict[str, str]:
    """Return the digest of each input of a report other than its data.

    Each part has a digest of its own, so that a change can be named.
    """
    template = job.word_template
    return {
        "notebook": file_digest(job.notebook.path),
        "parameters": _request_digest(job),
        "formats": ",".join(job.formats),
        "word_template": file_digest(Path(template)) if template else "",
        "engine": engine,
        "library": library_digest(),
        "environment": environment_digest(),
        "fonts": fonts_digest(),
    }


def _request_digest(job: Job) -> str:
    """Return a digest of the parameters and the titles of a report."""
    request = [dict(job.parameters), job.lang, job.programme, job.title, job.eyebrow]
    request.append(dict(job.about))
    return digest_of(json.dumps(request, ensure_ascii=False, sort_keys=True))


def digest_of(content: str | bytes) -> str:
    """Return the SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal.

    Examples
    --------
    >>> digest_of("民生")[:8]
    '1af7dfd6'
    """
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read, or is a pipe or a device."""
    try:
        return digest_of(path.read_bytes()) if path.is_file() else ""
    except OSError:
        return ""


def tree_digest(folder: Path, ignored: Iterable[str] = ()) -> str:
    """Return a digest of the names and contents of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(_files(folder, frozenset(ignored))):
        name = os.fsencode(path.relative_to(folder).as_posix())
        digest.update(b"%b\0%b\0" % (name, file_digest(path).encode()))
    return digest.hexdigest()


def _files(folder: Path, ignored: frozenset[str]) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in ignored]
        # A device or a pipe that lies there is not read: it may have no end.
        yield from (path for name in names if (path := Path(where, name)).is_file())


@cache
def library_digest() -> str:
    """Return a digest of this library: its code, its words, its templates."""
    return tree_digest(package_folder(), _NOT_CODE)


@cache
def environment_digest() -> str:
    """Return a digest of Python, the time zone and every installed package, by name and version.

    Both are taken from the names of the packages' folders: reading their metadata is too slow.
    """
    installed: set[str] = set()
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                names = (entry.name for entry in entries)
                installed |= {name for name in names if name.endswith(_INSTALLED)}
        except OSError:
            continue
    parts: list[Any] = [
        platform.python_implementation(),
        sys.version,
        platform.machine(),
        os.environ.get("SOURCE_DATE_EPOCH"),  # the date of PDFs
        [os.environ.get("TZ"), os.path.realpath("/etc/localtime")],
        os.environ.get("PYTHONPATH"),
        sorted(installed),
    ]
    return digest_of(json.dumps(parts))


@cache
def fonts_digest() -> str:
    """Return a digest of the fonts: their names and sizes, wherever they are installed."""
    from minsheng.writers.glyphs import folders

    fonts = sorted(
        (path.name, path.stat().st_size) for folder in folders() for path in folder.glob("*.[ot]tf")
    )
    return digest_of(json.dumps(fonts))
