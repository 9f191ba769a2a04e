"""The commands that check data and reports, and write data."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path

import click

import minsheng
from minsheng.cli import options
from minsheng.cli.main import main, source_of
from minsheng.cli.pages import echo_page
from minsheng.errors import BadInput, Fault, grouped
from minsheng.render.settings import FAILED, FAULTY
from minsheng.text.language import say


@main.command()
@options.plan
@click.option(
    "--observations",
    default="",
    help="Check this ledger too: a folder, a CSV file, a database URL.",
)
@options.lang
def check(plan: str, observations: str) -> None:
    """Check a data package, or a ledger against it, and name every fault."""
    from minsheng import tables

    faults = minsheng.check_package(plan or None)
    if not faults:
        _warn(tables.package_warnings(plan or None))
    if observations and not faults:
        whole = minsheng.load_plan(plan or None)
        ledger = minsheng.load_observations(whole, observations, dt.date.today())
        # A ledger with such a row is read, but nobody is to add one.
        faults = [fault for fault in ledger.warnings if fault.code == "reported_after_today"]
        _warn(fault for fault in ledger.warnings if fault not in faults)
    if faults:
        echo_page(BadInput(faults).text())
        sys.exit(FAULTY)
    click.echo(say("labels.no_faults_in_ledger" if observations else "labels.no_faults"))


@main.command()
@click.argument("file", type=options.FILE)
@options.plan
@click.option(
    "--observations",
    type=options.FOLDER,
    help="Folder of the ledger; else the package of the plan.",
)
@options.lang
def record(file: Path, plan: str, observations: Path | None) -> None:
    """Add the rows of a CSV FILE to the ledger of observations, all of them or none."""
    from minsheng import tables

    done = tables.record(minsheng.load_plan(plan), file, observations or "", dt.date.today())
    _warn(done.warnings)
    for correction in done.corrections:
        click.echo(say("labels.corrects", key=correction))
    for withdrawal in done.withdrawals:
        click.echo(say("labels.withdraws", key=withdrawal))
    if done.known:
        click.echo(say("labels.known_rows", n=done.known))
    if done.added:
        click.echo(say("labels.recorded", n=done.added, m=len(done.corrections), path=done.path))
    else:
        click.echo(say("labels.nothing_to_add"))


def _warn(warnings: Iterable[Fault]) -> None:
    for warning in grouped(warnings):
        click.echo(say("labels.warning", text=warning.text()), err=True)


@main.command()
@click.argument("report", type=options.FILE)
@options.one_plan("The plan's folder, where it is none that ships.")
@click.option("--observations", default="", help="The ledger, where it is not the package's own.")
@options.parameters
@options.notebooks
@options.lang
def verify(
    report: Path,
    plan: str,
    observations: str,
    extra: tuple[tuple[str, options.Value], ...],
    folder: Path | None,
) -> None:
    """Make the numbers of a REPORT anew and name each that no longer matches the data."""
    from minsheng import verification

    verified = verification.verify(
        report, plan, observations=source_of(observations), extra=dict(extra), notebooks=folder
    )
    echo_page(verified.text())
    if verified.differences:
        sys.exit(FAILED)


@main.command()
@click.argument("report", type=options.FILE)
@options.one_plan("The plan's folder, where it is none that ships.")
@click.option(
    "--writing",
    type=options.FOLDER,
    help="Folder of the analysts' paragraphs; else paragraphs/ in the plan's folder.",
)
@click.option("--author", default="", help="Whose words they are; else who saved the file last.")
@options.lang
def collect(report: Path, plan: str, writing: Path | None, author: str) -> None:
    """Bring what was written in a Word REPORT back into the analysts' files."""
    from minsheng import collecting

    collected = collecting.collect(report, plan, writing or "", author)
    echo_page(collected.text())
    if collected.conflicts:
        sys.exit(FAILED)


@main.command("verify-source")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.plan
@options.lang
def verify_source(file: Path, plan: str) -> None:
    """Hold the tables of a plan against its published text."""
    from minsheng.tables import source
    from minsheng.tables.encodings import decode, encoding_fault

    raw = file.read_bytes()
    text = decode(raw)
    if text is None:
        raise BadInput([encoding_fault(raw, str(file))])
    result = source.verify_source(minsheng.load_plan(plan), text)
    echo_page(result.text())
    if result.not_found:
        sys.exit(FAILED)


@main.command()
@options.plan
@click.option("--period", default="", help="Period, such as 2019H1; else the middle of the plan.")
@options.observations
@options.as_of
@click.option(
    "--output",
    "-o",
    "file",
    type=options.FILE,
    help="Where to; else evaluations/ in the plan's folder.",
)
@options.lang
def freeze(plan: str, period: str, observations: str, as_of: str, file: Path | None) -> None:
    """Keep the results of the mid-term evaluation, so that the final one can read them."""
    from minsheng.evaluation import load_frozen, save_frozen

    whole = minsheng.load_plan(plan)
    ledger = minsheng.load_observations(whole, observations)
    path = save_frozen(minsheng.stand_midterm(whole, ledger, period, as_of), file)
    sha256 = load_frozen(whole, path).sha256
    click.echo(say("evaluations.frozen", path=path, sha256=sha256))
