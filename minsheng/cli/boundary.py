"""How every command ends: with an exit code and messages, never with a traceback."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

import click

from minsheng.cli.streams import Screen, Unwritten, open_closed_streams, plain
from minsheng.errors import MinshengError
from minsheng.files import has_working_folder
from minsheng.render.settings import FAULTY, HUNG_UP, INTERRUPTED, TERMINATED, UNFORESEEN
from minsheng.text.language import say
from minsheng.text.secrets import masked

COMPLETING = "_MINSHENG_COMPLETE"
"""The variable of the environment by which a shell asks what it may offer."""


class Terminated(KeyboardInterrupt):
    """The process received a signal to end; `code` is the exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


_ENDING = {
    getattr(signal, name): code
    for name, code in (("SIGTERM", TERMINATED), ("SIGHUP", HUNG_UP))
    if hasattr(signal, name)  # Windows has no terminal to hang up
}


class Boundary(click.Group):
    """The group of all commands; calling it ends the process with an exit code."""

    def __call__(self, *arguments: Any, **options: Any) -> NoReturn:  # noqa: ANN401  as of click
        """Run the command that the arguments of the process name, and end the process."""
        code: Any
        try:
            _begin()
            code = self._run(*arguments, **options)
        except KeyboardInterrupt as error:  # once more, while the first was told
            code = _code_of(error)
        except SystemExit as error:  # nobody reads any longer what is told
            code = error.code
        _end()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as of click
        """Run the command; an error of the input is printed as a message, without a traceback."""
        try:
            return super().invoke(ctx)
        except MinshengError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)
        except FileNotFoundError:
            if has_working_folder():
                raise
            click.echo(say("labels.no_working_folder"), err=True)
            sys.exit(FAULTY)

    def _run(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401  as of click
        """Run the command and return the exit code."""
        try:
            try:
                code = self.main(*arguments, **{**options, "standalone_mode": False})
            except SystemExit as error:
                code = error.code
            for stream in _screens():
                stream.flush()
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt) as error:
            code = _code_of(error.__cause__ or error)
            _tell("terminal.interrupted" if code == INTERRUPTED else "terminal.terminated")
        except Unwritten as error:  # of what was printed last
            click.echo(str(error), err=True)
            return error.exit_code
        except Exception as error:  # what nobody foresaw is told here and nowhere else
            return _unforeseen(error)
        return code


def _code_of(error: BaseException) -> int:
    return error.code if isinstance(error, Terminated) else INTERRUPTED


def _screens() -> list[Screen]:
    return [stream for stream in (sys.stdout, sys.stderr) if isinstance(stream, Screen)]


def _begin() -> None:
    """Let `Screen` do all printing from now on; SIGTERM and SIGHUP end a command as Ctrl-C does."""
    open_closed_streams()
    if not os.environ.get(COMPLETING):  # a shell reads it, and click writes bytes
        sys.stdout, sys.stderr = Screen(sys.stdout), Screen(sys.stderr, messages=True)
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has a terminal's end ignored
            signal.signal(number, _terminate)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated(_ENDING[number])


def _end() -> None:
    """Report once an encoding that lacked characters; restore the default signal handlers."""
    with suppress(KeyboardInterrupt):
        unfit = [screen for screen in _screens() if not screen.whole]
        if unfit:
            _tell("labels.not_encodable", encoding=unfit[0].encoding)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for number in _ENDING:
        if signal.getsignal(number) is _terminate:
            signal.signal(number, signal.SIG_DFL)


def _tell(key: str, **values: object) -> None:
    """Print a message to standard error, in English where its encoding lacks our language."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    text = say(key, None, **values)
    click.echo(text if plain(text, encoding)[1] else say(key, "en", **values), err=True)


def _unforeseen(error: Exception) -> int:
    """Write the traceback to a file that only its owner can read, name it, return the code."""
    import tempfile
    import traceback

    first, *_ = str(error).splitlines() or [""]
    kind = type(error).__name__
    what = "no_memory" if isinstance(error, MemoryError) else "unforeseen"
    text = masked(f"{kind}: {first}" if first else kind)
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            prefix="minsheng-",
            suffix=".log",
            delete=False,
        ) as file:
            file.write(masked("".join(traceback.format_exception(error))))
        _tell(f"labels.{what}", error=text, path=file.name)
    except OSError:
        _tell(f"labels.{what}_unkept", error=text)
    return UNFORESEEN
