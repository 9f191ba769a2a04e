"""The command ``minsheng``: parses, calls, prints. Heavy rooms are entered only when needed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import minsheng
from minsheng.errors import BadInput, Fault, MinshengError
from minsheng.language import LANGUAGES, Lang, current, say, set_language
from minsheng.places import notebooks_folder, reports_folder

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan import Plan
    from minsheng.render import Outcome

F = TypeVar("F", bound=Callable[..., Any])

FAILED, FAULTY, INTERRUPTED = 1, 2, 130


@contextmanager
def _told() -> Iterator[None]:
    """Tell a user's mistake in words, without a traceback."""
    try:
        yield
    except MinshengError as error:
        click.echo(str(error), err=True)
        sys.exit(FAULTY)
    except KeyboardInterrupt:
        click.echo(say("labels.interrupted"), err=True)
        sys.exit(INTERRUPTED)


def _selecting(command: F) -> F:
    """Add the options that choose a part of a plan and the form of the answer."""
    for option in (
        click.option("--json", "form", flag_value="json", help="Print JSON, all columns."),
        click.option("--csv", "form", flag_value="csv", help="Print CSV, all columns."),
        click.option("--indicator", "-i", multiple=True, help="Only this indicator (repeatable)."),
        click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable)."),
        click.option("--plan", default="", help="A plan's id or its folder."),
    ):
        command = option(command)
    return command


def _part(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...]) -> Plan:
    whole = minsheng.load_plan(plan)
    if programme:
        whole = whole.select(programme=list(programme))
    return whole.select(indicator=list(indicator)) if indicator else whole


def _print(frame: pd.DataFrame, form: str) -> None:
    if form == "csv":
        click.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=2))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the answers.")
@click.version_option(minsheng.__version__, message="minsheng %(version)s")
def main(lang: Lang | None) -> None:
    """Follow a government livelihood plan from its baselines to its targets (民生)."""
    if lang:
        set_language(lang)


@main.command("list")
@_selecting
def list_(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """List the programmes, or the indicators of those chosen."""
    with _told():
        part = _part(plan, programme, indicator)
        if form:
            _print(part.indicators if programme or indicator else part.programmes, form)
        elif programme or indicator:
            names = part.indicators[["indicator", f"name_{current()}", "unit", "kind", "aim"]]
            for row in names.itertuples(index=False):
                click.echo("  ".join(str(cell) for cell in row))
        else:
            click.echo(minsheng.listings.programmes(part).text())


@main.command()
@click.argument("name")
@click.option("--plan", default="", help="A plan's id or its folder.")
def show(name: str, plan: str) -> None:
    """Show one programme or one indicator, by its id."""
    with _told():
        whole = minsheng.load_plan(plan)
        if "." in name:
            part = whole.indicator(name).plan
            for table in (minsheng.listings.targets(part), minsheng.listings.milestones(part),
                          minsheng.listings.words(part)):  # fmt: skip
                if table.rows:
                    click.echo(table.text())
        else:
            part = whole.programme(name).plan
            click.echo(str(minsheng.sentences.programme_answer(part)))
            click.echo()
            click.echo(minsheng.listings.targets(part).text())


@main.command()
@_selecting
def path(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the planned path, year by year."""
    with _told():
        part = _part(plan, programme, indicator)
        if form:
            _print(minsheng.trajectory(part), form)
        else:
            click.echo(minsheng.listings.targets(part).text())


@main.command()
@_selecting
def gaps(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the gap from baseline to final target."""
    with _told():
        part = _part(plan, programme, indicator)
        if form:
            _print(minsheng.gaps(part), form)
        else:
            _print_tables(part, "requirements", "held", "undefined")


@main.command()
@_selecting
def growth(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the required change, growth and pace a year."""
    with _told():
        part = _part(plan, programme, indicator)
        if form:
            _print(minsheng.required_growth(part), form)
        else:
            _print_tables(part, "requirements", "paces", "held", "undefined")


def _print_tables(part: Plan, *names: str) -> None:
    tables = (getattr(minsheng.listings, name)(part) for name in names)
    click.echo("\n\n".join(table.text() for table in tables if table.rows))


@main.command()
@click.argument("package", default="")
def check(package: str) -> None:
    """Check a data package and name every fault in it."""
    with _told():
        faults = minsheng.check_package(package or None)
    if faults:
        click.echo(BadInput(faults).text())
        sys.exit(FAULTY)
    click.echo(say("labels.no_faults"))


@main.command()
@_selecting
@click.option("--all", "everything", is_flag=True, help="Agreed checks too.")
@click.option("--fail-on", type=click.Choice(["contradiction", "question", "remark"]),
              help="Exit with 1 when there is a finding at least this grave.")  # fmt: skip
def audit(  # noqa: PLR0913  one argument an option
    plan: str,
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    form: str,
    everything: bool,
    fail_on: str | None,
) -> None:
    """Say where a plan contradicts itself, or cannot be measured."""
    from minsheng import audit as room

    with _told():
        part = _part(plan, programme, indicator)
        found = room.audit(part) if everything else room.findings(part)
    if form:
        _print(room.joined(found), form)
    else:
        click.echo(str(minsheng.sentences.audit_answer(part)))
        for row in found.to_dict("records"):
            word = say(f"rules.{row['severity']}")
            click.echo(f"\n[{word}] {row[current()]}")
            if row["arithmetic"]:
                click.echo(f"    {row['arithmetic']}")
    if fail_on:
        grave = room.SEVERITIES[: room.SEVERITIES.index(fail_on) + 1]
        sys.exit(FAILED if found["severity"].isin(grave).any() else 0)


@main.command("verify-source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plan", default="", help="A plan's id or its folder.")
def verify_source(file: Path, plan: str) -> None:
    """Hold the tables of a plan against its published text."""
    from minsheng import source
    from minsheng.tables.reading import decode

    with _told():
        text = decode(file.read_bytes())
        if text is None:
            raise BadInput([Fault("wrong_encoding", str(file))])
        result = source.verify_source(minsheng.load_plan(plan), text)
    click.echo(result.text())
    if result.not_found:
        sys.exit(FAILED)


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--notebook", "-n", multiple=True, help="Only this notebook (repeatable).")
@click.option("--programme", "-p", multiple=True, help="Only this programme (repeatable).")
@click.option("--lang", "-l", "langs", multiple=True, help="Report language: zh, en (repeatable).")
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of all reports.")  # fmt: skip
@click.option("--jobs", "-j", "workers", type=click.IntRange(1), default=os.cpu_count() or 1,
              help="How many reports at once.")  # fmt: skip
@click.option("--set", "extra", multiple=True, metavar="NAME=VALUE",
              help="A further parameter of the notebooks (repeatable).")  # fmt: skip
@click.option("--notebooks", "folder", help="Folder of the notebooks; else those that ship.",
              type=click.Path(exists=True, file_okay=False, path_type=Path))  # fmt: skip
def render(  # noqa: PLR0913  one argument an option
    plan: str,
    notebook: tuple[str, ...],
    programme: tuple[str, ...],
    langs: tuple[str, ...],
    output: Path | None,
    workers: int,
    extra: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Render notebooks × programmes × languages into reports with an index page."""
    from minsheng import render as rooms

    target = output or reports_folder()
    source = str(Path(plan).resolve()) if plan and Path(plan).exists() else plan
    with _told():
        whole = minsheng.load_plan(plan)
        todo = rooms.jobs(
            whole, source, target, names=notebook, programmes=programme,
            langs=langs or (current(),), extra=dict(map(_named, extra)), folder=folder,
        )  # fmt: skip
        outcomes = _with_progress(whole, todo, target, workers)
    failed = [outcome for outcome in outcomes if not outcome.ok]
    for outcome in failed:
        told = say("labels.report_failed", name=outcome.job.name, error=outcome.error)
        click.echo(told, err=True)
        if outcome.partial:
            click.echo(say("labels.partial", path=outcome.partial), err=True)
    index = target / whole.facts.plan / "index.html"
    click.echo(say("labels.rendered", n=len(outcomes) - len(failed), path=index))
    sys.exit(FAILED if failed else 0)


def _named(text: str) -> tuple[str, str | int | float | bool]:
    """Read NAME=VALUE; a value that looks like a number or a truth value is one."""
    name, found, value = text.partition("=")
    if not found or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--set")
    if value.lower() in ("true", "false"):
        return name, value.lower() == "true"
    for read in (int, float):
        try:
            return name, read(value)
        except ValueError:
            continue
    return name, value


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
            f"{outcome.job.name}  {outcome.seconds:.1f} s  {'ok' if outcome.ok else outcome.error}",
            err=True,
        ),
    )  # fmt: skip


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
