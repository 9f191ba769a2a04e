"""What is published of a report, and what is kept of it, names no secret and no place."""

import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from render.books import ASKED, notebook

import minsheng as ms
from minsheng.errors import BadInput
from minsheng.places import notebooks_folder
from minsheng.render import RunSettings, jobs, render
from minsheng.render.request import Request, list_reports
from minsheng.render.running import redaction
from minsheng.render.running.engine import notebook_so_far
from minsheng.render.running.kernel import noted
from minsheng.render.running.redaction import Redaction
from minsheng.render.running.task import Task, UsedData
from minsheng.render.state import STATE
from minsheng.text.language import using
from minsheng.text.secrets import VARIABLE

pytestmark = pytest.mark.notebooks

HEAD = "indicator,period,reported_on,value,numerator,denominator,status,source,note\n"
ROW = "parks.visits,2021,2022-01-10,18000,,,final,,\n"
OBSERVED = f'{ASKED}\nobservations: str = ""  # the ledger'
LOADS = "import minsheng as ms\nledger = ms.load_observations(ms.load_plan(plan), observations)"
PLACE, SECRET = "Unverkennbar", "s3cret-word"
PLACES = (PLACE, sys.prefix, f"{tempfile.gettempdir()}/", "site-packages")


def texts(folder):
    """Yield every file below a folder with all that can be read in it, unpacked."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as packed:
                parts = [packed.read(name) for name in packed.namelist()]
        elif path.suffix == ".pdf":
            reader = pypdf.PdfReader(path)
            pages = "".join(page.extract_text() for page in reader.pages)
            parts = [path.read_bytes(), (pages + str(reader.metadata)).encode()]
        else:
            parts = [path.read_bytes()]
        yield path, b"\n".join(parts).decode(errors="replace")


def published(output):
    return {path.name: text for path, text in texts(output) if STATE not in path.parts}


@pytest.fixture
def places(tmp_path, small_package, monkeypatch):
    """A plan, a ledger, notebooks and reports, all below a folder that nobody can overlook."""
    home = tmp_path / PLACE
    for name in ("ledger", "books", "here"):
        (home / name).mkdir(parents=True)
    shutil.move(small_package, home / "package")
    (home / "ledger" / "observations.csv").write_text(HEAD + ROW, encoding="utf-8")
    shutil.copy(notebooks_folder() / "status.ipynb", home / "books")
    monkeypatch.chdir(home / "here")
    return home


def make(places, engine="shell", **how):
    plan = ms.load_plan(places / "package")
    todo = jobs(
        plan,
        str(places / "package"),
        places / "out",
        folder=places / "books",
        **{"observations": str(places / "ledger"), **how},
    )
    return render(plan, todo, places / "out", RunSettings(workers=2, engine=engine))


def says_and_status(places, engine, cell):
    """Write a notebook; leave that of the status to a shell alone.

    Each takes a kernel seconds, and the formats are made of what was run, in a kernel or not.
    """
    notebook(places / "books", "says", LOADS, cell, parameters=OBSERVED)
    if engine == "shell":
        return {"says": "", "status": ""}
    (places / "books" / "status.ipynb").unlink()
    return {"says": ""}


SAYS = """
import os, sys, json, tempfile, warnings
from pathlib import Path
print("台账在", observations, "规划在" + plan, Path.cwd(), sys.prefix, json.__file__)
print(repr(Path(observations) / "observations.csv"), tempfile.gettempdir())
warnings.warn("mind this", stacklevel=1)
warnings.warn_explicit("mind that", UserWarning, json.__file__, 12)
Path(observations).parent
"""


@pytest.mark.parametrize("engine", ["shell", "kernel"])
def test_no_file_names_a_place(places, engine):
    names, formats = says_and_status(places, engine, SAYS), ("docx", "pdf", "xlsx")
    how = {"programmes": ("parks",), "formats": formats} if engine == "shell" else {}
    outcomes = make(places, engine, **how)
    assert {outcome.job.notebook.name: outcome.words for outcome in outcomes} == names
    found = published(places / "out")
    endings = {Path(name).suffix.removeprefix(".") for name in found}
    assert endings >= {"html", "ipynb", "json", "csv", *how.get("formats", ())}
    for name, text in found.items():
        for place in PLACES:
            assert place not in text, (name, place)
    said = found["says.html"]
    assert "mind this" in said
    assert "json/__init__.py:12: UserWarning: mind that" in found["says.ipynb"]
    assert "ledger/observations.csv" in said
    assert 'observations = "ledger"' in json.loads(found["says.ipynb"])["cells"][1]["source"]


FAILS = """
import pandas as pd
pd.read_csv(Path(observations) / "nothing.csv")
"""


@pytest.mark.parametrize("engine", ["shell", "kernel"])
@pytest.mark.parametrize(
    "cell",
    ["from pathlib import Path" + FAILS, LOADS.replace("observations)", "observations + '/none')")],
    ids=["pandas", "fault"],
)
def test_no_file_of_a_failed_report_names_a_place(places, engine, cell):
    (places / "books" / "status.ipynb").unlink()
    notebook(places / "books", "fails", "print('first')", cell, parameters=OBSERVED)
    (outcome,) = make(places, engine)
    assert not outcome.ok
    assert PLACE not in outcome.words
    assert ("ledger/nothing.csv" if "pandas" in cell else "填写为“…”") in outcome.words
    found = published(places / "out")
    assert {"fails.failed.html", "fails.failed.ipynb"} <= found.keys()
    for name, text in found.items():
        for place in PLACES:
            assert place not in text, (name, place)
    page = re.sub(r"<[^>]+>", "", found["fails.failed.html"])
    if "pandas" in cell:
        assert re.search(r"pandas/io/\w+\.py", page)  # what tells one file from another stays
    else:  # a fault of the input is told by its message, without the calls that found it
        assert "填写为“…”" in page
        assert "minsheng/tables" not in page


def test_numbers_and_pictures_stay_what_they_are(places):
    (job, *_) = jobs(
        ms.load_plan(places / "package"),
        str(places / "package"),
        places / "out",
        folder=places / "books",
        programmes=("parks",),
    )
    data = {"image/png": f"{places}/x", "application/json": {"n": 1.5, "t": [True, None, "a/b"]}}
    assert Redaction(job, places).content({"data": dict(data)}) == {"data": data}


@pytest.fixture
def job(places):
    plan = ms.load_plan(places / "package")
    how = {"folder": places / "books", "programmes": ("parks",)}
    return jobs(plan, "", places / "out", observations=str(places / "ledger"), **how)[0]


def test_only_the_beginning_of_a_place_is_taken_for_a_place_cut_off(job, places, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: Path("/home/clerk"))
    text = Redaction(job, places).text
    for words in ("平均车速 50 km/h…", "50 km/home/cl…", "the /h…", "a/b…"):
        assert text(words) == words
    assert text("no file /home/cle… 50 km/h…") == "no file … 50 km/h…"


def test_a_place_is_found_as_it_is_written(job, places, monkeypatch):
    place = "/srv/Li's\\books"
    job = replace(job, parameters={"observations": place})
    assert (
        Redaction(job, places).text(f"in {place}/a {place!r}/b")
        == "in Li's\\books/a \"Li's\\books\"/b"
    )
    monkeypatch.setattr(redaction, "_CASE", re.IGNORECASE)
    assert Redaction(job, places).text("in /SRV/li's\\Books/a") == "in Li's\\books/a"


def test_without_a_home_and_a_working_folder_all_is_published_as_well(job, places, monkeypatch):
    def refuse(error):
        def refused(*_):
            raise error

        return refused

    monkeypatch.setattr(Path, "home", refuse(RuntimeError("no home")))
    monkeypatch.setattr(Path, "cwd", refuse(FileNotFoundError()))
    assert Redaction(job, places).text(f"no {places}/ledger/a.csv") == "no ledger/a.csv"


def test_a_place_that_cannot_be_followed_is_none(job, places):
    (places / "ring").symlink_to(places / "ring")
    for odd in (f"{places}/ring", f"{places}/a\0b"):
        one = replace(job, parameters={"observations": odd})
        assert Redaction(one, places).text(f"no {places}/x") == "no x"


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "told", [DEEP, "[]", '{"other": 1}', '{"loaded": 1}', '{"after": {"a": 1}}', "\udcff", "1e999"]
)
def test_a_note_of_a_kernel_that_a_cell_wrote_is_not_believed(tmp_path, told):
    (tmp_path / "used.json").write_bytes(told.encode(errors="surrogateescape"))
    assert noted(tmp_path) == UsedData(elsewhere=True)


@pytest.mark.parametrize(
    "line",
    [DEEP, "[]", "[9, 1, []]", "[-1, 1, []]", '["0", 1, []]', "[1, true, []]", "[1, 1, [2]]"],
)
def test_a_journal_is_believed_as_far_as_it_is_one(tmp_path, line):
    import nbformat

    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1") for _ in range(2)])
    said = '[0, 1, [{"output_type": "stream", "name": "stdout", "text": "well"}]]'
    (tmp_path / "cells.jsonl").write_text(f"{said}\n{line}\n", encoding="utf-8")
    found = notebook_so_far(book, tmp_path / "cells.jsonl")
    assert [cell.execution_count for cell in found.cells] == [1, None]
    assert found.cells[0].outputs[0].text == "well"


def test_whether_a_report_is_fresh_is_seen_by_the_code_that_ran(places, monkeypatch):
    monkeypatch.setenv(VARIABLE, "postgresql://clerk:Zq9_word@db.example/x")
    notebook(places / "books", "says", LOADS, "Zq9_word = 1 + 1", parameters=OBSERVED)
    for state in ("made", "unchanged"):
        outcomes = make(places, names=("says",))
        assert [(one.words, one.state) for one in outcomes] == [("", state)]
    assert "Zq9_word" not in published(places / "out")["says.ipynb"]


# Secrets


@pytest.fixture
def database(places, monkeypatch):
    """An address that opens and holds a secret."""
    monkeypatch.setenv(VARIABLE, "")
    path = places / "ledger.db"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE observations ({HEAD.strip()})")
        connection.execute(
            f"INSERT INTO observations VALUES ({','.join('?' * 9)})", ROW.strip().split(",")
        )
    connection.close()
    return f"sqlite:///{path}?password={SECRET}"


def everything(*folders):
    return {str(path): text for folder in folders for path, text in texts(folder)}


PRINTS = """
from minsheng.text.secrets import with_secrets
print("it has the password:", with_secrets(observations) != observations)
print("postgresql://clerk:" + "-".join(["other", "word@db.example/x"]), with_secrets(observations))
print("the driver says " + with_secrets(observations).partition("password=")[2])
"""


@pytest.mark.parametrize("engine", ["shell", "kernel"])
def test_a_password_reaches_who_opens_the_database_and_no_file(places, database, engine):
    names = says_and_status(places, engine, PRINTS)
    how = {"programmes": ("parks",)} if engine == "shell" else {}
    outcomes = make(places, engine, observations=database, **how)
    assert {outcome.job.notebook.name: outcome.words for outcome in outcomes} == names
    every = everything(places / "out")
    for name, text in every.items():
        assert SECRET not in text, name
        assert "other-word" not in text, name
    says = every[str(places / "out" / "small-2021-2023" / "zh" / "says.html")]
    assert "it has the password: True" in says
    assert "postgresql://clerk:***@db.example/x" in says
    assert "the driver says ***" in says


@pytest.mark.parametrize("engine", ["shell", "kernel"])
def test_a_failed_report_shows_no_password(places, database, engine):
    (places / "books" / "status.ipynb").unlink()
    cell = f"{PRINTS}\nraise ValueError(with_secrets(observations))"
    notebook(places / "books", "fails", LOADS, cell, parameters=OBSERVED)
    (outcome,) = make(places, engine, observations=database)
    assert outcome.error == "ValueError: sqlite:///ledger.db?password=***（第4步）"
    for name, text in everything(places / "out").items():
        assert SECRET not in text, name
        assert "other-word" not in text, name


def test_no_job_and_no_task_shows_a_password(places, database):
    folder = places / "books"
    request = Request(
        str(places / "package"), ("status",), ("parks",), observations=database, folder=folder
    )
    reports = list_reports(request, places / "out")
    for told in (
        reports,
        reports.request.record(),
        [job.record() for job in reports.jobs],
        Task(reports.jobs[0]),
    ):
        assert SECRET not in repr(told)
    assert SECRET in Task(reports.jobs[0]).databases


def test_two_passwords_for_one_database_are_refused(places, database):
    plan = ms.load_plan(places / "package")
    make_jobs = {"names": ("status",), "folder": places / "books"}
    jobs(plan, "", places, observations=database, **make_jobs)
    with using("en"), pytest.raises(BadInput, match="two passwords are given for one") as raised:
        jobs(plan, "", places, observations=database.replace(SECRET, "another-word"), **make_jobs)
    assert "-word" not in str(raised.value)


def test_a_further_parameter_holds_no_password(places):
    plan = ms.load_plan(places / "package")
    with using("en"), pytest.raises(BadInput, match="this parameter holds a password") as raised:
        jobs(
            plan,
            "",
            places,
            folder=places / "books",
            extra={"mine": f"mysql://a:{SECRET}@b/c", "fine": "https://a.example/b?n=1"},
        )
    assert len(raised.value.faults) == 1
    assert SECRET not in str(raised.value)


def test_the_command_keeps_no_secret_and_lets_nobody_else_read_what_it_keeps(places, database):
    python = [sys.executable, "-m", "minsheng", "--lang", "en"]
    target = "failed:command:true --key word-of-a-robot"
    robot = "wecom+http://127.0.0.1:9/send?key=key-of-a-robot"
    state = places / "out" / STATE
    (state / "runs").mkdir(parents=True)
    old = state / "runs" / "000001.jsonl"
    old.write_text("", encoding="utf-8")
    for path, mode in ((old, 0o644), (state, 0o755)):
        path.chmod(mode)
    done = subprocess.run(
        [
            *python,
            "render",
            "--plan",
            places / "package",
            "-n",
            "status",
            "-p",
            "parks",
            "--notebooks",
            places / "books",
            "--observations",
            database,
            "-o",
            places / "out",
            "--notify",
            target,
            f"--notify=failed:{robot}",
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = subprocess.run(
        [*python, "runs", "--json", "-o", places / "out"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    run = json.loads(told)[0]
    assert run["about"]["asked"]["notify"] == ["command", "wecom"]
    assert run["about"]["asked"]["observations"] == database.partition("?")[0]
    every = everything(places / "out") | {"output": done.stdout + done.stderr + told}
    for name, text in every.items():
        for secret in (SECRET, "word-of-a-robot", "key-of-a-robot"):
            assert secret not in text, name
    if os.name == "posix":
        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode)
            for path in [state, *state.rglob("*")]
            if path.is_file() or path == state
        }
        assert modes.pop(STATE) == 0o700
        assert len(modes) > 3
        assert set(modes.values()) == {0o600}, modes
