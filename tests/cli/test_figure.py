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


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "是文件夹，请写明其中的文件名；可用：.svg、.png、.pdf"),
        ("en", "is a folder; name a file in it; allowed: .svg, .png and .pdf"),
    ],
)
def test_a_folder_in_place_of_a_file_is_refused_in_words(tmp_path, lang, words):
    with using(lang):
        result = CliRunner().invoke(main, ["figure", "gaps", "-o", str(tmp_path)])
    assert result.exit_code == FAULTY
    assert words in result.output
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(("lang", "words"), [("zh", "是文件夹"), ("en", "is a folder")])
def test_every_command_refuses_a_folder_in_the_language_in_force(tmp_path, lang, words):
    with using(lang):
        result = CliRunner().invoke(main, ["verify", str(tmp_path)])
    assert result.exit_code == FAULTY
    assert words in result.output
