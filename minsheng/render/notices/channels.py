"""The interface of all channels of notices, and two channels: a command and a mailbox."""

from __future__ import annotations

import atexit
import os
import signal
import smtplib
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol

from minsheng.errors import MinshengError
from minsheng.render.notices.message import (
    Summary,
    as_json,
    fitting_text,
    one_line,
    text,
    title,
)
from minsheng.render.settings import LONGEST_ERROR
from minsheng.text.language import Lang, say

_IN_ENVIRONMENT = 4096  # bytes of the words; the whole summary is on standard input
ENCRYPTED_PORT = 465
_LOCAL = ("localhost", "127.0.0.1", "::1")


class NotSent(MinshengError):
    """A notice that did not arrive.

    `why` is a key in the catalogue ``notices``, and `values` what that sentence puts in; `again`
    says whether trying again may help.

    Examples
    --------
    >>> NotSent("http", again=True, status=500).words("en")
    'it answered HTTP 500'
    """

    def __init__(self, why: str, *, again: bool = False, **values: object) -> None:
        super().__init__(why, values)
        self.why, self.again, self.values = why, again, values

    def words(self, lang: Lang, hidden: Callable[[str], str] = str) -> str:
        """Return the reason in words; `hidden` removes secrets from texts that are quoted."""
        values = {
            name: hidden(value) if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return say(f"notices.{self.why}", lang, **values)


class Channel(Protocol):
    """One way to deliver a notice to one place."""

    @property
    def kind(self) -> str:
        """The kind of channel, a key in the catalogue ``notices``."""

    @property
    def name(self) -> str:
        """The destination as messages name it, without secrets."""

    @property
    def secrets(self) -> tuple[str, ...]:
        """The texts that must never be shown or logged."""

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Deliver a notice, waiting at most this long for an answer, or raise `NotSent`."""


@dataclass(frozen=True)
class Command:
    """A command: the summary as JSON on its standard input, and in its environment."""

    # The program and its arguments. No shell reads them.
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
        """Run the command; after `seconds` it and the processes that it started are stopped."""
        try:
            # It leads a group of its own, so that what it started can be stopped with it.
            process = subprocess.Popen(
                self.words,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                env={**os.environ, **variables(summary, lang)},
                start_new_session=True,
            )
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
    """Return the environment variables that describe a run to a command.

    Examples
    --------
    >>> import datetime as dt
    >>> list(variables(Summary("A plan", "r1", dt.datetime(2019, 7, 1), 8, 3, 40, 0), "en"))[:3]
    ['MINSHENG_PLAN', 'MINSHENG_RUN', 'MINSHENG_STARTED']
    """
    plain = {
        name: one_line(str(value), _IN_ENVIRONMENT)
        for name, value in summary.record().items()
        if name != "failures"
    }
    return {
        **{f"MINSHENG_{name.upper()}": value for name, value in plain.items()},
        "MINSHENG_MESSAGE": fitting_text(summary, lang, _IN_ENVIRONMENT),
        "MINSHENG_LANG": lang,
    }


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process that has not ended and, where there are groups of processes, its group."""
    if process.poll() is not None:
        return
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


@dataclass(frozen=True)
class Mail:
    """Mailboxes, and the mail server that delivers to them."""

    to: tuple[str, ...]  # the addresses
    sender: str  # the address that the letter comes from
    # The server: encrypted from the start on port 465, else as soon as it offers encryption.
    host: str
    port: int
    # How to log in; not at all without a user. A password is never sent without encryption but to
    # this machine.
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    kind: ClassVar[str] = "mail"

    @property
    def name(self) -> str:
        """The addresses."""
        return ", ".join(self.to)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The password."""
        return (self.password,) if self.password else ()

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Send one e-mail to all addresses."""
        letter = letter_of(self, summary, lang)
        with _smtp_errors(seconds):
            if self.port == ENCRYPTED_PORT:
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=seconds, context=ssl.create_default_context()
                )
            else:
                server = smtplib.SMTP(self.host, self.port, timeout=seconds)
            with server:
                self._log_in(server)
                refused = server.send_message(letter, self.sender, list(self.to))
        if refused:
            raise NotSent("some_refused", names=", ".join(refused))

    def _log_in(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        encrypted = isinstance(server, smtplib.SMTP_SSL)
        if not encrypted and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            encrypted = True
        if self.user:
            if not encrypted and self.host not in _LOCAL:
                raise NotSent("mail_open")
            server.login(self.user, self.password)


def letter_of(mail: Mail, summary: Summary, lang: Lang) -> EmailMessage:
    """Return the e-mail about a run, which lists every failed report."""
    letter = EmailMessage()
    letter["Subject"] = title(summary, lang)
    letter["From"] = Address("minsheng", addr_spec=mail.sender)
    letter["To"] = [Address(addr_spec=one) for one in mail.to]
    letter["Date"] = format_datetime(localtime())
    letter["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text(summary, lang) + "\n", cte="base64")
    return letter


@contextmanager
def _smtp_errors(seconds: float) -> Iterator[None]:
    """Turn errors of the server or the connection into `NotSent`."""
    try:
        yield
    except TimeoutError:
        raise NotSent("no_answer", again=True, seconds=f"{seconds:g}") from None
    except smtplib.SMTPAuthenticationError:
        raise NotSent("mail_login") from None
    except smtplib.SMTPRecipientsRefused as error:
        again = all(400 <= code < 500 for code, _ in error.recipients.values())
        names = ", ".join(error.recipients)
        raise NotSent("some_refused", again=again, names=names) from None
    except smtplib.SMTPResponseException as error:
        words = error.smtp_error
        answer = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        raise NotSent(
            "mail_refused",
            again=400 <= error.smtp_code < 500,
            words=one_line(f"{error.smtp_code} {answer}", LONGEST_ERROR),
        ) from None
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise NotSent("no_answer", again=True, seconds=f"{seconds:g}") from None
        raise NotSent("no_connection", again=True, error="SMTPServerDisconnected") from None
    except smtplib.SMTPException as error:
        raise NotSent("mail_refused", words=one_line(str(error), LONGEST_ERROR)) from None
    except OSError as error:
        again = not isinstance(error, ssl.SSLCertVerificationError)
        words = error.strerror or type(error).__name__
        raise NotSent("no_connection", again=again, error=words) from None
