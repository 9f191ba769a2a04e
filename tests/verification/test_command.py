"""The command: words on the screen and an exit code."""

import pytest
from click.testing import CliRunner

from minsheng.cli import main


def said(*arguments):
    result = CliRunner().invoke(main, ["--lang", "zh", "verify", *map(str, arguments)])
    return result.exit_code, result.output


def test_exit_codes(write, tmp_path):
    page = write("html", programmes=("childcare",))
    code, words = said(page)
    assert code == 0
    assert words.endswith("与现有数据全部一致。\n")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(">4个百分点</data>", ">5个百分点</data>"), encoding="utf-8")
    code, words = said(page)
    assert code == 1
    assert "报告为“5个百分点”，现有数据为“4个百分点”" in words
    (tmp_path / "other.html").write_text("<p>1</p>", encoding="utf-8")
    code, words = said(tmp_path / "other.html")
    assert code == 2
    assert "不是本系统生成的报告" in words


def test_a_made_up_ledger_is_made_up_again(write):
    page = write(
        "html", name="status", programmes=("childcare",), periods=("2019H1",), observations="demo"
    )
    assert said(page)[0] == 0


def test_a_ledger_elsewhere_has_to_be_named_again(write, tmp_path):
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    rows = "indicator,period,reported_on,value,numerator,denominator,status,source,note\n"
    observed = "childcare.gross_enrolment,2018,2019-01-10,87.2,,,final,,\n"
    (ledger / "observations.csv").write_text(rows + observed, encoding="utf-8")
    page = write(
        "html",
        name="status",
        programmes=("childcare",),
        periods=("2019H1",),
        observations=str(ledger),
    )
    code, words = said(page)
    assert code == 2
    assert "参数“observations”" in words
    assert str(tmp_path) not in page.read_text(encoding="utf-8")
    assert said(page, "--observations", ledger)[0] == 0
    (ledger / "observations.csv").write_text(
        rows + observed + observed.replace("2019-01-10,87.2", "2019-03-10,86.9"), encoding="utf-8"
    )
    code, words = said(page, "--observations", ledger)
    assert code == 1
    assert "报告为“87.2”，现有数据为“86.9”" in words
    named = [line for line in words.splitlines()[1:] if "childcare." in line]
    assert named
    assert all("childcare.gross_enrolment" in line for line in named)


@pytest.mark.notebooks
def test_with_a_kernel_of_its_own(write, monkeypatch):
    page = write("docx", programmes=("housing",))
    monkeypatch.undo()
    assert said(page)[0] == 0
