"""Put the files of a report in their place, all or none; a failed one beside the last good one."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from minsheng.files import PartlyReplaced, write_together
from minsheng.render.failing import failure_page
from minsheng.render.forms import printable
from minsheng.render.freshness import Judgement
from minsheng.render.job import Job
from minsheng.render.keys import digest_of, keys
from minsheng.render.outcome import Outcome
from minsheng.render.records import Record, Records
from minsheng.render.running.made import PARTIAL, Made
from minsheng.text.language import say

FAILED_PAGE, FAILED_NOTEBOOK = ".failed.html", ".failed.ipynb"


def keep(job: Job, made: Made, judged: Judgement, records: Records, engine: str) -> Outcome:
    """Write what was made and what it was made from; return what became of the report.

    Parameters
    ----------
    job, made
        The report, and what came of its run.
    judged
        Why it was made.
    records
        Where to note what it was made from.
    engine
        Which engine ran it.
    """
    why = judged.text()
    if made.unchanged:
        _renew(job, made, records)
        told = say("rendering.same_data", why=why)
        return Outcome(job, made.seconds, unchanged=True, why=told)
    if made.error:
        return _failed(job, made, why)
    files = {job.beside(ending): content for ending, content in made.files.items()}
    # What lies there of a format that could not be made, or of a failure, is of an older run.
    older = (*(f".{name}" for name in made.unmade), FAILED_PAGE, FAILED_NOTEBOOK)
    gone = [job.beside(ending) for ending in older]
    try:
        # A run that is killed in the middle leaves a report without a record: it is made anew.
        records.forget(job)
        write_together(files, gone)
    except PartlyReplaced as error:
        cause, new = _words(error.__cause__), printable(error.strerror or "")
        words = say("rendering.partly_written", job.lang, error=cause, files=new)
        return Outcome(job, made.seconds, words, why=why)
    except OSError as error:
        words = say("rendering.not_written", job.lang, error=_words(error))
        return Outcome(job, made.seconds, words, why=why)
    if not made.unmade:
        with suppress(OSError):  # the report is there; without a record it is made anew
            records.write(job, _record(job, made, engine))
    return Outcome(job, made.seconds, unmade=made.unmade, why=why)


def _words(error: BaseException | None) -> str:
    return printable(str(getattr(error, "strerror", None) or error))


def _record(job: Job, made: Made, engine: str) -> Record:
    outputs = {ending: digest_of(content) for ending, content in made.files.items()}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    return Record(keys(job, engine), made.used, outputs, round(made.seconds, 3), now)


def _renew(job: Job, made: Made, records: Records) -> None:
    """Note that the report is as good with the files as they are now."""
    record = records.read(job).record
    if record is None:
        return
    used = made.used
    same = type(used)(used.loaded, used.before, record.used.after, used.elsewhere)
    with suppress(OSError):
        records.write(job, Record(record.keys, same, record.outputs, record.seconds, record.made))


def _failed(job: Job, made: Made, why: str) -> Outcome:
    """Put a page beside the last good report that says what went wrong, if the disk takes it."""
    partial: Path | None = job.beside(FAILED_NOTEBOOK)
    notebook = made.files.get(PARTIAL)
    files: dict[Path, str | bytes] = {job.beside(FAILED_NOTEBOOK): notebook} if notebook else {}
    files[job.beside(FAILED_PAGE)] = failure_page(job, made.error, notebook)
    try:
        write_together(files, () if notebook else [job.beside(FAILED_NOTEBOOK)])
    except OSError:
        partial = None
    return Outcome(job, made.seconds, made.error, partial if notebook else None, why=why)
