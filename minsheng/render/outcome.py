"""What became of one report of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from minsheng.render.job import Job
from minsheng.text.language import say


@dataclass(frozen=True)
class Outcome:
    """What became of one report.

    Parameters
    ----------
    job
        The report.
    seconds
        How long it took.
    error
        What went wrong, or empty.
    partial
        The notebook as far as it came, where it failed.
    unmade
        The formats that could not be made of a notebook that ran well, each with what went wrong.
    unchanged
        Whether it stands as it was made before.
    why
        Why it was made, or why it was not, in words; empty where nothing it depends on changed.
    """

    job: Job
    seconds: float
    error: str = ""
    partial: Path | None = None
    unmade: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False
    why: str = ""

    @property
    def ok(self) -> bool:
        """Whether the report is there, in every format."""
        return not self.error and not self.unmade

    @property
    def made(self) -> bool:
        """Whether it was made now, if not in every format."""
        return not self.error and not self.unchanged

    @property
    def state(self) -> str:
        """One word: ``made``, ``unchanged`` or ``failed``."""
        return "failed" if not self.ok else "unchanged" if self.unchanged else "made"

    @property
    def words(self) -> str:
        """What went wrong, or empty."""
        lang = self.job.lang
        told = [
            say(
                "labels.format_unmade", lang, format=say(f"labels.format_{name}", lang), error=error
            )
            for name, error in self.unmade.items()
        ]
        return self.error or say("labels.format_unmade_stop", lang).join(told)
