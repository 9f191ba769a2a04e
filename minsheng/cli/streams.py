"""What is said while the work is done: the work goes on where nobody can hear it."""

from __future__ import annotations

import os
import sys

import click


def open_streams() -> None:
    """Give each standard stream that is closed a place to go to; escape what it cannot show.

    Else the first files that are opened would get the numbers of the closed ones, and what is said
    would be written into them. A file name need not be text that a screen can show.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # It takes the lowest number that is free; the processes that are started have it too.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def tell(text: str, *, err: bool = False) -> None:
    """Print a line; where the stream takes none, it is given up and no more is said on it.

    Parameters
    ----------
    text
        The line.
    err
        Whether it goes to standard error.
    """
    try:
        click.echo(text, err=err)
    except (OSError, ValueError):  # ValueError: somebody has closed it
        _give_up(sys.stderr if err else sys.stdout)


def _give_up(stream: object) -> None:
    """Let a stream lead nowhere, so that not even the end of the process stumbles over it."""
    try:
        number = stream.fileno()  # type: ignore[attr-defined]
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        return
