"""Options of the command that mean the same everywhere."""

import pytest
from click.testing import CliRunner

from minsheng.cli import main
from minsheng.text.language import using

ONE_PLAN = ["list", "show x", "path", "gaps", "growth", "status", "audit", "figure gaps -o a.png"]
ONE_PLAN += ["freeze", "demo", f"record {__file__}", f"verify {__file__}"]


@pytest.mark.parametrize("command", [*ONE_PLAN, f"verify-source {__file__}"])
def test_a_command_that_looks_at_one_plan_refuses_several(command):
    with using("en"):
        asked = [*command.split(), "--plan", "a", "--plan", "b"]
        result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2
    assert "this command takes one plan, and 2 are given" in result.output


def test_path_prints_milestones_and_words_as_well():
    with using("zh"):
        said = CliRunner().invoke(main, ["path", "-p", "childcare"]).output
    assert "学前三年毛入园率" in said
    assert "营盘山幼儿园开工" in said
    assert "财政性学前教育投入逐年增长" in said


@pytest.mark.parametrize("command", ["list", "path", "gaps", "growth", "status", "audit"])
def test_csv_for_excel_begins_with_a_byte_order_mark(command):
    marked, plain = (
        CliRunner().invoke(main, [command, "-p", "childcare", form]).stdout_bytes
        for form in ("--excel-csv", "--csv")
    )
    assert marked == b"\xef\xbb\xbf" + plain
