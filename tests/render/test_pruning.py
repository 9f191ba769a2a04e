"""The disk stays bounded, and the last good report of each kind stays on it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from render.books import notebook

from minsheng.cli import main
from minsheng.render import jobs, render
from minsheng.render.pruning import prune
from minsheng.render.run_log import runs
from minsheng.render.running.supervision import scratch_prefix
from minsheng.render.state import STATE

pytestmark = pytest.mark.notebooks
ASKED = 'lang: str = "zh"  # language\nplan: str = ""  # the plan\nperiod: str = ""  # period'


@pytest.fixture(scope="module")
def rendered(plan, tmp_path_factory):
    """Reports of three periods, the last of which failed when it was made again."""
    folder, place = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("reports")
    notebook(folder, "report", "print(period)", parameters=ASKED)
    for when in ("2018", "2019", "2020"):
        render(plan, jobs(plan, "", place, folder=folder, periods=(when,)), place)
    notebook(folder, "report", "raise ValueError(period)", parameters=ASKED)
    render(plan, jobs(plan, "", place, folder=folder, periods=("2020",)), place)
    return place


@pytest.fixture
def output(rendered, tmp_path):
    return shutil.copytree(rendered, tmp_path / "reports")


def pages(output):
    return sorted(path.name for path in output.rglob("report-*.html"))


def test_what_is_of_no_use_goes(output):
    remains = output / "qijiang-2018-2020" / "zh" / ".minsheng-cut-off"
    remains.write_text("half a file")
    orphan = output / STATE / "records" / "qijiang-2018-2020" / "zh" / "gone.json"
    orphan.write_text("{}")
    foretold = prune(output, keep_runs=2, dry=True)
    assert remains.exists()
    done = prune(output, keep_runs=2)
    assert set(done.paths) == set(foretold.paths)
    assert not remains.exists()
    assert not orphan.exists()
    assert [run.number for run in runs(output)] == [4, 3]
    assert pages(output) == [
        "report-2018.html",
        "report-2019.html",
        "report-2020.failed.html",
        "report-2020.html",
    ]


def test_the_last_good_report_never_goes(output):
    done = prune(output, most=0)
    # That of 2020 failed when it was made again: that of 2019 is the last that is good.
    assert pages(output) == ["report-2019.html"]
    assert not list(output.rglob("report-2018.*"))
    assert done.remaining > 0
    assert prune(output, most=0).paths == ()


@pytest.fixture
def short_folder():
    """A folder whose path a socket may have."""
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def test_what_a_killed_run_has_left_in_the_folder_for_temporary_files_goes(
    folder, tmp_path, monkeypatch, short_folder
):
    place = short_folder
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    mark = tmp_path / "began"
    notebook(folder, "slow", f"import time\nopen({str(mark)!r}, 'w').close()\ntime.sleep(600)")
    command = [
        sys.executable,
        "-m",
        "minsheng",
        "render",
        "--notebooks",
        str(folder),
        "-o",
        str(tmp_path / "o"),
    ]
    run = subprocess.Popen(
        command, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(place)}
    )
    while not mark.exists():
        assert run.poll() is None
        time.sleep(0.1)
    (scratch,) = [path for path in place.iterdir() if path.name.startswith("minsheng-")]
    other = tmp_path / "reports"
    assert scratch not in prune(other).paths, "its run is alive"
    run.kill()
    run.wait()
    mine = place / f"{scratch_prefix()}{os.getpid()}-x"
    mine.mkdir()
    kept = [mine, place / "minsheng-notes", place / f"{scratch_prefix()}x-y", tmp_path / "target"]
    for path in kept:
        path.mkdir(exist_ok=True)
    (place / f"{scratch_prefix()}{run.pid}-link").symlink_to(kept[-1])
    if os.geteuid() == 0:
        kept.append(place / f"{scratch_prefix()}{run.pid}-other")
        kept[-1].mkdir()
        os.chown(kept[-1], 12345, 12345)
    assert prune(other, dry=True).paths == (scratch,)
    assert scratch.exists()
    done = prune(other)
    assert done.paths == (scratch,)
    assert done.freed > 0
    assert not scratch.exists()
    assert all(path.is_dir() for path in kept)


def test_the_command_says_what_it_does(output):
    asked = ["--lang", "en", "prune", "-o", str(output), "--size-limit", "0"]
    said = CliRunner().invoke(main, asked)
    assert said.exit_code == 0
    assert "what is left is the last good report of each kind" in said.output
    shown = CliRunner().invoke(main, ["--lang", "en", "runs", "-o", str(output)])
    assert "ended, exit code 1  0 made  0 unchanged  1 failed" in shown.output.splitlines()[0]
    empty = CliRunner().invoke(main, ["--lang", "zh", "runs", "-o", str(output / "none")])
    assert empty.output == "此文件夹还没有生成记录。\n"


def test_somebody_is_told_how_a_run_ended(folder, tmp_path):
    notebook(folder, "good", "print('fine')")
    notebook(folder, "bad", "raise ValueError('no such figure')")
    told = tmp_path / "told.json"
    said = CliRunner().invoke(
        main,
        [
            "--lang",
            "en",
            "render",
            "--notebooks",
            str(folder),
            "-o",
            str(tmp_path / "o"),
            "--notify",
            f"command:cp /dev/stdin {told}",
        ],
    )
    assert said.exit_code == 1
    found = json.loads(told.read_text(encoding="utf-8"))
    assert (found["made"], found["unchanged"], found["failed"]) == (1, 0, 1)
    assert found["failures"] == [
        {"report": "en/bad", "error": "ValueError: no such figure (step 3)"}
    ]
    assert found["run"] == "1"
    assert found["exit_code"] == 1


def test_a_target_that_is_none_is_told_before_anything_runs(folder, tmp_path):
    notebook(folder, "good", "print('fine')")
    said = CliRunner().invoke(
        main,
        [
            "render",
            "--notebooks",
            str(folder),
            "-o",
            str(tmp_path / "o"),
            "--notify",
            "comand:true",
        ],
    )
    assert said.exit_code == 2
    assert not (tmp_path / "o").exists()


def test_two_reports_of_one_name_are_refused(tmp_path):
    matrix = tmp_path / "twice.toml"
    matrix.write_text(
        '[[render]]\nnotebook = "standing"\n'
        '[[render]]\nnotebook = "standing"\nas-of = "2019-07-01"\n'
    )
    said = CliRunner().invoke(
        main, ["--lang", "en", "render", "--matrix", str(matrix), "-o", str(tmp_path / "o")]
    )
    assert said.exit_code == 2
    assert "two reports of one name that are not the same" in said.output
    assert "en/standing" in said.output
    alone = CliRunner().invoke(
        main, ["--lang", "en", "render", "--matrix", str(matrix), "-n", "plan"]
    )
    assert alone.exit_code == 2
    assert "with --matrix the file alone says what to render" in alone.output
