"""The parameters of a notebook as its code states them, and notebooks that can be no report."""

import nbformat
import pytest
from click.testing import CliRunner
from render.books import ASKED, notebook

import minsheng as ms
from minsheng.cli import main
from minsheng.render import notebooks
from minsheng.render.parameters import Parameter, needed_parameters, parameters, templates


def _stated(folder, code):
    notebook(folder, "own", parameters=code)
    return {name: one.default for name, one in parameters(notebooks(folder)["own"]).items()}


@pytest.mark.parametrize(
    ("code", "defaults"),
    [
        ('source = "sqlite:///x.db?mode=ro"', {"source": '"sqlite:///x.db?mode=ro"'}),
        ('colour = "#ff0000"  # a = b', {"colour": '"#ff0000"'}),
        ("years = [\n  2018,  # first\n  2019,\n]", {"years": "[\n  2018,  # first\n  2019,\n]"}),
        ('units = {"万套": 1}', {"units": '{"万套": 1}'}),
        ("nothing = None", {"nothing": "None"}),
        ("import datetime as dt\nday = dt.date(2019, 6, 30)", {"day": "dt.date(2019, 6, 30)"}),
        ("a = b = 1", {"a": "1", "b": "1"}),
        ("top: int", {"top": ""}),
        ("text = '''one\n# two = 2\n'''", {"text": "'''one\n# two = 2\n'''"}),
        ("%matplotlib inline\ntop = 5", {"top": "5"}),
        ("x = 1\nx = 2", {"x": "2"}),
    ],
)
def test_a_default_is_read_as_python_reads_it(folder, code, defaults):
    assert _stated(folder, code) == defaults


def test_type_and_help_stand_beside_the_default(folder):
    notebook(folder, "own", parameters='top: int = 5  # how many: "=" is no matter')
    assert parameters(notebooks(folder)["own"])["top"] == Parameter(
        "top", "int", "5", 'how many: "=" is no matter'
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"parameters": 'lang: str = "zh"'},
            "own.ipynb: the cell tagged parameters lacks a parameter that every report needs; "
            "found “plan”",
        ),
        (
            {"parameters": "plan ="},
            "own.ipynb, row 1: the cell tagged parameters is no Python code that can be read; "
            "found “invalid syntax (<unknown>, line 1)”",
        ),
        (
            {"language": "R"},
            "own.ipynb: the notebook is in another language than Python and cannot be rendered; "
            "found “R”",
        ),
        ({"untagged": True}, "own.ipynb: the notebook has no cell tagged parameters"),
    ],
)
def test_a_notebook_that_can_be_no_report_is_told_what_it_is(folder, change, words):
    _unfit(folder, **change)
    with pytest.raises(ms.BadInput) as error:
        needed_parameters(notebooks(folder)["own"])
    assert error.value.faults[0].text("en") == words


def test_the_others_of_its_folder_are_rendered_and_the_exit_code_says_so(folder, tmp_path):
    _unfit(folder, language="R")
    notebook(folder, "good", "1 + 1")
    known, faults = templates(folder=folder)
    assert [book.name for book, _ in known] == ["good"]
    assert len(faults) == 1
    output = ["-o", str(tmp_path / "out"), "-l", "en"]
    asked = ["--lang", "zh", "render", "--notebooks", str(folder), *output]
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 1
    assert "未生成报告：own.ipynb：笔记本的语言不是 Python，不能生成报告" in told.output
    assert len(list(tmp_path.glob("out/*/en/good.html"))) == 1
    named = CliRunner().invoke(main, [*asked, "-n", "own"])
    assert named.exit_code == 2
    assert "笔记本的语言不是 Python" in named.output


def _unfit(folder, *, parameters=ASKED, language="python", untagged=False):
    notebook(folder, "own", parameters=parameters)
    path = folder / "own.ipynb"
    made = nbformat.read(path, as_version=4)
    made.metadata.kernelspec.update(language=language)
    if untagged:
        made.cells[0].metadata.pop("tags")
    nbformat.write(made, path)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "写明了自己的规划；请用 --plan 指定该规划；填写为“county-2021-2025”"),
        ("en", "a plan of its own: give it with --plan; found “county-2021-2025”"),
    ],
)
def test_no_report_of_the_plan_that_ships_is_made_of_a_notebook_of_another(folder, lang, words):
    notebook(
        folder, "own", parameters=ASKED.replace('plan: str = ""', 'plan: str = "county-2021-2025"')
    )
    options = ["--lang", lang, "render", "--notebooks", str(folder), "-o", str(folder / "out")]
    refused = CliRunner().invoke(main, options)
    assert refused.exit_code == 2
    assert words in refused.output
    assert not (folder / "out").exists()
