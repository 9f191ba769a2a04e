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
from minsheng.cli.boundary import Terminated
from minsheng.cli.main import main
from minsheng.places import WORKSPACE
from minsheng.render.settings import FAILED
from minsheng.text.language import say

_DEFAULTS = Path(__file__).parent / "jupyter"


@main.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--notebooks",
    "folder",
    type=options.FOLDER,
    default=str(WORKSPACE),
    show_default=True,
    help="Folder of your notebooks; the templates are copied to it.",
)
@options.lang
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(folder: Path, arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on a workspace; further ARGUMENTS, as --no-browser, go to JupyterLab."""
    if find_spec("jupyterlab") is None:
        click.echo(say("labels.no_lab"), err=True)
        sys.exit(FAILED)
    from minsheng.workspace import update

    try:
        folder = folder.expanduser().absolute()
    except RuntimeError as error:  # nobody of that name, or a user without a home
        raise click.BadParameter(f"{folder}: {error}", param_hint="--notebooks") from error
    for copied in update(folder):
        words = say(f"labels.template_{copied.state}", name=copied.name, path=copied.path)
        click.echo(words, err=True)
    click.echo(say("labels.workspace", path=folder), err=True)
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}"]
    # So that `!minsheng` is found in notebooks, and `minsheng` in terminals, of any environment.
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    # JupyterLab else asks its new users whether it may fetch news; their own settings win.
    configured = os.pathsep.join(
        filter(None, [str(_DEFAULTS), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    environment = {**os.environ, "PATH": path, "JUPYTER_CONFIG_PATH": configured}
    code = _run([*command, *arguments], environment)
    sys.exit(code if code >= 0 else 128 - code)


def _run(command: list[str], environment: dict[str, str]) -> int:
    """Run a command to its end; Ctrl-C it gets itself, and asks what is meant."""
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except Terminated:
            process.terminate()
        except KeyboardInterrupt:
            continue
