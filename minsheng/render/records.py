"""What is kept of each report that was made: what it was made from, and what its files are.

A record carries a digest of itself. One that is damaged, half-written or of another form is as good
as none: the report is made anew and the record with it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.files import write_whole
from minsheng.json_text import read_json
from minsheng.render.forms import conforms
from minsheng.render.keys import digest_of
from minsheng.render.running.made import Used

if TYPE_CHECKING:
    from minsheng.render.job import Job

STATE = ".minsheng"
"""The folder beside the reports in which all this is kept."""
PRIVATE, _PRIVATE_FOLDER, _OTHERS = 0o600, 0o700, 0o077
"""What is kept names places of the machine and what was asked: it is for its owner alone."""
_FORM = 1


@dataclass(frozen=True)
class Record:
    """What one report was made from, and what came of it.

    Parameters
    ----------
    keys
        See `minsheng.render.keys.keys`.
    used
        The data.
    outputs
        The digest of each of its files, by what follows the name.
    seconds
        How long it took.
    made
        When, as the clock of the machine said.
    """

    keys: Mapping[str, str]
    used: Used
    outputs: Mapping[str, str]
    seconds: float = 0.0
    made: str = ""


@dataclass(frozen=True)
class Found:
    """A record, or why there is none: ``new``, ``damaged``, ``other_form``."""

    record: Record | None
    lack: str = ""


@dataclass(frozen=True)
class Records:
    """The records of the reports in one folder.

    Parameters
    ----------
    output
        The folder of all reports.
    """

    output: Path

    def place(self, job: Job) -> Path:
        """Return where the record of a report is kept."""
        page = job.page.relative_to(self.output)
        return self.output / STATE / "records" / page.with_suffix(".json")

    def read(self, job: Job) -> Found:
        """Return the record of a report, or why there is none."""
        content, lack = unsealed(self.place(job))
        if content is None:
            return Found(None, lack)
        try:
            record = Record(**{**content, "used": Used(**content["used"])})
        except (TypeError, KeyError):
            return Found(None, "other_form")
        return Found(record) if conforms(record, Record) else Found(None, "other_form")

    def write(self, job: Job, record: Record) -> None:
        """Keep the record of a report."""
        write_sealed(self.place(job), asdict(record))

    def forget(self, job: Job) -> None:
        """Take the record of a report away: what is there is not known to be good."""
        self.place(job).unlink(missing_ok=True)


def state_folder(output: Path) -> Path:
    """Return the folder of all this, made as needed, for its owner alone.

    Where it was open to others, what lies in it is closed too.
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
    """Write a content with its form and a digest of itself."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True)
    sealed = {"form": _FORM, "sha256": digest_of(told), "content": told}
    write_private(path, json.dumps(sealed, ensure_ascii=False) + "\n")


def unsealed(path: Path) -> tuple[dict[str, Any] | None, str]:
    """Return a content that was sealed, or None and why: ``new``, ``damaged``, ``other_form``."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None, "new"
    try:
        sealed = read_json(raw)
        if sealed["form"] != _FORM:
            return None, "other_form"
        told: str = sealed["content"]
        if digest_of(told) != sealed["sha256"]:
            return None, "damaged"
        content: dict[str, Any] = read_json(told)
    except (ValueError, KeyError, TypeError):
        return None, "damaged"
    return (content, "") if isinstance(content, dict) else (None, "damaged")
