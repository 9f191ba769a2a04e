"""The command that opens JupyterLab, on a workspace of the user's own."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import click

from minsheng.cli import options
from minsheng.cli.main import main
from minsheng.places import WORKSPACE
from minsheng.render.settings import FAILED
from minsheng.text.language import say


@main.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--workspace",
    type=options.FOLDER,
    default=str(WORKSPACE),
    show_default=True,
    help="Folder of your notebooks; the templates are copied to it.",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(workspace: Path, arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on a workspace; further ARGUMENTS, as --no-browser, go to JupyterLab."""
    if find_spec("jupyterlab") is None:
        click.echo(say("labels.no_lab"), err=True)
        sys.exit(FAILED)
    from minsheng.workspace import update

    folder = workspace.expanduser().absolute()
    for copied in update(folder):
        words = say(f"labels.template_{copied.state}", name=copied.name, path=copied.path)
        click.echo(words, err=True)
    click.echo(say("labels.workspace", path=folder), err=True)
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"]
    # So that `!minsheng` is found in notebooks, and `minsheng` in terminals, of any environment.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    sys.exit(subprocess.call([*command, *arguments], env={**os.environ, "PATH": path}))
