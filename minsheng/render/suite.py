"""Make many reports: those that must be made, in parallel, each on its own; and an index."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from minsheng.errors import MinshengError
from minsheng.files import require_writable
from minsheng.render import register
from minsheng.render.digests import keys
from minsheng.render.executors import executor
from minsheng.render.forms import printable
from minsheng.render.freshness import Judge, Judgement, Records, State
from minsheng.render.job import ALWAYS, INDEX_PAGE, Job
from minsheng.render.outputs import Outcome, keep, require_places
from minsheng.render.running.isolation import supervise
from minsheng.render.running.task import MEMORY_LIMIT, TIME_LIMIT, Made, Task
from minsheng.render.state import Hold, Lost, locked
from minsheng.text.language import say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@dataclass(frozen=True)
class Manner:
    """How reports are made.

    Parameters
    ----------
    workers
        How many at once on this machine.
    engine
        ``shell``: cells run in a process that has the imports already; ``kernel``: in a Jupyter
        kernel.
    force
        Whether to make also those of which nothing has changed.
    time_limit, memory_limit
        Seconds and bytes for each report.
    scheduler
        Address of a Dask scheduler that makes them; empty for this machine.
    wait
        Seconds to wait for another run in the same folder.
    asked
        What was asked, for the register.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    engine: str = "shell"
    force: bool = False
    time_limit: float = TIME_LIMIT
    memory_limit: int = MEMORY_LIMIT
    scheduler: str = ""
    wait: float = 0.0
    asked: Mapping[str, Any] = field(default_factory=dict)


USUAL = Manner()
# A worker elsewhere may have other packages that have no say; what it reads is in its record.
_SAME_EVERYWHERE = ("notebook", "word_template", "library", "fonts")


def judgements(
    todo: Sequence[Job], output: Path, manner: Manner = USUAL
) -> list[tuple[Job, Judgement]]:
    """Say of each report whether it must be made, and why; nothing is run or written.

    Parameters
    ----------
    todo
        The reports.
    output
        The folder of all reports.
    manner
        How they would be made.
    """
    records, judge = Records(output), Judge(manner.engine, manner.force)
    return [(job, judge.judge(job, records.read(job))) for job in todo]


def render(
    plan: Plan | Callable[[], Plan],
    todo: Sequence[Job],
    output: Path,
    manner: Manner = USUAL,
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
    manner
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
    with locked(output, manner.wait) as hold:
        return _Suite(plan, todo, output, manner, tell).run(hold)


class Unindexed(MinshengError):
    """The reports are made, but the pages that lead to them could not be written."""


class _Suite:
    """One run over many reports."""

    def __init__(
        self,
        plan: Plan | Callable[[], Plan],
        todo: Sequence[Job],
        output: Path,
        manner: Manner,
        tell: Callable[[Outcome], None],
    ) -> None:
        self.plan, self.todo, self.output, self.manner, self.tell = plan, todo, output, manner, tell
        self.records = Records(output)
        self.outcomes: dict[Path, Outcome] = {}

    def run(self, hold: Hold) -> list[Outcome]:
        self.hold = hold
        self.entry = register.begin(self.output, self.manner.asked)
        code = 1
        try:
            with ExitStack() as stack:
                wanted = list(self._wanted())
                if wanted:
                    pool = stack.enter_context(executor(self.manner.workers,
                                                        self.manner.scheduler))  # fmt: skip
                    futures = {pool.submit(supervise, self._task(job, judged)): (job, judged)
                               for job, judged in self._longest_first(wanted)}  # fmt: skip
                    self._collect(futures)
            code = 0 if all(outcome.ok for outcome in self.outcomes.values()) else 1
        except KeyboardInterrupt as error:
            code = getattr(error, "code", 130)
            raise
        finally:
            # Also after an interruption: what is finished is there and is found.
            try:
                looked = self._look()
                code = code or looked
                self.hold.require()
                self._index()
            except OSError as error:
                code = code or 1
                raise Unindexed(say("rendering.no_index", error=error.strerror)) from error
            except MinshengError:
                code = code or 1
                raise
            finally:
                self.entry.close(code)
        return self._ordered()

    def _wanted(self) -> Iterator[tuple[Job, Judgement]]:
        """Yield the reports to make; tell of the others."""
        for job, judged in judgements(self.todo, self.output, self.manner):
            if judged.state is State.FRESH:
                self._done(Outcome(job, 0.0, unchanged=True))
            else:
                yield job, judged

    def _task(self, job: Job, judged: Judgement) -> Task:
        manner, same = self.manner, {}
        if manner.scheduler:
            here = keys(job, manner.engine)
            same = {part: here[part] for part in _SAME_EVERYWHERE}
        return Task(job, manner.engine, judged.known, manner.time_limit, manner.memory_limit,
                    same)  # fmt: skip

    def _longest_first(
        self, wanted: Sequence[tuple[Job, Judgement]]
    ) -> list[tuple[Job, Judgement]]:
        """Begin with what takes longest, so that no worker is left with it at the end.

        A report that was never made is taken to be longer than any other, and the longer the more
        indicators it is about.
        """

        def length(each: tuple[Job, Judgement]) -> tuple[float, int]:
            record = self.records.read(each[0]).record
            return (record.seconds if record else float("inf")), each[0].size

        return sorted(wanted, key=length, reverse=True)

    def _collect(self, futures: dict[Future[Made], tuple[Job, Judgement]]) -> None:
        try:
            for future in as_completed(futures):
                self._take(future, futures)
                del future  # what is written need not be kept
        except Lost:
            raise
        except BaseException:
            for future in [one for one in futures if one.done() and not one.cancelled()]:
                self._take(future, futures)  # finished while we were interrupted
            raise

    def _take(
        self, future: Future[Made], futures: dict[Future[Made], tuple[Job, Judgement]]
    ) -> None:
        """Put a report in its place; whatever it has sent, it can only fail itself."""
        self.hold.require()
        job, judged = futures[future]
        try:
            made = future.result()
        except Exception as error:
            made = Made(error=say("rendering.lost", job.lang, error=printable(str(error))))
        try:
            outcome = keep(job, made, judged, self.records, self.manner.engine)
        except Exception as error:
            told = printable(f"{type(error).__name__}: {error}")
            words = made.error or say("rendering.not_kept", job.lang, error=told)
            outcome = Outcome(job, made.seconds, words, why=judged.text())
        futures.pop(future)
        self._done(outcome, made)

    def _done(self, outcome: Outcome, made: Made | None = None) -> None:
        self.outcomes[outcome.job.page] = outcome
        data = {"plan": str(outcome.job.about.get("fingerprint", ""))}
        if made:
            data["loaded"] = made.used.loaded
        self.entry.report(outcome, data)
        self.tell(outcome)

    def _look(self) -> int:
        """Look whether what was made is still there; return the exit code where it is not."""
        code = 0
        for outcome in [one for one in self._ordered() if one.ok]:
            job = outcome.job
            endings = dict.fromkeys((*ALWAYS, *(f".{name}" for name in job.formats)))
            gone = [path.name for path in map(job.beside, endings) if not path.is_file()]
            if gone:
                words = say("rendering.not_there", job.lang, files=", ".join(gone))
                self._done(replace(outcome, error=words, unchanged=False))
                code = 1
        return code

    def _ordered(self) -> list[Outcome]:
        return [self.outcomes[job.page] for job in self.todo if job.page in self.outcomes]

    def _index(self) -> None:
        """Write index and manifest, where anything has come of this run that they tell of."""
        ordered = self._ordered()
        pages = {outcome.job.page.parent / INDEX_PAGE for outcome in ordered}
        if not ordered or (all(each.unchanged for each in ordered)
                           and all(page.is_file() for page in pages)):  # fmt: skip
            return
        from minsheng.render.index import write_index
        from minsheng.render.manifest import write_manifest

        plan = self.plan() if callable(self.plan) else self.plan
        write_index(plan, ordered, self.output)
        write_manifest(plan, ordered, self.output)
