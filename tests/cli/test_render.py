"""What the command says of reports that are not as they were asked for."""

import pytest
from click.testing import CliRunner

from minsheng.cli import main

OWN = {
    "zh": "不受 --period 影响，仍用各自的时期：midterm、final；要换时期，请用 -n 指名\n",
    "en": "not moved by --period, each keeps a period of its own: midterm and final; "
    "name one with -n to move it\n",
}


def rendered(tmp_path, lang, *asked):
    asked = ["render", "--observations", "demo", "-o", str(tmp_path), "-l", lang, *asked]
    return CliRunner().invoke(main, asked)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_evaluations_that_keep_their_own_period_are_named(tmp_path, lang):
    told = rendered(tmp_path, lang, "--dry-run", "--period", "2019H1")
    assert (told.exit_code, told.stderr) == (0, OWN[lang])


@pytest.mark.parametrize(
    "asked", [("--period", "auto"), (), ("-n", "final", "-n", "status", "--period", "2020")]
)
def test_where_nothing_else_was_asked_nothing_is_said(tmp_path, asked):
    assert OWN["en"] not in rendered(tmp_path, "en", "--dry-run", *asked).stderr


@pytest.mark.notebooks
@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "nowhere：没有这个文件夹"), ("en", "nowhere: there is no such folder")],
)
def test_an_error_of_the_input_is_told_as_its_message(tmp_path, lang, words):
    writing = f"writing={tmp_path / 'nowhere'}"
    told = rendered(tmp_path, lang, "-n", "midterm", "--set", writing, "-j", "1")
    assert told.exit_code == 1
    assert words in told.stderr
    page = next(tmp_path.rglob("*.failed.html")).read_text("utf-8")
    assert words in page
    assert "BadInput" not in told.stderr + page
