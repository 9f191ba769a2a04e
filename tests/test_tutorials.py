"""Each tutorial runs from top to bottom in a real kernel, and makes what it says it makes."""

import os
import re
import sysconfig

import nbformat
import pytest
from nbclient import NotebookClient

from minsheng.places import notebooks_folder
from minsheng.render import notebooks
from minsheng.workspace import TUTORIALS

FOLDER = notebooks_folder() / TUTORIALS
NAMES = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
HAN = re.compile(r"[\u4e00-\u9fff]")
# By name: the language it runs in, what its reader sees, and the files beside it.
OUTCOMES = {
    "analyst": (
        "zh",
        ("healthcare.doctors", "0.060603", "image/png", "规划进度"),
        ("requirements.xlsx", "requirements.csv", "growth.png"),
    ),
    "clerk": (
        "en",
        (
            "2 rows added",
            "nearest: childcare.gross_enrolment",
            "Corrects an earlier row: childcare.gross_enrolment 2019H1 2019-08-02",
            "Takes back an earlier row: childcare.public_share.urban 2019H1 2019-09-03",
            "1 ahead",
            "1 made, 0 unchanged, 0 failed",
        ),
        (
            "my-ledger/observations.csv",
            "my-reports/qijiang-2018-2020/index.html",
            "my-reports/qijiang-2018-2020/en/status-childcare-2019H1.docx",
        ),
    ),
    "evaluator": (
        "zh",
        ("演示数据", "84.55", "86%", "生成1份报告"),
        ("my-reports/demo/qijiang-2018-2020/zh/demo-midterm.docx",),
    ),
}


def _read(name):
    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


@pytest.mark.parametrize("name", NAMES)
def test_prose_stands_in_both_languages_and_no_outputs_are_stored(name):
    cells = _read(name).cells
    prose = [cell for cell in cells if cell.cell_type == "markdown"]
    assert [cell.metadata.tags for cell in prose] == [["zh"], ["en"]] * (len(prose) // 2)
    for zh, en in zip(prose[::2], prose[1::2], strict=True):
        assert HAN.search(zh.source)
        headings = [re.match(r"#*", cell.source)[0] for cell in (zh, en)]
        assert headings[0] == headings[1]
    assert prose[0].source.startswith("# ")
    for cell in cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
            assert len(cell.source.splitlines()) <= 9


def test_no_tutorial_is_rendered_as_a_report():
    assert sorted(OUTCOMES) == NAMES
    assert not set(NAMES) & set(notebooks())


@pytest.mark.notebooks
@pytest.mark.parametrize("name", NAMES)
def test_it_runs_as_it_stands(name, tmp_path):
    lang, said, files = OUTCOMES[name]
    notebook = _read(name)
    for cell in notebook.cells:
        cell.source = cell.source.replace('lang = "zh"', f'lang = "{lang}"')
    scripts = sysconfig.get_path("scripts")  # as `minsheng lab` has it
    path = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    client = NotebookClient(
        notebook,
        timeout=120,
        resources={"metadata": {"path": str(tmp_path)}},
        kernel_name="python3",
    )
    client.execute(env={**os.environ, "PATH": path})
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    seen = str(outputs)
    assert [text for text in said if text not in seen] == []
    assert [file for file in files if not (tmp_path / file).is_file()] == []
