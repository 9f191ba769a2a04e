"""The register of runs: what was rendered, when, with what and where, and what became of it.

Each run has a file of its own, one line a fact, written as it happens: what a crash leaves is a run
without an end, and a line that was cut off is counted, not believed. Runs are numbered: clocks are
set back, numbers are not.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import minsheng
from minsheng.render.keys import environment_digest, library_digest
from minsheng.render.outcome import Outcome
from minsheng.render.records import PRIVATE, STATE, state_folder
from minsheng.secrets import masked

_RUNS = "runs"
ENDED, INTERRUPTED, RUNNING = "ended", "interrupted", "running"


@dataclass(frozen=True)
class Run:
    """One run, as the register has it.

    Parameters
    ----------
    number
        Its number in this folder of reports.
    about
        What was said of it at the beginning: when, where, with what, what was asked.
    reports
        Its reports as they came: name, state, seconds, why, error.
    end
        When it ended, its exit code and its seconds; empty where it never came to that.
    broken
        How many lines of its file cannot be read.
    path
        Its file.
    """

    number: int
    about: Mapping[str, Any] = field(default_factory=dict)
    reports: Sequence[Mapping[str, Any]] = ()
    end: Mapping[str, Any] = field(default_factory=dict)
    broken: int = 0
    path: Path = Path()

    @property
    def state(self) -> str:
        """One word: `ENDED`, `RUNNING`, `INTERRUPTED`."""
        if self.end:
            return ENDED
        here = self.about.get("host") == platform.node()
        return RUNNING if here and _alive(self.about.get("process")) else INTERRUPTED

    def count(self, state: str) -> int:
        """Return how many of its reports were ``made``, ``unchanged`` or ``failed``."""
        return sum(report.get("state") == state for report in self.reports)


def _alive(process: object) -> bool:
    if not isinstance(process, int) or os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class Entry:
    """A run that is being written down.

    Parameters
    ----------
    path
        Its file.
    number
        Its number.
    """

    def __init__(self, path: Path, number: int) -> None:
        self.path, self.number = path, number
        self._began = time.monotonic()
        self._lost = False

    def _note(self, kind: str, told: Mapping[str, Any]) -> None:
        """Add a line; a full disk loses the line and not the run."""
        line = masked(json.dumps({"kind": kind, **told}, ensure_ascii=False, default=str))
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._lost = True

    def report(self, outcome: Outcome, data: Mapping[str, str]) -> None:
        """Note what became of a report.

        Parameters
        ----------
        outcome
            What became of it.
        data
            Fingerprints of the data that it was made from.
        """
        self._note("report", {
            "name": outcome.job.name, "notebook": outcome.job.notebook.name,
            "parameters": dict(outcome.job.parameters), "state": outcome.state,
            "seconds": round(outcome.seconds, 3), "why": outcome.why, "error": outcome.words,
            "page": str(outcome.job.page), "data": dict(data),
        })  # fmt: skip

    def close(self, code: int) -> None:
        """Note that the run has ended."""
        took = round(time.monotonic() - self._began, 3)
        self._note("end", {"ended": _now(), "exit": code, "seconds": took})


def begin(output: Path, asked: Mapping[str, Any]) -> Entry:
    """Open the register for a run; the lock of the folder is held.

    Parameters
    ----------
    output
        The folder of all reports.
    asked
        What was asked, as plain data.
    """
    folder = state_folder(output) / _RUNS
    folder.mkdir(exist_ok=True)
    number = 1 + max((_number(path) for path in folder.glob("*.jsonl")), default=0)
    entry = Entry(folder / f"{number:06d}.jsonl", number)
    with suppress(OSError):
        entry.path.touch(PRIVATE)
    entry._note("run", {
        "number": number, "began": _now(), "host": platform.node(), "process": os.getpid(),
        "output": str(output), "asked": dict(asked), "minsheng": minsheng.__version__,
        "library": library_digest(), "environment": environment_digest(),
    })  # fmt: skip
    return entry


def runs(output: Path) -> list[Run]:
    """Return the runs of a folder of reports, the last first.

    Examples
    --------
    >>> runs(Path("no such folder"))
    []
    """
    paths = sorted((output / STATE / _RUNS).glob("*.jsonl"), reverse=True)
    return [_read(path) for path in paths]


def _read(path: Path) -> Run:
    about: dict[str, Any] = {}
    end: dict[str, Any] = {}
    reports: list[dict[str, Any]] = []
    broken = 0
    for line in path.read_bytes().split(b"\n"):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            kind = told.pop("kind")
        except (ValueError, RecursionError, KeyError, AttributeError, TypeError):
            broken += 1
            continue
        if kind == "run":
            about = told
        elif kind == "report":
            reports.append(told)
        elif kind == "end":
            end = told
    return Run(_number(path), about, tuple(reports), end, broken, path)


def _number(path: Path) -> int:
    return int(path.stem) if path.stem.isdigit() else 0


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
