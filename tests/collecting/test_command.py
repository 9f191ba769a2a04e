"""The command: what it prints, and its exit code."""

import pytest
from click.testing import CliRunner
from edited_word import Word, report, runs, xml

import minsheng as ms
from minsheng.cli import FAILED, FAULTY, main

KEY = "2019H1/overall/problems"


@pytest.fixture(scope="module")
def raw(plan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    return report(ms.stand_midterm(plan, ms.Ledger()), folder)


@pytest.fixture(autouse=True)
def loaded_once(plan, monkeypatch):
    monkeypatch.setattr("minsheng.collecting.collecting.load_plan", lambda _: plan)


def run(*arguments):
    result = CliRunner().invoke(main, ["collect", *map(str, arguments)])
    return result.exit_code, result.output


@pytest.mark.parametrize(("lang", "said"), [("zh", "已写入"), ("en", "written: ")])
def test_it_writes_files_and_says_which(raw, tmp_path, lang, said):
    word = Word(raw)
    word.type(KEY, "总。")
    file, folder = word.saved(tmp_path / "r.docx"), tmp_path / "words"
    code, output = run(file, "--writing", folder, "--author", "王五", "-l", lang)
    made = folder / "2019H1" / "overall.md"
    assert (code, output) == (0, f"{said}{made}\n")
    assert "<!-- 王五 · 2019-07-20 · r.docx -->" in made.read_text("utf-8")


def test_a_conflict_fails(raw, tmp_path):
    word = Word(raw)
    word.type(KEY, "总。")
    file = word.saved(tmp_path / "r.docx")
    run(file, "--writing", tmp_path)
    word.paragraphs(KEY)[0].append(xml(runs("又。")))
    word.saved(file)
    code, output = run(file, "--writing", tmp_path, "-l", "en")
    assert code == FAILED
    assert "overall.md was changed since the report was made, too" in output


def test_a_file_that_is_no_report_is_refused(tmp_path):
    (tmp_path / "r.docx").write_bytes(b"")
    code, output = run(tmp_path / "r.docx", "-l", "en")
    assert code == FAULTY
    assert "open it in Word and save it anew" in output
