"""The task that is sent to the process of one report, and the result that is sent back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from minsheng.render.settings import DEFAULTS
from minsheng.text.secrets import VARIABLE

if TYPE_CHECKING:
    from minsheng.render.job import Job


@dataclass(frozen=True)
class Task:
    """One report to render, with its limits.

    Parameters
    ----------
    job
        The report.
    engine, time_limit, memory_limit
        As in `minsheng.render.settings.RunSettings`.
    known
        The digest of the data loaded last time (`minsheng.render.running.loaded_data`), or empty.
    databases
        The databases with their passwords: what `minsheng.text.secrets.VARIABLE` is to hold where
        the report is made.
    same
        Those of `minsheng.render.digests.part_digests` that must be the same on this machine as on
        the one that sent the task.
    """

    job: Job
    engine: str = DEFAULTS.engine
    known: str = ""
    time_limit: float = DEFAULTS.time_limit
    memory_limit: int = DEFAULTS.memory_limit
    same: Mapping[str, str] = field(default_factory=dict)
    databases: str = field(default_factory=lambda: os.environ.get(VARIABLE, ""), repr=False)


JOURNAL, EXECUTED = "cells.jsonl", "executed.ipynb"
"""Where a run keeps its cells as they finish, in its own folder: without and with a kernel."""
PARTIAL = ".partial.ipynb"
"""The notebook as far as it came, among the files of a run that failed."""


@dataclass(frozen=True)
class UsedData:
    """The data that a report was made from."""

    loaded: str = ""  # a digest of what the notebook loaded, or empty where none can be taken
    # Digests of the files read until then, and of those read afterwards, by path.
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    elsewhere: bool = False  # whether a network was asked


@dataclass(frozen=True)
class RunResult:
    """The result of the process of one report."""

    # The files of the report by what follows its name: ``.html``, ``.results.json`` ….
    files: Mapping[str, bytes] = field(default_factory=dict)
    used: UsedData = field(default_factory=UsedData)  # the data that it was made from
    # The formats that could not be made of a notebook that ran well, each with what went wrong.
    unmade: Mapping[str, str] = field(default_factory=dict)
    # Sentences about content of the notebook that the report cannot show.
    warnings: tuple[str, ...] = ()
    error: str = ""  # what went wrong, or empty
    unchanged: bool = False  # whether the run was ended since the data are what they were
    # Whether it went wrong before the first cell ran: another try may go well.
    never_began: bool = False
    # The format that was being written when the process came to an end of its own, or empty.
    writing: str = ""
    seconds: float = 0.0  # how long it took
