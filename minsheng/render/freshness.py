"""Which reports must be rendered again: those with a changed notebook, data, library or output.

A record keeps what each report was made from and the digests of its files. Files are compared by
their content, never by their times: clocks are set back, and copies get new times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.render.digests import digest_of, file_digest, part_digests
from minsheng.render.edited import edited_ending, is_beside
from minsheng.render.running.task import UsedData
from minsheng.render.running.tracking import TODAY, digest
from minsheng.render.settings import DEFAULTS
from minsheng.render.state import STATE, unsealed, write_sealed
from minsheng.render.type_checks import conforms
from minsheng.text.language import Lang, listing, say
from minsheng.writers.html.leads import without_leads

if TYPE_CHECKING:
    from minsheng.render.job import Job

_MOST_NAMED = 3


class State(Enum):
    """Whether a report must be rendered again."""

    FRESH = "fresh"
    """No: it would come out the same."""
    PERHAPS = "perhaps"
    """Its data must be loaded to see: files have changed that it may not have used a row of."""
    STALE = "stale"
    """Yes."""


@dataclass(frozen=True)
class Decision:
    """Whether a report must be rendered again, and why."""

    state: State  # whether it must be
    # Reasons: keys of the catalogue ``rendering`` below ``why_``, each with what it names.
    why: tuple[tuple[str, str], ...] = ()
    # The digest of the data that it was made from, where its data must be loaded to see.
    known: str = ""

    def text(self, lang: Lang | None = None) -> str:
        """Return the reasons in words."""
        words = [say(f"rendering.why_{code}", lang, name=name) for code, name in self.why]
        return say("rendering.why_stop", lang).join(words)


@dataclass
class FreshnessCheck:
    """Decides which reports to make; reads each file once, however many reports depend on it."""

    engine: str = DEFAULTS.engine  # which engine is to run the notebooks
    force: bool = False  # whether every report is made, whatever is known
    _digests: dict[str, str] = field(default_factory=dict)

    def decide(self, job: Job, stored: StoredRecord) -> Decision:
        """Return whether a report must be rendered again, and why."""
        if self.force:
            return Decision(State.STALE, (("forced", ""),))
        record = stored.record
        if record is None:
            return Decision(State.STALE, ((stored.lack, ""),))
        changed = [*self._changed_parts(job, record), *_changed_outputs(job, record)]
        read_after = list(self._changed_files(record.used.after))
        if changed or read_after:
            return Decision(State.STALE, tuple(changed + read_after))
        read_before = list(self._changed_files(record.used.before))
        if record.used.elsewhere:
            read_before.append(("elsewhere", ""))
        if not read_before:
            return Decision(State.FRESH)
        known = record.used.loaded
        state = State.PERHAPS if known and self.engine == "shell" else State.STALE
        return Decision(state, tuple(read_before), known)

    def _changed_parts(self, job: Job, record: Record) -> Iterator[tuple[str, str]]:
        for part, now in part_digests(job, self.engine).items():
            was = record.keys.get(part, "")
            if now != was and not (part == "formats" and _includes(was, now)):
                yield part, ""

    def _changed_files(self, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        changed = []
        for path, was in known.items():
            if path not in self._digests:
                self._digests[path] = digest(Path(path))
            if self._digests[path] == was:
                continue
            if path == TODAY:
                yield "today", ""
            else:
                changed.append((path, was))
        if changed:
            yield "data", _file_names(changed)


def _includes(was: str, now: str) -> bool:
    """Return whether the formats made (`was`) include all those asked for (`now`)."""
    return set(now.split(",")) <= set(was.split(","))


def _file_names(changed: list[tuple[str, str]]) -> str:
    names = [Path(path).name for path, _ in changed]
    more = ["…"] if len(names) > _MOST_NAMED else []
    return listing([*dict.fromkeys(names[:_MOST_NAMED]), *more])


def _changed_outputs(job: Job, record: Record) -> Iterator[tuple[str, str]]:
    """Yield the files of a report that are missing or were changed after they were written."""
    for ending, was in record.outputs.items():
        path = job.beside(ending)
        now = _page_digest(path) if ending == ".html" else file_digest(path)
        if is_beside(ending) and not job.beside(edited_ending(ending)).is_file():
            yield "output_missing", job.beside(edited_ending(ending)).name
        if now != was:
            yield ("output_changed" if now else "output_missing"), path.name


def _page_digest(path: Path) -> str:
    """Return the digest of a page without its links to other pages; empty where there is none."""
    try:
        return digest_of(without_leads(path.read_bytes())) if path.is_file() else ""
    except OSError:
        return ""


@dataclass(frozen=True)
class Record:
    """The inputs of one report and the digests of its files."""

    keys: Mapping[str, str]  # see `minsheng.render.digests.keys`
    used: UsedData  # the data
    outputs: Mapping[str, str]  # the digest of each of its files, by what follows the name
    seconds: float = 0.0  # how long it took
    made: str = ""  # the time at which it was made, by the clock of the machine
    # Sentences about content of the notebook that the report cannot show.
    warnings: Sequence[str] = ()


@dataclass(frozen=True)
class StoredRecord:
    """A record, or why there is none: ``new``, ``damaged``, ``other_form``."""

    record: Record | None
    lack: str = ""


@dataclass(frozen=True)
class Records:
    """The records of the reports in one folder."""

    output: Path  # the folder of all reports

    @property
    def folder(self) -> Path:
        """The folder that holds the records."""
        return self.output / STATE / "records"

    def place(self, page: Path) -> Path:
        """Return the path of the record of the report that has this page."""
        return self.folder / page.relative_to(self.output).with_suffix(".json")

    def read(self, job: Job) -> StoredRecord:
        """Return the record of a report, or why there is none."""
        content, lack = unsealed(self.place(job.page))
        if content is None:
            return StoredRecord(None, lack)
        try:
            record = Record(**{**content, "used": UsedData(**content["used"])})
        except (TypeError, KeyError):
            return StoredRecord(None, "other_form")
        if not conforms(record, Record):
            return StoredRecord(None, "other_form")
        return StoredRecord(record)

    def outputs(self, page: Path) -> dict[str, str]:
        """Return the digests of the files of the report with this page, as far as recorded."""
        content, _ = unsealed(self.place(page))
        outputs = (content or {}).get("outputs", {})
        return outputs if conforms(outputs, dict[str, str]) else {}

    def write(self, job: Job, record: Record) -> None:
        """Write the record of a report."""
        write_sealed(self.place(job.page), asdict(record))

    def forget(self, job: Job) -> None:
        """Delete the record of a report, so that the report is rendered again."""
        self.place(job.page).unlink(missing_ok=True)
