"""The command: what it prints, what it refuses and how, what it exits with."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

import minsheng as ms
from minsheng.cli import FAILED, FAULTY, main
from minsheng.places import data_folder
from minsheng.text.language import using


@pytest.fixture
def run():
    def call(*arguments, code=0):
        with using("zh"):
            result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_list_shows_the_programmes_then_their_indicators(run):
    assert "幼有所育" in run("list")
    indicators = [line.split() for line in run("list", "-p", "childcare").splitlines()]
    assert ["childcare.gross_enrolment", "学前三年毛入园率", "%"] in indicators
    rows = list(csv.DictReader(io.StringIO(run("list", "-p", "childcare", "--csv"))))
    assert {row["programme"] for row in rows} == {"childcare"}


def test_show_knows_programmes_and_indicators(run):
    assert "年均须提高1.33个百分点" in run("show", "childcare")
    assert "≥90" in run("show", "childcare.gross_enrolment")
    assert "没有这个指标" in run("show", "childcare.gros_enrolment", code=FAULTY)


@pytest.mark.parametrize(
    ("command", "frame"),
    [("path", ms.trajectory), ("gaps", ms.gaps), ("growth", ms.required_growth)],
)
def test_machines_get_every_column(run, plan, command, frame):
    expected = frame(plan.select(programme="housing"))
    rows = list(csv.DictReader(io.StringIO(run(command, "-p", "housing", "--csv"))))
    assert list(rows[0]) == list(expected.columns)
    assert len(rows) == len(expected)
    records = json.loads(run(command, "-p", "housing", "--json"))
    assert [row["indicator"] for row in records] == list(expected["indicator"])


def test_csv_holds_differences_as_they_are_in_decimals(run):
    """80 − 76.9 is 3.1, which binary arithmetic makes 3.0999999999999943."""
    rows = csv.DictReader(io.StringIO(run("gaps", "-i", "childcare.inclusive_share", "--csv")))
    assert [row["gap"] for row in rows] == ["3.1"]


def test_english_is_spoken_on_request(run):
    assert "From baseline to final target" in run("--lang", "en", "growth", "-p", "childcare")


def test_an_unknown_programme_is_told_with_the_nearest(run):
    said = run("--lang", "en", "growth", "-p", "chidcare", code=FAULTY)
    assert "unknown programme; found “chidcare”" in said
    assert "nearest: childcare" in said


def test_check_names_every_fault_and_exits_with_2(run, tmp_path):
    assert "数据包没有问题" in run("check")
    broken = tmp_path / "plan"
    shutil.copytree(next(data_folder().glob("*/datapackage.json")).parent, broken)
    targets = broken / "targets.csv"
    text = targets.read_text("utf-8").replace(">=,90,", ">=,190,", 1).replace(",2019,", ",2029,", 1)
    targets.write_text(text, "utf-8")
    said = run("--lang", "en", "check", "--plan", str(broken), code=FAULTY)
    assert "2 faults:" in said
    assert "a share above 100 %; found “190”" in said
    assert "the year lies outside the plan; found “2029”" in said


def test_verify_source_fails_where_a_row_is_not_in_the_text(run, tmp_path):
    text = tmp_path / "text.txt"
    text.write_text("一、总体要求\n没有数字。\n", "utf-8")
    run("verify-source", str(text), code=FAILED)
    text.write_bytes("一、总体要求".encode("utf-16-le"))
    assert "文件编码无法识别" in run("verify-source", str(text), code=FAULTY)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (("-n", "programm"), "unknown notebook; found “programm”"),
        (("-p", "chidcare"), "unknown programme; found “chidcare”"),
        (("-l", "fr"), "unknown language; found “fr”"),
        (("--set", "langg=zh"), "the notebook has no such parameter; found “langg”"),
        (
            ("--set", "programme=3"),
            "this parameter has an option of its own and cannot be given here; found “programme”",
        ),
        (("--plan", "qijang-2018-2020"), "nearest: qijiang-2018-2020"),
        (("--plan", "a" * 5000), "cannot be read; found “File name too long”"),
    ],
)
def test_render_refuses_before_anything_runs(run, tmp_path, wish, words):
    said = run("--lang", "en", "render", "-n", "programme", "-o", str(tmp_path), *wish, code=FAULTY)
    assert words in said
    assert list(tmp_path.iterdir()) == []


def test_a_parameter_without_a_name_is_a_usage_error(run, tmp_path):
    assert "is not NAME=VALUE" in run("render", "-o", str(tmp_path), "--set", "zh", code=2)


@pytest.mark.notebooks
def test_render_writes_reports_and_tells_where(run, tmp_path):
    said = run("render", "-n", "programme", "-p", "amenities", "-o", str(tmp_path), "-j", "1")
    assert "生成1份报告，0份未变化，0份失败" in said
    folder = tmp_path / "qijiang-2018-2020"
    assert sorted(path.name for path in folder.rglob("*.*")) == [
        "index.html",
        "index.html",
        "manifest.json",
        "programme-amenities.html",
        "programme-amenities.ipynb",
        "programme-amenities.results.csv",
        "programme-amenities.results.json",
    ]


def test_lab_says_what_is_missing(run, monkeypatch):
    monkeypatch.setattr("minsheng.cli.lab.find_spec", lambda name: None)
    assert "make lab" in run("lab", code=FAILED)


def test_the_module_is_the_command():
    command = [sys.executable, "-m", "minsheng", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"minsheng {ms.__version__}"


def test_help_does_not_load_the_heavy_rooms():
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom minsheng.cli import main\n"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0\n"
        "heavy = {'pandas', 'matplotlib', 'seaborn', 'papermill', 'nbconvert', 'nbformat'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_figure_draws_into_a_file_and_says_what(run, tmp_path):
    file = tmp_path / "gaps.png"
    said = run("figure", "gaps", "-p", "childcare", "-l", "en", "-o", str(file), "--dpi", "50")
    assert said == f"Drawn: Gap from baseline to final target, see {file}\n"
    assert file.read_bytes().startswith(b"\x89PNG")


def test_figure_names_what_it_does_not_know(run, tmp_path):
    said = run("figure", "gap", "-o", str(tmp_path / "a.png"), code=FAULTY)
    assert "没有这种图" in said
    assert "最接近的是：gaps" in said


@pytest.mark.notebooks
def test_render_makes_every_format(run, tmp_path):
    run("render", "-n", "programme", "-p", "amenities", "-o", str(tmp_path), "--to", "all")
    made = {path.suffix for path in (tmp_path / "qijiang-2018-2020" / "zh").glob("programme-*")}
    assert made == {".html", ".ipynb", ".docx", ".pdf", ".xlsx", ".csv", ".json"}


def test_render_refuses_a_template_that_is_none(run, tmp_path):
    said = run(
        "render",
        "-n",
        "plan",
        "--to",
        "docx",
        "--word-template",
        str(tmp_path / "no.docx"),
        "-o",
        str(tmp_path / "out"),
        code=FAULTY,
    )
    assert "Word 模板无法使用" in said
    assert not (tmp_path / "out").exists()


def test_status_prints_coverage_and_the_verdict_on_each_goal(run):
    told = run("status", "--observations", "demo", "--period", "2019H1", "-p", "childcare")
    assert "〔演示数据〕" in told
    assert "截至2019年6月30日，“幼有所育”专项共有目标指标26项" in told
    assert "● 基本符合预期" in told
    assert "没有报送任何实际值" in run("status", "-p", "housing")


def test_status_prints_the_frame_of_verdicts(run):
    told = run(
        "status",
        "--observations",
        "demo",
        "--period",
        "2019",
        "--csv",
        "-i",
        "childcare.gross_enrolment",
    )
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["verdict"], row["method"], row["period"]) == ("on_track", "plan_path", "2019")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--period", "2031"), "期间不在规划年份之内"),
        (("--as-of", "soon"), "不是日期"),
        (("--observations", "nowhere"), "没有这个台账"),
    ],
)
def test_status_and_render_refuse_what_they_do_not_know(run, arguments, words, tmp_path):
    assert words in run("status", *arguments, code=FAULTY)
    assert words in run("render", "-n", "standing", "-o", str(tmp_path), *arguments, code=FAULTY)
    assert not list(tmp_path.iterdir())
