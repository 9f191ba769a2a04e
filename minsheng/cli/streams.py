"""The standard streams of the command: every text can be written, control characters show.

A terminal obeys control characters, and a console that is not UTF-8 lacks many characters. Both
are settled here, for all that is printed: the answers, the messages, those of click and of Python.
"""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from minsheng.errors import MinshengError
from minsheng.render.settings import PIPE_CLOSED, UNWRITTEN
from minsheng.text.escapes import escaped
from minsheng.text.language import say
from minsheng.text.secrets import known_secrets, masked

# What stands for a character that an encoding lacks, where its compatibility form does not.
_PLAIN = dict(
    zip("−–—―‐“”‘’×÷·∶†●•★○▲■、。〔〕【】《》", '-----""\'\'x/.:+***o^#,.[][]""', strict=True)
)
_PLAIN |= {"≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "→": "->", "∞": "inf", "◇": "<>"}
_PLAIN |= {"▼": "v", "◆": "@", "＝": "=="}


def plain(text: str, encoding: str) -> tuple[str, bool]:
    """Return a text in the characters of `encoding`, and whether its meaning is kept.

    A character that the encoding lacks becomes a plain equivalent, else a question mark; both take
    the columns that it takes on a terminal.

    Examples
    --------
    >>> plain("≥ −5\u20075 民生", "cp1252")
    ('>= -5 5 ????', False)
    """
    parts, whole = [], True
    for char in text:
        part = char if _encodable(char, encoding) else _equivalent(char)
        if not part:
            whole, part = False, "?" * _columns(char)
        parts.append(part)
    return "".join(parts), whole


def _equivalent(char: str) -> str:
    form = _PLAIN.get(char) or unicodedata.normalize("NFKC", char)
    return form.ljust(_columns(char)) if form.isascii() else ""


def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class Unwritten(MinshengError):
    """The output could not be written, for example because a disk is full."""

    exit_code = UNWRITTEN


def open_closed_streams() -> None:
    """Open each closed standard stream on the null device.

    Else the first files that are opened would get the descriptors of the closed streams, and
    messages would be written into them.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # It takes the lowest number that is free; the processes that are started have it too.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115


class Screen(io.TextIOBase):
    """A text stream that can write any text to one of Python's own streams.

    Parameters
    ----------
    beneath
        Where the text goes. It has no attribute ``buffer``: click would write past it.
    messages
        Whether only messages go there: a command whose messages cannot be written does its work,
        and ends, all the same.

    Attributes
    ----------
    whole
        Whether everything that was written could be said, if in plain equivalents.
    """

    def __init__(self, beneath: TextIO, *, messages: bool = False) -> None:
        self.beneath = beneath
        self.messages = messages
        self.whole = True
        self._as_it_is = False

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of what the text goes to."""
        return self.beneath.encoding or "utf-8"

    @property
    def errors(self) -> str | None:  # type: ignore[override]
        """The error handler of the stream beneath, which is never needed."""
        return self.beneath.errors

    def write(self, text: str) -> int:
        """Write a text as `shown` returns it."""
        if not isinstance(text, str):  # click tries whether it can write bytes
            raise TypeError(text)
        shown = text if self._as_it_is else self.shown(text)
        if shown:  # click writes nothing as well, and hears of no failure
            self._try(self.beneath.write, shown)
        return len(text)

    def shown(self, text: str) -> str:
        """Return a text without secrets, including those of the command line.

        Control characters become escapes, what cannot be encoded becomes an equivalent.
        """
        shown = escaped(masked(text, known_secrets("\n".join(sys.argv[1:]))))
        if not _encodable(shown, self.encoding):
            shown, whole = plain(shown, self.encoding)
            self.whole = self.whole and whole
        return shown

    @contextmanager
    def styled(self) -> Iterator[None]:
        """Write all as it is: parts that `shown` returned, with styles of ours around them."""
        self._as_it_is = True
        try:
            yield
        finally:
            self._as_it_is = False

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are."""
        self.flush()
        self._try(self.beneath.buffer.write, data)
        self.flush()

    def flush(self) -> None:
        """Pass on what was written."""
        self._try(self.beneath.flush)

    def isatty(self) -> bool:
        """Return whether it is a terminal."""
        return self.beneath.isatty()

    def fileno(self) -> int:
        """Return the number of its file."""
        return self.beneath.fileno()

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def _try(self, call: Callable[..., object], *arguments: object) -> None:
        """Call a function; where the output has lost its reader, end as SIGPIPE would."""
        try:
            call(*arguments)
        except OSError as error:
            # What could not be written is not to be tried again when Python ends.
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if self.messages:
                return
            if isinstance(error, BrokenPipeError):
                sys.exit(PIPE_CLOSED)
            raise Unwritten(say("labels.unwritten", error=error.strerror)) from error


def echo_csv(text: str, *, byte_order_mark: bool = False) -> None:
    """Print CSV: UTF-8 whatever the console says, control characters but line feeds as escapes.

    Excel takes CSV for UTF-8 only when it begins with a byte order mark.
    """
    _echo_bytes(("\ufeff" if byte_order_mark else "") + escaped(text).replace("\t", "\\t"))


def echo_json(text: str) -> None:
    """Print JSON: UTF-8 whatever the console says, every control character as JSON escapes it."""
    _echo_bytes("".join(c if escaped(c) == c else f"\\u{ord(c):04x}" for c in text) + "\n")


def _echo_bytes(text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    if isinstance(sys.stdout, Screen):
        sys.stdout.write_bytes(data)
    else:
        click.echo(data, nl=False)
