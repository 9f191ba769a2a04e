"""A mailbox."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, localtime, make_msgid
from typing import ClassVar

from minsheng.render.notices.channel import NotSent
from minsheng.render.notices.message import one_line, text, title
from minsheng.render.notices.summary import Summary
from minsheng.text.language import Lang

ENCRYPTED_PORT = 465
_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Mail:
    """Mailboxes, and the server that takes the letters to them.

    Parameters
    ----------
    to
        The addresses.
    sender
        The address that the letter comes from.
    host, port
        The server: encrypted from the start on port 465, else as soon as it offers encryption.
    user, password
        How to log in; not at all without a user. A password is never sent without encryption but
        to this machine.
    """

    to: tuple[str, ...]
    sender: str
    host: str
    port: int
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
        """Send one letter to all."""
        letter = letter_of(self, summary, lang)
        with _telling(seconds):
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
    """Return the letter, which names every failure."""
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
def _telling(seconds: float) -> Iterator[None]:
    """Turn what the server or the line does into the reason why no letter was sent."""
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
        told = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        raise NotSent("mail_refused", again=400 <= error.smtp_code < 500,
                      words=one_line(f"{error.smtp_code} {told}", 200)) from None  # fmt: skip
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise NotSent("no_answer", again=True, seconds=f"{seconds:g}") from None
        raise NotSent("no_connection", again=True, error="SMTPServerDisconnected") from None
    except smtplib.SMTPException as error:
        raise NotSent("mail_refused", words=one_line(str(error), 200)) from None
    except OSError as error:
        again = not isinstance(error, ssl.SSLCertVerificationError)
        words = error.strerror or type(error).__name__
        raise NotSent("no_connection", again=again, error=words) from None
