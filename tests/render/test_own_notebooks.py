"""Notebooks of one's own as JupyterLab runs them: where a cell runs, and how it may end."""

import json

import nbformat
import pytest
from click.testing import CliRunner
from render.books import ASKED, notebook

from minsheng.cli import main
from minsheng.places import typed_path
from minsheng.render import RunSettings, render
from minsheng.render.request import Request, list_reports

OUTPUTS = """
from pathlib import Path
import pandas as pd
from helper import doubled
display(pd.read_csv("附表.csv")["床位"].map(doubled).to_frame())
class Own:
    def _repr_html_(self):
        return "<p>自己的段落</p>"
class Nameless: pass
display(pd.DataFrame([range(900, 931)]))
display(Own(), Nameless(), pd.DataFrame({"a": [1]}).style)
print(Nameless())
"""
WRITES = {
    "to_csv": 'import pandas as pd\npd.DataFrame({"a": [1]}).to_csv("结果.csv")',
    "folder": 'import os\nos.mkdir("结果")',
    "moved": 'import os\nos.rename("附表.csv", "结果.csv")',
    "database": 'import sqlite3\nsqlite3.connect("结果.db")',
}
ENDS = {
    "exit": "exit()",
    "quit": "quit()",
    "bare": "exit",
    "path": "import sys\nsys.path[:] = sys.path[1:]\nexit()",
    "sys": "import sys\nsys.exit(0)",
    "empty": "import sys\nsys.exit()",
}
FAILS = {"three": "import sys\nsys.exit(3)", "words": "import sys\nsys.exit('没有数据')"}


def _folder(place):
    (place / "附表.csv").write_text("床位\n21\n", encoding="utf-8")
    (place / "helper.py").write_text("def doubled(n):\n    return 2 * n\n", encoding="utf-8")
    notebook(place, "outputs", OUTPUTS)
    (place / "图.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    own = nbformat.read(place / "outputs.ipynb", as_version=4)
    own.cells.append(nbformat.v4.new_markdown_cell("![示意](图.svg)", id="picture"))
    nbformat.write(own, place / "outputs.ipynb")
    for name, code in {**WRITES, **ENDS, **FAILS}.items():
        notebook(place, name, "print('之前')", code, "print('之后')")
    before = sorted(path.name for path in place.iterdir())
    return place, before


@pytest.fixture(
    scope="module",
    params=["shell", pytest.param("kernel", marks=pytest.mark.notebooks)],
)
def rendered(request, tmp_path_factory):
    folder, before = _folder(tmp_path_factory.mktemp("notebooks"))
    output = tmp_path_factory.mktemp("out")
    names = ("outputs", *WRITES, *ENDS, *FAILS)
    if request.param == "kernel":  # each takes seconds
        names = ("outputs", "to_csv", "exit", "three")
    asked = list_reports(Request(notebooks=names, folder=folder, langs=("zh",)), output)
    settings = RunSettings(engine=request.param, workers=2)
    outcomes = {
        one.job.notebook.name: one for one in render(asked.load, asked.jobs, output, settings)
    }
    assert sorted(path.name for path in folder.iterdir()) == before
    return outcomes, folder


def test_a_cell_reads_and_imports_what_lies_beside_its_notebook(rendered):
    outcome = rendered[0]["outputs"]
    assert outcome.error == ""
    page = outcome.job.page.read_text(encoding="utf-8")
    assert ">42<" in page
    assert all(f">{number}<" in page for number in range(900, 931)), "every column is shown"
    assert "<p>自己的段落</p>" in page
    assert 'aria-label="示意"' in page, "a plain drawing is part of the page"


def test_what_a_report_cannot_show_is_told_with_its_cell(rendered):
    assert list(rendered[0]["outputs"].warnings) == [
        "第2个单元格只显示了对象的名称，没有内容：<__main__.Nameless>。",
        "第2个单元格只显示了对象的名称，没有内容：<__main__.Nameless object>。",
    ]


def test_no_address_stands_in_the_executed_notebook(rendered):
    executed = rendered[0]["outputs"].job.beside(".ipynb").read_text(encoding="utf-8")
    assert "at 0x…" in executed
    assert "0x7" not in executed
    assert "T_00000" in executed


@pytest.mark.parametrize("name", WRITES)
def test_nothing_is_written_beside_a_notebook(rendered, name):
    outcomes, _ = rendered
    if name not in outcomes:
        pytest.skip("tried in the other engine")
    files = {"to_csv": "结果.csv", "folder": "结果", "moved": "附表.csv", "database": "结果.db"}
    assert outcomes[name].error == (
        f"PermissionError: 没有写入“{files[name]}”：生成报告时不在笔记本所在的文件夹写入文件。"
        "要交出的表格请在单元格中直接显示（Excel 格式中另有一份），"
        "临时文件请写入 tempfile 给出的文件夹（第4步）"
    )


@pytest.mark.parametrize("name", ENDS)
def test_a_notebook_may_end_early(rendered, name):
    outcomes, _ = rendered
    if name not in outcomes:
        pytest.skip("tried in the other engine")
    page = outcomes[name].job.page.read_text(encoding="utf-8")
    assert outcomes[name].error == ""
    assert "之前" in page
    assert "之后" not in page
    assert "SystemExit" not in page
    assert "To exit" not in page, "the advice of IPython"


@pytest.mark.parametrize(
    ("name", "words"),
    [("three", "笔记本自行结束，退出码3"), ("words", "SystemExit: 没有数据（第4步）")],
)
def test_a_notebook_that_ends_with_a_number_has_failed(rendered, name, words):
    outcomes, _ = rendered
    if name not in outcomes:
        pytest.skip("tried in the other engine")
    assert outcomes[name].error == words


def test_what_it_read_makes_it_anew_and_its_warnings_are_told_again(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    _folder(folder)
    asked = ["render", "--notebooks", str(folder), "-n", "outputs", "-o", str(tmp_path / "out")]
    words = (
        "报告 zh/outputs 的注意事项：第2个单元格只显示了对象的名称，没有内容：<__main__.Nameless>。"
    )
    first = CliRunner().invoke(main, asked)
    assert words in first.stderr
    again = CliRunner().invoke(main, asked)
    assert words in again.stderr
    assert "1份未变化" in again.output
    for name, content in [
        ("附表.csv", "床位\n22\n"),
        ("helper.py", "def doubled(n):\n    return n + n\n"),
        ("图.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>'),
    ]:
        (folder / name).write_text(content, encoding="utf-8")
        told = CliRunner().invoke(main, [*asked, "--explain"])
        assert f"{name}已变化" in told.stderr


def test_a_path_that_is_typed_is_one_of_where_it_was_typed(folder, tmp_path, monkeypatch):
    notebook(folder, "own", "open(source).read()", parameters=f'{ASKED}\nsource: str = ""')
    (tmp_path / "表.csv").write_text("当前文件夹", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked = ["render", "--notebooks", str(folder), "-o", "out", "--set", "source=表.csv"]
    assert CliRunner().invoke(main, asked).exit_code == 0
    (page,) = tmp_path.glob("out/*/zh/own.html")
    assert "当前文件夹" in page.read_text(encoding="utf-8")
    executed = page.with_suffix(".ipynb").read_text(encoding="utf-8")
    assert json.loads(executed)["metadata"]["minsheng"]["parameters"]["source"] is None
    assert str(tmp_path) not in executed


@pytest.mark.parametrize(
    ("value", "is_path"),
    [
        ("a.csv", True),
        ("./b", True),
        ("sub/c", True),
        ("sub", False),
        ("1.5/2", False),
        ("", False),
    ],
)
def test_a_value_is_a_path_where_it_looks_like_one(tmp_path, value, is_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.csv", "sub/c"):
        (tmp_path / name).touch()
    absolute = str((tmp_path / value).resolve())
    assert typed_path(value, tmp_path) == (absolute if is_path else value)
