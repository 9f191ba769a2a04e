"""Settings of a run with their defaults, and the exit codes of the command.

Nothing heavy is imported: the help of the command shows these defaults.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from minsheng.errors import MinshengError

FAILED, FAULTY, BUSY = 1, MinshengError.exit_code, 3
UNFORESEEN, HUNG_UP, INTERRUPTED, TERMINATED = 70, 129, 130, 143
"""Exit codes: reports not made; bad input; another run; a bug; SIGHUP; Ctrl-C; SIGTERM."""
UNWRITTEN = 74
"""Exit code when what a command prints could not be written, as onto a full disk."""
PIPE_CLOSED = 141
"""Exit code when nobody reads the output any longer, as of a process that SIGPIPE has ended."""

OUTCOMES = ("made", "unchanged", "failed")
"""What may become of a report in a run."""
LONGEST_ERROR = 200
"""Characters of an error that the index, a notice or the answer of a server is shown with."""
MIB = 2**20
LONGEST_SOCKET = 103
"""Bytes of the path of a socket in the file system: macOS takes 103, Linux 107."""
TO_KEEP = "MINSHENG_KEEP"
"""The variable that tells the process that others are forked from which data to load for them."""
ENGINES = ("shell", "kernel")
FIGURE_DPI = 300
"""Pixels per inch of a figure that is drawn as PNG."""
KEPT_RUNS = 200
"""How many runs stay in the log when a folder of reports is pruned."""


@dataclass(frozen=True)
class RunSettings:
    """How reports are made."""

    # Number of reports at once on this machine.
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    # One of `ENGINES`. ``shell``: cells run in a process that has the imports already; ``kernel``:
    # in a Jupyter kernel.
    engine: str = ENGINES[0]
    force: bool = False  # whether to render unchanged reports too
    time_limit: float = 600.0  # seconds that a report may take
    # Bytes of memory of its own that the process of a report may have; 0 for any. Windows knows no
    # such limit.
    memory_limit: int = 2048 * MIB
    # Address of a Dask scheduler whose workers make the reports; empty for this machine.
    scheduler: str = ""
    wait: float = 0.0  # seconds to wait for another run in the same folder
    # What was asked for, as plain data, for the log of runs.
    request: Mapping[str, Any] = field(default_factory=dict)


DEFAULTS = RunSettings()
