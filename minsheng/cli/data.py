"""The commands that check what is given, and keep it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

import minsheng
from minsheng.cli.main import (
    main,
    parse_parameter,
    reporting_errors,
    source_of,
)
from minsheng.errors import BadInput, Fault
from minsheng.render.settings import FAILED, FAULTY
from minsheng.text.language import say


@main.command()
@click.argument("package", default="")
@click.option(
    "--observations",
    "source",
    default="",
    help="Check this ledger too: a folder, a CSV file, a database URL.",
)
def check(package: str, source: str) -> None:
    """Check a data package, or a ledger against it, and name every fault."""
    with reporting_errors():
        faults = minsheng.check_package(package or None)
        if source and not faults:
            ledger = minsheng.load_observations(minsheng.load_plan(package or None), source)
            _warn(ledger.warnings)
    if faults:
        click.echo(BadInput(faults).text())
        sys.exit(FAULTY)
    click.echo(say("labels.no_faults_in_ledger" if source else "labels.no_faults"))


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option(
    "--ledger",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the ledger; else the package of the plan.",
)
def record(file: Path, plan: str, ledger: Path | None) -> None:
    """Add the rows of a CSV FILE to the ledger of observations, all of them or none."""
    from minsheng import tables

    with reporting_errors():
        done = tables.record(minsheng.load_plan(plan), file, ledger or "")
    _warn(done.warnings)
    for correction in done.corrections:
        click.echo(say("labels.corrects", key=correction))
    if done.known:
        click.echo(say("labels.known_rows", n=done.known))
    if done.added:
        click.echo(say("labels.recorded", n=done.added, m=len(done.corrections), path=done.path))
    else:
        click.echo(say("labels.nothing_to_add"))


def _warn(warnings: Iterable[Fault]) -> None:
    for warning in warnings:
        click.echo(say("labels.warning", text=warning.text()), err=True)


@main.command()
@click.argument("report", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--plan", default="", help="The plan's folder, where it is none that ships.")
@click.option("--observations", default="", help="The ledger, where it is not the package's own.")
@click.option(
    "--set",
    "extra",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter that did not travel with the report (repeatable).",
)
@click.option(
    "--notebooks",
    "folder",
    help="Folder of the notebooks; else those that ship.",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def verify(
    report: Path, plan: str, observations: str, extra: tuple[str, ...], folder: Path | None
) -> None:
    """Make the numbers of a REPORT anew and name each that no longer matches the data."""
    from minsheng import verification

    with reporting_errors():
        verified = verification.verify(
            report,
            plan,
            observations=source_of(observations),
            extra=dict(map(parse_parameter, extra)),
            notebooks=folder,
        )
    click.echo(verified.text())
    if verified.differences:
        sys.exit(FAILED)


@main.command("verify-source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--plan", default="", help="A plan's id or its folder.")
def verify_source(file: Path, plan: str) -> None:
    """Hold the tables of a plan against its published text."""
    from minsheng.tables import source
    from minsheng.tables.reading import decode

    with reporting_errors():
        text = decode(file.read_bytes())
        if text is None:
            raise BadInput([Fault("wrong_encoding", str(file))])
        result = source.verify_source(minsheng.load_plan(plan), text)
    click.echo(result.text())
    if result.not_found:
        sys.exit(FAILED)


@main.command()
@click.option("--plan", default="", help="A plan's id or its folder.")
@click.option("--period", default="", help="Period, such as 2019H1; else the middle of the plan.")
@click.option("--observations", default="", help="Ledger: a folder, a CSV file, a database URL.")
@click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to; else evaluations/ in the plan's folder.",
)
def freeze(plan: str, period: str, observations: str, as_of: str, file: Path | None) -> None:
    """Keep the results of the mid-term evaluation, so that the final one can read them."""
    from minsheng.evaluation import load_frozen, save_frozen

    with reporting_errors():
        whole = minsheng.load_plan(plan)
        ledger = minsheng.load_observations(whole, observations)
        path = save_frozen(minsheng.stand_midterm(whole, ledger, period, as_of), file)
        sha256 = load_frozen(whole, path).sha256
    click.echo(say("evaluations.frozen", path=path, sha256=sha256))
