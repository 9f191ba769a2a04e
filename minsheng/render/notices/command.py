"""A command that is run with the summary."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import ClassVar

from minsheng.render.notices.channel import NotSent
from minsheng.render.notices.message import as_json, fitting, one_line, text
from minsheng.render.notices.summary import Summary
from minsheng.text.language import Lang

_IN_ENVIRONMENT = 4096  # bytes of the words; the whole summary is on standard input


@dataclass(frozen=True)
class Command:
    """A command: the summary as JSON on its standard input, and in its environment.

    Parameters
    ----------
    words
        The program and its arguments. No shell reads them.
    """

    words: tuple[str, ...] = field(repr=False)
    kind: ClassVar[str] = "command"

    @property
    def name(self) -> str:
        """The program without its folder and arguments."""
        return Path(self.words[0]).name

    @property
    def secrets(self) -> tuple[str, ...]:
        """The arguments, any of which may be a password."""
        return self.words[1:]

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Run it; after `seconds` it is stopped with all that it started."""
        try:
            # It leads a group of its own, so that what it started can be stopped with it.
            process = subprocess.Popen(
                self.words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                env={**os.environ, **variables(summary, lang)}, start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            raise NotSent("not_started", error=_reason(error)) from error
        stop = partial(_stop, process)
        atexit.register(stop)  # should the whole process end before it does
        try:
            process.communicate(as_json(summary.record()), timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise NotSent("too_long", seconds=f"{seconds:g}") from error
        finally:
            stop()
            atexit.unregister(stop)
        if process.returncode:
            raise NotSent("exit_code", code=process.returncode)


def variables(summary: Summary, lang: Lang) -> Mapping[str, str]:
    """Return what stands in the environment of a command.

    Examples
    --------
    >>> import datetime as dt
    >>> list(variables(Summary("A plan", "r1", dt.datetime(2019, 7, 1), 8, 3, 40, 0), "en"))[:3]
    ['MINSHENG_PLAN', 'MINSHENG_RUN', 'MINSHENG_STARTED']
    """
    plain = {name: one_line(str(value), _IN_ENVIRONMENT)
             for name, value in summary.record().items() if name != "failures"}  # fmt: skip
    message = fitting(summary, lambda count: text(summary, lang, count),
                      lambda words: len(words.encode()), _IN_ENVIRONMENT)  # fmt: skip
    return {
        **{f"MINSHENG_{name.upper()}": value for name, value in plain.items()},
        "MINSHENG_MESSAGE": message, "MINSHENG_LANG": lang,
    }  # fmt: skip


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process that has not ended and, where there are groups of processes, its group."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__
