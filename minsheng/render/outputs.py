"""The files of a report: where they may lie, how they are written, and the outcome of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from minsheng.errors import BadInput, Fault
from minsheng.files import WINDOWS_DEVICES, PartlyReplaced, is_inside, write_together
from minsheng.loading import DEMO
from minsheng.render.digests import digest_of, part_digests
from minsheng.render.edited import endings_beside_edited, is_beside, is_edited
from minsheng.render.freshness import Decision, Record, Records
from minsheng.render.job import INDEX_PAGE, Job
from minsheng.render.running.redaction import Redaction
from minsheng.render.running.task import PARTIAL, RunResult
from minsheng.render.state import STATE, utc_now
from minsheng.render.type_checks import printable
from minsheng.text.language import listing, say, using
from minsheng.writers import ENDINGS, REPORT_FILES

FAILED_PAGE, FAILED_NOTEBOOK = ".failed.html", ".failed.ipynb"


@dataclass(frozen=True)
class Outcome:
    """The result of one report in a run."""

    job: Job  # the report
    seconds: float  # how long it took
    error: str = ""  # what went wrong, or empty
    partial: Path | None = None  # the notebook as far as it came, where it failed
    # The formats that could not be made of a notebook that ran well, each with what went wrong.
    unmade: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False  # whether the report of an earlier run was kept
    # Why it was made, or why it was not, in words; empty where nothing it depends on changed.
    why: str = ""
    warnings: Sequence[str] = ()  # what it cannot show of what its notebook holds, in words

    @property
    def ok(self) -> bool:
        """Whether the report was made, or is unchanged, without an error in any format."""
        return not self.error and not self.unmade

    @property
    def made(self) -> bool:
        """Whether the report was made in this run, though perhaps not in every format."""
        return not self.error and not self.unchanged

    @property
    def state(self) -> str:
        """One word: ``made``, ``unchanged`` or ``failed``."""
        return "failed" if not self.ok else "unchanged" if self.unchanged else "made"

    @property
    def words(self) -> str:
        """What went wrong, or empty."""
        lang = self.job.lang
        labels = {file.name: file.label[lang] for file in REPORT_FILES if file.label}
        unmade = [
            say("labels.format_unmade", lang, format=labels[name], error=error)
            for name, error in self.unmade.items()
        ]
        return self.error or say("labels.format_unmade_stop", lang).join(unmade)


def store(
    job: Job, result: RunResult, decision: Decision, records: Records, engine: str
) -> Outcome:
    """Write the files of a report, all or none, and its record; return the outcome.

    The page and the partial notebook of a failed report go beside the last good ones.

    `decision` says why it was made, `engine` which engine ran it.
    """
    why = decision.text()
    if result.unchanged:
        lost = _renew_record(job, result, records)
        same = say("rendering.same_data", why=why)
        return Outcome(job, result.seconds, unchanged=True, why=same, warnings=lost)
    if result.error:
        return _store_failure(job, result, why)
    record = records.read(job).record
    known = record.outputs if record else {}
    result = _beside_edited(job, result, known)
    files = {job.beside(ending): content for ending, content in result.files.items()}
    # What lies there of a format that could not be made, or of a failure, is of an older run.
    beside = (ending for ending in known if ending not in result.files and is_beside(ending))
    older = (*(f".{name}" for name in result.unmade), *beside, FAILED_PAGE, FAILED_NOTEBOOK)
    outdated = [
        job.beside(ending)
        for ending in older
        if not is_edited(job.beside(ending), known.get(ending, ""))
    ]
    try:
        # A run that is killed in the middle leaves a report without a record: it is made anew.
        records.forget(job)
        write_together(files, outdated)
    except PartlyReplaced as error:
        cause, new = _reason(error.__cause__), printable(error.strerror or "")
        words = say("rendering.partly_written", job.lang, error=cause, files=new)
        return Outcome(job, result.seconds, words, why=why)
    except OSError as error:
        words = say("rendering.not_written", job.lang, error=_reason(error))
        return Outcome(job, result.seconds, words, why=why)
    if not result.unmade:
        with suppress(OSError):  # the report is there; without a record it is made anew
            records.write(job, _record(job, result, engine))
    return Outcome(job, result.seconds, unmade=result.unmade, why=why, warnings=result.warnings)


def _beside_edited(job: Job, result: RunResult, known: Mapping[str, str]) -> RunResult:
    """Return a result whose files replace none that somebody has written in, and say which."""
    endings = {ending: endings_beside_edited(job, ending, known) for ending in result.files}
    files = {endings[ending][-1]: content for ending, content in result.files.items()}
    told = [
        say(
            "rendering.edited_kept",
            job.lang,
            n=len(edited),
            name=listing([job.beside(one).name for one in edited], job.lang),
            new=job.beside(new).name,
        )
        for *edited, new in endings.values()
        if edited
    ]
    return replace(result, files=files, warnings=(*result.warnings, *told))


def _reason(error: BaseException | None) -> str:
    return printable(str(getattr(error, "strerror", None) or error))


def _record(job: Job, result: RunResult, engine: str) -> Record:
    outputs = {ending: digest_of(content) for ending, content in result.files.items()}
    return Record(
        part_digests(job, engine),
        result.used,
        outputs,
        round(result.seconds, 3),
        utc_now(),
        result.warnings,
    )


def _renew_record(job: Job, result: RunResult, records: Records) -> Sequence[str]:
    """Update the recorded input files of an unchanged report, and return its warnings."""
    record = records.read(job).record
    if record is None:
        return ()
    used = replace(result.used, after=record.used.after)
    with suppress(OSError):
        records.write(job, replace(record, used=used))
    return record.warnings


def _store_failure(job: Job, result: RunResult, why: str) -> Outcome:
    """Write the page about a failure beside the last good report, if possible."""
    partial: Path | None = job.beside(FAILED_NOTEBOOK)
    notebook = result.files.get(PARTIAL)
    files: dict[Path, str | bytes] = {job.beside(FAILED_NOTEBOOK): notebook} if notebook else {}
    files[job.beside(FAILED_PAGE)] = _failure_page(job, result.error, notebook)
    try:
        write_together(files, () if notebook else [job.beside(FAILED_NOTEBOOK)])
    except OSError:
        partial = None
    return Outcome(job, result.seconds, result.error, partial if notebook else None, why=why)


def _failure_page(job: Job, error: str, notebook: bytes | None) -> str:
    """Return the page of a failed report: the error, the last good report, the cells that ran."""
    from minsheng.writers.html.page import Page, render_page

    parameters = {"notebook": job.notebook.name, **job.parameters}
    redaction = Redaction(job, job.page.parent)
    with using(job.lang):
        page = Page(
            job.lang,
            say("rendering.failed_title", title=job.title),
            eyebrow=job.eyebrow,
            index=INDEX_PAGE,
            synthetic=job.parameters.get("observations") == DEMO,
        )
        return render_page(
            page,
            "failure.html",
            error=error,
            last_good=job.page.name if job.page.is_file() else "",
            report_title=job.title,
            parameters=[(name, redaction.text(str(value))) for name, value in parameters.items()],
            cells=_cells(notebook) if notebook else None,
        )


def _cells(notebook: bytes) -> list[dict[str, Any]]:
    """Return heading, source and outputs of each code cell, as text; drawings are left out."""
    import nbformat

    cells = []
    every = nbformat.reads(notebook.decode(), as_version=4).cells
    for number, cell in enumerate((cell for cell in every if cell.cell_type == "code"), 1):
        failed = any(output.output_type == "error" for output in cell.outputs)
        state = "open" if cell.execution_count is None else "failed" if failed else "done"
        heading = say(f"rendering.cell_{state}", n=number)
        outputs = [_text_of_output(output) for output in cell.outputs]
        cells.append({"heading": heading, "source": cell.source, "outputs": outputs})
    return cells


def _text_of_output(output: object) -> str:
    """Return an output as text."""
    from nbconvert.filters import strip_ansi

    fields = dict(output)  # type: ignore[call-overload]  # nbformat's nodes are dictionaries
    if fields["output_type"] == "error":
        return _cut(strip_ansi("\n".join(fields["traceback"])))
    if fields["output_type"] == "stream":
        return str(fields["text"])
    return str(fields["data"].get("text/plain", ""))


def _cut(text: str) -> str:
    """Return a text, shortened to its beginning and its end where it is very long."""
    half = _LONGEST_TRACEBACK // 2
    return text if len(text) <= 2 * half else f"{text[:half]}\n…\n{text[-half:]}"


_LONGEST_TRACEBACK = 20_000  # characters
_LONGEST_NAME = 255 - max(map(len, ENDINGS))  # bytes
# What Windows refuses in a name, and what has a meaning of its own in a link.
_REFUSED = re.compile(r'[<>:"/\\|?*#%\x00-\x1f\x7f]|^[. ]|[. ]$')


def require_places(todo: Iterable[Job], output: Path) -> None:
    """Refuse reports that cannot be written where they belong, before any notebook runs.

    `BadInput` has every report whose page, links followed, would lie outside `output`, would
    replace a page that the suite writes itself, or has a name that some system does not take.
    """
    jobs = list(todo)
    require_inside([output / STATE, *(job.page.parent for job in jobs)], output)
    faults = [fault for job in jobs for fault in _faults_of_name(job)]
    if faults:
        raise BadInput(dict.fromkeys(faults))


def require_inside(folders: Iterable[Path], output: Path) -> None:
    """Raise `BadInput` unless all folders, links followed, lie in the folder of all reports."""
    faults = [
        Fault("rendering.folder_outside", found=str(folder))
        for folder in dict.fromkeys(folders)
        if not is_inside(folder, output)
    ]
    if faults:
        raise BadInput(faults)


def _faults_of_name(job: Job) -> Iterator[Fault]:
    name, stem = job.page.name.casefold(), job.page.stem.casefold()
    if name == INDEX_PAGE or name.endswith(FAILED_PAGE):
        yield Fault("rendering.page_taken", found=job.name)
    elif (
        _REFUSED.search(stem)
        or stem.partition(".")[0] in WINDOWS_DEVICES
        or len(stem.encode("utf-8", "surrogateescape")) > _LONGEST_NAME
    ):
        yield Fault("rendering.page_name", found=job.name)
