"""The commands that make reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from minsheng.cli.main import main
from minsheng.cli.shared import OBSERVATIONS, named, source_of, telling
from minsheng.cli.streams import echo_json
from minsheng.places import reports_folder
from minsheng.text.language import listing, say
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.render.request import Request, Sheet
    from minsheng.render.suite import Manner

F = TypeVar("F", bound=Callable[..., Any])
_MIB = 2**20


def _how(command: F) -> F:
    """Add the options that say how reports are made."""
    for option in (
        click.option("--notify", "targets", multiple=True, metavar="TARGET",
                     help="Tell a command, a robot, an address or a mailbox how it ended "
                     "(repeatable; docs/scheduling.md)."),
        click.option("--scheduler", default="", metavar="tcp://…",
                     help="Make the reports on the workers of a Dask cluster."),
        click.option("--wait", type=click.FloatRange(0), default=0.0, metavar="SECONDS",
                     help="Wait for another run in the same folder; else it is refused."),
        click.option("--memory-limit", type=click.IntRange(0), default=2048, show_default=True,
                     metavar="MIB", help="Memory that a report may take; 0 for any."),
        click.option("--time-limit", type=click.FloatRange(0, min_open=True), default=600.0,
                     show_default=True, metavar="SECONDS", help="Time that a report may take."),
        click.option("--engine", type=click.Choice(["shell", "kernel"]), default="shell",
                     show_default=True, help="Cells run in a shell, or in a Jupyter kernel."),
        click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing."),
        click.option("--explain", is_flag=True, help="Say of each report why it is made or not."),
        click.option("--force", is_flag=True, help="Make also what would come out the same."),
        click.option("--jobs", "-j", "workers", type=click.IntRange(1),
                     default=os.cpu_count() or 1, help="How many reports at once."),
        click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
                     help="Folder of all reports."),
    ):  # fmt: skip
        command = option(command)
    return command


@main.command()
@click.option("--plan", "plans", multiple=True, help="A plan's id or its folder (repeatable).")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable).")
@click.option("--indicator", "-i", multiple=True, help="For reports of one (repeatable).")
@click.option("--period", multiple=True,
              help="Report period, such as 2019H1, or auto: those that the plan's reporting "
              "calendar wants today (repeatable).")  # fmt: skip
@click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
@click.option("--observations", default="", help=OBSERVATIONS)
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@click.option("--set", "extra", multiple=True, metavar="NAME=VALUE",
              help="A further parameter of the notebooks (repeatable).")  # fmt: skip
@click.option("--notebooks", "folder", help="Folder of the notebooks; else those that ship.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--to", "formats", multiple=True, type=click.Choice([*FORMATS, "all"]),
              help="A format besides the HTML page (repeatable).")  # fmt: skip
@click.option("--word-template", "template", type=click.Path(dir_okay=False, path_type=Path),
              help="A Word file whose page and styles win.")  # fmt: skip
@click.option("--matrix", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.toml",
              help="Read what to render from a file instead (docs/scheduling.md).")  # fmt: skip
@_how
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
    **how: Any,  # noqa: ANN401  see _how
) -> None:
    """Render notebooks × programmes × periods × languages into reports with an index page."""
    from minsheng.render.matrix_file import read_matrix
    from minsheng.render.request import Request

    wanted = tuple(FORMATS) if "all" in formats else formats
    axes = (plans, notebook, programme, indicator, period, as_of, observations, extra, folder,
            formats, template)  # fmt: skip
    if matrix and any(axes):
        raise click.UsageError(say("rendering.matrix_alone"))
    with telling():
        requests = read_matrix(matrix) if matrix else tuple(
            Request(plan, notebook, programme, indicator, period, as_of, source_of(observations),
                    langs, tuple(map(named, extra)), wanted, template, folder)
            for plan in plans or ("",)
        )  # fmt: skip
    _render(requests, **how)


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@_how
def demo(
    plan: str,
    notebook: tuple[str, ...],
    langs: tuple[str, ...],
    output: Path | None,
    **how: Any,  # noqa: ANN401  see _how
) -> None:
    """Render the whole suite with a made-up ledger, marked as such, and write that ledger."""
    import minsheng
    from minsheng.demo import write
    from minsheng.render.matrix import folder_of
    from minsheng.render.outputs import require_inside
    from minsheng.render.request import Request

    target = output or reports_folder()
    if not how["dry_run"]:
        with telling():
            whole = minsheng.load_plan(plan)
            folder = folder_of(target, "demo") / whole.facts.plan / "演示"
            require_inside([folder], target)
            paths = write(whole, folder)
            click.echo("\n".join([say("demo.written"), *map(str, paths)]))
    _render((Request(plan, notebook, observations="demo", langs=langs),), output=target, **how)


def _render(requests: tuple[Any, ...], *, output: Path | None, **how: Any) -> None:  # noqa: ANN401
    """Check all that is asked, make it, say how it went, and end."""
    from minsheng.cli.running import run
    from minsheng.render.request import asked, require_apart
    from minsheng.render.running.isolation import warm_up

    target = output or reports_folder()
    with telling():
        if how["targets"]:
            from minsheng.render.notices import check_targets

            check_targets(how["targets"])
        # Processes get warm in the background while the plans are read.
        news = (lambda: None) if how["dry_run"] or how["scheduler"] else warm_up
        sheets = [asked(request, target, news=news) for request in requests]
        require_apart(sheets)
        _tell_passed_over(requests)
        if how["dry_run"]:
            _foretell(sheets, _manner(how))
            return
    sys.exit(run(sheets, _manner(how), how["targets"], explain=how["explain"]))


def _tell_passed_over(requests: tuple[Request, ...]) -> None:
    """Name the files that are no templates, where all templates of a folder are rendered."""
    from minsheng.render.job import passed_over

    folders = dict.fromkeys(request.folder for request in requests if not request.notebooks)
    names = [name for folder in folders for name in passed_over(folder)]
    if names:
        click.echo(say("rendering.passed_over", names=listing(names)), err=True)


def _manner(how: dict[str, Any]) -> Manner:
    from minsheng.render.suite import Manner

    return Manner(
        workers=how["workers"], engine=how["engine"], force=how["force"],
        time_limit=how["time_limit"], memory_limit=how["memory_limit"] * _MIB,
        scheduler=how["scheduler"], wait=how["wait"],
    )  # fmt: skip


def _foretell(sheets: list[Sheet], manner: Manner) -> None:
    """Say of each report what would be done with it, and why."""
    from minsheng.render.suite import judgements

    for sheet in sheets:
        for job, judged in judgements(sheet.jobs, sheet.output, manner):
            line = say(f"rendering.dry_{judged.state.value}", name=job.name)
            why = judged.text() or say("rendering.nothing_changed")
            click.echo(say("rendering.because", line=line, why=why))


@main.command()
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of all reports.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON: every run with its reports.")
@click.option("--last", type=click.IntRange(1), default=20, show_default=True,
              help="How many runs.")  # fmt: skip
def runs(output: Path | None, last: int, *, as_json: bool) -> None:
    """List the runs of a folder of reports, the last first."""
    import json

    from minsheng.render.register import runs as register

    with telling():
        found = register(output or reports_folder())[:last]
    if as_json:
        told = [{**asdict(run), "path": str(run.path), "state": run.state} for run in found]
        echo_json(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for run in found:
        state = say(f"rendering.run_{run.state}", code=run.end.get("exit"))
        seconds = run.end.get("seconds")
        click.echo(say(
            "rendering.run_line", number=run.number, began=run.about.get("began", "?"),
            host=run.about.get("host", "?"), state=state, made=run.count("made"),
            unchanged=run.count("unchanged"), failed=run.count("failed"),
            seconds=say("rendering.run_seconds", n=f"{seconds:.1f}") if seconds else "",
        ))  # fmt: skip
        if run.broken:
            click.echo(say("rendering.run_broken", n=run.broken))
    if not found:
        click.echo(say("rendering.no_runs"))


@main.command()
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of all reports.")  # fmt: skip
@click.option("--keep-runs", type=click.IntRange(1), default=200, show_default=True,
              help="How many runs of the register stay.")  # fmt: skip
@click.option("--max-size", type=click.IntRange(0), default=None, metavar="MIB",
              help="Take away reports of the earliest periods until the folder is not larger; the "
              "last good report of each kind stays.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would go, and take nothing away.")
def prune(output: Path | None, keep_runs: int, max_size: int | None, *, dry_run: bool) -> None:
    """Take away what broken runs have left, old runs, and, to fit, reports of early periods."""
    from minsheng.render.pruning import prune as pruned

    most = None if max_size is None else max_size * _MIB
    with telling():
        done = pruned(output or reports_folder(), keep_runs=keep_runs, most=most, dry=dry_run)
    size = f"{done.freed / _MIB:.1f} MiB"
    click.echo(say("rendering.would_prune" if dry_run else "rendering.pruned",
                   n=len(done.paths), size=size))  # fmt: skip
    if dry_run:
        click.echo("\n".join(map(str, done.paths)))
    if most is not None and done.remaining > most:
        click.echo(say("rendering.still_too_large", size=f"{done.remaining / _MIB:.1f} MiB"))
