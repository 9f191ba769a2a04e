"""What a person wrote in a Word document or a workbook of a report is never overwritten."""

import re

import docx
import openpyxl
import pytest
from render.books import ASKED, notebook

from minsheng.render import jobs, render
from minsheng.render.freshness import Decision, FreshnessCheck, Records, State
from minsheng.render.outputs import store
from minsheng.render.pruning import prune
from minsheng.render.running.task import RunResult
from minsheng.writers import written
from minsheng.writers.document import Document

pytestmark = pytest.mark.notebooks


@pytest.fixture
def made(small_plan, folder, tmp_path):
    """Return how to make the report of one notebook that prints `text`, as Word and as workbook."""
    output = tmp_path / "reports"

    def make(text="first", formats=("docx", "xlsx")):
        notebook(folder, "report", f"print({text!r})")
        todo = jobs(small_plan, "", output, folder=folder, formats=formats)
        return render(small_plan, todo, output)[0]

    return make


def write_in(path, words="经商区教委，情况属实。"):
    """Add a paragraph, or a cell, as a person does in an office program; return the bytes."""
    if path.suffix == ".docx":
        document = docx.Document(path)
        document.add_paragraph(words)
        document.save(path)
    else:
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["H40"] = words
        book.save(path)
    return path.read_bytes()


def test_edited_files_stay_and_the_new_ones_stand_beside_them(made):
    page = made().job.page
    assert not list(page.parent.glob("*.new*"))
    edited = {ending: write_in(page.with_suffix(ending)) for ending in (".docx", ".xlsx")}
    outcome = made("second")
    assert outcome.ok
    assert outcome.warnings == (
        "report.docx写成后有人改动，已原样保留；新的一份是report.new.docx",
        "report.xlsx写成后有人改动，已原样保留；新的一份是report.new.xlsx",
    )
    for ending, raw in edited.items():
        assert page.with_suffix(ending).read_bytes() == raw
        assert page.with_suffix(f".new{ending}").read_bytes() != raw
    assert "second" in "".join(
        paragraph.text for paragraph in docx.Document(page.with_suffix(".new.docx")).paragraphs
    )
    index = (page.parent / "index.html").read_text(encoding="utf-8")
    for ending, words in ((".docx", "Word 文档"), (".xlsx", "Excel 表格")):
        assert re.search(rf'href="report{ending}"[^>]*>[^<]*{words}（有人改动）', index)
        assert re.search(rf'href="report.new{ending}"[^>]*>[^<]*{words}(?!（)', index)
    again = made("second")
    assert again.unchanged
    assert tuple(again.warnings) == outcome.warnings, "it is told as long as it is so"

    # Who takes the edited file away finds the report under its own name again.
    for ending in edited:
        page.with_suffix(ending).rename(page.with_name(f"mine{ending}"))
    outcome = made("second")
    assert (outcome.why, outcome.warnings) == ("缺少report.docx；缺少report.xlsx", ())
    assert page.with_suffix(".docx").is_file()
    assert not list(page.parent.glob("*.new*"))
    for ending, raw in edited.items():
        assert page.with_name(f"mine{ending}").read_bytes() == raw


@pytest.fixture
def stored(small_plan, folder, tmp_path):
    """Return how to store a report whose notebook is not run, its job and its records."""
    notebook(folder, "report", "print(1)")
    (job,) = jobs(small_plan, "", tmp_path, folder=folder, formats=("docx",))
    records = Records(tmp_path)
    document = Document("zh", "report", "", ())
    files = {f".{name}": written(document, name) for name in ("html", "docx", "xlsx")}

    def store_again(**changes):
        result = RunResult(**{"files": files, **changes})
        return store(job, result, Decision(State.STALE), records, "shell")

    assert store_again().ok
    return store_again, job, records


def test_what_is_written_in_the_new_one_stays_as_well(stored):
    store_again, job, _ = stored
    kept = {}
    for ending in (".docx", ".new.docx", ".new-2.docx"):
        kept[ending] = write_in(job.beside(ending))
        (told,) = store_again().warnings
        assert all(job.beside(one).name in told for one in kept), "and each is named"
        assert all(job.beside(one).read_bytes() == raw for one, raw in kept.items())
    assert job.beside(".new-3.docx").is_file()


def test_without_a_record_a_file_as_it_was_written_is_replaced_and_another_kept(stored):
    store_again, job, records = stored
    records.forget(job)
    assert store_again().warnings == ()
    assert not job.beside(".new.docx").exists()
    raw = write_in(job.beside(".docx"))
    records.forget(job)
    assert len(store_again().warnings) == 1
    assert job.beside(".docx").read_bytes() == raw


@pytest.mark.parametrize("raw", [b"", b"no archive", "cut off"])
def test_in_doubt_a_file_is_kept(stored, raw):
    store_again, job, _ = stored
    path = job.beside(".docx")
    raw = path.read_bytes()[:-40] if raw == "cut off" else raw
    path.write_bytes(raw)
    assert len(store_again().warnings) == 1
    assert path.read_bytes() == raw


def test_a_format_that_cannot_be_made_takes_no_edited_file_away(stored):
    store_again, job, _ = stored
    raw = write_in(job.beside(".docx"))
    page = {".html": job.page.read_bytes()}
    assert not store_again(files=page, unmade={"docx": "no room", "xlsx": "no room"}).ok
    assert job.beside(".docx").read_bytes() == raw
    assert not job.beside(".xlsx").exists(), "it is of an older run, and nobody wrote in it"


def test_the_page_is_none_of_them(stored):
    store_again, job, records = stored
    job.page.write_text("somebody's notes", encoding="utf-8")
    decision = FreshnessCheck().decide(job, records.read(job))
    assert "report.html被改动" in decision.text("zh")
    assert store_again().warnings == ()
    assert "somebody's notes" not in job.page.read_text(encoding="utf-8")


def test_a_changed_file_is_seen(stored):
    _, job, records = stored
    write_in(job.beside(".docx"))
    decision = FreshnessCheck().decide(job, records.read(job))
    assert "report.docx被改动" in decision.text("zh")


def test_pruning_leaves_what_people_wrote(small_plan, folder, tmp_path):
    notebook(folder, "report", "print(period)", parameters=f'{ASKED}\nperiod: str = ""  # period')
    output = tmp_path / "reports"
    for period in ("2021", "2022"):
        formats = ("docx", "xlsx")
        todo = jobs(small_plan, "", output, folder=folder, formats=formats, periods=(period,))
        render(small_plan, todo, output)
    (document,) = output.rglob("*2021.docx")
    raw = write_in(document)
    prune(output, most=0)
    left = sorted(path.name for path in document.parent.glob("*2021*"))
    assert left == [document.name]
    assert document.read_bytes() == raw
