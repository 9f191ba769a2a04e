"""The commands that print what is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import minsheng
from minsheng.cli.main import main
from minsheng.cli.shared import (
    FAILED,
    OBSERVATIONS,
    part_of,
    printed,
    selecting,
    telling,
)
from minsheng.text.language import current, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan


@main.command("list")
@selecting
def list_(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """List the programmes, or the indicators of those chosen."""
    with telling():
        part = part_of(plan, programme, indicator)
        if form:
            printed(part.indicators if programme or indicator else part.programmes, form)
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
    with telling():
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
@selecting
def path(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the planned path, year by year."""
    with telling():
        part = part_of(plan, programme, indicator)
        if form:
            printed(minsheng.trajectory(part), form)
        else:
            click.echo(minsheng.listings.targets(part).text())


@main.command()
@selecting
def gaps(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the gap from baseline to final target."""
    with telling():
        part = part_of(plan, programme, indicator)
        if form:
            printed(minsheng.gaps(part), form)
        else:
            _print_tables(part, "requirements", "held", "undefined")


@main.command()
@selecting
def growth(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str) -> None:
    """Print the required change, growth and pace a year."""
    with telling():
        part = part_of(plan, programme, indicator)
        if form:
            printed(minsheng.required_growth(part), form)
        else:
            _print_tables(part, "requirements", "paces", "held", "undefined")


def _print_tables(part: Plan, *names: str) -> None:
    tables = (getattr(minsheng.reports.listings, name)(part) for name in names)
    click.echo("\n\n".join(table.text() for table in tables if table.rows))


@main.command()
@selecting
@click.option("--period", default="", help="Report period, such as 2019H1; else the last observed.")
@click.option("--as-of", default="", help="Read the ledger as it stood on this day.")
@click.option("--observations", default="", help=OBSERVATIONS)
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
    with telling():
        ledger = minsheng.load_observations(minsheng.load_plan(plan), observations)
        standing = minsheng.stand(part_of(plan, programme, indicator), ledger, period, as_of)
        if form:
            printed(standing.verdicts, form)
        else:
            one = len(standing.plan.programmes) == 1
            answer = "standing_answer" if one else "scoreboard_answer"
            click.echo(f"{getattr(minsheng.reports.sentences, answer)(standing)}\n")
            click.echo(minsheng.listings.verdicts(standing).text())


@main.command()
@selecting
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

    with telling():
        part = part_of(plan, programme, indicator)
        found = room.audit(part) if everything else room.findings(part)
    if form:
        printed(room.joined(found), form)
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
