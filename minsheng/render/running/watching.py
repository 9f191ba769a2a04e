"""Which files a notebook reads, and what stood in them: what a report depends on.

Python tells an audit hook of every file that is opened and every folder that is listed, whoever
does it, the library or a cell of an analyst. A look whether a file is there tells nobody: the rooms
that look so say it by `minsheng.files.is_there`.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minsheng.files import LOOKED_FOR
from minsheng.places import data_folder, package_folder

ABSENT, FOLDER = "absent", "folder:"
_LISTED = ("os.listdir", "os.scandir")
_WRITTEN = os.O_WRONLY | os.O_RDWR


@dataclass
class Watch:
    """What was read while it was watched.

    Parameters
    ----------
    apart
        Folders whose files do not count: the run's own.
    files
        A digest of each file by path: of its bytes, of the names in a folder, `ABSENT` for one that
        was looked for and is not there.
    elsewhere
        Whether something was asked over a network: what was answered cannot be compared.
    """

    apart: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    elsewhere: bool = False

    def saw(self, path: str) -> None:
        """Note a file, as it stands at the first look."""
        if path not in self.files and self._counts(path):
            self.files[path] = digest(Path(path))

    def _counts(self, path: str) -> bool:
        # In a wheel the plans that ship lie within the library.
        within = f"{path}{os.sep}"
        return within.startswith(_SHIPPED) or not within.startswith((*_INSTALLED, *self.apart))

    def taken(self) -> dict[str, str]:
        """Return the files seen so far."""
        return dict(self.files)


def _installed() -> tuple[str, ...]:
    """Return the folders whose files have digests of their own, and those of no files at all."""
    places = (sys.prefix, sys.base_prefix, os.__file__.rpartition(os.sep)[0], package_folder(),
              "/proc", "/sys", "/dev")  # fmt: skip
    both = {str(Path(place)) for place in places} | {str(Path(place).resolve()) for place in places}
    return tuple(f"{place}{os.sep}" for place in both)


_INSTALLED = _installed()
_SHIPPED = f"{data_folder()}{os.sep}"
_watch: Watch | None = None
_hooked = False


@contextmanager
def watching(apart: Sequence[Path] = ()) -> Iterator[Watch]:
    """Watch what this process reads inside the block.

    Parameters
    ----------
    apart
        Folders whose files do not count.
    """
    global _watch, _hooked  # noqa: PLW0603  a hook belongs to the process and cannot be taken away
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked = True
    before = _watch
    _watch = Watch(tuple(f"{place.resolve()}{os.sep}" for place in apart))
    try:
        yield _watch
    finally:
        _watch = before


def _hook(event: str, given: tuple[Any, ...]) -> None:
    global _watch  # noqa: PLW0603
    watch = _watch
    if watch is None:
        return
    if event == "socket.connect":
        watch.elsewhere = True
        return
    path = _read(event, given)
    if path is None:
        return
    _watch = None  # the look itself opens the file
    try:
        watch.saw(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100  a link is not followed
    finally:
        _watch = watch


def _read(event: str, given: tuple[Any, ...]) -> str | bytes | os.PathLike[str] | None:
    """Return the path that an event reads, or None where it reads none."""
    if event in _LISTED:
        # An import lists the folders of modules; it looks for no data there.
        path = None if given[0] in sys.path else given[0] or "."
    elif event == LOOKED_FOR or (
        event == "open" and isinstance(given[2], int) and not given[2] & _WRITTEN
    ):
        path = given[0]
    elif event == "sqlite3.connect":
        path = os.fsdecode(given[0]).removeprefix("file:").partition("?")[0]
    else:
        return None
    return path if isinstance(path, str | bytes | os.PathLike) else None


def digest(path: Path) -> str:
    """Return what stands at a path: a digest of a file, of the names in a folder, or `ABSENT`.

    Examples
    --------
    >>> digest(Path("no such file"))
    'absent'
    >>> digest(data_folder()).startswith(FOLDER)
    True
    """
    try:
        if path.is_dir():
            names = "\0".join(sorted(os.listdir(path)))  # noqa: PTH208
            return FOLDER + hashlib.sha256(os.fsencode(names)).hexdigest()
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ABSENT


def named(parameters: Mapping[str, object], plan: str) -> Watch:
    """Return every file that a notebook may read by what it is asked, where nobody watches it.

    Parameters
    ----------
    parameters
        What it is asked: each text that is a path names a file or all files of a folder.
    plan
        The id of its plan, whose folder counts where no other is named.
    """
    found = Watch()
    texts = [str(value) for value in parameters.values() if value]
    if not Path(str(parameters.get("plan") or plan)).exists():
        texts.append(str(data_folder() / plan))
    for text in texts:
        found.elsewhere |= "://" in text
        path = Path(text)
        if os.sep in text and path.exists():
            for one in [path, *(path.rglob("*") if path.is_dir() else ())]:
                found.files[str(one)] = digest(one)
    return found
