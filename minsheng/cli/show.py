"""The commands that print or draw what is asked of a plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

import minsheng
from minsheng.cli import completion, options
from minsheng.cli.main import main, part_of, print_frame
from minsheng.cli.pages import echo_page, echo_tables
from minsheng.errors import BadInput, Fault
from minsheng.plan.names import Names
from minsheng.render.settings import FAILED, FIGURE_DPI
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.evaluation import Standing
    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits import Prose


@main.command()
@click.argument("name", shell_complete=completion.ids)
@options.plan
@options.lang
def show(name: str, plan: str) -> None:
    """Show one programme or one indicator, by its id or its name."""
    whole = minsheng.load_plan(plan)
    programmes, indicators = whole.programmes, whole.indicators
    if "." in name or (
        not Names.of(programmes, "programme").called(name)
        and Names.of(indicators, "indicator").called(name)
    ):
        _print_tables(whole.indicator(name).plan, "targets", "milestones", "words")
    else:
        part = whole.programme(name).plan
        echo_page(minsheng.sentences.programme_answer(part), "", minsheng.listings.targets(part))


@main.command()
@options.selection
def path(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the planned value of each year, and what is wanted without a number."""
    part = part_of(plan, programme, indicator)
    if form:
        print_frame(minsheng.trajectory(part), form)
    else:
        _print_tables(part, "planned_path", "milestones", "words")


@main.command()
@options.selection
def gaps(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the gap from baseline to final target."""
    part = part_of(plan, programme, indicator)
    if form:
        print_frame(minsheng.gaps(part), form)
    else:
        _print_tables(part, "requirements", "held", "undefined")


@main.command()
@options.selection
def growth(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the required change, growth and pace a year."""
    part = part_of(plan, programme, indicator)
    if form:
        print_frame(minsheng.required_growth(part), form)
    else:
        _print_tables(part, "requirements", "paces", "held", "undefined")


def _print_tables(part: Plan, *names: str) -> None:
    echo_tables(*(getattr(minsheng.listings, name)(part) for name in names))


@main.command()
@options.selection
@options.period
@options.as_of
@options.observations
def status(  # noqa: PLR0913  one argument an option
    plan: str,
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    form: str,
    period: str,
    as_of: str,
    observations: str,
) -> None:
    """Print where the plan stands: the verdict on each goal and what it rests on."""
    ledger = minsheng.load_observations(minsheng.load_plan(plan), observations)
    standing = minsheng.stand(part_of(plan, programme, indicator), ledger, period, as_of)
    if form:
        print_frame(standing.verdicts, form)
    else:
        programmes = len(standing.plan.programmes)
        answer = "standing_answer" if programmes == 1 else "scoreboard_answer"
        said = getattr(minsheng.sentences, answer)(standing)
        echo_page(said, "", minsheng.listings.verdicts(standing))


@main.command()
@options.selection
@click.option("--all", "everything", is_flag=True, help="Agreed checks too.")
@click.option(
    "--fail-on",
    type=click.Choice(["contradiction", "question", "remark"]),
    help="Exit with 1 when there is a finding at least this grave.",
)
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

    part = part_of(plan, programme, indicator)
    findings = room.audit(part) if everything else room.findings(part)
    if form:
        print_frame(room.joined(findings), form)
    else:
        page: list[str | Prose | tuple[str, str]] = [minsheng.sentences.audit_answer(part)]
        for row in findings.to_dict("records"):
            word = say(f"rules.{row['severity']}")
            page += ["", (row["severity"], f"[{word}] {row[current()]}")]
            if row["arithmetic"]:
                page.append(f"    {row['arithmetic']}")
        echo_page(*page)
    if fail_on:
        grave = room.SEVERITIES[: room.SEVERITIES.index(fail_on) + 1]
        sys.exit(FAILED if findings["severity"].isin(grave).any() else 0)


@main.command()
@click.argument("figure_name", metavar="FIGURE")
@options.plan
@options.programme
@options.indicator
@options.period
@options.observations
@options.lang
@click.option(
    "--output",
    "-o",
    "file",
    required=True,
    metavar="FILE.svg|.png|.pdf",
    type=options.OUTPUT,
    help="Where to.",
)
@click.option(
    "--dpi",
    type=click.IntRange(10, 1200),
    default=FIGURE_DPI,
    show_default=True,
    help="Pixels per inch of a PNG.",
)
def figure(  # noqa: PLR0913  one argument an option
    figure_name: str,
    plan: str,
    programme: tuple[str, ...],
    indicator: tuple[str, ...],
    period: str,
    observations: str,
    file: Path,
    dpi: int,
) -> None:
    """Draw a FIGURE of a plan, or of where it stands, into a file; an unknown name lists all."""
    from minsheng.render.figure_file import draw, needs_standing

    part = part_of(plan, programme, indicator)
    subject: Plan | Standing = part
    if needs_standing(figure_name):
        ledger = minsheng.load_observations(minsheng.load_plan(plan), observations)
        subject = minsheng.stand(part, ledger, period)
    elif period or observations:
        raise BadInput([Fault("figure_without_observations", found=figure_name)])
    drawn = draw(subject, figure_name, file, dpi=dpi)
    click.echo(say("labels.drawn", caption=drawn.caption, path=file))
