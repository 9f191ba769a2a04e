"""The commands that draw one figure and open JupyterLab."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from minsheng.cli.main import main
from minsheng.cli.shared import FAILED, part_of, telling
from minsheng.places import notebooks_folder
from minsheng.text.language import LANGUAGES, Lang, current, say, using


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
    """Draw one figure, by its NAME in minsheng.reports.figures, into a file."""
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
