"""Make all stale reports in parallel, each in its own process, and their index pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from contextlib import ExitStack
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from minsheng.errors import MinshengError
from minsheng.files import require_writable
from minsheng.render import run_log
from minsheng.render.digests import part_digests
from minsheng.render.executors import executor
from minsheng.render.freshness import Decision, FreshnessCheck, Records, State
from minsheng.render.job import ALWAYS, INDEX_PAGE, Job
from minsheng.render.outputs import Outcome, require_places, store
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import RunResult, Task
from minsheng.render.settings import DEFAULTS, FAILED, INTERRUPTED, RunSettings
from minsheng.render.state import FolderLock, Lost, locked
from minsheng.render.type_checks import printable
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


SAME_EVERYWHERE = ("notebook", "word_template", "library", "fonts")
"""Inputs whose digests must be equal on a worker of a cluster: see `minsheng.render.digests`."""


def decisions(
    todo: Sequence[Job], output: Path, settings: RunSettings = DEFAULTS
) -> list[tuple[Job, Decision]]:
    """Return for each report whether it must be rendered, and why; nothing is run or written."""
    records, check = Records(output), FreshnessCheck(settings.engine, settings.force)
    return [(job, check.decide(job, records.read(job))) for job in todo]


def render(
    plan: Plan | Callable[[], Plan],
    todo: Sequence[Job],
    output: Path,
    settings: RunSettings = DEFAULTS,
    *,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> list[Outcome]:
    """Make the reports that must be made, and their index pages.

    Parameters
    ----------
    plan
        The plan they are about, or how to load it: it is loaded only where something is made.
    todo
        From `minsheng.render.jobs`.
    output
        The folder of all reports.
    settings
        How they are made.
    tell
        Called with each outcome as it comes.

    Returns
    -------
    list of Outcome
        In the order of `todo`; a failed report does not stop the others.

    Raises
    ------
    BadInput
        When the output folder cannot be written to, a report would not lie in it (see
        `minsheng.render.outputs`), or there is no such scheduler; nothing has run.
    Busy
        When another run holds the folder.
    Lost
        When the folder was taken away, or another run has taken it, while this one was running.
    Unindexed
        When the reports could be written but not the pages that lead to them.
    """
    require_places(todo, output)
    require_writable(output)
    with locked(output, settings.wait) as hold:
        return _Suite(plan, todo, output, settings, tell).run(hold)


class Unindexed(MinshengError):
    """The reports are made, but the pages that lead to them could not be written."""

    exit_code = FAILED


class _Suite:
    """One run over many reports."""

    def __init__(
        self,
        plan: Plan | Callable[[], Plan],
        todo: Sequence[Job],
        output: Path,
        settings: RunSettings,
        tell: Callable[[Outcome], None],
    ) -> None:
        self.plan, self.todo, self.output = plan, todo, output
        self.settings, self.tell = settings, tell
        self.records = Records(output)
        self.outcomes: dict[Path, Outcome] = {}

    def run(self, hold: FolderLock) -> list[Outcome]:
        self.hold = hold
        self.entry = run_log.begin(self.output, self.settings.request)
        code = FAILED
        try:
            with ExitStack() as stack:
                wanted = list(self._wanted())
                if wanted:
                    settings = self.settings
                    pool = stack.enter_context(executor(settings.workers, settings.scheduler))
                    futures = {
                        pool.submit(supervise, self._task(job, decision)): (job, decision)
                        for job, decision in self._longest_first(wanted)
                    }
                    self._collect(futures)
            code = 0 if all(outcome.ok for outcome in self.outcomes.values()) else FAILED
        except KeyboardInterrupt as error:
            code = getattr(error, "code", INTERRUPTED)
            raise
        finally:
            # Also after an interruption: what is finished is there and is found.
            try:
                missing = self._require_files()
                code = code or missing
                self.hold.require()
                self._index()
            except OSError as error:
                code = code or FAILED
                raise Unindexed(say("rendering.no_index", error=error.strerror)) from error
            except MinshengError:
                code = code or FAILED
                raise
            finally:
                self.entry.close(code)
        return self._ordered()

    def _wanted(self) -> Iterator[tuple[Job, Decision]]:
        """Yield the stale reports; those that are fresh are done."""
        for job, decision in decisions(self.todo, self.output, self.settings):
            if decision.state is State.FRESH:
                record = self.records.read(job).record
                lost = record.warnings if record else ()
                self._done(Outcome(job, 0.0, unchanged=True, warnings=lost))
            else:
                yield job, decision

    def _task(self, job: Job, decision: Decision) -> Task:
        settings, same = self.settings, {}
        if settings.scheduler:
            here = part_digests(job, settings.engine)
            same = {part: here[part] for part in SAME_EVERYWHERE}
        return Task(
            job,
            settings.engine,
            decision.known,
            settings.time_limit,
            settings.memory_limit,
            same,
        )

    def _longest_first(self, wanted: Sequence[tuple[Job, Decision]]) -> list[tuple[Job, Decision]]:
        """Return the reports, those that took longest first, so that all workers end together.

        A report that was never made is taken to be longer than any other, and the longer the more
        indicators it is about.
        """

        def length(pair: tuple[Job, Decision]) -> tuple[float, int]:
            record = self.records.read(pair[0]).record
            return (record.seconds if record else float("inf")), pair[0].size

        return sorted(wanted, key=length, reverse=True)

    def _collect(self, futures: dict[Future[RunResult], tuple[Job, Decision]]) -> None:
        try:
            for future in as_completed(futures):
                self._store(future, futures)
                del future  # what is written need not be kept
        except Lost:
            raise
        except BaseException:
            finished = [future for future in futures if future.done() and not future.cancelled()]
            for future in finished:
                self._store(future, futures)  # finished while we were interrupted
            raise

    def _store(
        self, future: Future[RunResult], futures: dict[Future[RunResult], tuple[Job, Decision]]
    ) -> None:
        """Store the outcome of a report; a faulty result fails this report and no other."""
        self.hold.require()
        job, decision = futures[future]
        try:
            result = future.result()
        except Exception as error:
            result = RunResult(error=say("rendering.lost", job.lang, error=printable(str(error))))
        try:
            outcome = store(job, result, decision, self.records, self.settings.engine)
        except Exception as error:
            reason = printable(f"{type(error).__name__}: {error}")
            words = result.error or say("rendering.not_kept", job.lang, error=reason)
            outcome = Outcome(job, result.seconds, words, why=decision.text())
        futures.pop(future)
        self._done(outcome, result)

    def _done(self, outcome: Outcome, result: RunResult | None = None) -> None:
        self.outcomes[outcome.job.page] = outcome
        data = {"plan": str(outcome.job.about.get("fingerprint", ""))}
        if result:
            data["loaded"] = result.used.loaded
        self.entry.report(outcome, data)
        self.tell(outcome)

    def _require_files(self) -> int:
        """Mark each report with missing files as failed, and return the exit code."""
        code = 0
        for outcome in filter(attrgetter("ok"), self._ordered()):
            job = outcome.job
            endings = dict.fromkeys((*ALWAYS, *(f".{name}" for name in job.formats)))
            gone = [path.name for path in map(job.beside, endings) if not path.is_file()]
            if gone:
                words = say("rendering.not_there", job.lang, files=", ".join(gone))
                self._done(replace(outcome, error=words, unchanged=False))
                code = FAILED
        return code

    def _ordered(self) -> list[Outcome]:
        return [self.outcomes[job.page] for job in self.todo if job.page in self.outcomes]

    def _index(self) -> None:
        """Write index and manifest, unless nothing has changed since they were written."""
        ordered = self._ordered()
        pages = {outcome.job.page.parent / INDEX_PAGE for outcome in ordered}
        unchanged = all(outcome.unchanged for outcome in ordered)
        if not ordered or (unchanged and all(page.is_file() for page in pages)):
            return
        from minsheng.render.index import write_index
        from minsheng.render.manifest import write_manifest

        plan = self.plan() if callable(self.plan) else self.plan
        rewritten = write_index(plan, ordered, self.output)
        write_manifest(plan, ordered, self.output, rewritten)
