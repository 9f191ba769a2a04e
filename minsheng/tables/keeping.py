"""What a process keeps of what it has loaded, for the processes that are forked from it.

To read and check a large plan and its ledger takes as long as a report about a part of it. What is
kept counts only while each of its files is what it was; the files are opened all the same, so that
whoever records what a report reads sees them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from minsheng.errors import BadInput
from minsheng.files import is_there
from minsheng.tables.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

Loaded = TypeVar("Loaded")

_kept: dict[Hashable, tuple[Mapping[Path, str], Any]] = {}
_keeps = ContextVar("keeps", default=False)


@contextmanager
def keeping() -> Iterator[None]:
    """Keep what is loaded inside the block, for this process and those that are forked from it."""
    token = _keeps.set(True)
    try:
        yield
    finally:
        _keeps.reset(token)


def kept_or_loaded(
    key: Hashable, files: Callable[[], Iterable[Path]], load: Callable[[], Loaded]
) -> Loaded:
    """Return what is kept under a key while its files are what they were; else load it.

    Each process takes what is kept once: two loads never share an object that can be changed.

    `files` returns the files that it depends on, those that are not there included.
    """
    keeps = _keeps.get()
    kept = None if keeps else _kept.pop(key, None)
    if kept is None and not keeps:
        return load()
    digests = {path: _digest(path) for path in files()}
    if kept and kept[0] == digests:
        loaded: Loaded = kept[1]
        return loaded
    loaded = load()
    if keeps:
        _kept[key] = digests, loaded
    return loaded


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty where there is none that can be read."""
    try:
        return hashlib.sha256(read_file(path, path.name)).hexdigest() if is_there(path) else ""
    except BadInput:
        return ""
