"""Runs: one run of ``minsheng render``, the list of past runs, and the pruning of their folder."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from minsheng.cli import options
from minsheng.cli.boundary import Terminated
from minsheng.cli.main import main
from minsheng.cli.streams import Screen, echo_json
from minsheng.errors import MinshengError
from minsheng.places import reports_folder
from minsheng.render.settings import FAILED, INTERRUPTED, KEPT_RUNS, MIB, OUTCOMES, RunSettings
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.render.notices import Summary
    from minsheng.render.outputs import Outcome
    from minsheng.render.request import ReportList


@main.command()
@options.output
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every run with its reports.")
@click.option(
    "--last", type=click.IntRange(1), default=20, show_default=True, help="How many runs."
)
@options.lang
def runs(output: Path | None, last: int, *, as_json: bool) -> None:
    """List the runs of a folder of reports, the last first."""
    import json

    from minsheng.render import run_log

    listed = run_log.runs(output or reports_folder())[:last]
    if as_json:
        records = [{**asdict(run), "path": str(run.path), "state": run.state} for run in listed]
        echo_json(json.dumps(records, ensure_ascii=False, indent=1))
        return
    for run in listed:
        seconds = run.end.get("seconds")
        line = say(
            "rendering.run_line",
            number=run.number,
            began=run.about.get("began", "?"),
            host=run.about.get("host", "?"),
            state=say(f"rendering.run_{run.state}", code=run.end.get("exit")),
            **{state: run.count(state) for state in OUTCOMES},
            seconds=say("rendering.run_seconds", n=f"{seconds:.1f}") if seconds else "",
        )
        click.echo(line)
        if run.broken:
            click.echo(say("rendering.run_broken", n=run.broken))
    if not listed:
        click.echo(say("rendering.no_runs"))


@main.command()
@options.output
@click.option(
    "--keep-runs",
    type=click.IntRange(1),
    default=KEPT_RUNS,
    show_default=True,
    help="How many runs of the register stay.",
)
@click.option(
    "--size-limit",
    type=click.IntRange(0),
    default=None,
    metavar="MIB",
    help="Take away reports of the earliest periods until the folder is not larger; the "
    "last good report of each kind stays.",
)
@click.option("--dry-run", is_flag=True, help="Say what would go, and take nothing away.")
@options.lang
def prune(output: Path | None, keep_runs: int, size_limit: int | None, *, dry_run: bool) -> None:
    """Take away what broken runs have left, old runs, and, to fit, reports of early periods."""
    from minsheng.render import pruning

    most = None if size_limit is None else size_limit * MIB
    folder = output or reports_folder()
    pruned = pruning.prune(folder, keep_runs=keep_runs, most=most, dry=dry_run)
    key, size = "would_prune" if dry_run else "pruned", f"{pruned.freed / MIB:.1f} MiB"
    click.echo(say(f"rendering.{key}", n=len(pruned.paths), size=size))
    if dry_run:
        click.echo("\n".join(map(str, pruned.paths)))
    if most is not None and pruned.remaining > most:
        size = f"{pruned.remaining / MIB:.1f} MiB"
        click.echo(say("rendering.still_too_large", size=size))


@dataclass
class RenderRun:
    """One run of the command over all lists of reports."""

    lists: Sequence[ReportList]  # from `minsheng.render.request.list_reports`
    settings: RunSettings  # how the reports are made
    targets: Sequence[str]  # whom to notify at the end; see `minsheng.render.notices`
    explain: bool  # whether to print of each report why it is made or not
    outcomes: dict[Path, Outcome] = field(default_factory=dict)
    started: dt.datetime = field(default_factory=lambda: dt.datetime.now().astimezone())

    def run(self) -> int:
        """Make the reports, print how it went, notify, and return the exit code."""
        from minsheng.render.job import INDEX_PAGE

        if isinstance(sys.stdout, Screen):  # the work is in the reports, not in what is printed
            sys.stdout.messages = True
        started = time.monotonic()
        stopped, code = self._make()
        failed = [outcome for outcome in self.outcomes.values() if not outcome.ok]
        code = code or (FAILED if failed else 0)
        if stopped:
            click.echo(stopped, err=True)
        for outcome in failed:
            name, error = outcome.job.name, outcome.words
            click.echo(say("labels.report_failed", name=name, error=error), err=True)
            if outcome.partial:
                click.echo(say("labels.partial", path=outcome.partial), err=True)
        for outcome in self.outcomes.values():
            for warning in outcome.warnings:
                words = say("labels.report_warning", name=outcome.job.name, warning=warning)
                click.echo(words, err=True)
        last = self.lists[-1]
        states = Counter(outcome.state for outcome in self.outcomes.values())
        counts = {state: states[state] for state in OUTCOMES}
        index = str(last.output / last.plan / INDEX_PAGE) if self.outcomes else ""
        key = "done" if index else "done_nowhere"
        click.echo(say(f"rendering.{key}", **counts, path=index))
        if self.targets:
            failures = [(outcome.job.name, outcome.words) for outcome in failed]
            self._notify(
                **counts,
                seconds=time.monotonic() - started,
                failures=(*failures, *([("", stopped)] if stopped else [])),
                index=index,
                exit_code=code,
            )
        return code

    def _make(self) -> tuple[str, int]:
        """Make the reports; return why the run was stopped (or empty), and the exit code."""
        total = sum(len(reports.jobs) for reports in self.lists)
        try:
            with _progress(total, explain=self.explain) as show:
                kinds = self._kinds_of_targets()
                for reports in self.lists:
                    self._make_list(reports, kinds, show)
        except KeyboardInterrupt as error:
            if isinstance(error, Terminated):
                return say("rendering.terminated"), error.code
            return say("labels.interrupted"), INTERRUPTED
        except MinshengError as error:
            return str(error), error.exit_code
        return "", 0

    def _kinds_of_targets(self) -> list[str]:
        """Return the kinds of the targets for the log: addresses and arguments are secret."""
        if not self.targets:
            return []
        from minsheng.render.notices import check_targets

        return [target.channel.kind for target in check_targets(self.targets)]

    def _make_list(
        self, reports: ReportList, kinds: Sequence[str], show: Callable[[Outcome], None]
    ) -> None:
        """Make the reports of a list; outcomes are kept also when the run is stopped."""
        from minsheng.render.suite import render

        def done(outcome: Outcome) -> None:
            self.outcomes[outcome.job.page] = outcome  # the last of a report counts
            show(outcome)

        settings = {**asdict(self.settings), "notify": list(kinds)}
        del settings["request"]
        request = {**reports.request.record(), **settings}
        settled = replace(self.settings, request=request)
        render(reports.load, reports.jobs, reports.output, settled, tell=done)

    def _notify(self, **result: Any) -> None:  # noqa: ANN401  the fields of a Summary
        from minsheng.render.notices import Summary
        from minsheng.render.run_log import runs

        known = runs(self.lists[-1].output)
        titles = dict.fromkeys(reports.title for reports in self.lists)
        summary = Summary(
            plan=say("labels.format_unmade_stop").join(titles),
            run=str(known[0].number) if known else "",
            started=self.started,
            **result,
        )
        tell(self.targets, summary)


def tell(targets: Sequence[str], summary: Summary) -> None:
    """Notify the targets of how a run ended, and print whom that did not reach."""
    from minsheng.render.notices import notify

    for failure in notify(targets, summary, current()):
        click.echo(say("rendering.notice_failed", text=failure), err=True)


@contextmanager
def _progress(total: int, *, explain: bool) -> Iterator[Callable[[Outcome], None]]:
    """Show each report: by a bar with the time left on a terminal, by a plain line elsewhere."""
    if sys.stderr.isatty() and not explain:
        from tqdm import tqdm

        terminal = getattr(sys.stderr, "beneath", sys.stderr)  # the bar moves the cursor
        with tqdm(total=total, unit="", dynamic_ncols=True, file=terminal) as bar:
            yield lambda _: bar.update()
    else:
        yield lambda outcome: click.echo(_line(outcome, explain=explain), err=True)


def _line(outcome: Outcome, *, explain: bool) -> str:
    name, seconds = outcome.job.name, f"{outcome.seconds:.1f}"
    warned = outcome.made and outcome.ok and outcome.warnings
    state = "warned" if warned else outcome.state
    line = say(f"rendering.report_{state}", name=name, error=outcome.words, seconds=seconds)
    if not explain:
        return line
    return say("rendering.because", line=line, why=outcome.why or say("rendering.nothing_changed"))
