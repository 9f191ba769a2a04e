"""The command itself."""

from __future__ import annotations

import click

import minsheng
from minsheng.language import LANGUAGES, Lang, set_language


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the answers.")
@click.version_option(minsheng.__version__, message="minsheng %(version)s")
def main(lang: Lang | None) -> None:
    """Follow a government livelihood plan from its baselines to its targets (民生)."""
    if lang:
        set_language(lang)
