"""A ledger in a database: read as from files, and only read."""

import builtins
import datetime as dt
import os
import sqlite3
import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal

import minsheng as ms
from minsheng.errors import Fault
from minsheng.tables.database import open_database
from minsheng.text.language import catalogue
from minsheng.text.secrets import VARIABLE

HEAD = "indicator,period,reported_on,value,numerator,denominator,status,source,note"
SERVER = os.environ.get("MINSHENG_TEST_POSTGRES", "")
TEXT, DAY, NUMBER = sa.Text(), sa.Date(), sa.Numeric(18, 2)

# What each column may be in a database, and what a row of it is.
TYPES = {
    "text": {"reported_on": TEXT, "value": TEXT, "numerator": TEXT, "denominator": TEXT},
    "numeric": {"reported_on": DAY, "value": NUMBER, "numerator": NUMBER, "denominator": NUMBER},
    "float": {
        "reported_on": sa.DateTime(),
        "value": sa.Float(),
        "numerator": sa.Float(),
        "denominator": sa.Float(),
    },
}
CSV = [
    "parks.count,2021,2022-01-10,13.25,,,final,年报,",
    "parks.count,2021,2022-03-10,14.5,,,revised,年报,重报",
    "parks.visits,2021H1,2021-07-10,18000,,,provisional,,",
    "reading.card_share,2021,2022-01-10,,324,1200,final,,",
]


def rows(kind):
    """The rows of `CSV` as a database of this kind holds them."""
    for line in CSV:
        cells = dict(zip(HEAD.split(","), line.split(","), strict=True))
        values = {name: cell or None for name, cell in cells.items()}
        if kind != "text":
            day = dt.date.fromisoformat(cells["reported_on"])
            values["reported_on"] = (
                day if kind == "numeric" else dt.datetime.combine(day, dt.time(9, 30))
            )
            read = Decimal if kind == "numeric" else float
            for name in ("value", "numerator", "denominator"):
                values[name] = read(cells[name]) if cells[name] else None
        yield values


def fill(url, kind="text", name="observations"):
    """Make a table of observations and fill it, as somebody else's program would."""
    engine = sa.create_engine(url)
    types = {name: TYPES[kind].get(name, TEXT) for name in HEAD.split(",")}
    table = sa.Table(name, sa.MetaData(), *(sa.Column(key, type_) for key, type_ in types.items()))
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert(), list(rows(kind)))
    engine.dispose()


def execute(url, *statements):
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))
    engine.dispose()


@pytest.fixture
def sqlite(tmp_path):
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def postgres():
    """A schema of its own on the server that the tests are given."""
    if not SERVER:
        if os.environ.get("CI") == "true":
            pytest.fail("CI must give a PostgreSQL in MINSHENG_TEST_POSTGRES; see .ci/run")
        pytest.skip("no PostgreSQL: MINSHENG_TEST_POSTGRES is not set; .ci/run starts one")
    name = f"ledger_{uuid.uuid4().hex}"
    server = SERVER.replace("postgresql://", "postgresql+psycopg://", 1)
    execute(server, f"CREATE SCHEMA {name}")
    # The URL as a user would give it, without naming a driver.
    yield f"{SERVER}?options=-csearch_path%3D{name}"
    execute(server, f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    return request.getfixturevalue(request.param)


def driver(url):
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def refused(plan, url):
    with pytest.raises(ms.BadInput) as raised:
        ms.load_observations(plan, url)
    return raised.value.faults


@pytest.mark.parametrize("kind", TYPES)
def test_every_sql_type_gives_what_the_file_gives(kind, url, small_plan, tmp_path):
    path = tmp_path / "observations.csv"
    path.write_text("\n".join([HEAD, *CSV]) + "\n", encoding="utf-8")
    fill(driver(url), kind)
    wanted = ms.load_observations(small_plan, path).observations
    found = ms.load_observations(small_plan, url).observations
    if kind == "numeric":  # numeric(18, 2) gives every number with two decimals
        numbers = found["decimals"].dropna() if url.startswith("postgresql") else ()
        assert set(numbers) <= {2}
        found, wanted = (frame.drop(columns="decimals") for frame in (found, wanted))
    assert_frame_equal(found, wanted)


def test_the_other_tables_may_be_missing_or_there(url, small_plan):
    fill(driver(url))
    assert ms.load_observations(small_plan, url).task_status.empty
    execute(
        driver(url),
        "CREATE TABLE task_status (task text, period text, reported_on date, status text)",
        "INSERT INTO task_status VALUES ('parks.project1.1', '2021', '2022-01-05', '启动实施')",
    )
    status = ms.load_observations(small_plan, url).task_status
    assert list(status["status"]) == ["started"]
    assert list(status["note"]) == [""]


def test_a_quotient_held_as_a_float_agrees_with_its_parts(sqlite, small_plan):
    """324/1198 × 100 in binary is some last digits away from the exact quotient."""
    fill(sqlite, "float")
    execute(
        sqlite,
        "UPDATE observations SET value = 324 / 1198.0 * 100, denominator = 1198 "
        "WHERE indicator = 'reading.card_share'",
    )
    rows = ms.load_observations(small_plan, sqlite).observations.set_index("indicator")
    assert rows.loc["reading.card_share", "value"] == pytest.approx(27.045, abs=0.001)
    execute(sqlite, "UPDATE observations SET value = value + 0.000001 WHERE numerator = 324")
    assert [fault.code for fault in refused(small_plan, sqlite)] == ["quotient_differs"]


def test_a_view_is_as_good_as_a_table(url, small_plan):
    fill(driver(url), name="filled_in")
    execute(driver(url), "CREATE VIEW observations AS SELECT * FROM filled_in")
    assert len(ms.load_observations(small_plan, url).observations) == len(CSV)


def test_faults_name_the_table_and_the_row_in_the_order_of_the_key(url, small_plan):
    fill(driver(url))
    execute(
        driver(url),
        "UPDATE observations SET value = '十八' WHERE indicator = 'parks.visits'",
        "UPDATE observations SET status = 'finl' WHERE indicator = 'reading.card_share'",
    )
    told = [(f.code, f.file, f.row, f.column, f.found) for f in refused(small_plan, url)]
    assert told == [
        ("not_a_number", "observations", 3, "value", "十八"),
        ("not_in_enum", "observations", 4, "status", "finl"),
    ]


def test_columns_are_held_against_the_schema(url, small_plan):
    fill(driver(url))
    execute(driver(url), "ALTER TABLE observations RENAME COLUMN period TO perod")
    told = [(f.code, f.file, f.column, f.found, f.nearest) for f in refused(small_plan, url)]
    assert told == [
        ("unknown_column", "observations", "", "perod", "period"),
        ("missing_column", "observations", "period", "", ""),
    ]


def test_the_nearest_table_is_named(url, small_plan):
    fill(driver(url), name="observation")
    (fault,) = refused(small_plan, url)
    assert (fault.code, fault.nearest) == ("database.no_table", "observation")
    assert "没有 observations 表" in fault.text("zh")
    assert "the database has no table observations" in fault.text("en")


def test_made_up_rows_are_refused(url, small_plan):
    fill(driver(url))
    execute(driver(url), "UPDATE observations SET source = '演示数据 synthetic'")
    assert [fault.code for fault in refused(small_plan, url)] == ["synthetic_rows"]


def test_the_same_rows_give_the_same_fingerprint_in_any_order(tmp_path, small_plan):
    prints = []
    for name, order in (("one", "indicator"), ("other", "indicator DESC")):
        url = f"sqlite:///{tmp_path / name}.db"
        fill(url, name="made")
        execute(url, f"CREATE TABLE observations AS SELECT * FROM made ORDER BY {order}")
        prints.append(ms.load_observations(small_plan, url).fingerprint)
    assert prints[0] == prints[1]
    execute(url, "UPDATE observations SET note = 'x' WHERE value = '13.25'")
    assert ms.load_observations(small_plan, url).fingerprint != prints[0]


# Only read


@pytest.fixture
def opened(monkeypatch):
    """What is executed while a ledger is open: a write is tried, and its error kept."""
    tried = []

    def try_to_write(connection, _table):
        for statement in ("DELETE FROM observations", "CREATE TABLE mine (x int)"):
            with pytest.raises(sa.exc.DBAPIError) as raised, connection.begin_nested():
                connection.execute(sa.text(statement))
            tried.append(str(raised.value.orig))

    monkeypatch.setattr("minsheng.tables.database._source_table", try_to_write)
    return tried


def test_a_write_is_refused_by_the_database_itself(url, opened, small_plan):
    fill(driver(url))
    open_database(url)
    assert len(opened) == 2
    assert all("read" in said and "only" in said for said in opened), opened


def test_an_sqlite_file_stays_as_it_was_and_none_is_made(tmp_path, small_plan, sqlite):
    fill(sqlite)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    ms.load_observations(small_plan, sqlite)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
    (fault,) = refused(small_plan, f"sqlite:///{tmp_path / 'nowhere.db'}")
    assert fault.code == "database.failed"
    assert not (tmp_path / "nowhere.db").exists()


def test_a_file_that_is_no_database_is_told(tmp_path, small_plan):
    path = tmp_path / "ledger.db"
    path.write_text(HEAD * 100, encoding="utf-8")
    (fault,) = refused(small_plan, f"sqlite:///{path}")
    assert (fault.code, fault.found) == ("database.failed", "file is not a database")


def test_an_sqlite_file_is_found_under_any_name(tmp_path, small_plan, monkeypatch):
    folder = tmp_path / "民生 台账#1?%20"
    folder.mkdir()
    fill(f"sqlite:///{tmp_path / 'ledger.db'}")
    (tmp_path / "ledger.db").rename(folder / "台账.db")
    monkeypatch.chdir(folder)
    rows = ms.load_observations(small_plan, "sqlite:///台账.db").observations
    assert len(rows) == len(CSV)


# What cannot be opened, and what is never shown

UNREACHABLE = "postgresql://clerk:s3cret%2F@127.0.0.1:1/ledger?password=s3cret2&connect_timeout=1"


def test_a_password_is_shown_nowhere(small_plan):
    (fault,) = refused(small_plan, UNREACHABLE)
    assert fault.code == "database.failed"
    assert fault.file == "postgresql://clerk@127.0.0.1:1/ledger"
    for lang in ("zh", "en"):
        assert "s3cret" not in fault.text(lang)
    with pytest.raises(ms.BadInput) as raised:
        ms.load_observations(small_plan, UNREACHABLE)
    chain = [raised.value, raised.value.__cause__]
    assert not any("s3cret" in repr(error) for error in chain)


def test_a_password_comes_from_the_environment(small_plan, monkeypatch):
    asked = []

    def connected(url):
        asked.append(url)
        raise ms.BadInput([])

    monkeypatch.setattr("minsheng.tables.database._connected", connected)
    monkeypatch.setenv(VARIABLE, "postgresql://clerk:s3cret%2F@127.0.0.1:1/ledger")
    for place in ("127.0.0.1:1/ledger", "127.0.0.1:1/other"):
        refused(small_plan, f"postgresql://clerk@{place}")
    assert [url.password for url in asked] == ["s3cret/", None]


def test_an_origin_has_no_password(postgres, small_plan):
    fill(driver(postgres))
    url = postgres.replace("tests@", "tests:s3cret@")
    ledger = ms.load_observations(small_plan, url)
    assert "tests@127.0.0.1" in ledger.origin
    assert "s3cret" not in ledger.origin
    assert "?" not in ledger.origin


@pytest.mark.parametrize(
    ("url", "code", "found"),
    [
        ("foo://somewhere/ledger", "database.unknown_kind", "foo"),
        ("postgresql://clerk:s3cret@host:port/x", "database.bad_url", "postgresql://…"),
        ("://", "database.bad_url", "://…"),
        ("sqlite://", "database.no_table", ""),
    ],
)
def test_what_is_no_database_is_told(url, code, found, small_plan):
    (fault,) = refused(small_plan, url)
    assert (fault.code, fault.found) == (code, found)
    assert "s3cret" not in fault.text("zh") + fault.text("en")


@pytest.mark.parametrize(
    ("missing", "url"), [("sqlalchemy", "sqlite://"), ("psycopg", UNREACHABLE)]
)
def test_what_is_not_installed_is_named_with_the_way_to_get_it(
    missing, url, small_plan, monkeypatch
):
    real = builtins.__import__

    def without(name, *rest, **words):
        if name.split(".")[0] == missing:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
        return real(name, *rest, **words)

    monkeypatch.setattr(builtins, "__import__", without)
    faults = refused(small_plan, url)
    monkeypatch.undo()
    (fault,) = faults
    assert (fault.code, fault.found) == ("database.not_installed", missing)
    assert fault.allowed == ('pip install "minsheng[database]"',)


def test_every_sentence_of_the_catalogue_is_said():
    said = {"no_table", "failed", "unknown_kind", "bad_url", "not_installed", "two_passwords"}
    assert set(catalogue("database")) == said
    for key in said:
        assert Fault(f"database.{key}").text("zh")


def test_the_library_does_not_need_a_database_to_be_installed():
    import subprocess
    import sys

    script = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "import minsheng as ms; print(ms.load_observations(ms.load_plan()).is_empty)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_sqlite_keeps_text_in_columns_of_numbers(tmp_path, small_plan):
    """SQLite holds whatever it is given: what cannot be read is told, not dropped."""
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE observations (indicator, period, reported_on, value NUMERIC, status)"
        )
        connection.executemany(
            "INSERT INTO observations VALUES (?, ?, ?, ?, ?)",
            [
                ("parks.visits", 2021, "2022-01-10", "1.5万", "final"),
                ("parks.visits", "2022", "2023-01-10", float("inf"), "final"),
                ("parks.count", "2021", "2022-01-10", b"13", "final"),
            ],
        )
    connection.close()
    (fault,) = refused(small_plan, f"sqlite:///{path}")
    assert (fault.code, fault.row, fault.found) == ("not_a_number", 3, "Infinity")
