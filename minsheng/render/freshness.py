"""Which reports must be rendered again: those with a changed notebook, data, library or output.

A record keeps what each report was made from and the digests of its files. Files are compared by
their content, never by their times: clocks are set back, and copies get new times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.render.digests import PARTS, file_digest, keys
from minsheng.render.forms import conforms
from minsheng.render.running.task import Used
from minsheng.render.running.watching import digest
from minsheng.render.state import STATE, unsealed, write_sealed
from minsheng.text.language import Lang, listing, say

if TYPE_CHECKING:
    from minsheng.render.job import Job

_MOST_NAMED = 3


class State(Enum):
    """What is to be done with a report."""

    FRESH = "fresh"
    """Nothing: it would come out the same."""
    PERHAPS = "perhaps"
    """Load its data and look: files have changed that it may not have used a row of."""
    STALE = "stale"
    """Make it."""


@dataclass(frozen=True)
class Judgement:
    """What is to be done with a report, and why.

    Parameters
    ----------
    state
        What is to be done.
    why
        Reasons: keys of the catalogue ``rendering`` below ``why_``, each with what it names.
    known
        The digest of the data that it was made from, where it is to be looked at.
    """

    state: State
    why: tuple[tuple[str, str], ...] = ()
    known: str = ""

    def text(self, lang: Lang | None = None) -> str:
        """Return the reasons in words."""
        words = [say(f"rendering.why_{code}", lang, name=name) for code, name in self.why]
        return say("rendering.why_stop", lang).join(words)


@dataclass
class Judge:
    """Looks at each file once, however many reports depend on it.

    Parameters
    ----------
    engine
        Which engine is to run the notebooks.
    force
        Whether every report is made, whatever is known.
    """

    engine: str = "shell"
    force: bool = False
    _digests: dict[str, str] = field(default_factory=dict)

    def judge(self, job: Job, found: Found) -> Judgement:
        """Say what is to be done with a report.

        Parameters
        ----------
        job
            The report.
        found
            What is kept of it.
        """
        if self.force:
            return Judgement(State.STALE, (("forced", ""),))
        record = found.record
        if record is None:
            return Judgement(State.STALE, ((found.lack, ""),))
        changed = [*self._parts(job, record), *_outputs(job, record)]
        late = list(self._files(record.used.after))
        if changed or late:
            return Judgement(State.STALE, tuple(changed + late))
        early = list(self._files(record.used.before))
        if record.used.elsewhere:
            early.append(("elsewhere", ""))
        if not early:
            return Judgement(State.FRESH)
        known = record.used.loaded
        state = State.PERHAPS if known and self.engine == "shell" else State.STALE
        return Judgement(state, tuple(early), known)

    def _parts(self, job: Job, record: Record) -> Iterator[tuple[str, str]]:
        now = keys(job, self.engine)
        for part in PARTS:
            was = record.keys.get(part, "")
            if now[part] != was and not (part == "formats" and _has(was, now[part])):
                yield part, ""

    def _files(self, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        changed = []
        for path, was in known.items():
            if path not in self._digests:
                self._digests[path] = digest(Path(path))
            if self._digests[path] != was:
                changed.append((path, was))
        if changed:
            yield "data", _names(changed)


def _has(was: str, now: str) -> bool:
    """Return whether the formats that were made are those asked for, or more."""
    return set(now.split(",")) <= set(was.split(","))


def _names(changed: list[tuple[str, str]]) -> str:
    names = [Path(path).name for path, _ in changed]
    more = ["…"] if len(names) > _MOST_NAMED else []
    return listing([*dict.fromkeys(names[:_MOST_NAMED]), *more])


def _outputs(job: Job, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the files of a report that are gone or are not what was written."""
    for ending, was in record.outputs.items():
        path = job.beside(ending)
        now = file_digest(path)
        if now != was:
            yield ("output_changed" if now else "output_missing"), path.name


@dataclass(frozen=True)
class Record:
    """What one report was made from, and what came of it.

    Parameters
    ----------
    keys
        See `minsheng.render.digests.keys`.
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
