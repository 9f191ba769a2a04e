"""A web address to which the summary is posted as JSON."""

from __future__ import annotations

import base64
import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from minsheng.render.notices.channel import NotSent
from minsheng.render.notices.message import as_json, text
from minsheng.render.notices.summary import Summary
from minsheng.text.language import Lang

_LONGEST_ANSWER = 65_536
_TRY_AGAIN = (408, 425, 429)


@dataclass(frozen=True)
class Web:
    """An address that takes the summary, with the words under ``text``."""

    url: str = field(repr=False)
    kind: ClassVar[str] = "web"

    @property
    def name(self) -> str:
        """The host."""
        return host_of(self.url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """All of the address that is not its host."""
        return secrets_of(self.url)

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Post the summary; any answer of success will do."""
        post(self.url, {**summary.record(), "lang": lang, "text": text(summary, lang)}, seconds)


def post(url: str, body: Mapping[str, Any], seconds: float) -> bytes:
    """Post JSON and return the answer.

    Raises
    ------
    NotSent
        When there is no answer, or one of failure. It never leads to another address: that one
        would be told the secrets of the first.
    """
    parts = urlsplit(url)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "minsheng"}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    request = urllib.request.Request(_without_user(parts), as_json(body), headers, method="POST")
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=seconds) as answer:
            return bytes(answer.read(_LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
        if 300 <= status < 400:
            raise NotSent("redirected", status=status) from None
        raise NotSent("http", again=status >= 500 or status in _TRY_AGAIN,
                      status=status) from None  # fmt: skip
    except TimeoutError:
        raise NotSent("no_answer", again=True, seconds=f"{seconds:g}") from None
    except (OSError, http.client.HTTPException) as error:
        raise _no_connection(error, seconds) from None


def host_of(url: str) -> str:
    """Return the host of an address, and its port where one is given.

    Examples
    --------
    >>> host_of("https://ann:secret@hooks.example:8443/x?key=y")
    'hooks.example:8443'
    """
    return urlsplit(url).netloc.rpartition("@")[2]


def secrets_of(url: str) -> tuple[str, ...]:
    """Return what of an address must not be shown: user, path and query, in whole and in parts."""
    parts = urlsplit(url)
    found = [url, parts.path, parts.query, parts.username or "", parts.password or ""]
    found += parts.path.split("/")
    found += [value for pair in parts.query.split("&") for value in pair.split("=", 1)[1:]]
    return tuple(dict.fromkeys(each for one in found for each in (one, unquote(one)) if each))


def _without_user(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


def _no_connection(error: Exception, seconds: float) -> NotSent:
    """Say why there was no answer, in words that hold nothing of the address."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return NotSent("no_answer", again=True, seconds=f"{seconds:g}")
    refused = isinstance(reason, ssl.SSLCertVerificationError)
    words = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "")
    return NotSent("no_connection", again=not refused, error=words or type(reason).__name__)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Take a redirection for the answer."""

    def redirect_request(self, *_: object) -> None:
        """Go nowhere."""
