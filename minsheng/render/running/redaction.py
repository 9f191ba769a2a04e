"""Removes passwords and folders of this machine from everything that a report publishes.

A folder such as that of a ledger or of Python is of no use to a reader and tells a stranger how
the machine is laid out. The part of a path that tells one file from another stays:
``ledger/observations.csv``, ``pandas/core/frame.py``.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from minsheng.places import package_folder
from minsheng.render.job import Job
from minsheng.text.secrets import known_secrets, masked

HOME, _CUT = "~", "…"
_CASE = re.IGNORECASE if os.name == "nt" else re.NOFLAG
"""Windows knows a place also by other capital letters."""
_PICTURES = re.compile(r"(?:image/(?!svg)|audio/|video/|application/(?:pdf|octet-stream))")
# Neither within a longer name nor within a relative path; a colour may end right before it.
_BEGINS, _ENDS = r"(?:(?<![A-Za-z0-9_.~-])|(?<=\dm))", r"(?![A-Za-z0-9_-]|\.[A-Za-z0-9])"
_BEGIN = re.compile(_BEGINS)
_FIRST = re.compile(r"(?:[^/\\]*[/\\]+)?[^/\\]+[/\\]+")


class Redaction:
    """Removes secrets and folders from the texts and the notebook of one report.

    The folders are those of its parameters, of its notebook, of its output, and `scratch`, that of
    its run. `databases` are given with their passwords, besides those that the environment holds.

    Examples
    --------
    >>> import json
    >>> from minsheng.render.job import Notebook
    >>> book = Notebook("a", Path("/srv/district/books/a.ipynb"), "", "", 1)
    >>> job = Job(book, {"observations": "/srv/district/ledger"}, "en", "", "", "",
    ...           Path("/srv/district/out/plan/en/a.html"))
    >>> Redaction(job, Path("/tmp/run")).text("no row in /srv/district/ledger/observations.csv")
    'no row in ledger/observations.csv'
    """

    def __init__(self, job: Job, scratch: Path, databases: str = "") -> None:
        self._secrets = known_secrets(databases)
        names = _spellings_of_all({**_folders_of_machine(scratch), **_folders_of_job(job)})
        self._names = {_casefolded(text): name for text, name in names.items()}
        either = "|".join(re.escape(one) for one in sorted(self._names, key=len, reverse=True))
        self._place = re.compile(rf"{_BEGINS}({either}){_ENDS}(\\\\|[/\\])?", _CASE)

    def text(self, words: str) -> str:
        """Return a text without secrets and folders."""
        words = masked(words, self._secrets)
        if "/" not in words and os.sep not in words:
            return words
        if _CUT in words:
            words = self._without_shortened_folders(words)
        folded = _casefolded(words)
        if any(place in folded for place in self._names):
            words = self._place.sub(self._replacement, words)
        return words

    def _without_shortened_folders(self, words: str) -> str:
        """Remove the beginning of a folder whose end a message has replaced by an ellipsis.

        Its first part must be complete: ``km/h`` is not the beginning of ``/home/clerk``.
        """
        end = words.find(_CUT)
        while end >= 0:
            folded = _casefolded(words)
            sizes = [
                size
                for place in self._names
                if (first := _FIRST.match(place))
                for size in range(first.end(), min(len(place), end + 1))
                if folded.startswith(place[:size], end - size) and _BEGIN.match(words, end - size)
            ]
            begin = end - max(sizes, default=0)
            words = words[:begin] + words[end:]
            end = words.find(_CUT, begin + 1)
        return words

    def _replacement(self, match: re.Match[str]) -> str:
        name, mark = self._names.get(_casefolded(match[1]), ""), match[2] or ""
        return f"{name}{mark}" if name else "" if mark else "."

    def content(self, value: Any) -> Any:  # noqa: ANN401  whatever JSON holds
        """Return a part of a notebook without secrets and folders; containers change in place."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            parts = [pair for pair in value.items() if not _PICTURES.match(pair[0])]
        elif isinstance(value, list):
            parts = list(enumerate(value))
        else:
            return value
        for key, part in parts:
            changed = self.content(part)
            if changed is not part:
                value[key] = changed
        return value


def _folders_of_machine(scratch: Path) -> dict[Path, str]:
    """Return the folders of Python, the user and the run, each with what replaces it."""
    places = [Path(place) for place in sys.path]
    places += [Path(place) for place in (sys.prefix, sys.base_prefix, tempfile.gettempdir())]
    places += [*_found(Path.cwd), package_folder().parent, scratch]
    return dict.fromkeys(_found(Path.home), HOME) | dict.fromkeys(places, "")


def _found(place: Callable[[], Path]) -> list[Path]:
    """Return the folder that `place` returns, as a list; empty where the call fails.

    A user may have no home, a working folder may be deleted, links may form a circle.
    """
    try:
        return [place()]
    except (OSError, RuntimeError, ValueError):
        return []


def _folders_of_job(job: Job) -> dict[Path, str]:
    """Return the files and folders of a report and those above them, each with its replacement."""
    asked = [str(value).partition("://") for value in job.parameters.values()]
    places = [
        Path(rest.partition("?")[0].removeprefix("/") if mark else whole)
        for whole, mark, rest in asked
    ]
    places += [job.notebook.path, job.notebook.path.parent, Path(job.word_template)]
    places.append(job.page.parents[2])
    within = {above: "" for place in places for above in place.parents if len(above.parts) > 2}
    return within | {place: place.name for place in places}


def _spellings_of_all(names: Mapping[Path, str]) -> dict[str, str]:
    """Return every spelling of the folders, each with what replaces it."""
    return {text: name for place, name in names.items() for text in _texts(place)}


def _texts(place: Path) -> Iterator[str]:
    if not place.is_absolute():
        return
    homes = _found(Path.home)
    for one in (place, *_found(place.resolve)):
        if len(one.parts) > 1:
            yield from spellings(one)
        for home in homes:
            if one != home and one.is_relative_to(home):
                yield from spellings(type(one)(HOME, one.relative_to(home)))


def spellings(place: PurePath) -> Iterator[str]:
    r"""Yield a path as the system writes it, with slashes, and as Python and JSON show it.

    Examples
    --------
    >>> from pathlib import PureWindowsPath
    >>> print(*spellings(PureWindowsPath("C:\\Users\\Li")))
    C:\Users\Li C:/Users/Li C:\\Users\\Li
    """
    plain = str(place)
    yield from dict.fromkeys((plain, place.as_posix(), repr(plain)[1:-1]))


def _casefolded(text: str) -> str:
    return text.lower() if _CASE else text
