"""`minsheng figure`: figures of a plan, and of where it stands."""

import pytest
from click.testing import CliRunner

from minsheng.cli import FAULTY, main
from minsheng.text.language import using


def test_a_figure_of_a_standing_takes_a_ledger_and_a_period(tmp_path):
    file = tmp_path / "scoreboard.svg"
    asked = ["figure", "scoreboard", "-p", "childcare", "--observations", "demo"]
    result = CliRunner().invoke(main, [*asked, "--period", "2019H1", "-l", "en", "-o", str(file)])
    assert result.exit_code == 0, result.output
    assert "2019" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "该图只画规划本身，不接受 --period 和 --observations；填写为“gaps”"),
        ("en", "this figure shows the plan alone: it takes neither --period nor --observations;"),
    ],
)
@pytest.mark.parametrize("option", [("--period", "2019H1"), ("--observations", "demo")])
def test_a_figure_of_the_plan_alone_refuses_them(tmp_path, lang, words, option):
    file = tmp_path / "gaps.svg"
    with using(lang):
        result = CliRunner().invoke(main, ["figure", "gaps", *option, "-o", str(file)])
    assert result.exit_code == FAULTY
    assert words in result.output
    assert not file.exists()
