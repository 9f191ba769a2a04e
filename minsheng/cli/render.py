"""The commands that make reports: they list what is asked for, check it, and run it."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minsheng.cli import completion, options
from minsheng.cli.main import main, source_of
from minsheng.cli.runs import RenderRun, tell
from minsheng.errors import MinshengError
from minsheng.places import reports_folder
from minsheng.render.settings import DEFAULTS, ENGINES, FAILED, MIB, RunSettings
from minsheng.text.language import listing, say
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.render.request import ReportList, Request

F = TypeVar("F", bound=Callable[..., Any])


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
        options.output,
    ):
        command = option(command)
    return command


@main.command()
@click.option(
    "--plan",
    "plans",
    multiple=True,
    shell_complete=completion.plans,
    help="A plan's id or its folder (repeatable).",
)
@options.notebook
@options.programme
@click.option(
    "--indicator",
    "-i",
    multiple=True,
    shell_complete=completion.indicators,
    help="For reports of one (repeatable).",
)
@click.option(
    "--period",
    multiple=True,
    help="Report period, such as 2019H1, or auto: those that the plan's reporting "
    "calendar wants today (repeatable).",
)
@options.as_of
@options.observations
@options.languages
@options.parameters
@options.notebooks
@click.option(
    "--to",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, "all"]),
    help="A format besides the HTML page (repeatable).",
)
@click.option(
    "--word-template", "template", type=options.FILE, help="A Word file whose page and styles win."
)
@click.option(
    "--matrix",
    type=options.FILE,
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
    extra: tuple[tuple[str, options.Value], ...],
    folder: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
    matrix: Path | None,
    **run_options: Any,  # noqa: ANN401  see _run_options
) -> None:
    """Render notebooks × programmes × periods × languages into reports with an index page."""
    from minsheng.render.matrix_file import read_matrix
    from minsheng.render.request import Request

    axes = (plans, notebook, programme, indicator, period, as_of, observations, extra, formats)
    if matrix and any((*axes, folder, template)):
        raise click.UsageError(say("rendering.matrix_alone"))
    if matrix:
        with _told_if_refused(matrix.name, **run_options):
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
            extra=extra,
            formats=tuple(FORMATS) if "all" in formats else formats,
            word_template=template,
            folder=folder,
        )
        requests = tuple(replace(request, plan=plan) for plan in plans or ("",))
    _render(requests, **run_options)


@main.command()
@options.plan
@options.notebook
@options.languages
@_run_options
def demo(
    plan: str,
    notebook: tuple[str, ...],
    langs: tuple[str, ...],
    output: Path | None,
    **run_options: Any,  # noqa: ANN401  see _run_options
) -> None:
    """Render the whole suite with a made-up ledger, marked as such, and write that ledger."""
    import minsheng
    from minsheng.demo import write
    from minsheng.loading import DEMO
    from minsheng.render.job import folder_of
    from minsheng.render.outputs import require_inside
    from minsheng.render.request import Request

    target = output or reports_folder()
    if not run_options["dry_run"]:
        whole = minsheng.load_plan(plan)
        folder = folder_of(target, DEMO) / whole.facts.plan / "演示"
        require_inside([folder], target)
        paths = write(whole, folder)
        click.echo("\n".join([say("demo.written"), *map(str, paths)]))
    _render(
        (Request(plan, notebook, observations=DEMO, langs=langs),), output=target, **run_options
    )


def _render(requests: tuple[Request, ...], *, output: Path | None, **run_options: Any) -> None:  # noqa: ANN401
    """Check all that is asked, make it, say how it went, and end the process."""
    from minsheng.render.request import list_reports, require_distinct_pages
    from minsheng.render.running.supervision import warm_up

    target = output or reports_folder()
    names = {item.name for item in fields(RunSettings)}
    settings = RunSettings(**{name: run_options[name] for name in run_options.keys() & names})
    if run_options["targets"]:
        from minsheng.render.notices import check_targets

        check_targets(run_options["targets"])
    # Processes get warm in the background while the plans are read.
    idle = run_options["dry_run"] or settings.scheduler
    documents = any(request.formats for request in requests)
    asked = dict.fromkeys((request.plan, request.observations) for request in requests)
    data = [(plan, ledger) for plan, ledger in asked if "://" not in ledger]
    prepare = (lambda: None) if idle else partial(warm_up, documents=documents, data=data)
    with _told_if_refused(listing(list(dict.fromkeys(plan for plan, _ in asked))), **run_options):
        lists = [list_reports(request, target, before_loading=prepare) for request in requests]
        require_distinct_pages(lists)
    broken = _name_other_notebooks(requests)
    _name_own_periods(requests)
    _name_evaluations_to_come(lists)
    if run_options["dry_run"]:
        _print_decisions(lists, settings)
        sys.exit(broken)
    run = RenderRun(lists, settings, run_options["targets"], explain=run_options["explain"])
    sys.exit(run.run() or broken)


@contextmanager
def _told_if_refused(
    name: str,
    *,
    targets: tuple[str, ...],
    dry_run: bool,
    **_: Any,  # noqa: ANN401  the other options of a run
) -> Iterator[None]:
    """Notify the targets where what is asked for is refused: no run begins that could tell it."""
    began = dt.datetime.now().astimezone()
    try:
        yield
    except MinshengError as error:
        if targets and not dry_run:
            from minsheng.render.notices import Summary

            seconds = (dt.datetime.now().astimezone() - began).total_seconds()
            refused = (("", str(error)),)
            tell(targets, Summary(name, "", began, seconds, 0, 0, 0, refused, "", error.exit_code))
        raise


def _name_other_notebooks(requests: tuple[Request, ...]) -> int:
    """Name the files that are no templates, where all templates of a folder are rendered.

    Returns the exit code: a template that cannot be rendered is a failure, but the others are made.
    """
    from minsheng.render.parameters import other_notebooks, templates

    folders = dict.fromkeys(request.folder for request in requests if not request.notebooks)
    names = [name for folder in folders for name in other_notebooks(folder)]
    if names:
        click.echo(say("rendering.passed_over", names=listing(names)), err=True)
    faults = [fault for folder in folders for fault in templates(folder=folder)[1]]
    for fault in faults:
        click.echo(say("rendering.not_rendered", fault=fault.text()), err=True)
    return FAILED if faults else 0


def _name_own_periods(requests: tuple[Request, ...]) -> None:
    """Name the notebooks that keep a period of their own, where another one is asked of all."""
    from minsheng.render.job import choose_notebooks
    from minsheng.render.request import AUTO

    folders = dict.fromkeys(
        request.folder
        for request in requests
        if not request.notebooks and {*request.periods} - {AUTO}
    )
    names = [
        notebook.name
        for folder in folders
        for notebook in choose_notebooks((), folder)
        if notebook.own_period
    ]
    if names:
        click.echo(say("rendering.own_period", names=listing(names)), err=True)


def _name_evaluations_to_come(lists: list[ReportList]) -> None:
    """Name the evaluations that were left out, and from which day each can be made."""
    names = [
        say("rendering.evaluation_from", name=name, day=end)
        for reports in lists
        for name, end in reports.to_come.items()
    ]
    if names:
        click.echo(say("rendering.evaluations_to_come", names=listing(names)), err=True)


def _print_decisions(lists: list[ReportList], settings: RunSettings) -> None:
    """Print of each report whether it would be made, and why."""
    from minsheng.render.suite import decisions

    for reports in lists:
        for job, decision in decisions(reports.jobs, reports.output, settings):
            line = say(f"rendering.dry_{decision.state.value}", name=job.name)
            why = decision.text() or say("rendering.nothing_changed")
            click.echo(say("rendering.because", line=line, why=why))
