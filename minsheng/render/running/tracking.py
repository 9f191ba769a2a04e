"""Which files a process reads: the data that a report depends on.

Python raises an audit event for every file that is opened and every folder that is listed, by the
library or by a cell. Asking whether a file exists raises none: this library raises one itself
(`minsheng.files.is_there`), and what the code of a cell may ask besides is the matter of
`minsheng.render.running.determinism`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.machinery import all_suffixes
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from minsheng.files import LOOKED_FOR
from minsheng.places import data_folder, package_folder
from minsheng.text.language import say

ABSENT, FOLDER = "absent", "folder:"
MODULES = "minsheng.modules"
"""The audit event that `note_modules` raises."""
ANY_MODULE = "*.py"
"""What stands, below a folder, for the names of all modules that Python finds there."""
TODAY = "minsheng.today"
"""The audit event of `minsheng.stand` where the date chooses the period; recorded as a file is."""
_LISTED = ("os.listdir", "os.scandir")
_UNTRACKED_EVENTS = ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
_SUFFIXES = tuple(all_suffixes())
_SQLITE = "sqlite3.connect"
_LEDGERS = "minsheng.tables.database"
# What SQLite has written and not yet put into the database file lies in files beside it.
_BESIDE_SQLITE = ("-wal", "-journal")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES: Mapping[str, Sequence[tuple[int, int]]] = {
    **dict.fromkeys(("os.remove", "os.rmdir", "shutil.rmtree"), ((0, 1),)),
    **dict.fromkeys(("os.mkdir", "os.truncate"), ((0, 2),)),
    "os.symlink": ((1, 2),),
    "os.link": ((1, 3),),
    "os.rename": ((0, 2), (1, 3)),
}
"""Audit events of changes to files, each with where the paths, and the descriptors of the folders
that they begin at, stand among what it is given."""
_OF_WHOLE_FOLDERS = ("os.rename", "shutil.rmtree")
_HEEDED = frozenset(
    ("open", LOOKED_FOR, MODULES, TODAY, _SQLITE, *_LISTED, *_UNTRACKED_EVENTS, *_CHANGES)
)
"""The audit events that mean something; Python raises others by the hundred thousand."""
_NOT_READ = os.O_WRONLY | os.O_TRUNC


@dataclass
class FileTracker:
    """The files that were read while it was active."""

    # Prefixes of paths whose files are not recorded: the folders of the run itself.
    ignored: tuple[str, ...] = ()
    # Prefixes of paths at which nothing may be written: the folder of the notebook.
    protected: tuple[str, ...] = ()
    # The `digest` of each file by path, as it was when it was first read.
    files: dict[str, str] = field(default_factory=dict)
    # Whether a network, a database, another program or a device was used: its answer cannot be
    # compared with the one of another run. Of databases only a ledger in SQLite can, which this
    # library itself reads.
    elsewhere: bool = False
    # The names of the modules that were loaded when it began.
    modules: frozenset[str] = field(default_factory=lambda: frozenset(sys.modules))

    def add(self, path: str) -> None:
        """Record a file as it is now, unless it is recorded already."""
        if path.endswith(".pyc"):  # a module is what its source says when it is loaded again
            path = _source_of(path)
        if path in self.files or not self._is_tracked(path):
            return
        if _answers_anew(path):
            self.elsewhere = True
        else:
            self.files[path] = digest(Path(path))

    def _is_tracked(self, path: str) -> bool:
        # In a wheel the plans that ship lie within the library.
        within = f"{path}{os.sep}"
        return within.startswith(_SHIPPED) or not within.startswith((*_INSTALLED, *self.ignored))

    def require_unprotected(self, path: str, *, whole: bool = False) -> None:
        """Refuse to write at a path of the folder of the notebook; `PermissionError` is for users.

        Ignored and hidden folders are exempt: libraries keep their own files there. With `whole`
        the path is moved or deleted with all that is in it: it must not hold the folder either.
        """
        if whole and any(form.startswith(f"{path}{os.sep}") for form in self.protected):
            raise PermissionError(say("rendering.not_beside_notebook", name=Path(path).name))
        form = next(filter(path.startswith, self.protected), None)
        if form is None or path.startswith(self.ignored):
            return
        name = path.removeprefix(form)
        if not name.startswith(".") and f"{os.sep}." not in name:
            raise PermissionError(say("rendering.not_beside_notebook", name=name))

    def recorded(self) -> dict[str, str]:
        """Return a copy of the digests recorded so far."""
        return dict(self.files)


def _installed() -> tuple[str, ...]:
    """Return the folders whose files have digests of their own."""
    places = (
        sys.prefix,
        sys.base_prefix,
        os.__file__.rpartition(os.sep)[0],
        package_folder(),
    )
    both = {str(Path(place)) for place in places} | {str(Path(place).resolve()) for place in places}
    return tuple(f"{place}{os.sep}" for place in both)


def _source_of(cached: str) -> str:
    """Return the source file of a compiled module, or `cached` where there is no source."""
    try:
        source = source_from_cache(cached)
    except ValueError:
        return cached
    return source if Path(source).is_file() else cached


def _answers_anew(path: str) -> bool:
    """Return whether a path, its links followed, leads to a pipe or a device."""
    try:
        kind = stat.S_IFMT(Path(path).stat().st_mode)
    except OSError:
        return False
    return kind not in (stat.S_IFREG, stat.S_IFDIR)


def is_installed(file: str) -> bool:
    """Return whether a file belongs to Python, an installed package or this library."""
    return os.path.abspath(file).startswith(_INSTALLED)  # noqa: PTH100  a link is not followed


_INSTALLED = _installed()
_SHIPPED = f"{data_folder()}{os.sep}"
_tracker: FileTracker | None = None
_hooked = False


@contextmanager
def tracking_files(
    ignored: Sequence[Path] = (), protected: Path | None = None
) -> Iterator[FileTracker]:
    """Record every file that this process reads inside the block.

    Files in the folders `ignored` are not recorded. Nothing may be written in the folder
    `protected`: whatever tries gets a `PermissionError`.
    """
    global _tracker, _hooked  # noqa: PLW0603  a hook belongs to the process and cannot be taken away
    if not _hooked:
        sys.addaudithook(_audit_hook)
        _hooked = True
    before = _tracker
    _tracker = FileTracker(_prefixes(*ignored), _prefixes(protected) if protected else ())
    try:
        yield _tracker
    finally:
        _tracker = before


def _prefixes(*places: Path) -> tuple[str, ...]:
    forms = dict.fromkeys(form for place in places for form in (place, place.resolve()))
    return tuple(f"{form}{os.sep}" for form in forms)


def note_modules() -> None:
    """Record the modules in the folders that Python searches besides those of installed packages.

    A module added there later could be imported instead of another. No audit event reports these
    searches, since the import system caches the contents of folders.
    """
    sys.audit(MODULES)


def _places_of_packages() -> Iterator[str]:
    for module in list(sys.modules.values()):
        yield from getattr(module, "__path__", None) or ()


def _audit_hook(event: str, given: tuple[Any, ...]) -> None:
    global _tracker  # noqa: PLW0603
    tracker = _tracker
    if tracker is None or event not in _HEEDED:
        return
    for path in _paths_written(event, given):
        tracker.require_unprotected(_absolute(path), whole=event in _OF_WHOLE_FOLDERS)
    if event in _UNTRACKED_EVENTS or (event == _SQLITE and not _reads_ledger()):
        tracker.elsewhere = True
        return
    if event == TODAY:
        tracker.files[TODAY] = digest(Path(TODAY))
        return
    paths = _paths_read(event, given)
    if not paths:
        return
    _tracker = None  # the look itself opens the file
    try:
        for path in paths:
            tracker.add(_absolute(path))
    finally:
        _tracker = tracker


def _absolute(path: str | bytes | os.PathLike[str]) -> str:
    return os.path.abspath(os.fsdecode(path))  # noqa: PTH100  a link is not followed


def _paths_read(event: str, given: tuple[Any, ...]) -> Sequence[str | bytes | os.PathLike[str]]:
    """Return the paths that an event reads; nothing where it reads none."""
    if event in _LISTED:
        # An import lists the folders of modules; it looks for no data there.
        path = None if _is_import() else given[0] or "."
    elif event == LOOKED_FOR or (
        event == "open" and isinstance(given[2], int) and not given[2] & _NOT_READ
    ):
        path = given[0]
    elif event == MODULES:
        return [str(Path(place, ANY_MODULE)) for place in {*sys.path, *_places_of_packages()}]
    elif event == _SQLITE:
        file = _database_file(given[0])
        beside = os.path.realpath(file)  # of a link SQLite writes beside the file that it names
        return [file, beside, *(beside + ending for ending in _BESIDE_SQLITE)]
    else:
        return ()
    return [path] if isinstance(path, str | bytes | os.PathLike) else ()


def _paths_written(event: str, given: tuple[Any, ...]) -> Iterator[str | bytes | os.PathLike[str]]:
    """Yield the paths at which an event makes, changes or deletes a file or folder."""
    if event == _SQLITE:
        file = _database_file(given[0])
        in_memory = file in ("", ":memory:") or b"mode=memory" in os.fsencode(given[0])
        if not in_memory and not Path(file).exists():
            yield file
        return
    if event == "open":
        flags = given[2]
        at: Sequence[tuple[int, int]] = (
            [(0, len(given))] if isinstance(flags, int) and flags & _WRITES else []
        )
    else:
        at = _CHANGES.get(event, ())
    for place, folder in at:
        if isinstance(given[place], str | bytes | os.PathLike):
            begin = _folder_of(given[folder] if folder < len(given) else None)
            if begin is not None:
                yield Path(begin, os.fsdecode(given[place]))


def _folder_of(descriptor: object) -> str | None:
    """Return the folder of an open descriptor; empty for the working folder, None if unknown.

    Only Linux tells; elsewhere what `shutil.rmtree` deletes is no file of the working folder.
    """
    if not isinstance(descriptor, int) or descriptor < 0:
        return ""
    try:
        return str(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:
        return None


def _database_file(name: str | bytes | os.PathLike[str]) -> str:
    """Return the file that SQLite opens under a name, which may be an address."""
    return unquote(urlsplit(os.fsdecode(name)).path)


def _reads_ledger() -> bool:
    """Return whether this library is reading a ledger; other queries may depend on the clock."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals.get("__name__") != _LEDGERS:
        frame = frame.f_back
    return frame.f_back is not None


def _is_import() -> bool:
    """Return whether the current audit event was raised by the import system."""
    caller = str(sys._getframe(3).f_globals.get("__name__"))
    return caller.partition(".")[0] in ("importlib", "_frozen_importlib_external", "pkgutil")


def digest(path: Path) -> str:
    """Return a digest of the content of a file or the names in a folder; `ABSENT` for neither.

    For a path that ends in `ANY_MODULE`, it is a digest of the names of a folder's modules; for
    `TODAY`, it is the date.

    Examples
    --------
    >>> digest(Path("no such file"))
    'absent'
    >>> digest(data_folder()).startswith(FOLDER)
    True
    """
    if path == Path(TODAY):
        return dt.date.today().isoformat()
    try:
        if path.name == ANY_MODULE and path.parent.is_dir():
            return _digest_of_names(filter(_is_module, path.parent.iterdir()))
        if path.is_dir():
            return _digest_of_names(path.iterdir())
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ABSENT


def _digest_of_names(paths: Iterable[Path]) -> str:
    names = "\0".join(sorted(path.name for path in paths))
    return FOLDER + hashlib.sha256(os.fsencode(names)).hexdigest()


def _is_module(path: Path) -> bool:
    return path.name.endswith(_SUFFIXES) or any(
        (path / f"__init__{suffix}").is_file() for suffix in _SUFFIXES
    )
