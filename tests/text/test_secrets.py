"""A password is taken off an address, found again by who opens it, and hidden in any text."""

import html
import json
import re
from urllib.parse import quote, quote_plus

import markupsafe
import pytest

from minsheng.errors import Fault
from minsheng.text.secrets import (
    VARIABLE,
    has_secret,
    keep_secrets,
    masked,
    with_secrets,
    without_secrets,
)

BARE = "postgresql://clerk@db.example:5432/ledger"


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.setenv(VARIABLE, "")


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("postgresql://clerk:s3cret@db.example:5432/ledger", BARE),
        ("postgresql://clerk:s3/cr#et@db.example:5432/ledger", BARE),
        ("postgresql://clerk:s3@cr@et@db.example:5432/ledger", BARE),
        ("postgresql://clerk:s3?cret@db.example:5432/ledger", BARE),
        ("postgresql://clerk@db.example:5432/ledger?password=s3cret", BARE),
        ("postgresql://clerk@db.example:5432/ledger?sslPassword=s3cret&passwd=s3cret", BARE),
        (
            "postgresql://clerk@db.example:5432/ledger?access_token=s3cret&options=-cx%3D1",
            f"{BARE}?options=-cx%3D1",
        ),
        ("mssql+pyodbc:///?odbc_connect=UID%3Da%3BPWD%3Ds3cret", "mssql+pyodbc:///"),
        ("postgresql://:s3cret@db.example/ledger", "postgresql://@db.example/ledger"),
    ],
)
def test_a_secret_is_taken_off_and_found_again(typed, bare):
    assert without_secrets(typed) == bare
    assert keep_secrets(typed) == (bare, True)
    assert keep_secrets(typed) == (bare, True)  # the same once more
    assert "s3" in with_secrets(bare)
    assert with_secrets(bare).replace("%40", "@") == typed
    assert "s3" not in masked(f"cannot open {typed}: refused") or "/" in typed.split("@")[0][13:]


@pytest.mark.parametrize("address", ["sqlite:////srv/a@b:c.db", "data/ledger", "demo", "", BARE])
def test_an_address_without_a_secret_stays_as_it_is(address, monkeypatch):
    assert keep_secrets(address) == (address, True)
    assert with_secrets(address) == address


def test_no_database_gets_the_password_of_another(monkeypatch):
    keep_secrets("postgresql://clerk:s3cret@db.example/ledger")
    for other in ("clerk@db.example/other", "boss@db.example/ledger", "clerk@db.other/ledger"):
        assert with_secrets(f"postgresql://{other}") == f"postgresql://{other}"
    assert keep_secrets("postgresql://clerk:other-one@db.example/ledger")[1] is False
    assert "s3cret" in with_secrets("postgresql://clerk@db.example/ledger")


def test_a_password_of_the_environment_belongs_to_its_address(monkeypatch):
    lines = "postgresql://a:first-one@db/x\n\n  postgresql://b:second-one@db/x\n"
    monkeypatch.setenv(VARIABLE, lines)
    assert with_secrets("postgresql://b@db/x") == "postgresql://b:second-one@db/x"
    assert masked("it said second-one, first-one") == "it said ***, ***"


def test_known_secrets_are_hidden_as_typed_and_as_meant(monkeypatch):
    keep_secrets("postgresql://clerk:se%2Fcret%20word@db/ledger?sslpassword=k%21y-of-it")
    monkeypatch.setenv("PGPASSWORD", "of-libpq")
    told = "se%2Fcret%20word, se/cret word, k!y-of-it, of-libpq, reof-libpqx"
    assert masked(told) == "***, ***, ***, ***, reof-libpqx"


def test_a_fault_shows_no_secret_however_long_it_is():
    address = f"postgresql://clerk:{'s3cret' * 20}@db.example/ledger"
    for lang in ("zh", "en"):
        told = Fault("no_such_ledger", file=address, found=address).text(lang)
        assert "s3cret" not in told
        assert "postgresql://clerk:***@db.example/ledger" in told


RUNNING_TEXT = [
    "来源：https://tjj.example.cn:8080，共计12345人，联系clerk@example.cn",
    "https://tjj.example.cn，邮箱:12345@example.cn",
    "[site](https://tjj.example.cn:8080)(clerk@example.cn) | https://a.cn:80|1@2",
    "https://example.org:8443?mail=12345@example.cn",
    '<svg xmlns="http://www.w3.org/2000/svg"/> p&lt;token=0.05 &nbsp;key=12; key=3',
    "https://a.example/?monkey=12",
]


@pytest.mark.parametrize("text", RUNNING_TEXT)
def test_running_text_and_its_numbers_stay(text):
    assert masked(text) == text


def test_a_secret_of_an_address_ends_where_the_sentence_goes_on():
    told = "https://a.example/?n=1&amp;apiKey=s3cret，共计12345人；postgresql://a:p&amp;s3@b"
    assert (
        masked(told) == "https://a.example/?n=1&amp;apiKey=***，共计12345人；postgresql://a:***@b"
    )


@pytest.mark.parametrize("weak", ["123456", "12,345.6", "2019-06-30", "postgres", "养老服务中心"])
def test_a_weak_password_changes_no_figure_and_no_word(monkeypatch, weak):
    monkeypatch.setenv("PGPASSWORD", weak)
    keep_secrets(f"postgresql://{weak}:{weak}@localhost/ledger")
    told = f"合计 {weak} 人，postgresql://postgres@localhost/ledger"
    assert masked(told) == told
    assert masked("postgresql://postgres:123456@db/x?password=123456").count("123456") == 0


def lower_escapes(secret):
    return re.sub("%..", lambda escape: escape[0].lower(), quote(secret, safe=""))


@pytest.mark.parametrize(
    "write",
    [str, repr, json.dumps, html.escape, markupsafe.escape, quote, quote_plus, lower_escapes],
)
def test_a_secret_is_found_however_it_is_written(monkeypatch, write):
    for secret in ('a"b\\c&d', "a'b<c>密&d", "tab\tword-1"):
        monkeypatch.setenv("PGPASSWORD", secret)
        told = masked(f"it is {write(secret)}.")
        assert re.fullmatch("""it is ['"]?[*]{3}['"]?[.]""", told)


def test_an_address_with_one_slash_is_masked_too():
    told = "postgresql:/clerk:s3cret@db.example/ledger: file is missing"
    assert masked(told) == "postgresql:/clerk:***@db.example/ledger: file is missing"


def test_a_colour_or_an_escape_before_a_secret_does_not_hide_it(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "s3cret-word")
    assert masked("\x1b[31ms3cret-word \\ns3cret-word") == "\x1b[31m*** \\n***"


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org:8443/maps/@31.2,121.4",
        "https://example.org:8443",
        "https://a/?",
        "https://a/?monkey=1",
        "见 http://x 说明?",
        "http://x 联系人: clerk@example.cn",
        *(text for text in RUNNING_TEXT if "(" not in text),
    ],
)
def test_a_harmless_text_has_no_secret(text):
    assert not has_secret(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://clerk:s3/cr#et@db/x",
        "看 mysql://a:密码@b/c。",
        "mysql://a:12345@b/c",
        "https://a/?n=1&access_token=x",
        "https://a/?key=x",
        "https://a/?accessKey=x",
        "mssql+pyodbc:///?odbc_connect=UID%3Da%3BPWD%3Ds3cret",
    ],
)
def test_a_text_with_an_address_with_a_secret_has_one(text):
    assert has_secret(text)
