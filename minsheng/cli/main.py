"""The command ``minsheng`` itself, and what its subcommands share."""

from __future__ import annotations

import atexit
import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

import minsheng
from minsheng.cli.boundary import Boundary
from minsheng.cli.streams import echo_csv, echo_json
from minsheng.render.settings import (
    BUSY,
    FAILED,
    FAULTY,
    HUNG_UP,
    INTERRUPTED,
    PIPE_CLOSED,
    TERMINATED,
    UNFORESEEN,
    UNWRITTEN,
)
from minsheng.text.language import LANGUAGES, Lang, set_language
from minsheng.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from minsheng.plan.plan import Plan

EXIT_CODES = f"""\b
Exit codes:
    0  done, or nothing to do
  {FAILED:3}  reports not made, differences or findings that were asked for
  {FAULTY:3}  faults in what was given
  {BUSY:3}  another run holds the folder
  {UNFORESEEN:3}  an error of minsheng itself; a file with the details is named
  {UNWRITTEN:3}  what is printed could not be written, as onto a full disk
  {HUNG_UP}  the terminal was closed (SIGHUP)
  {INTERRUPTED}  interrupted (Ctrl-C)
  {PIPE_CLOSED}  nobody reads the output any longer
  {TERMINATED}  terminated (SIGTERM)
"""


# `Screen` makes escape sequences visible; those of ours are added by `pages`, where they may be.
@click.group(
    cls=Boundary,
    context_settings={"help_option_names": ["-h", "--help"], "color": True},
    epilog=EXIT_CODES,
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the answers.")
@click.version_option(__version__, message="minsheng %(version)s")
def main(lang: Lang | None) -> None:
    """Follow a government livelihood plan from its baselines to its targets (民生)."""
    # Once it has said what there is to say a command just ends: to look through all that it has
    # loaded for garbage first would take a tenth of a second.
    atexit.register(gc.freeze)
    if lang:
        set_language(lang)


def part_of(plan: str, programme: tuple[str, ...], indicator: tuple[str, ...]) -> Plan:
    """Return the part of a plan that the options choose."""
    whole = minsheng.load_plan(plan)
    if programme:
        whole = whole.select(programme=list(programme))
    return whole.select(indicator=list(indicator)) if indicator else whole


def source_of(observations: str) -> str:
    """Return the source of a ledger, a path made absolute: notebooks run in another folder."""
    # os.path asks no questions of a name that no file can have; Path raises.
    there = observations and "://" not in observations and os.path.exists(observations)  # noqa: PTH110
    return str(Path(observations).resolve()) if there else observations


def print_frame(frame: pd.DataFrame, form: str) -> None:
    """Print a frame as CSV, no text of which a spreadsheet takes for a formula, or as JSON."""
    if form in ("csv", "excel-csv"):
        from minsheng.text.formulas import no_formula
        from minsheng.text.numerals import without_binary_error

        shown = frame.map(lambda cell: no_formula(cell) if isinstance(cell, str) else cell)
        shown = shown.map(
            lambda cell: without_binary_error(cell) if isinstance(cell, float) else cell
        )
        text = shown.to_csv(index=False, lineterminator="\n")
        echo_csv(text, byte_order_mark=form == "excel-csv")
    else:
        echo_json(frame.to_json(orient="records", force_ascii=False, indent=2))
