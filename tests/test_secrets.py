"""A password is taken off an address, found again by who opens it, and hidden in any text."""

import pytest

from minsheng.errors import Fault
from minsheng.secrets import VARIABLE, keep_secrets, masked, with_secrets, without_secrets

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
