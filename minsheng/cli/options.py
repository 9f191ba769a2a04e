"""The options that several commands have, each defined once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from minsheng.cli import completion
from minsheng.places import typed_path
from minsheng.text.language import LANGUAGES, Lang, say, set_language

F = TypeVar("F", bound=Callable[..., Any])
Value = str | int | float | bool


class _NamedPath(click.Path):
    """A path that must not be empty, as an unset variable of the shell would be."""

    def convert(
        self,
        value: Any,  # noqa: ANN401  as of click
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401  as of click
        """Return the path."""
        if value == "":
            self.fail(say("labels.empty_path"), param, ctx)
        if not self.dir_okay and Path(value).is_dir():
            self.fail(f"{value}: {say('faults.is_a_folder')}", param, ctx)
        return super().convert(value, param, ctx)


def one_plan(help_text: str) -> Callable[[F], F]:
    """Return the option of a command that takes one plan: several are refused."""
    return click.option(
        "--plan", multiple=True, callback=_only_one, shell_complete=completion.plans, help=help_text
    )


def _only_one(_: click.Context, __: click.Parameter, plans: tuple[str, ...]) -> str:
    if len(plans) > 1:
        raise click.BadParameter(say("labels.one_plan", n=len(plans)), param_hint="--plan")
    return plans[0] if plans else ""


def _only(name: str, letter: str, ids: completion.Completion) -> Callable[[F], F]:
    """Return the option that names one of several, as often as it is given."""
    words = f"Only this {name} (repeatable)."
    return click.option(f"--{name}", letter, multiple=True, shell_complete=ids, help=words)


def _answer_in(_: click.Context, __: click.Parameter, lang: Lang | None) -> None:
    if lang:
        set_language(lang)


def _tell_in(context: click.Context, _: click.Parameter, langs: tuple[str, ...]) -> tuple[str, ...]:
    """Give messages in the first language of the reports, unless ``minsheng --lang`` names one."""
    known = [lang for lang in LANGUAGES if lang in langs[:1]]
    if known and not (context.parent and context.parent.params["lang"]):
        set_language(known[0])
    return langs


FILE = _NamedPath(dir_okay=False, path_type=Path)
OUTPUT = _NamedPath(path_type=Path)
FOLDER = _NamedPath(file_okay=False, path_type=Path)
SOURCES = "Ledger: a folder, a CSV file, a database URL, demo; else that of the package."

plan = one_plan("A plan's id or its folder.")
notebook = _only("notebook", "-n", completion.notebooks)
programme = _only("programme", "-p", completion.programmes)
indicator = _only("indicator", "-i", completion.indicators)
period = click.option(
    "--period", default="", help="Report period, such as 2019H1; else the last observed."
)
as_of = click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
observations = click.option("--observations", default="", help=SOURCES)
lang = click.option(
    "--lang",
    "-l",
    type=click.Choice(LANGUAGES),
    is_eager=True,  # before anything else is refused, and in which language
    expose_value=False,
    callback=_answer_in,
    help="Language of the answer.",
)
languages = click.option(
    "--lang",
    "-l",
    "langs",
    multiple=True,
    is_eager=True,
    callback=_tell_in,
    help="Language of the reports, and the first of the messages: zh, en (repeatable).",
)
parameters = click.option(
    "--set",
    "extra",
    multiple=True,
    callback=lambda _, __, texts: tuple(map(_read_parameter, texts)),
    metavar="NAME=VALUE",
    help="A further parameter of the notebooks (repeatable).",
)
notebooks = click.option(
    "--notebooks",
    "folder",
    help="Folder of the notebooks; else those that ship.",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
output = click.option("--output", "-o", type=FOLDER, help="Folder of all reports.")


def selection(command: F) -> F:
    """Add the options that choose a part of a plan and the form of the answer."""
    for option in (
        click.option("--json", "form", flag_value="json", help="Print JSON, all columns."),
        click.option(
            "--excel-csv", "form", flag_value="excel-csv", help="CSV that Excel reads as UTF-8."
        ),
        click.option("--csv", "form", flag_value="csv", help="Print CSV, all columns."),
        lang,
        indicator,
        programme,
        plan,
    ):
        command = option(command)
    return command


def _read_parameter(text: str) -> tuple[str, Value]:
    """Read NAME=VALUE; a value that looks like a number, a truth value or a path is one."""
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--set")
    if value.lower() in ("true", "false"):
        return name, value.lower() == "true"
    for read in (int, float):
        try:
            return name, read(value)
        except ValueError:
            continue
    return name, typed_path(value, Path.cwd())
