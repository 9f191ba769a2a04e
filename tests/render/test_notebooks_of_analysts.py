"""What an analyst's notebook prints, draws, asks and numbers, as its readers see it."""

import json
import sys

import nbformat
import pytest
from click.testing import CliRunner
from render.books import notebook

from minsheng.cli import main
from minsheng.reports.exhibits import Figure, Table
from minsheng.writers import written
from minsheng.writers.document import Code, warnings
from minsheng.writers.reading import read

CELLS = {
    "shown": (
        "import warnings\nimport matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd",
        "for n in range(3):\n    print(f'\\r完成 {n + 1}/3', end='')\nprint()",
        "warnings.warn('慎用')",
        "display(pd.DataFrame({'a': [1.5, np.nan, np.inf]}).style.format('{:.1f}'))",
        "_ = plt.bar(['甲'], [1]); _ = plt.title('养老床位')",
    ),
    "asks": ("1", "input('?')"),
    "fails": ("1", "{}['GDP']"),
}


@pytest.fixture(scope="module", params=["shell", "kernel"])
def rendered(request, tmp_path_factory):
    place = tmp_path_factory.mktemp("notebooks")
    for name, cells in CELLS.items():
        notebook(place, name, *cells)
    asked = ["render", "--notebooks", str(place), "-o", str(place / "o"), "--engine", request.param]
    told = CliRunner().invoke(main, asked)
    return told, place / "o" / "qijiang-2018-2020" / "zh"


@pytest.mark.notebooks
def test_errors_name_the_step_and_input_is_told_to_be_a_parameter(rendered):
    told, _ = rendered
    assert "zh/fails 生成失败：KeyError: 'GDP'（第4步）" in told.stderr
    assert (
        "zh/asks 生成失败：单元格用 input() 提问，生成报告时没有人回答；请改为参数（第4步）"
    ) in told.stderr


@pytest.mark.notebooks
def test_what_a_terminal_shows_stands_in_the_report_and_messages_are_told(rendered):
    _, folder = rendered
    document = read(nbformat.read(folder / "shown.ipynb", as_version=4))
    assert [block.text for block in document.blocks if isinstance(block, Code)] == ["完成 3/3"]
    assert warnings(document) == [
        "第4个单元格运行时的提示信息没有列入报告，请查看执行过的笔记本：UserWarning: 慎用"
    ]


@pytest.mark.notebooks
def test_a_chart_is_called_by_its_title(rendered):
    _, folder = rendered
    document = read(nbformat.read(folder / "shown.ipynb", as_version=4))
    assert [block.caption for block in document.blocks if isinstance(block, Figure)] == ["养老床位"]


@pytest.mark.notebooks
def test_what_is_missing_or_infinite_in_a_table_keeps_its_text(rendered):
    _, folder = rendered
    document = read(nbformat.read(folder / "shown.ipynb", as_version=4))
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [row[-1] for row in table.shown()] == ["1.5", "nan", "inf"]
    assert [value["c2"] for value in table.values] == [1.5, None, None]


def test_headings_with_a_number_of_their_own_get_no_other():
    source = "# 题\n\n## 一、方法\n\n甲\n\n## 结果\n\n乙\n\n### 1. 床位"
    document = read(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(source)]))
    own = [block.is_numbered for block in document.blocks if hasattr(block, "is_numbered")]
    assert own == [True, False, True]
    assert "一、一、" not in written(document, "html").decode()


def test_a_folder_without_templates_says_what_it_lacks(tmp_path):
    cells = [nbformat.v4.new_code_cell("1")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "own.ipynb")
    asked = ["--lang", "en", "render", "--notebooks", str(tmp_path), "-o", str(tmp_path / "o")]
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 2
    assert (
        "no notebook of the folder has a cell with the tag “parameters”, so none can be rendered; "
        "found “own.ipynb”"
    ) in told.stderr


@pytest.mark.parametrize(
    ("asked", "plan"), [(("--plan", "nowhere"), "nowhere"), (("-n", "nothing"), "")]
)
def test_whoever_is_to_be_told_of_failures_is_told_of_a_refusal(tmp_path, asked, plan):
    told = tmp_path / "told.json"
    code = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
    target = f'failed:command:"{sys.executable}" -c "{code}" {told}'
    run = CliRunner().invoke(
        main, ["render", *asked, "-o", str(tmp_path / "o"), "--notify", target]
    )
    assert run.exit_code == 2
    summary = json.loads(told.read_text(encoding="utf-8"))
    assert (summary["plan"], summary["run"], summary["exit_code"]) == (plan, "", 2)
    assert summary["failures"][0]["error"] in run.stderr


@pytest.mark.parametrize(("day", "period"), [("2019-07-15", "2019H1"), ("2019-06-29", "2018")])
def test_the_periods_of_a_day_gone_by_can_be_asked_for(tmp_path, day, period):
    asked = ["render", "-n", "standing", "--period", "auto", "--as-of", day, "--dry-run"]
    told = CliRunner().invoke(main, [*asked, "-o", str(tmp_path)])
    assert f"zh/standing-{period} " in told.stdout
    assert ("2019H1" in told.stdout) is (day > "2019-06-30")
