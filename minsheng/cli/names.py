"""The command that lists the ids and names of programmes and indicators."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import minsheng
from minsheng.cli import completion, options
from minsheng.cli.main import main, part_of, print_frame
from minsheng.cli.pages import echo_tables
from minsheng.render.settings import FAULTY
from minsheng.text.language import listing, say

if TYPE_CHECKING:
    from minsheng.plan.plan import Plan
    from minsheng.reports.exhibits import Table


@main.command("list")
@click.argument("word", default="", shell_complete=completion.ids)
@options.selection
def list_(
    word: str, plan: str, programme: tuple[str, ...], indicator: tuple[str, ...], form: str
) -> None:
    """List programmes and indicators: ids, names, units; all, or those that hold a WORD."""
    part = part_of(plan, programme, indicator)
    wanted = None
    if word:
        found = part.find(word)
        found = found[found["what"].isin(["programme", "indicator"])].reset_index(drop=True)
        if found.empty:
            click.echo(_not_found(part, word), err=True)
            sys.exit(FAULTY)
        wanted = set(found["id"])
    if form and word:
        print_frame(found, form)
    elif form:
        print_frame(part.indicators if programme or indicator else part.programmes, form)
    else:
        tables = (minsheng.listings.programmes(part), _indicators(part))
        echo_tables(*(_listed(table, wanted) for table in tables))


def _indicators(plan: Plan) -> Table:
    """Return all indicators of a plan with their units, figures of context as well."""
    from minsheng.reports.rows import Rows, columns

    rows = Rows(plan)
    for row in plan.indicators.to_dict("records"):
        rows.add_goal(row, {"unit": rows.unit(row["unit"]).name()})
    return rows.table(say("terminal.indicators"), columns("indicator", "unit"))


def _listed(table: Table, wanted: set[str] | None) -> Table:
    """Return the rows of a table, or those with the ids that are wanted, with a column of ids."""
    from minsheng.reports.exhibits import Column, Table

    rows = [
        {"id": row_id, **row}
        for row_id, row in zip(table.ids, table.rows, strict=True)
        if wanted is None or row_id in wanted
    ]
    id_column = Column("id", say("terminal.id"), "short")
    return Table(table.caption, (id_column, *table.columns), tuple(rows))


def _not_found(plan: Plan, word: str) -> str:
    """Return the sentence that a word is in no name, with the name most like it."""
    from minsheng.plan.names import Names

    tables = ((plan.programmes, "programme"), (plan.indicators, "indicator"))
    like = [near for frame, key in tables if (near := Names.of(frame, key).nearest(word))]
    said = say("terminal.not_found", word=word)
    return said + (say("terminal.perhaps", names=listing(like)) if like else "")
