"""One failed report never takes the others down, and the last good one stays."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import docx
import openpyxl
import pytest
from render.books import notebook

from minsheng.render import RunSettings, jobs, render

pytestmark = pytest.mark.notebooks


def test_a_failed_report_leaves_the_others_alone(plan, folder, tmp_path):
    notebook(folder, "good", "print('made from', lang)")
    notebook(folder, "bad", "print('so far')\nraise ValueError('no such figure')")
    output = tmp_path / "reports"
    outcomes = render(plan, jobs(plan, "", output, folder=folder), output)
    by_name = {outcome.job.notebook.name: outcome for outcome in outcomes}
    assert by_name["good"].ok
    assert "made from zh" in by_name["good"].job.page.read_text(encoding="utf-8")
    assert by_name["bad"].error.startswith("ValueError: no such figure")
    assert not by_name["bad"].job.page.exists()
    partial = json.loads(by_name["bad"].partial.read_text(encoding="utf-8"))
    assert "so far" in json.dumps(partial)
    index = (output / "qijiang-2018-2020" / "zh" / "index.html").read_text(encoding="utf-8")
    assert 'href="good.html"' in index
    assert "ValueError: no such figure" in index
    assert 'href="bad.html"' not in index


def test_the_last_good_report_stays_when_making_it_again_fails(plan, folder, tmp_path):
    output = tmp_path / "reports"
    notebook(folder, "report", "print('first')")
    render(plan, jobs(plan, "", output, folder=folder), output)
    notebook(folder, "report", "raise RuntimeError('second')")
    (outcome,) = render(plan, jobs(plan, "", output, folder=folder), output)
    assert not outcome.ok
    assert "first" in outcome.job.page.read_text(encoding="utf-8")
    index = (outcome.job.page.parent / "index.html").read_text(encoding="utf-8")
    assert 'href="report.html"' in index
    assert "上一份完好的报告" in index
    notebook(folder, "report", "print('third')")
    (outcome,) = render(plan, jobs(plan, "", output, folder=folder), output)
    assert outcome.ok
    assert not list(outcome.job.page.parent.glob("*.failed.ipynb"))


def test_a_killed_report_does_not_take_the_others_down(plan, folder, tmp_path):
    notebook(folder, "a_killer", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    for name in ("b", "c", "d"):
        notebook(folder, name, f"print('{name} is here')")
    output = tmp_path / "reports"
    outcomes = render(plan, jobs(plan, "", output, folder=folder), output, RunSettings(workers=1))
    assert [outcome.ok for outcome in outcomes] == [False, True, True, True]
    assert outcomes[0].error == "生成报告的进程被终止（SIGKILL）"


def test_a_kernel_that_dies_is_the_outcome_of_its_report(plan, folder, tmp_path):
    notebook(folder, "dies", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    output = tmp_path / "reports"
    todo = jobs(plan, "", output, folder=folder)
    (outcome,) = render(plan, todo, output, RunSettings(engine="kernel"))
    assert "DeadKernelError" in outcome.error


def test_the_same_input_gives_the_same_page(plan, tmp_path):
    pages = []
    for turn in ("one", "two"):
        output = tmp_path / turn
        render(plan, jobs(plan, "", output, names=("plan",)), output)
        pages.append((output / "qijiang-2018-2020" / "zh" / "plan.html").read_bytes())
    assert pages[0] == pages[1]


def test_every_format_is_made_of_one_run(plan, folder, tmp_path):
    notebook(folder, "one", "import time\nprint('run at', time.time_ns())")
    todo = jobs(plan, "", tmp_path, folder=folder, formats=("xlsx", "docx", "pdf"))
    (outcome,) = render(plan, todo, tmp_path)
    assert outcome.ok, outcome.words
    page = outcome.job.page
    assert [path.name.removeprefix("one") for path in sorted(page.parent.glob("one.*"))] == [
        ".docx",
        ".html",
        ".ipynb",
        ".pdf",
        ".results.csv",
        ".results.json",
        ".xlsx",
    ]
    made = json.loads((tmp_path / plan.facts.plan / "manifest.json").read_text(encoding="utf-8"))
    assert len(made["reports"]["zh/one.html"]["files"]) == 7
    (stamp,) = re.findall(r"run at (\d+)", page.read_text(encoding="utf-8"))
    paragraphs = docx.Document(page.with_suffix(".docx")).paragraphs
    assert f"run at {stamp}" in [paragraph.text for paragraph in paragraphs]
    sources = openpyxl.load_workbook(page.with_suffix(".xlsx"))["溯源"]
    assert plan.fingerprint in [cell.value for cell in sources["B"]]
    index = (page.parent / "index.html").read_text(encoding="utf-8")
    for kind in ("docx", "pdf", "xlsx"):
        assert f'href="one.{kind}"' in index


def test_a_format_that_fails_is_said_and_leaves_the_others(plan, folder, tmp_path):
    notebook(folder, "one", "print('fine')")
    wanted = ("docx", "pdf", "xlsx")
    render(plan, jobs(plan, "", tmp_path, folder=folder, formats=wanted), tmp_path)
    # No font has this character: the PDF refuses it, the others take it.
    notebook(folder, "one", "print('\\U00012000')")
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder, formats=wanted), tmp_path)
    page = outcome.job.page
    assert not outcome.ok
    assert not outcome.error
    assert list(outcome.unmade) == ["pdf"]
    assert outcome.words.startswith("PDF未能生成：")
    assert "U+12000" in outcome.words
    assert not page.with_suffix(".pdf").exists(), "the last one belongs to another run"
    assert "\U00012000" in page.read_text(encoding="utf-8")
    assert page.with_suffix(".xlsx").exists()
    index = (page.parent / "index.html").read_text(encoding="utf-8")
    assert "PDF未能生成" in index
    assert "上一份完好的报告" not in index
    assert 'href="one.docx"' in index
    assert 'href="one.pdf"' not in index


def test_a_file_of_an_older_run_is_linked_as_such(plan, folder, tmp_path):
    notebook(folder, "one", "print('fine')")
    render(plan, jobs(plan, "", tmp_path, folder=folder, formats=("docx",)), tmp_path)
    notebook(folder, "one", "print('other')")
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert outcome.job.page.with_suffix(".docx").exists()
    index = (outcome.job.page.parent / "index.html").read_text(encoding="utf-8")
    assert '<a href="one.docx">Word 文档（较早生成，未随本页更新）<' in index
    assert '<a href="one.ipynb">笔记本<' in index


def test_an_interruption_keeps_what_is_finished_and_ends_the_workers(folder, tmp_path):
    notebook(folder, "a", "print('a is here')")
    notebook(folder, "b", "import time\ntime.sleep(600)")
    notebook(folder, "c", "print('never')")
    command = [
        sys.executable,
        "-m",
        "minsheng",
        "--lang",
        "en",
        "render",
        "-j",
        "1",
        "--notebooks",
        str(folder),
        "-o",
        str(tmp_path),
    ]
    pages = tmp_path / "qijiang-2018-2020" / "en"
    # Who runs the tests in the background of a shell hands down that Ctrl-C is not to be heard.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    signal.signal(signal.SIGINT, heard)
    deadline = time.monotonic() + 60
    while not (pages / "a.html").exists():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(1)
    os.killpg(run.pid, signal.SIGINT)
    said = run.communicate(timeout=30)[1]
    assert run.returncode == 130
    assert "Interrupted; finished reports are kept." in said
    assert "Traceback" not in said
    assert sorted(path.name for path in pages.glob("*.html")) == ["a.html", "index.html"]


def test_a_page_that_cannot_be_written_is_the_outcome_of_its_report(plan, folder, tmp_path):
    notebook(folder, "one", "print('one')")
    notebook(folder, "two", "print('two')")
    pages = tmp_path / "qijiang-2018-2020" / "zh"
    (pages / "one.html").mkdir(parents=True)
    outcomes = render(plan, jobs(plan, "", tmp_path, folder=folder), tmp_path)
    assert [outcome.ok for outcome in outcomes] == [False, True]
    assert outcomes[0].error == ("报告已生成，但未能写入：Is a directory；原有的文件均未改动")


@pytest.mark.parametrize(
    ("last_words", "said"),
    [("os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"), ("raise MemoryError", "MemoryError")],
)
def test_a_format_that_ends_its_process_leaves_the_others(plan, folder, tmp_path, last_words, said):
    source = f"""
import os, signal
import minsheng.writers.pdf.writer as writer
def pdf(document):
    {last_words}
writer.pdf = pdf
print('fine')"""
    notebook(folder, "one", source)
    wanted = ("docx", "pdf", "xlsx")
    (outcome,) = render(plan, jobs(plan, "", tmp_path, folder=folder, formats=wanted), tmp_path)
    assert not outcome.error
    assert list(outcome.unmade) == ["pdf"]
    assert outcome.words.startswith("PDF未能生成：")
    assert said in outcome.words
    page = outcome.job.page
    endings = [".html", ".docx", ".xlsx", ".results.json", ".results.csv", ".ipynb"]
    assert all(page.with_suffix(ending).is_file() for ending in endings)
    assert not page.with_suffix(".pdf").exists()
