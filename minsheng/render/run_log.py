"""The log of runs: what was rendered, when, with which versions, and with what result.

Each run has a file of JSON lines, written as it goes: a crash leaves a run without an end, and a
line that was cut off is counted as broken. Runs are numbered, since clocks may be set back.
"""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from minsheng.errors import BadInput, Fault
from minsheng.render.digests import environment_digest, library_digest
from minsheng.render.outputs import Outcome
from minsheng.render.state import PRIVATE, STATE, state_folder, utc_now
from minsheng.render.type_checks import conforms
from minsheng.text.json_text import read_json
from minsheng.text.secrets import masked, masked_values
from minsheng.version import __version__

_RUNS, _ENDING = "runs", ".jsonl"
_FORMS: Mapping[str, Mapping[str, Any]] = {
    "run": {"began": str, "host": str, "process": int},
    "report": {"name": str, "state": str, "seconds": float, "page": str},
    "end": {"ended": str, "exit": int, "seconds": float},
}
"""The fields of each kind of line that are read again, with their types."""
ENDED, INTERRUPTED, RUNNING = "ended", "interrupted", "running"


@dataclass(frozen=True)
class Run:
    """One run, as recorded in the log."""

    number: int  # its number in this folder of reports
    # What was recorded at its beginning: time, machine, versions, request.
    about: Mapping[str, Any] = field(default_factory=dict)
    # Its reports as they came: name, state, seconds, why, error.
    reports: Sequence[Mapping[str, Any]] = ()
    # When it ended, its exit code and its seconds; empty where it never came to that.
    end: Mapping[str, Any] = field(default_factory=dict)
    broken: int = 0  # how many lines of its file cannot be read
    path: Path = Path()  # its file

    @property
    def state(self) -> str:
        """One word: `ENDED`, `RUNNING`, `INTERRUPTED`."""
        if self.end:
            return ENDED
        here = self.about.get("host") == platform.node()
        return RUNNING if here and is_alive(self.about.get("process")) else INTERRUPTED

    def count(self, state: str) -> int:
        """Return how many of its reports were ``made``, ``unchanged`` or ``failed``."""
        return sum(report.get("state") == state for report in self.reports)


def is_alive(process: object) -> bool:
    """Return whether a process of this machine runs, as far as the system tells."""
    if not isinstance(process, int) or process <= 0 or os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


class RunEntry:
    """The file of a run that is under way, and its number."""

    def __init__(self, path: Path, number: int) -> None:
        self.path, self.number = path, number
        self._began = time.monotonic()
        self._file: TextIO | None = None
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            # Kept open: where the folder is taken away, no line gets into the file of another run.
            self._file = path.open("a", encoding="utf-8", errors="backslashreplace")

    def _write(self, kind: str, **content: object) -> None:
        """Add a line; a full disk loses the line and not the run."""
        record = {"kind": kind, **{name: masked_values(part) for name, part in content.items()}}
        line = json.dumps(record, ensure_ascii=False, default=lambda value: masked(str(value)))
        if self._file:
            with suppress(OSError):
                self._file.write(line + "\n")
                self._file.flush()
                os.fsync(self._file.fileno())

    def report(self, outcome: Outcome, data: Mapping[str, str]) -> None:
        """Write down the outcome of a report.

        `data` are the fingerprints of the data that it was made from.
        """
        self._write(
            "report",
            name=outcome.job.name,
            notebook=outcome.job.notebook.name,
            parameters=dict(outcome.job.parameters),
            state=outcome.state,
            seconds=round(outcome.seconds, 3),
            why=outcome.why,
            error=outcome.words,
            page=str(outcome.job.page),
            data=dict(data),
        )

    def close(self, code: int) -> None:
        """Write down that the run has ended."""
        seconds = round(time.monotonic() - self._began, 3)
        self._write("end", ended=utc_now(), exit=code, seconds=seconds)
        if self._file:
            with suppress(OSError):
                self._file.close()


def begin(output: Path, request: Mapping[str, Any]) -> RunEntry:
    """Begin the log of a run; the caller must hold the lock of the folder."""
    folder = state_folder(output) / _RUNS
    number = 1 + max((_number(path) for path in _files(folder)), default=0)
    entry = RunEntry(folder / f"{number:06d}{_ENDING}", number)
    with suppress(OSError):
        entry.path.chmod(PRIVATE)
    entry._write(
        "run",
        number=number,
        began=utc_now(),
        host=platform.node(),
        process=os.getpid(),
        output=str(output),
        asked=dict(request),
        minsheng=__version__,
        library=library_digest(),
        environment=environment_digest(),
    )
    return entry


def runs(output: Path) -> list[Run]:
    """Return the runs of a folder of reports, the last first.

    `BadInput` where they belong to somebody else, who lets nobody read them.

    Examples
    --------
    >>> runs(Path("no such folder"))
    []
    """
    paths = sorted(_files(output / STATE / _RUNS), reverse=True)
    return [_read(path) for path in paths]


def _files(folder: Path) -> list[Path]:
    """Return the files of runs; none where there is no folder of them."""
    try:
        return [path for path in folder.iterdir() if path.suffix == _ENDING and path.is_file()]
    except PermissionError as error:
        raise BadInput([Fault("cannot_read", str(folder), found=error.strerror or "")]) from error
    except OSError:
        return []


def _read(path: Path) -> Run:
    about: dict[str, Any] = {}
    end: dict[str, Any] = {}
    reports: dict[str, dict[str, Any]] = {}
    broken = 0
    for line in _lines(path):
        if not line.strip():
            continue
        try:
            record = read_json(line)
            kind = record.pop("kind")
            forms = _FORMS[kind]
            valid = all(conforms(record[name], forms[name]) for name in forms if name in record)
        except (ValueError, KeyError, AttributeError, TypeError):
            valid = False
        if not valid:
            broken += 1
        elif kind == "run":
            about = record
        elif kind == "report":  # the last that is said of a report counts
            reports[record.get("page", str(len(reports)))] = record
        else:
            end = record
    return Run(_number(path), about, tuple(reports.values()), end, broken, path)


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().split(b"\n")
    except OSError:
        return []


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdecimal() else 0
