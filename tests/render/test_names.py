"""Names of files that are not UTF-8, as archives from Chinese Windows bring them along."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from render.books import ASKED, notebook

from minsheng.places import data_folder
from minsheng.render.digests import tree_digest
from minsheng.render.running.tracking import digest

GBK = os.fsdecode("附表".encode("gbk"))
"""``附表`` as Windows writes it; Linux takes any bytes."""


@pytest.fixture(autouse=True)
def _takes_any_name(tmp_path):
    try:
        (tmp_path / GBK).touch()
    except OSError:
        pytest.skip("this file system takes no such name")
    (tmp_path / GBK).unlink()


def run(*words):
    done = subprocess.run(
        [sys.executable, "-m", "minsheng", "--lang", "en", *map(str, words)],
        check=False,
        capture_output=True,
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def test_a_folder_with_such_a_name_in_it_has_a_digest(tmp_path):
    before = tree_digest(tmp_path), digest(tmp_path)
    (tmp_path / f"{GBK}.csv").write_text("a")
    after = tree_digest(tmp_path), digest(tmp_path)
    assert before[0] != after[0]
    assert before[1] != after[1]


@pytest.fixture
def package(tmp_path):
    source = Path(shutil.copytree(data_folder() / "qijiang-2018-2020", tmp_path / f"plan {GBK}"))
    (source / f"{GBK}.csv").write_text("of no use")
    return source


@pytest.mark.notebooks
def test_such_names_in_the_folders_of_plan_ledger_parameters_and_reports(folder, tmp_path, package):
    ledger = tmp_path / f"ledger {GBK}"
    ledger.mkdir()
    (ledger / "observations.csv").write_text(
        "indicator,period,reported_on,value,status,source\n"
        "childcare.gross_enrolment,2018,2019-01-20,85,final,test\n"
    )
    (ledger / f"{GBK}.csv").write_text("of no use")
    own = tmp_path / "own"
    own.mkdir()
    (own / f"{GBK}.txt").write_text("mine")
    asked = f'{ASKED}\nobservations: str = ""  # the ledger\nown: str = ""  # a folder'
    notebook(
        folder,
        "report",
        "import minsheng as ms\nwhole = ms.load_plan(plan)\n"
        "ledger = ms.load_observations(whole, observations)",
        "from pathlib import Path\nfor path in Path(own).iterdir(): print(path, path.read_text())\n"
        "print(len(ledger.observations))",
        parameters=asked,
    )
    output = tmp_path / f"reports {GBK}"
    words = [
        "render",
        "--plan",
        package,
        "--notebooks",
        folder,
        "--observations",
        ledger,
        "--set",
        f"own={own}",
        "-o",
        output,
    ]
    code, said = run(*words)
    assert code == 0, said
    assert "1 made, 0 unchanged, 0 failed" in said
    assert r"reports \udcb8\udcbd\udcb1\udced" in said
    page = (output / "qijiang-2018-2020" / "en" / "report.html").read_text(encoding="utf-8")
    assert r"own/\udcb8\udcbd\udcb1\udced.txt mine" in page
    code, said = run(*words, "--explain")
    assert "0 made, 1 unchanged" in said, said
    (own / f"{GBK}.txt").write_text("other")
    code, said = run(*words, "--explain")
    assert "1 made" in said
    assert r"\udcb8\udcbd\udcb1\udced.txt has changed" in said
    code, said = run("runs", "--json", "-o", output)
    assert code == 0, said
    assert len(json.loads(said)) == 3
    assert run(*words, "--dry-run")[0] == run("prune", "-o", output)[0] == 0


@pytest.mark.notebooks
def test_a_kernel_reads_such_names_too(folder, tmp_path, package):
    package = package.rename(tmp_path / "package")
    notebook(folder, "report", "import minsheng as ms\nwhole = ms.load_plan(plan)", "len(whole)")
    words = [
        "render",
        "--plan",
        package,
        "--notebooks",
        folder,
        "--engine",
        "kernel",
        "-o",
        tmp_path / "o",
    ]
    code, said = run(*words)
    assert code == 0, said
    assert "0 made, 1 unchanged" in run(*words)[1]
