"""What comes of one run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from minsheng.writers import REPORT_FILES

JOURNAL, EXECUTED = "cells.jsonl", "executed.ipynb"
"""Where a run keeps its cells as they finish, in its own folder: without and with a kernel."""
ALWAYS = tuple(file.ending for file in REPORT_FILES if file.always)
"""The files that each report has, whatever formats are asked for."""
INDEX_PAGE = "index.html"
"""The page over all reports beside a report."""
PARTIAL = ".partial.ipynb"
"""The notebook as far as it came, among the files of a run that failed."""


@dataclass(frozen=True)
class Used:
    """The data that a report was made from.

    Parameters
    ----------
    loaded
        A digest of what the notebook loaded, or empty where none can be taken.
    before, after
        Digests of the files read until then, and of those read afterwards, by path.
    elsewhere
        Whether a network was asked.
    """

    loaded: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    elsewhere: bool = False


@dataclass(frozen=True)
class Made:
    """What came of one run.

    Parameters
    ----------
    files
        The files of the report by what follows its name: ``.html``, ``.results.json`` ….
    used
        The data that it was made from.
    unmade
        The formats that could not be made of a notebook that ran well, each with what went wrong.
    error
        What went wrong, or empty.
    unchanged
        Whether the run was ended since the data are what they were.
    never_began
        Whether it went wrong before the first cell ran: another try may go well.
    seconds
        How long it took.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    used: Used = field(default_factory=Used)
    unmade: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    unchanged: bool = False
    never_began: bool = False
    seconds: float = 0.0
