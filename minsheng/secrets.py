"""Passwords in the addresses of databases: taken off at the entrance, kept out of what is written.

The address without its password is what travels: as the parameter of a notebook, in files, records
and messages. The whole address stands in the environment only, in `VARIABLE`, where whoever opens
the database looks for it: each address has its own password, and none gets that of another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, unquote_plus

VARIABLE = "MINSHENG_DATABASE"
"""The variable that holds addresses of databases with their passwords, one a line."""
HIDDEN = "***"
_OTHERS = ("PGPASSWORD", "MINSHENG_SMTP_PASSWORD")
_SHORTEST = 6
"""What is shorter stands in too many words and figures to be hidden wherever it stands."""
# As SQLAlchemy has it, who lets a password hold a slash; with an at sign it counts as one here.
_WITH_USER = re.compile(r"([\w+.-]+://)([^:/?@]*):([^/?#]*|[^?]*|[^@]*)@(.*)", re.DOTALL)
_WORD = r"passw|passphrase|pwd|secret|token|credential|signature"
_NAME = re.compile(rf"{_WORD}|key$", re.IGNORECASE)
_PAIR_WITHIN = re.compile(rf"(?:{_WORD})\w*\s*=", re.IGNORECASE)  # of another driver's address
_IN_TEXT = re.compile(r"(://[^\s:/?#@\"'<>]*):[^\s/\"'<>]+@")
_PAIR_IN_TEXT = re.compile(
    rf"([?&;][\w.-]{{0,40}}(?:(?:{_WORD})[\w.-]*|key)=)(?!\*)[^\s&;\"'<>\\]+", re.IGNORECASE
)


def without_secrets(address: str) -> str:
    """Return the address of a database without its password and the other secrets of its query.

    Examples
    --------
    >>> without_secrets("postgresql://clerk:se/cret@db.example/ledger?sslpassword=x&sslmode=require")
    'postgresql://clerk@db.example/ledger?sslmode=require'
    >>> without_secrets("data/ledger")
    'data/ledger'
    """
    if "://" not in address:
        return address
    match = _WITH_USER.fullmatch(address)
    bare = f"{match[1]}{match[2]}@{match[4]}" if match else address
    place, mark, query = bare.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _is_secret(pair))
    return f"{place}{mark}{kept}" if kept else place


def _is_secret(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(_NAME.search(unquote_plus(name)) or _PAIR_WITHIN.search(unquote_plus(value)))


def with_secrets(address: str) -> str:
    """Return the address by which a database is opened: with its password where it is known.

    Parameters
    ----------
    address
        An address. With a password of its own, or where `VARIABLE` does not hold it, it is
        returned as it is: the driver may know a password by itself.
    """
    known = (one for one in _known() if without_secrets(one) == address)
    return next(known, address)


def keep_secrets(address: str) -> tuple[str, bool]:
    """Take the secrets off an address and keep them for whoever opens it in this run.

    Returns
    -------
    tuple of str and bool
        The address without its secrets; whether they could be kept, which they cannot where
        others are known for the same address.
    """
    bare = without_secrets(address)
    if bare == address:
        return bare, True
    match = _WITH_USER.fullmatch(address)
    if match:  # an at sign in a password would end it
        password = match[3].replace("@", "%40")
        address = f"{match[1]}{match[2]}:{password}@{match[4]}"
    others = [one for one in _known() if without_secrets(one) == bare]
    if not others:
        os.environ[VARIABLE] = "\n".join([*_known(), address])
    return bare, others in ([], [address])


def _known() -> list[str]:
    return [line.strip() for line in os.environ.get(VARIABLE, "").splitlines() if line.strip()]


def masked(text: str, secrets: Sequence[str] | None = None) -> str:
    """Return a text without secrets: those in any address, and those known to this run.

    Parameters
    ----------
    text
        The text.
    secrets
        Those known, from `known_secrets`; what this process knows when left out.

    Examples
    --------
    >>> masked("connect to postgresql://clerk:se%20cret@db/ledger?password=x&n=1: refused")
    'connect to postgresql://clerk:***@db/ledger?password=***&n=1: refused'
    >>> masked("https://example.org:8443/a, 14:00, 3@4")
    'https://example.org:8443/a, 14:00, 3@4'
    """
    if "://" in text:
        text = _IN_TEXT.sub(rf"\1:{HIDDEN}@", text)
        text = _PAIR_IN_TEXT.sub(rf"\1{HIDDEN}", text)
    for secret in known_secrets() if secrets is None else secrets:
        if secret in text:
            text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(secret)}(?![A-Za-z0-9])", HIDDEN, text)
    return text


def known_secrets(databases: str = "") -> tuple[str, ...]:
    """Return the secrets that this process knows, as typed and as meant, the longest first.

    Parameters
    ----------
    databases
        Databases with their passwords, one a line, besides those of `VARIABLE`.
    """
    found = {os.environ.get(name, "") for name in _OTHERS}
    for address in [*_known(), *databases.splitlines()]:
        found |= set(_of_address(address))
    long_enough = (secret for secret in found if len(secret) >= _SHORTEST)
    return tuple(sorted(long_enough, key=lambda secret: (-len(secret), secret)))


def _of_address(address: str) -> Iterator[str]:
    if match := _WITH_USER.fullmatch(address):
        yield from (match[3], unquote(match[3]))
    for pair in address.partition("?")[2].split("&"):
        if _is_secret(pair):
            value = pair.partition("=")[2]
            yield from (value, unquote_plus(value))
