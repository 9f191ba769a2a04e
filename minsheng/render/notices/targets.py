"""Parse and check the targets of notices, as users write them, before anything runs.

====================================  ============================================================
``command:PROGRAM ARGUMENTS``         run, with the summary on standard input
``wecom+https://…``                   a robot of 企业微信; so ``dingtalk+https://…&secret=…``
                                      of 钉钉 and ``feishu+https://…?secret=…`` of 飞书
``https://…``, ``http://…``           the summary posted as JSON
``mailto:a@b,c@d?host=…&from=…``      a letter
``env:NAME``                          one of these, in a variable of the environment: it is not
                                      seen in the list of processes there
``failed:TARGET``                     the same, only when the exit code is not 0
====================================  ============================================================
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from minsheng.errors import BadInput, Fault, collecting
from minsheng.render.notices.channels import ENCRYPTED_PORT, Channel, Command, Mail
from minsheng.render.notices.web import HOSTS, Kind, Robot, Web

_ROBOTS = ("wecom", "dingtalk", "feishu")
_WEB = ("https", "http")
_KINDS = ("command", *(f"{robot}+https" for robot in _ROBOTS), *_WEB, "mailto", "env", "failed")
_ALLOWED = {*_KINDS, *(f"{robot}+http" for robot in _ROBOTS)}  # a robot behind a gateway
_MAIL_OPTIONS = ("host", "port", "user", "from")
_ADDRESS = re.compile(r"[^\s@,<>\"]+@[^\s@,<>\"]+")


@dataclass(frozen=True)
class Target:
    """A channel for notices, and whether it is used only for runs that failed."""

    channel: Channel
    only_failed: bool = False


def check_targets(texts: Sequence[str]) -> tuple[Target, ...]:
    """Parse the targets of notices, written as the module says, and return each with its channel.

    `BadInput` has every fault of every target: an unknown kind, an address without a host, a
    program that is not there, unknown options, missing settings of the mail. Nothing secret is
    repeated in it.

    Examples
    --------
    >>> target, = check_targets(["failed:wecom+https://qyapi.weixin.qq.com/x?key=0"])
    >>> target.channel.kind, target.channel.name, target.only_failed
    ('wecom', 'qyapi.weixin.qq.com', True)
    """
    faults: list[Fault] = []
    targets = []
    for text in texts:
        with collecting(faults):
            targets.append(_target(text.strip(), os.environ))
    if faults:
        raise BadInput(faults)
    return tuple(targets)


def _target(text: str, environment: Mapping[str, str], only_failed: bool = False) -> Target:
    if not text:
        raise _bad("empty")
    kind, colon, rest = text.partition(":")
    # Without a colon all of it may be a secret: only what could be the name of a kind is shown.
    shown = kind if colon else re.split(r"[^a-z+]", text)[0]
    if not colon or kind not in _ALLOWED:
        raise _bad("unknown_kind", found=shown[:20], allowed=_KINDS)
    if kind == "failed":
        return _target(rest.strip(), environment, only_failed=True)
    if kind == "env":
        if not environment.get(rest, "").strip() or environment[rest].startswith("env:"):
            raise _bad("no_variable", found=rest, allowed=())
        return _target(environment[rest].strip(), environment, only_failed)
    if kind == "command":
        return Target(_command(rest), only_failed)
    if kind == "mailto":
        return Target(_mail(rest, environment), only_failed)
    robot, _, scheme = kind.rpartition("+")
    return Target(_web(robot, f"{scheme}:{rest}"), only_failed)


def _command(text: str) -> Command:
    try:
        words = shlex.split(text)
    except ValueError:
        raise _bad("bad_quotation", found="command") from None
    if not words or shutil.which(words[0]) is None:
        raise _bad("no_command", found=words[0] if words else "")
    return Command(tuple(words))


def _web(robot: str, url: str) -> Web | Robot:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # the port is only read when it is asked for
    except ValueError:
        host = None
    if not host or re.search(r"[\s\x00-\x1f]", url):
        raise _bad("no_host", found=f"{url.partition(':')[0]}:")
    if not url.isascii():
        raise _bad("no_host", found=host)
    kind = robot or HOSTS.get(host, "")
    if not kind:
        return Web(url)
    # The secret is no part of the address: it signs what is sent there.
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    secret = next((value for name, value in pairs if name == "secret"), "")
    kept = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("secret="))
    if secret and kind == "wecom":
        raise _bad("unknown_option", found="secret")
    return Robot(urlunsplit(parts._replace(query=kept)), cast("Kind", kind), secret)


def _mail(text: str, environment: Mapping[str, str]) -> Mail:
    addresses, _, query = text.partition("?")
    pairs = parse_qsl(query, keep_blank_values=True)
    options = dict(pairs)
    to = tuple(unquote(one).strip() for one in addresses.split(","))
    faults = [_fault("no_address", found=one) for one in to if not _is_address(one)]
    faults += [
        _fault("unknown_option", found=name, allowed=_MAIL_OPTIONS)
        for name in options
        if name not in _MAIL_OPTIONS
    ]
    faults += [
        _fault("option_twice", found=name)
        for name in options
        if [one for one, _ in pairs].count(name) > 1
    ]

    def setting(name: str, default: str = "") -> str:
        return options.get(name) or environment.get(f"MINSHENG_SMTP_{name.upper()}", "") or default

    user = setting("user")
    host, sender = setting("host"), setting("from", user)
    faults += [
        _fault("mail_setting", allowed=(f"MINSHENG_SMTP_{name.upper()}", f"{name}="))
        for name, value in (("host", host), ("from", sender))
        if not value
    ]
    if sender and not _is_address(sender):
        faults.append(_fault("no_address", found=sender))
    port = setting("port", "587" if user else "25")
    if not (port.isascii() and port.isdigit() and 1 <= int(port[:6]) <= 65_535):
        faults.append(_fault("bad_port", found=port, allowed=("25", "587", str(ENCRYPTED_PORT))))
    if faults:
        raise BadInput(faults)
    return Mail(to, sender, host, int(port), user, environment.get("MINSHENG_SMTP_PASSWORD", ""))


def _is_address(text: str) -> bool:
    return text.isascii() and text.isprintable() and bool(_ADDRESS.fullmatch(text))


def _fault(code: str, found: str = "", allowed: tuple[str, ...] = ()) -> Fault:
    return Fault.unknown(f"notices.{code}", found, allowed, "--notify")


def _bad(code: str, found: str = "", allowed: tuple[str, ...] = ()) -> BadInput:
    return BadInput([_fault(code, found, allowed)])
