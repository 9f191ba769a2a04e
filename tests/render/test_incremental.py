"""A report is made anew when, and only when, something that it depends on has changed."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time

import nbformat
import pytest
from render.books import notebook

import minsheng as ms
from minsheng.places import data_folder
from minsheng.render import RunSettings, jobs, render
from minsheng.render.request import AUTO, Request, list_reports
from minsheng.render.running.supervision import supervise
from minsheng.render.running.task import Task
from minsheng.render.settings import ENGINES

pytestmark = pytest.mark.notebooks
ROWS = """indicator,period,reported_on,value,status,source
parks.count,2022,2023-01-20,{parks},final,test
reading.card_share,2022,2023-01-20,{reading},final,test
"""
PARTS = ("parks", "reading")


@pytest.fixture
def source(tmp_path):
    return shutil.copytree(data_folder() / "qijiang-2018-2020", tmp_path / "package")


def states(outcomes):
    return {outcome.job.name: outcome.state for outcome in outcomes}


def test_only_the_reports_that_use_an_observation_are_made_anew(small_package, tmp_path):
    ledger = tmp_path / "ledger.csv"
    output = tmp_path / "reports"

    def made(**values):
        ledger.write_text(ROWS.format(**values), encoding="utf-8")
        plan = ms.load_plan(small_package)
        todo = jobs(
            plan,
            str(small_package),
            output,
            names=("programme", "status", "standing"),
            programmes=PARTS,
            observations=str(ledger),
        )
        return render(plan, todo, output, RunSettings(workers=2))

    assert set(states(made(parks=16, reading=30)).values()) == {"made"}
    assert set(states(made(parks=16, reading=30)).values()) == {"unchanged"}
    outcomes = made(parks=17, reading=30)
    assert states(outcomes) == {
        "zh/programme-parks": "unchanged",
        "zh/programme-reading": "unchanged",
        "zh/status-parks": "made",
        "zh/status-reading": "unchanged",
        "zh/standing": "made",
    }
    why = {outcome.job.name: outcome.why for outcome in outcomes}
    assert why["zh/programme-reading"] == ""
    assert why["zh/status-parks"] == "ledger.csv已变化"
    assert why["zh/status-reading"] == "ledger.csv已变化，但本报告所用的数据没有变化"
    assert set(states(made(parks=17, reading=30)).values()) == {"unchanged"}


def test_what_is_made_anew_or_left_is_what_a_forced_run_makes(small_package, tmp_path):
    """The same input gives the same bytes, but for the times in the manifest."""
    ledger = tmp_path / "ledger.csv"

    def made(output, **how):
        plan = ms.load_plan(small_package)
        todo = jobs(
            plan,
            str(small_package),
            output,
            names=("status",),
            programmes=PARTS,
            observations=str(ledger),
            formats=("docx", "xlsx"),
        )
        return states(render(plan, todo, output, RunSettings(workers=2, **how)))

    def files(output):
        found = {
            path.relative_to(output).as_posix(): path.read_bytes()
            for path in output.rglob("*.*")
            if path.is_file() and ".minsheng" not in path.parts
        }
        manifest = json.loads(found.pop("small-2021-2023/manifest.json"))
        for entry in manifest["reports"].values():
            del entry["made"]
        return found, manifest

    ledger.write_text(ROWS.format(parks=16, reading=30), encoding="utf-8")
    made(tmp_path / "one")
    ledger.write_text(ROWS.format(parks=17, reading=30), encoding="utf-8")
    assert set(made(tmp_path / "one").values()) == {"made", "unchanged"}
    for _ in range(2):  # into an empty folder, and over what is there
        made(tmp_path / "two", force=True)
        assert files(tmp_path / "one") == files(tmp_path / "two")


def test_what_changed_is_named(source, folder, tmp_path):
    def made(text="print(1)", **further):
        notebook(
            folder,
            "report",
            "import minsheng as ms\nwhole = ms.load_plan(plan)",
            "len(whole)",
            text,
        )
        plan = ms.load_plan(source)
        todo = jobs(plan, str(source), tmp_path, folder=folder, **further)
        (outcome,) = render(plan, todo, tmp_path)
        return outcome

    assert made().why == "没有以前生成的记录"
    assert made().unchanged
    assert made("print(2)").why == "笔记本已变化"
    assert made("print(2)", formats=("xlsx",)).why == "要求的格式上次没有生成"
    assert made("print(2)").unchanged, "what was made is more than what is asked for"
    outcome = made("print(2)")
    outcome.job.page.write_text("somebody else was here")
    assert made("print(2)").why == "report.html被改动"
    outcome.job.beside(".results.json").unlink()
    assert made("print(2)").why == "缺少report.results.json"
    targets = source / "targets.csv"
    targets.write_text(
        targets.read_text(encoding="utf-8").replace(",95,", ",96,", 1), encoding="utf-8"
    )
    assert "参数已变化" in made("print(2)").why, "the fingerprint of the plan is printed"


def test_a_file_that_a_cell_of_an_analyst_reads_counts(plan, folder, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("one")
    notebook(folder, "report", "import minsheng as ms", f"print(open({str(own)!r}).read())")

    def made():
        return render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)[0]

    assert made().made
    assert made().unchanged
    own.write_text("two")
    outcome = made()
    assert outcome.made
    assert "two" in outcome.job.page.read_text(encoding="utf-8")


def test_paragraphs_that_somebody_puts_there_count(small_package, tmp_path):
    def made():
        plan = ms.load_plan(small_package)
        todo = jobs(plan, str(small_package), tmp_path / "o", names=("midterm",))
        return render(plan, todo, tmp_path / "o")[0]

    assert made().made
    assert made().unchanged
    paragraphs = small_package / "paragraphs" / "2022H1"
    paragraphs.mkdir(parents=True)
    (paragraphs / "overall.md").write_text("总体平稳。", encoding="utf-8")
    outcome = made()
    assert outcome.made
    assert "总体平稳" in outcome.job.page.read_text(encoding="utf-8")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_a_notebook_reads_itself_counts_with_either_engine(plan, folder, tmp_path, engine):
    own = tmp_path / "own.csv"
    own.write_text("v\n1\n")
    notebook(folder, "report", "import pandas as pd", f"print(pd.read_csv({str(own)!r}))")

    def made():
        todo = jobs(plan, "", tmp_path / "o", folder=folder)
        return render(plan, todo, tmp_path / "o", RunSettings(engine=engine))[0]

    assert made().made
    assert made().unchanged
    own.write_text("v\n2\n")
    assert made().made


@pytest.mark.parametrize(
    ("name", "axes"),
    [
        ("programme", {"programmes": ("parks",)}),
        ("status", {"programmes": ("reading",), "observations": "demo", "periods": ("2022H1",)}),
        ("midterm", {"observations": "demo", "langs": ("en",)}),
    ],
)
def test_a_shell_and_a_kernel_give_the_same_report(small_plan, small_package, tmp_path, name, axes):
    (job,) = jobs(
        small_plan, str(small_package), tmp_path, names=(name,), formats=("docx",), **axes
    )
    shell, kernel = (supervise(Task(job, engine)) for engine in ("shell", "kernel"))
    assert not shell.error, shell.error
    assert not kernel.error, kernel.error
    assert set(shell.files) == set(kernel.files)
    for ending in (".html", ".docx", ".results.json", ".results.csv"):
        assert shell.files[ending] == kernel.files[ending], ending
    outputs = [
        [
            (cell.source, cell.get("outputs"), cell.get("execution_count"))
            for cell in nbformat.reads(made.files[".ipynb"].decode(), 4).cells
        ]
        for made in (shell, kernel)
    ]
    assert outputs[0] == outputs[1]


def test_the_list_of_reports_is_remembered_until_a_file_changes(source, tmp_path):
    request = Request(plan=str(source), notebooks=("programme",))
    first = list_reports(request, tmp_path)
    code = (
        "import sys; from pathlib import Path; from minsheng.render.request import list_reports; "
        "from minsheng.render.request import Request; "
        f"found = list_reports(Request(plan={str(source)!r}, notebooks=('programme',)), "
        f"Path({str(tmp_path)!r})); "
        "print(len(found.jobs), found.plan, 'pandas' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["9", "qijiang-2018-2020", "False"]
    assert list_reports(request, tmp_path).jobs == first.jobs
    programmes = source / "programmes.csv"
    text = programmes.read_text(encoding="utf-8").replace("幼有所育", "幼有善育")
    programmes.write_text(text, encoding="utf-8")
    assert "幼有善育" in list_reports(request, tmp_path).jobs[0].title


def test_auto_asks_for_the_periods_of_the_day_and_leaves_evaluations_theirs(tmp_path):
    request = Request(periods=(AUTO,), notebooks=("standing", "midterm"))
    names = [job.name for job in list_reports(request, tmp_path, dt.date(2019, 7, 10)).jobs]
    assert names == [
        "zh/standing-2018",
        "zh/standing-2019H1",
        "zh/standing-2019Q2",
        "zh/standing-2019-06",
        "zh/midterm",
    ]


def test_nothing_to_do_needs_no_process_and_no_plan(tmp_path):
    command = [
        sys.executable,
        "-m",
        "minsheng",
        "--lang",
        "en",
        "render",
        "-n",
        "programme",
        "-p",
        "amenities",
        "-o",
        str(tmp_path),
    ]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "1 made, 0 unchanged, 0 failed" in first.stdout
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    time.sleep(0.01)
    again = subprocess.run([*command, "--explain"], capture_output=True, text=True, check=True)
    assert "0 made, 1 unchanged, 0 failed" in again.stdout
    assert "en/programme-amenities  unchanged (nothing has changed)" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")} == before
    dry = subprocess.run(
        [*command, "--dry-run", "--force"], capture_output=True, text=True, check=True
    )
    assert dry.stdout == "en/programme-amenities  would be made (asked for by --force)\n"
    register = [sys.executable, "-m", "minsheng", "runs", "--json", "-o", str(tmp_path)]
    listed = subprocess.run(register, capture_output=True, text=True, check=True)
    last, one = json.loads(listed.stdout)
    assert [one["number"], last["number"]] == [1, 2]
    assert one["reports"][0]["state"] == "made"
    assert one["about"]["process"] != os.getpid()
