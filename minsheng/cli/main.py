"""The command itself."""

from __future__ import annotations

import atexit
import gc

import click

from minsheng.cli.boundary import Boundary
from minsheng.text.language import LANGUAGES, Lang, set_language
from minsheng.version import __version__

EXIT_CODES = """\b
Exit codes:
    0  done, or nothing to do
    1  reports not made, differences or findings that were asked for
    2  faults in what was given
    3  another run holds the folder
   70  an error of minsheng itself; a file with the details is named
  130  interrupted (Ctrl-C)
  141  nobody reads the output any longer
  143  terminated (SIGTERM)
"""


# Nothing printed here is coloured: an escape sequence is somebody else's, and is shown, not taken
# out.
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
