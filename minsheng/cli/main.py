"""The command itself."""

from __future__ import annotations

import atexit
import gc

import click

import minsheng
from minsheng.cli.streams import open_streams
from minsheng.language import LANGUAGES, Lang, set_language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the answers.")
@click.version_option(minsheng.__version__, message="minsheng %(version)s")
def main(lang: Lang | None) -> None:
    """Follow a government livelihood plan from its baselines to its targets (民生)."""
    open_streams()
    # Once it has said what there is to say a command just ends: to look through all that it has
    # loaded for garbage first would take a tenth of a second.
    atexit.register(gc.freeze)
    if lang:
        set_language(lang)
