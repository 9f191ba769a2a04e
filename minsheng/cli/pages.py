"""What a command answers: on a terminal it fits the width, has colour, and is paged when long."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from minsheng.cli.streams import Screen

if TYPE_CHECKING:
    from minsheng.reports.exhibits import Prose, Table

# Colour only repeats what place and words say.
_STYLES: dict[str, dict[str, Any]] = {
    "caption": {"bold": True},
    "heading": {"fg": "cyan"},
    "note": {"dim": True},
    "contradiction": {"fg": "red", "bold": True},
    "question": {"fg": "yellow", "bold": True},
    "remark": {"fg": "blue", "bold": True},
}


def echo_page(*parts: str | Prose | Table | tuple[str, str]) -> None:
    """Print the parts of an answer, one below the other; a pair is the name of a style and a text.

    Into a file or a pipe they go whole and plain. On a terminal they fit its width; they have
    colours, unless ``NO_COLOR`` or ``TERM=dumb`` forbid it; more lines than the terminal has go
    through the pager of the user.
    """
    if not sys.stdout.isatty():
        click.echo("\n".join(text for part in parts for _, text in _lines(part, None)))
        return
    size = shutil.get_terminal_size()
    lines = [line for part in parts for line in _lines(part, size.columns)]
    coloured = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    screen = sys.stdout if isinstance(sys.stdout, Screen) else Screen(sys.stdout)
    page = "\n".join(
        click.style(shown, **_STYLES[style]) if coloured and style in _STYLES else shown
        for style, shown in ((style, screen.shown(text)) for style, text in lines)
    )
    with screen.styled():
        if len(lines) < size.lines:
            click.echo(page)
            return
        # The context of the command has colours on, whatever the pager makes of them; in a context
        # of its own click asks `less` for them, or leaves them out.
        with click.Context(click.Command("page")):
            click.echo_via_pager(page, color=None if coloured else False)


def echo_tables(*tables: Table) -> None:
    """Print those tables that have rows, with an empty line between them."""
    parts = [part for table in tables if table.rows for part in (table, "")]
    echo_page(*parts[:-1])


def _lines(
    part: str | Prose | Table | tuple[str, str], width: int | None
) -> Iterator[tuple[str, str]]:
    """Yield the lines of a part, each after the name of its style."""
    from minsheng.reports.exhibits import Table
    from minsheng.reports.exhibits.table_text import lines_of, wrapped

    if isinstance(part, Table):
        yield from lines_of(part, width)
        return
    style, text = part if isinstance(part, tuple) else ("", str(part))
    for line in text.split("\n"):
        yield from ((style, each) for each in (wrapped(line, width) if width else [line]))
