"""Notices over HTTP: a web address that takes JSON; the group robots of 企业微信, 钉钉 and 飞书.

Messages to robots are plain text: the WeChat that many read WeCom groups in does not show Markdown,
and an error of a report cannot turn into a link, a picture or a call to everyone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from minsheng.render.notices.channels import NotSent
from minsheng.render.notices.message import (
    Summary,
    as_json,
    fitting,
    fitting_text,
    index_of,
    lines,
    one_line,
    text,
    title,
)
from minsheng.render.settings import LONGEST_ERROR
from minsheng.text.language import Lang

_LONGEST_ANSWER = 65_536
_TRY_AGAIN = (408, 425, 429)


@dataclass(frozen=True)
class _Address:
    """A web address to which notices are sent."""

    url: str = field(repr=False)

    @property
    def name(self) -> str:
        """The host, and its port where one is given.

        Examples
        --------
        >>> Web("https://ann:secret@hooks.example:8443/x?key=y").name
        'hooks.example:8443'
        """
        return _without_user(urlsplit(self.url).netloc)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every part of the address except its host: user, path and query, whole and in parts."""
        parts = urlsplit(self.url)
        pieces = [self.url, parts.path, parts.query, parts.username or "", parts.password or ""]
        pieces += parts.path.split("/")
        pieces += [value for pair in parts.query.split("&") for value in pair.split("=", 1)[1:]]
        return tuple(dict.fromkeys(each for one in pieces for each in (one, unquote(one)) if each))


@dataclass(frozen=True)
class Web(_Address):
    """An address that takes the summary, with the words under ``text``."""

    kind: ClassVar[str] = "web"

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Post the summary as JSON; any HTTP status of success counts as delivered."""
        post(self.url, {**summary.record(), "lang": lang, "text": text(summary, lang)}, seconds)


def post(url: str, body: Mapping[str, Any], seconds: float) -> bytes:
    """Post JSON and return the answer.

    `NotSent` when there is no answer, or one of failure. A redirection is a failure: the other
    address would be sent the secrets of this one.
    """
    parts = urlsplit(url)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "minsheng"}
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    address = urlunsplit(parts._replace(netloc=_without_user(parts.netloc), fragment=""))
    request = urllib.request.Request(address, as_json(body), headers, method="POST")
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=seconds) as answer:
            return bytes(answer.read(_LONGEST_ANSWER))
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
        if 300 <= status < 400:
            raise NotSent("redirected", status=status) from None
        raise NotSent("http", again=status >= 500 or status in _TRY_AGAIN, status=status) from None
    except (OSError, http.client.HTTPException) as error:
        raise _no_connection(error, seconds) from None


def _without_user(place: str) -> str:
    """Return host and port of an address without the user and password before them."""
    return place.rpartition("@")[2]


def _no_connection(error: Exception, seconds: float) -> NotSent:
    """Return why there was no answer, without any part of the address, which may be secret."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return NotSent("no_answer", again=True, seconds=f"{seconds:g}")
    refused = isinstance(reason, ssl.SSLCertVerificationError)
    words = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "")
    return NotSent("no_connection", again=not refused, error=words or type(reason).__name__)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Does not follow redirections."""

    def redirect_request(self, *_: object) -> None:
        """Return None: no request follows."""


Kind = Literal["wecom", "dingtalk", "feishu"]
HOSTS: dict[str, Kind] = {
    "qyapi.weixin.qq.com": "wecom",
    "oapi.dingtalk.com": "dingtalk",
    "open.feishu.cn": "feishu",
    "open.larksuite.com": "feishu",
}
"""Hosts of the robots' services: an address with such a host needs no prefix."""

WECOM_BYTES, DINGTALK_BYTES, FEISHU_BYTES = 2048, 20_000, 20_480
"""The text of a WeCom message; the whole body of the others."""
_SIGNATURE = 200  # bytes of a body that the time and the signature may take
_BUSY = {-1, 45009, 130101, 11232}
"""Busy or too many messages: WeCom, DingTalk and Feishu, in this order after the common one."""


@dataclass(frozen=True)
class Robot(_Address):
    """A robot of a chat group.

    Parameters
    ----------
    url
        The address that the group shows for it.
    kind
        Whose robot.
    secret
        The key that messages are signed with, or empty.
    """

    kind: Kind
    secret: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The key in the address, and the key that messages are signed with."""
        return (*super().secrets, *filter(None, [self.secret]))

    def deliver(self, summary: Summary, lang: Lang, seconds: float) -> None:
        """Post a message and check the body of the answer: even a refusal has HTTP status 200."""
        url, body = signed(self, body_of(self.kind, summary, lang), time.time())
        _require_taken(self.kind, post(url, body, seconds))


def body_of(kind: Kind, summary: Summary, lang: Lang) -> dict[str, Any]:
    """Return the JSON message to a robot, with as many failures as its size limit allows.

    Examples
    --------
    >>> import datetime as dt
    >>> summary = Summary("A plan", "r1", dt.datetime(2019, 7, 1), 8, 3, 40, 0)
    >>> body_of("wecom", summary, "en")["text"]["content"].splitlines()[1]
    '3 made, 40 unchanged, 0 failed'
    """
    if kind == "wecom":
        content = fitting_text(summary, lang, WECOM_BYTES)
        return {"msgtype": "text", "text": {"content": content}}
    most = DINGTALK_BYTES if kind == "dingtalk" else FEISHU_BYTES - _SIGNATURE

    def build(count: int) -> dict[str, Any]:
        if kind == "dingtalk":
            return {"msgtype": "text", "text": {"content": text(summary, lang, count)}}
        return _post(summary, lang, count)

    return fitting(summary, build, lambda body: len(as_json(body)), most)


def signed(robot: Robot, body: dict[str, Any], now: float) -> tuple[str, dict[str, Any]]:
    """Return the address and the message, signed where the robot has a `secret`.

    DingTalk takes milliseconds, and the secret as key, in the address; Feishu takes seconds, and
    time and secret together as key of an empty text, in the message.
    """
    if not robot.secret:
        return robot.url, body
    if robot.kind == "dingtalk":
        stamp = str(round(now * 1000))
        sign = _digest(robot.secret, f"{stamp}\n{robot.secret}")
        parts = urlsplit(robot.url)
        query = "&".join(filter(None, [parts.query, urlencode({"timestamp": stamp, "sign": sign})]))
        return urlunsplit(parts._replace(query=query)), body
    stamp = str(int(now))
    sign = _digest(f"{stamp}\n{robot.secret}", "")
    return robot.url, {"timestamp": stamp, "sign": sign, **body}


def _digest(key: str, message: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), message.encode(), hashlib.sha256)).decode()


def _post(summary: Summary, lang: Lang, count: int) -> dict[str, Any]:
    """Return a message of 飞书 with a heading and lines, in which nothing is markup."""
    content = [[{"tag": "text", "text": line}] for line in lines(summary, lang, count)]
    index = index_of(summary)
    if index.startswith(("https://", "http://")):
        content.append([{"tag": "a", "text": index, "href": index}])
    elif index:
        content.append([{"tag": "text", "text": index}])
    locale = {"zh": "zh_cn", "en": "en_us"}[lang]
    post = {locale: {"title": title(summary, lang), "content": content}}
    return {"msg_type": "post", "content": {"post": post}}


def _require_taken(kind: Kind, answer: bytes) -> None:
    """Raise `NotSent` unless the robot answered that it accepted the message."""
    try:
        reply = json.loads(answer)
        if kind == "feishu":
            code = reply["code"] if "code" in reply else reply["StatusCode"]
            words = reply.get("msg") or reply.get("StatusMessage") or ""
        else:
            code, words = reply["errcode"], reply.get("errmsg", "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotSent("unreadable_answer") from None
    if code != 0:
        raise NotSent(
            "refused", again=code in _BUSY, code=code, words=one_line(str(words), LONGEST_ERROR)
        )
