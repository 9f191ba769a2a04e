"""What there is to tell of a run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Summary:
    """How a run ended.

    Parameters
    ----------
    plan
        What the plan, or the plans, are called.
    run
        The id of the run in the register.
    started
        When it began.
    seconds
        How long it took.
    made, unchanged, failed
        How many reports were made, needed no making, could not be made.
    failures
        The name of each report that could not be made, and why. What stopped the run as a whole
        has no name.
    index
        Where the reports are: the path or the URL of their index page.
    exit_code
        What the process ends with; 0 when there is nothing to worry about.

    Examples
    --------
    >>> began = dt.datetime(2019, 7, 1, 2, 15)
    >>> Summary("A plan", "r1", began, 8.5, 3, 40, 0).record()["started"]
    '2019-07-01T02:15:00'
    """

    plan: str
    run: str
    started: dt.datetime
    seconds: float
    made: int
    unchanged: int
    failed: int
    failures: tuple[tuple[str, str], ...] = ()
    index: str = ""
    exit_code: int = 0

    def record(self) -> dict[str, Any]:
        """Return it as JSON takes it."""
        return {
            "plan": self.plan, "run": self.run,
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(self.seconds, 3), "made": self.made, "unchanged": self.unchanged,
            "failed": self.failed,
            "failures": [{"report": name, "error": error} for name, error in self.failures],
            "index": self.index, "exit_code": self.exit_code,
        }  # fmt: skip
