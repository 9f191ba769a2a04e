"""Remove passwords from the addresses of databases, and mask them in all that is written.

Only the address without its password is passed on: as the parameter of a notebook, in files,
records and messages. The whole address is in the environment only, in `VARIABLE`, and is looked up
there when the database is opened: each address has its own password, never that of another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

VARIABLE = "MINSHENG_DATABASE"
"""The variable that holds addresses of databases with their passwords, one a line."""
HIDDEN = "***"
_OTHERS = ("PGPASSWORD", "MINSHENG_SMTP_PASSWORD")
_SHORTEST = 6
"""What is shorter stands in too many words and figures to be hidden wherever it stands."""
_FIGURE = re.compile(r"[\d.,:+%-]*")
# As SQLAlchemy has it, who lets a password hold a slash; with an at sign it counts as one here.
_WITH_USER = re.compile(r"([\w+.-]+:/{1,2})([^:/?@]*):([^/?#]*|[^?]*|[^@]*)@(.*)", re.DOTALL)
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_PORT = re.compile(r"\d{1,5}[/?#].*")
_SEPARATED = re.compile(r"[\s，。；：、！？（）《》“”]+")  # no address holds one of these
_WORD = r"passw|passphrase|pwd|secret|token|credential|signature"
# A key by itself, or of a kind that opens something; no monkey.
_KEY = r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=K))|access|account|api|app|auth|private|ssl)key"
_NAME = re.compile(rf"{_WORD}|{_KEY}$", re.IGNORECASE)
_PAIR_WITHIN = re.compile(rf"(?:{_WORD})\w*\s*=", re.IGNORECASE)  # of another driver's address
# In running text an address ends where a sentence may go on: no secret reaches beyond that.
_PLAIN = r"[!#$%*+.0-9=A-Z^_`a-z{}~-]"
_IN_TEXT = re.compile(
    rf"(:/{{1,2}}(?:{_PLAIN}|&)*):(?!\d{{1,5}}[?#])(?:{_PLAIN}|&amp;|[&:?@])+@", re.IGNORECASE
)
_PAIR_IN_TEXT = re.compile(
    rf"((?:[?&]|&amp;)[\w.-]{{0,40}}?(?:(?:{_WORD})[\w.-]*|{_KEY})=)(?!\*)(?:{_PLAIN}|[:/?@])+",
    re.IGNORECASE | re.ASCII,
)
# Neither within a longer word nor within a figure; a colour or an escape may end right before it.
_BEGINS, _ENDS = r"(?:(?<![A-Za-z0-9])|(?<=\dm)|(?<=\\[nrt]))", r"(?![A-Za-z0-9])"


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


def has_secret(text: str) -> bool:
    """Return whether an address that stands in a text holds a secret.

    Examples
    --------
    >>> has_secret("mysql://clerk:se/cret@db/ledger"), has_secret("https://db/?apikey=x")
    (True, True)
    >>> has_secret("https://example.org:8443/maps/@31.2,121.4?monkey=1")
    False
    """
    for word in _SEPARATED.split(text):
        if "://" not in word:
            continue
        match = _WITH_USER.search(word)
        if match and match[3] and not _PORT.fullmatch(match[3]):
            return True
        if any(_is_secret(pair) for pair in word.partition("?")[2].split("&")):
            return True
    return False


def _is_secret(pair: str) -> bool:
    from urllib.parse import unquote_plus

    name, _, value = pair.partition("=")
    return bool(_NAME.search(unquote_plus(name)) or _PAIR_WITHIN.search(unquote_plus(value)))


def with_secrets(address: str) -> str:
    """Return the address by which a database is opened: with its password where it is known.

    With a password of its own, or where `VARIABLE` does not hold it, it is returned as it is: the
    driver may know a password by itself.
    """
    known = (one for one in _known() if without_secrets(one) == address)
    return next(known, address)


def keep_secrets(address: str) -> tuple[str, bool]:
    """Return an address without its secrets, which the environment keeps for this run.

    Beside it stands whether they could be kept, which they cannot where others are known for the
    same address.
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

    `secrets` are those known, as `known_secrets` returns them; what this process knows when left
    out. They are found as they are and as addresses, HTML, JSON and Python write them; those of
    less than six characters are not looked for.

    Examples
    --------
    >>> masked("connect to postgresql://clerk:se%20cret@db/ledger?password=x&n=1: refused")
    'connect to postgresql://clerk:***@db/ledger?password=***&n=1: refused'
    >>> masked("https://example.org:8443/a, 14:00, 3@4")
    'https://example.org:8443/a, 14:00, 3@4'
    """
    if ":/" in text:
        text = _IN_TEXT.sub(rf"\1:{HIDDEN}@", text)
        text = _PAIR_IN_TEXT.sub(rf"\1{HIDDEN}", text)
    forms, pattern = _forms(tuple(known_secrets() if secrets is None else secrets))
    if any(form in text for form in forms):
        text = pattern.sub(HIDDEN, text)
    return text


def masked_values(value: object) -> object:
    """Return a JSON value with each text in it masked, except keys.

    Examples
    --------
    >>> masked_values({"error": ["no mysql://clerk:se-cret@db/x", 1]})
    {'error': ['no mysql://clerk:***@db/x', 1]}
    """
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Mapping):
        return {key: masked_values(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [masked_values(part) for part in value]
    return value


@lru_cache(maxsize=16)
def _forms(secrets: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """Return the spellings of secrets, the longest first, and a pattern that matches them."""
    import json
    from html import escape
    from urllib.parse import quote, quote_plus

    spellings: dict[str, None] = {}
    meant = [secret for secret in secrets if len(secret) >= _SHORTEST]
    meant += [
        form(secret, safe)
        for secret in tuple(meant)
        for form in (quote, quote_plus)
        for safe in ("/", "")
    ]
    lower = [_ESCAPE.sub(lambda escape: escape[0].lower(), secret) for secret in meant]
    for secret in dict.fromkeys([*meant, *lower]):
        of_html = escape(secret, quote=False)
        quoted = [
            of_html.replace('"', mark).replace("'", other)
            for mark, other in (("&quot;", "'"), ("&quot;", "&#x27;"), ("&#34;", "&#39;"))
        ]
        of_json = [json.dumps(secret, ensure_ascii=ascii)[1:-1] for ascii in (True, False)]
        spellings |= dict.fromkeys([secret, of_html, *quoted, *of_json, repr(secret)[1:-1]])
    forms = tuple(sorted(spellings, key=len, reverse=True))
    return forms, re.compile(rf"{_BEGINS}(?:{'|'.join(map(re.escape, forms))}){_ENDS}")


def known_secrets(databases: str = "") -> tuple[str, ...]:
    """Return the secrets that this process knows, raw and percent-decoded, the longest first.

    Digits alone and a single word in lower case are left out: they may be a figure or a word of a
    report, which masking must never change. Such a password is hidden within addresses only.
    `databases` are further ones with their passwords, one a line, besides those of `VARIABLE`.
    """
    secrets = {os.environ.get(name, "") for name in _OTHERS}
    for address in [*_known(), *databases.splitlines()]:
        secrets |= set(_of_address(address))
    telling = (secret for secret in secrets if len(secret) >= _SHORTEST and not _is_plain(secret))
    return tuple(sorted(telling, key=lambda secret: (-len(secret), secret)))


def _is_plain(secret: str) -> bool:
    return bool(_FIGURE.fullmatch(secret)) or (secret.isalpha() and secret == secret.lower())


def _of_address(address: str) -> Iterator[str]:
    from urllib.parse import unquote, unquote_plus

    if match := _WITH_USER.fullmatch(address):
        yield from (match[3], unquote(match[3]))
    for pair in address.partition("?")[2].split("&"):
        if _is_secret(pair):
            value = pair.partition("=")[2]
            yield from (value, unquote_plus(value))
