"""The commands that make reports and figures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import minsheng
from minsheng.cli.main import main
from minsheng.cli.shared import (
    FAILED,
    OBSERVATIONS,
    named,
    part_of,
    source_of,
    telling,
)
from minsheng.language import LANGUAGES, Lang, current, say, using
from minsheng.places import notebooks_folder, reports_folder
from minsheng.writers import FORMATS

if TYPE_CHECKING:
    from minsheng.plan import Plan
    from minsheng.render import Outcome


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable).")
@click.option("--indicator", "-i", multiple=True, help="For reports of one (repeatable).")
@click.option("--period", multiple=True, help="Report period, such as 2019H1 (repeatable).")
@click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
@click.option("--observations", default="", help=OBSERVATIONS)
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of all reports.")  # fmt: skip
@click.option("--jobs", "-j", "workers", type=click.IntRange(1), default=os.cpu_count() or 1,
              help="How many reports at once.")  # fmt: skip
@click.option("--set", "extra", multiple=True, metavar="NAME=VALUE",
              help="A further parameter of the notebooks (repeatable).")  # fmt: skip
@click.option("--notebooks", "folder", help="Folder of the notebooks; else those that ship.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
@click.option("--to", "formats", multiple=True, type=click.Choice([*FORMATS, "all"]),
              help="A format besides the HTML page (repeatable).")  # fmt: skip
@click.option("--word-template", "template", type=click.Path(dir_okay=False, path_type=Path),
              help="A Word file whose page and styles win.")  # fmt: skip
def render(  # noqa: PLR0913  one argument an option
    plan: str,
    notebook: tuple[str, ...],
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    period: tuple[str, ...],
    as_of: str,
    observations: str,
    langs: tuple[str, ...],
    output: Path | None,
    workers: int,
    extra: tuple[str, ...],
    folder: Path | None,
    formats: tuple[str, ...],
    template: Path | None,
) -> None:
    """Render notebooks × programmes × languages into reports with an index page."""
    from minsheng import render as rooms

    target = output or reports_folder()
    source = str(Path(plan).resolve()) if plan and Path(plan).exists() else plan
    with telling():
        whole = minsheng.load_plan(plan)
        todo = rooms.jobs(
            whole, source, target, names=notebook, programmes=programme, indicators=indicator,
            periods=period, as_of=as_of, observations=source_of(observations),
            langs=langs or (current(),), extra=dict(map(named, extra)), folder=folder,
            formats=FORMATS if "all" in formats else formats, word_template=template,
        )  # fmt: skip
    _render(whole, todo, rooms.folder_of(target, observations), workers)


def _render(whole: Plan, todo: list[Any], target: Path, workers: int) -> None:
    """Make the reports, name those that failed, say where the others are, and end."""
    with telling():
        outcomes = _with_progress(whole, todo, target, workers)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    for outcome in failed:
        told = say("labels.report_failed", name=outcome.job.name, error=outcome.words)
        click.echo(told, err=True)
        if outcome.partial:
            click.echo(say("labels.partial", path=outcome.partial), err=True)
    index = target / whole.facts.plan / "index.html"
    click.echo(say("labels.rendered", n=len(outcomes) - len(failed), path=index))
    sys.exit(FAILED if failed else 0)


def _with_progress(whole: Plan, todo: list[Any], target: Path, workers: int) -> list[Outcome]:
    """Render with a bar on a terminal and a plain line for each report elsewhere."""
    from minsheng import render as rooms

    if sys.stderr.isatty():
        from tqdm import tqdm

        with tqdm(total=len(todo), unit="") as bar:
            return rooms.render(whole, todo, target, workers=workers, tell=lambda _: bar.update())
    return rooms.render(
        whole, todo, target, workers=workers,
        tell=lambda outcome: click.echo(
            f"{outcome.job.name}  {outcome.seconds:.1f} s  {'ok' if outcome.ok else outcome.words}",
            err=True,
        ),
    )  # fmt: skip


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of all reports.")  # fmt: skip
@click.option("--jobs", "-j", "workers", type=click.IntRange(1), default=os.cpu_count() or 1,
              help="How many reports at once.")  # fmt: skip
def demo(
    plan: str, notebook: tuple[str, ...], langs: tuple[str, ...], output: Path | None, workers: int
) -> None:
    """Render the whole suite with a made-up ledger, marked as such, and write that ledger."""
    from minsheng import render as rooms
    from minsheng.demo import write

    target = output or reports_folder()
    source = str(Path(plan).resolve()) if plan and Path(plan).exists() else plan
    with telling():
        whole = minsheng.load_plan(plan)
        todo = rooms.jobs(whole, source, target, names=notebook, langs=langs or (current(),),
                          observations="demo")  # fmt: skip
        folder = rooms.folder_of(target, "demo")
        paths = write(whole, folder / whole.facts.plan / "演示")
        click.echo("\n".join([say("demo.written"), *map(str, paths)]))
    _render(whole, todo, folder, workers)


@main.command()
@click.argument("name")
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable).")
@click.option("--indicator", "-i", multiple=True, help="Only this indicator (repeatable).")
@click.option("--lang", "-l", type=click.Choice(LANGUAGES), help="Language of the figure.")
@click.option("--output", "-o", "file", required=True, metavar="FILE.svg|.png|.pdf",
              type=click.Path(dir_okay=False, path_type=Path), help="Where to.")  # fmt: skip
@click.option("--dpi", type=click.IntRange(10, 1200), default=300, show_default=True,
              help="Pixels per inch of a PNG.")  # fmt: skip
def figure(  # noqa: PLR0913  one argument an option
    name: str,
    plan: str,
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    lang: Lang | None,
    file: Path,
    dpi: int,
) -> None:
    """Draw one figure, by its NAME in minsheng.figures, into a file."""
    from minsheng.render.drawing import draw

    with telling(), using(lang or current()):
        drawn = draw(part_of(plan, programme, indicator), name, file, dpi=dpi)
        click.echo(say("labels.drawn", caption=drawn.caption, path=file))


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on the notebooks; further ARGUMENTS go to JupyterLab."""
    from importlib.util import find_spec

    if find_spec("jupyterlab") is None:
        click.echo(say("labels.no_lab"), err=True)
        sys.exit(FAILED)
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={notebooks_folder()}"]
    sys.exit(subprocess.call([*command, *arguments]))
