"""The commands that make reports: list them, make them, report as they go, notify at the end."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minsheng.cli.boundary import Terminated
from minsheng.cli.main import OBSERVATIONS, main, parse_parameter, reporting_errors, source_of
from minsheng.cli.streams import Screen
from minsheng.errors import MinshengError
from minsheng.places import reports_folder
from minsheng.render.settings import (
    BUSY,
    DEFAULTS,
    ENGINES,
    FAILED,
    FAULTY,
    INTERRUPTED,
    MIB,
    TERMINATED,
    RunSettings,
)
from minsheng.text.language import current, listing, say
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.render.outputs import Outcome
    from minsheng.render.request import ReportList, Request

F = TypeVar("F", bound=Callable[..., Any])
_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


def _run_options(command: F) -> F:
    """Add the options that say how reports are made: the fields of `RunSettings`, and others."""
    for option in (
        click.option(
            "--notify",
            "targets",
            multiple=True,
            metavar="TARGET",
            help="Tell a command, a robot, an address or a mailbox how it ended "
            "(repeatable; docs/scheduling.md).",
        ),
        click.option(
            "--scheduler",
            default=DEFAULTS.scheduler,
            metavar="tcp://…",
            help="Make the reports on the workers of a Dask cluster.",
        ),
        click.option(
            "--wait",
            type=click.FloatRange(0),
            default=DEFAULTS.wait,
            metavar="SECONDS",
            help="Wait for another run in the same folder; else it is refused.",
        ),
        click.option(
            "--memory-limit",
            type=click.IntRange(0),
            default=DEFAULTS.memory_limit // MIB,
            show_default=True,
            metavar="MIB",
            callback=lambda _, __, mebibytes: mebibytes * MIB,
            help="Memory that a report may take; 0 for any.",
        ),
        click.option(
            "--time-limit",
            type=click.FloatRange(0, min_open=True),
            default=DEFAULTS.time_limit,
            show_default=True,
            metavar="SECONDS",
            help="Time that a report may take.",
        ),
        click.option(
            "--engine",
            type=click.Choice(ENGINES),
            default=DEFAULTS.engine,
            show_default=True,
            help="Cells run in a shell, or in a Jupyter kernel.",
        ),
        click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing."),
        click.option("--explain", is_flag=True, help="Say of each report why it is made or not."),
        click.option("--force", is_flag=True, help="Make also what would come out the same."),
        click.option(
            "--jobs",
            "-j",
            "workers",
            type=click.IntRange(1),
            default=DEFAULTS.workers,
            help="How many reports at once.",
        ),
        click.option("--output", "-o", type=_FOLDER, help="Folder of all reports."),
    ):
        command = option(command)
    return command


@main.command()
@click.option("--plan", "plans", multiple=True, help="A plan's id or its folder (repeatable).")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable).")
@click.option("--indicator", "-i", multiple=True, help="For reports of one (repeatable).")
@click.option(
    "--period",
    multiple=True,
    help="Report period, such as 2019H1, or auto: those that the plan's reporting "
    "calendar wants today (repeatable).",
)
@click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
@click.option("--observations", default="", help=OBSERVATIONS)
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@click.option(
    "--set",
    "extra",
    multiple=True,
    metavar="NAME=VALUE",
    help="A further parameter of the notebooks (repeatable).",
)
@click.option(
    "--notebooks",
    "folder",
    help="Folder of the notebooks; else those that ship.",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, "all"]),
    help="A format besides the HTML page (repeatable).",
)
@click.option(
    "--word-template", "template", type=_FILE, help="A Word file whose page and styles win."
)
@click.option(
    "--matrix",
    type=_FILE,
    metavar="FILE.toml",
    help="Read what to render from a file instead (docs/scheduling.md).",
)
@_run_options
def render(  # noqa: PLR0913  one argument an option
    plans: tuple[str, ...],
    notebook: tuple[str, ...],
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    period: tuple[str, ...],
    as_of: str,
    observations: str,
    langs: tuple[str, ...],
    extra: tuple[str, ...],
    folder: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    matrix: Path | None,
    **options: Any,  # noqa: ANN401  see _run_options
) -> None:
    """Render notebooks × programmes × periods × languages into reports with an index page."""
    from minsheng.render.matrix_file import read_matrix
    from minsheng.render.request import Request

    axes = (plans, notebook, programme, indicator, period, as_of, observations, extra, formats)
    if matrix and any((*axes, folder, template)):
        raise click.UsageError(say("rendering.matrix_alone"))
    with reporting_errors():
        if matrix:
            requests = read_matrix(matrix)
        else:
            request = Request(
                notebooks=notebook,
                programmes=programme,
                indicators=indicator,
                periods=period,
                as_of=as_of,
                observations=source_of(observations),
                langs=langs,
                extra=tuple(map(parse_parameter, extra)),
                formats=tuple(FORMATS) if "all" in formats else formats,
                word_template=template,
                folder=folder,
            )
            requests = tuple(replace(request, plan=plan) for plan in plans or ("",))
    _render(requests, **options)


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@_run_options
def demo(
    plan: str,
    notebook: tuple[str, ...],
    langs: tuple[str, ...],
    output: Path | None,
    **options: Any,  # noqa: ANN401  see _run_options
) -> None:
    """Render the whole suite with a made-up ledger, marked as such, and write that ledger."""
    import minsheng
    from minsheng.demo import write
    from minsheng.render.job import DEMO, folder_of
    from minsheng.render.outputs import require_inside
    from minsheng.render.request import Request

    target = output or reports_folder()
    if not options["dry_run"]:
        with reporting_errors():
            whole = minsheng.load_plan(plan)
            folder = folder_of(target, DEMO) / whole.facts.plan / "演示"
            require_inside([folder], target)
            paths = write(whole, folder)
            click.echo("\n".join([say("demo.written"), *map(str, paths)]))
    _render((Request(plan, notebook, observations=DEMO, langs=langs),), output=target, **options)


def _render(requests: tuple[Request, ...], *, output: Path | None, **options: Any) -> None:  # noqa: ANN401
    """Check all that is asked, make it, say how it went, and end the process."""
    from minsheng.render.request import list_reports, require_distinct_pages
    from minsheng.render.running.isolation import warm_up

    target = output or reports_folder()
    names = {item.name for item in fields(RunSettings)}
    settings = RunSettings(**{name: options[name] for name in options.keys() & names})
    with reporting_errors():
        if options["targets"]:
            from minsheng.render.notices import check_targets

            check_targets(options["targets"])
        # Processes get warm in the background while the plans are read.
        idle = options["dry_run"] or settings.scheduler
        prepare = (lambda: None) if idle else warm_up
        lists = [list_reports(request, target, before_loading=prepare) for request in requests]
        require_distinct_pages(lists)
        _name_other_notebooks(requests)
        if options["dry_run"]:
            _print_decisions(lists, settings)
            return
    sys.exit(_Run(lists, settings, options["targets"], explain=options["explain"]).run())


def _name_other_notebooks(requests: tuple[Request, ...]) -> None:
    """Name the files that are no templates, where all templates of a folder are rendered."""
    from minsheng.render.job import other_notebooks

    folders = dict.fromkeys(request.folder for request in requests if not request.notebooks)
    names = [name for folder in folders for name in other_notebooks(folder)]
    if names:
        click.echo(say("rendering.passed_over", names=listing(names)), err=True)


def _print_decisions(lists: list[ReportList], settings: RunSettings) -> None:
    """Print of each report whether it would be made, and why."""
    from minsheng.render.suite import decisions

    for reports in lists:
        for job, decision in decisions(reports.jobs, reports.output, settings):
            line = say(f"rendering.dry_{decision.state.value}", name=job.name)
            why = decision.text() or say("rendering.nothing_changed")
            click.echo(say("rendering.because", line=line, why=why))


@dataclass
class _Run:
    """One run of the command over all lists of reports.

    Parameters
    ----------
    lists
        From `minsheng.render.request.list_reports`.
    settings
        How the reports are made.
    targets
        Whom to notify at the end; see `minsheng.render.notices`.
    explain
        Whether to print of each report why it is made or not.
    """

    lists: Sequence[ReportList]
    settings: RunSettings
    targets: Sequence[str]
    explain: bool
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
        last = self.lists[-1]
        states = Counter(outcome.state for outcome in self.outcomes.values())
        counts = {state: states[state] for state in ("made", "unchanged", "failed")}
        index = str(last.output / last.plan / INDEX_PAGE)
        click.echo(say("rendering.done", **counts, path=index))
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
        """Make the reports; return what stopped the run as a whole, if anything, and a code."""
        total = sum(len(reports.jobs) for reports in self.lists)
        try:
            with _progress(total, explain=self.explain) as show:
                kinds = self._kinds_of_targets()
                for reports in self.lists:
                    self._make_list(reports, kinds, show)
        except KeyboardInterrupt as error:
            if isinstance(error, Terminated):
                return say("rendering.terminated"), TERMINATED
            return say("labels.interrupted"), INTERRUPTED
        except MinshengError as error:
            return str(error), _exit_code(error)
        return "", 0

    def _kinds_of_targets(self) -> list[str]:
        """Return what the register may hold of the targets: addresses and arguments are secret."""
        if not self.targets:
            return []
        from minsheng.render.notices import check_targets

        return [target.channel.kind for target in check_targets(self.targets)]

    def _make_list(
        self, reports: ReportList, kinds: Sequence[str], show: Callable[[Outcome], None]
    ) -> None:
        """Make the reports of a list; what is finished is kept also when the run is stopped."""
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
        from minsheng.render.notices import Summary, notify
        from minsheng.render.register import runs

        known = runs(self.lists[-1].output)
        titles = dict.fromkeys(reports.title for reports in self.lists)
        summary = Summary(
            plan=say("labels.format_unmade_stop").join(titles),
            run=str(known[0].number) if known else "",
            started=self.started,
            **result,
        )
        for failure in notify(self.targets, summary, current()):
            click.echo(say("rendering.notice_failed", text=failure), err=True)


def _exit_code(error: MinshengError) -> int:
    from minsheng.render.state import Busy, Lost
    from minsheng.render.suite import Unindexed

    if isinstance(error, Busy):
        return BUSY
    return FAILED if isinstance(error, Unindexed | Lost) else FAULTY


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
    line = say(f"rendering.report_{outcome.state}", name=name, error=outcome.words, seconds=seconds)
    if not explain:
        return line
    return say("rendering.because", line=line, why=outcome.why or say("rendering.nothing_changed"))
