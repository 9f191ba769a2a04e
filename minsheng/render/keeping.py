"""Put the files of a report in their place, all or none; a failed one beside the last good one."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from minsheng.files import write_together, write_whole
from minsheng.language import say
from minsheng.render.failing import failure_page
from minsheng.render.freshness import Judgement
from minsheng.render.job import Job
from minsheng.render.keys import digest_of, keys
from minsheng.render.outcome import Outcome
from minsheng.render.records import Record, Records
from minsheng.render.running.made import PARTIAL, Made

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
    try:
        records.forget(job)
        write_together(files)
        for name in made.unmade:  # what lies there belongs to an older run
            job.beside(f".{name}").unlink(missing_ok=True)
        for ending in (FAILED_PAGE, FAILED_NOTEBOOK):
            job.beside(ending).unlink(missing_ok=True)
        if not made.unmade:
            records.write(job, _record(job, made, engine))
    except OSError as error:
        words = say("rendering.not_written", job.lang, error=error.strerror or error)
        return Outcome(job, made.seconds, words, why=why)
    return Outcome(job, made.seconds, unmade=made.unmade, why=why)


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
    partial: Path | None = None
    notebook = made.files.get(PARTIAL)
    with suppress(OSError):
        if notebook:
            write_whole(job.beside(FAILED_NOTEBOOK), notebook)
            partial = job.beside(FAILED_NOTEBOOK)
        write_whole(job.beside(FAILED_PAGE), failure_page(job, made.error, notebook))
    return Outcome(job, made.seconds, made.error, partial, why=why)
