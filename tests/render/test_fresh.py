"""An incremental run gives what a forced one gives, to the byte, whatever has changed.

First the cases in which it once did not; then notebooks, sources and changes drawn by chance, as
many as `MINSHENG_TEST_ROUNDS` says.
"""

import os
import random
import subprocess
import sys
import uuid
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa
from render.books import notebook

from minsheng.render import RunSettings, render
from minsheng.render.request import Request, list_reports

pytestmark = pytest.mark.notebooks
ROUNDS = int(os.environ.get("MINSHENG_TEST_ROUNDS", "8"))
SERVER = os.environ.get("MINSHENG_TEST_POSTGRES", "")
ASKED = 'plan: str = ""\nobservations: str = ""\nlang: str = "zh"'
LEDGERS = ("file", "folder", "ledger.db", "台 账.db", "a#b.db", "wal", "linked")
LEDGERS += ("postgres",) * bool(SERVER)
COLUMNS = ["indicator", "period", "reported_on", "value", "status"]

LOADS = """import minsheng as ms
whole = ms.load_plan(plan)
l = ms.load_observations(whole, observations)
part = whole.select(programme="parks")
standing = ms.stand(part, l, "2022")"""
# What a notebook may load, and what its later cells may do with it. "{own}" is a folder of the
# analyst with 附表.csv, note.txt and helper.py.
LOADING = {
    "library": LOADS,
    "shown": f"{LOADS}\nl.observations",
    "table": f"{LOADS}\nimport pandas as pd\nn = int(pd.read_csv('{{own}}/附表.csv').v.max())",
    "module": f"{LOADS}\nimport helper\nn = helper.N",
    "function": f"{LOADS}\nfrom helper import f",
    "kept": f"{LOADS}\nn = open('{{own}}/note.txt').read()\nopen('{{own}}/kept.txt', 'w').write(n)",
    "option": f"import pandas as pd\npd.options.display.precision = len(open('{{own}}/note.txt')"
    f".read())\n{LOADS}",
    "names": f"{LOADS}\nfrom pathlib import Path\n"
    "n = sorted(p.name for p in Path('{own}').glob('*.csv'))",
}
LATER = {
    "verdicts": "ms.listings.verdicts(standing)",
    "targets": "ms.listings.targets(part)",
    "provenance": "ms.sentences.provenance(standing)",
    "globals": "print(globals().get('n'))",
    "eval": "print(eval('len(l.observations)'), eval('l.observations.value.tolist()'))",
    "query": "k = 'reading.card_share'\n"
    "print(l.observations.query('indicator == @k')['value'].tolist())",
    "getattr": "print(getattr(l, 'observations')['value'].sum())",
    "calls": "print([f() for f in [globals().get('f')] if f])",
    "reads_kept": "import os\n"
    "print(os.path.exists('{own}/kept.txt') and open('{own}/kept.txt').read())",
    "environment": "import os\nprint(os.environ.get('DISTRICT'))",
    "exists": "from pathlib import Path\nprint(Path('{own}/extra.txt').exists())",
    "frame": "import pandas as pd\npd.DataFrame({{'x': [1.23456789]}})",
    "last": "_",
    "updating": "print(open('{own}/note.txt', 'r+').read())",
    "appending": "f = open('{own}/note.txt', 'a+')\nf.seek(0)\nprint(f.read())",
    "mapped": "import numpy as np\nprint(np.memmap('{own}/note.txt', dtype='u1').tolist())",
    "again": "ms.listings.verdicts(ms.stand(whole.select(programme='reading'), "
    "ms.load_observations(whole, observations), '2022'))",
}
CHANGES = {
    "nothing": lambda desk: None,
    "used": lambda desk: desk.report("parks.count", "16"),
    "unused": lambda desk: desk.report("reading.card_share", "31%"),
    "table": lambda desk: desk.write("附表.csv", "v\n2\n"),
    "note": lambda desk: desk.write("note.txt", "four"),
    "module": lambda desk: desk.write("helper.py", "N = 22\ndef f():\n    return 'bb'\n"),
    "package": lambda desk: desk.write("helper/__init__.py", "N = 333\ndef f():\n    return 'c'\n"),
    "shadow": lambda desk: desk.write("first/helper.py", "N = 4444\ndef f():\n    return 'd'\n"),
    "another_table": lambda desk: desk.write("另表.csv", "v\n9\n"),
    "another_file": lambda desk: desk.write("extra.txt", "there now"),
    "environment": lambda desk: desk.monkeypatch.setenv("DISTRICT", "二"),
    "plan": lambda desk: desk.rename_programme(),
}


class Ledger:
    """A ledger of two rows: a CSV file, a folder, or a database."""

    def __init__(self, kind, place):
        self.rows = {"parks.count": "17", "reading.card_share": "30%"}
        self.path = self.engine = self.held = None
        if kind == "postgres":
            self.schema = f"fresh_{uuid.uuid4().hex}"
            self.source = f"{SERVER}?options=-csearch_path%3D{self.schema}"
            self.engine = sa.create_engine(self.source.replace("://", "+psycopg://", 1))
            with self.engine.begin() as connection:
                connection.execute(sa.text(f"CREATE SCHEMA {self.schema}"))
        elif kind.endswith("db") or kind in ("wal", "linked"):
            if kind == "linked":
                (place / "database").mkdir()
                (place / kind).symlink_to(place / "database" / "ledger.db")
            self.source = f"sqlite:///{place / kind}"
            self.engine = sa.create_engine(self.source)
        else:
            self.path = place / "observations.csv"
            self.source = str(place if kind == "folder" else self.path)
        if self.engine:
            with self.engine.begin() as connection:
                columns = ", ".join(f"{name} TEXT" for name in COLUMNS)
                connection.execute(sa.text(f"CREATE TABLE observations ({columns})"))
        if kind in ("wal", "linked"):
            # As long as somebody is connected, what is written stays in the file beside it.
            self.held = self.engine.raw_connection()
            self.held.cursor().execute("PRAGMA journal_mode = WAL")
        self.write()

    def write(self):
        rows = [
            dict(zip(COLUMNS, (name, "2022", "2023-01-20", value, "final"), strict=True))
            for name, value in self.rows.items()
        ]
        if self.path:
            pd.DataFrame(rows).to_csv(self.path, index=False)
            return
        marks = ", ".join(f":{name}" for name in COLUMNS)
        with self.engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM observations"))
            connection.execute(sa.text(f"INSERT INTO observations VALUES ({marks})"), rows)

    def close(self):
        if self.held:
            self.held.close()
        if self.engine:
            if self.engine.name == "postgresql":
                with self.engine.begin() as connection:
                    connection.execute(sa.text(f"DROP SCHEMA {self.schema} CASCADE"))
            self.engine.dispose()


class Desk:
    """What a report of an analyst depends on, where it can be changed."""

    def __init__(self, package, place, monkeypatch):
        self.package, self.monkeypatch, self.ledger = package, monkeypatch, None
        self.place, self.own, self.books = place, place / "own", place / "books"
        self.own.mkdir()
        self.books.mkdir()
        self.write("附表.csv", "v\n1\n")
        self.write("note.txt", "3")
        self.write("helper.py", "N = 1\ndef f():\n    return 'a'\n")
        for folder in (self.own, self.own / "first"):
            folder.mkdir(exist_ok=True)
            monkeypatch.syspath_prepend(folder)
        monkeypatch.setenv("PYTHONPATH", str(self.own))  # of a kernel
        monkeypatch.setenv("DISTRICT", "一")

    def write(self, name, text):
        path = self.own / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def report(self, indicator, value):
        self.ledger.rows[indicator] = value
        self.ledger.write()

    def rename_programme(self):
        path = self.package / "programmes.csv"
        text = path.read_text(encoding="utf-8").replace("公园绿地", "公园与绿地")
        path.write_text(text, encoding="utf-8")

    def prepare(self, kind, plan, engine, *cells):
        self.ledger = Ledger(kind, self.place)
        self.plan, self.engine = str(self.package / plan), engine
        cells = [cell.format(own=self.own) for cell in cells]
        notebook(self.books, "own", *cells, parameters=ASKED)

    def run(self, **how):
        request = Request(
            self.plan, ("own",), observations=self.ledger.source, langs=("zh",), folder=self.books
        )
        reports = list_reports(request, self.place / "out")
        (outcome,) = render(
            reports.load, reports.jobs, reports.output, RunSettings(engine=self.engine, **how)
        )
        assert outcome.ok, outcome.words
        beside = outcome.job.page.parent.iterdir()
        return outcome, {path.name: path.read_bytes() for path in beside if path.stem != "index"}

    def require_same_as_forced(self):
        outcome, files = self.run()
        _, forced = self.run(force=True)
        assert [name for name in forced if files.get(name) != forced[name]] == [], outcome
        return outcome


@pytest.fixture
def desk(small_package, tmp_path, monkeypatch):
    found = Desk(small_package, tmp_path, monkeypatch)
    yield found
    if found.ledger:
        found.ledger.close()


# ledger, what is loaded, what is done with it, what changes, engine
ONCE_STALE = [
    ("file", "shown", "targets", "unused", "shell"),
    ("file", "table", "globals", "table", "shell"),
    ("file", "module", "globals", "module", "shell"),
    ("file", "function", "calls", "module", "shell"),
    ("file", "kept", "reads_kept", "note", "shell"),
    ("file", "option", "frame", "note", "shell"),
    ("file", "library", "again", "unused", "shell"),
    *[("postgres", "library", "again", "unused", "shell")] * bool(SERVER),
    ("file", "library", "eval", "unused", "shell"),
    ("file", "library", "query", "unused", "shell"),
    ("file", "library", "environment", "environment", "shell"),
    ("file", "library", "exists", "another_file", "shell"),
    ("台 账.db", "library", "verdicts", "used", "shell"),
    ("wal", "library", "verdicts", "used", "shell"),
    ("linked", "library", "verdicts", "used", "shell"),
    ("file", "library", "updating", "note", "shell"),
    ("file", "library", "appending", "note", "shell"),
    ("file", "library", "mapped", "note", "shell"),
    ("file", "module", "globals", "package", "shell"),
    ("file", "module", "globals", "shadow", "shell"),
    ("file", "table", "globals", "table", "kernel"),
    *[("postgres", "library", "verdicts", "used", "shell")] * bool(SERVER),
]


@pytest.mark.parametrize(("kind", "loading", "later", "change", "engine"), ONCE_STALE)
def test_a_report_is_made_anew_when_what_it_uses_has_changed(
    desk, kind, loading, later, change, engine
):
    desk.prepare(kind, "", engine, LOADING[loading], LATER[later])
    desk.run()
    CHANGES[change](desk)
    assert desk.require_same_as_forced().made


# What no two runs need find the same, each in a cell of an analyst.
UNCOMPARED = {
    "a database of one's own": "import sqlite3\n"
    "print(sqlite3.connect('{own}/own.db').execute(\"SELECT strftime('%f')\").fetchall())",
    "a database through pandas": "import pandas as pd\n"
    "print(pd.read_sql('SELECT 1', 'sqlite:///{own}/own.db'))",
    "the system": "print(open('/proc/uptime').read())",
    "a device": "print(open('/dev/urandom', 'rb').read(4))",
    "a link to a device": "print(open('{own}/link', 'rb').read(4))",
}


@pytest.mark.skipif(not Path("/proc/uptime").exists(), reason="no such files")
@pytest.mark.parametrize("name", UNCOMPARED)
def test_what_cannot_be_compared_is_made_anew(desk, name):
    (desk.own / "link").symlink_to("/dev/urandom")
    desk.prepare("file", "", "shell", LOADING["library"], UNCOMPARED[name])
    desk.run()
    assert desk.run()[0].made


def test_a_ledger_that_is_a_view_is_loaded_anew(desk):
    desk.prepare("ledger.db", "", "shell", LOADING["library"], LATER["verdicts"])
    with desk.ledger.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE observations RENAME TO typed"))
        chance = "12 + abs(random() % 1000000) / 1e6"
        value = f"CASE indicator WHEN 'parks.count' THEN {chance} ELSE value END"
        columns = ", ".join(f"{value} AS value" if name == "value" else name for name in COLUMNS)
        connection.execute(sa.text(f"CREATE VIEW observations AS SELECT {columns} FROM typed"))
    desk.run()
    assert desk.run()[0].made


def test_the_time_zone_counts_and_the_order_of_sets_is_fixed(desk):
    cell = (
        "import datetime as dt\na = dict.fromkeys(['aa', 'bb', 'cc', 'dd', 'ee', 'ff'])\n"
        "print(dt.datetime.fromtimestamp(0), a.keys() & a.keys())"
    )
    notebook(desk.books, "own", cell)

    def page(*options, **changed):
        words = ["render", "--notebooks", str(desk.books), "-o", str(desk.place / "out"), *options]
        subprocess.run(
            [sys.executable, "-m", "minsheng", *words], env={**os.environ, **changed}, check=True
        )
        (found,) = desk.place.rglob("own.html")
        return found.read_bytes()

    first = page(TZ="UTC", PYTHONHASHSEED="1")
    assert page("--force", TZ="UTC", PYTHONHASHSEED="2") == first
    assert page(TZ="Asia/Shanghai", PYTHONHASHSEED="1") != first


def test_the_list_of_reports_is_renewed_where_the_descriptor_is_named(desk):
    desk.prepare("file", "datapackage.json", "shell", LOADING["library"], LATER["targets"])
    desk.run()
    before = list_reports(Request(desk.plan), desk.place / "out").jobs
    CHANGES["plan"](desk)
    assert list_reports(Request(desk.plan), desk.place / "out").jobs != before
    assert desk.require_same_as_forced().made


@pytest.mark.parametrize("kind", LEDGERS)
def test_what_only_calls_the_library_stays_where_nothing_it_uses_has_changed(desk, kind):
    desk.prepare(kind, "", "shell", LOADING["library"], LATER["verdicts"])
    desk.run()
    for change in ("nothing", "unused", "table", "environment"):
        CHANGES[change](desk)
        outcome, _ = desk.run()
        assert outcome.unchanged, (change, outcome)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_an_incremental_run_gives_what_a_forced_one_gives(desk, seed):
    chance = random.Random(seed)
    engine = "kernel" if chance.random() < 0.2 else "shell"  # a kernel takes ten times as long
    cells = [LATER[name] for name in chance.sample(sorted(LATER), chance.randint(1, 3))]
    # A kernel does not look for modules where this process does.
    loading = sorted(LOADING if engine == "shell" else LOADING.keys() - {"module", "function"})
    desk.prepare(
        chance.choice(LEDGERS),
        chance.choice(["", "datapackage.json"]),
        engine,
        LOADING[chance.choice(loading)],
        *cells,
    )
    desk.run()
    for name in chance.sample(sorted(CHANGES), 2):
        CHANGES[name](desk)
        desk.require_same_as_forced()
